import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Hashes passwords so that a stolen database does not give them away. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /**
   * Takes as long for a person who is not there as for one who is.
   * @param stored null: there is none to compare with.
   */
  verify(password: string, stored: string | null): Promise<boolean>;
  /** Whether a hash was made with weaker parameters than today's. */
  isOutdated(stored: string): boolean;
}

/** 32 MB and about 0.2 s; one of the settings that OWASP's cheat sheet lists for scrypt. */
const cost = { ln: 15, r: 8, p: 3 };
const saltBytes = 16;
const keyBytes = 32;

interface Hash {
  ln: number;
  r: number;
  p: number;
  salt: Buffer;
  key: Buffer;
}

/** @param atOnce hashes computed at a time: each takes 32 MB and a thread. */
export function createPasswords(atOnce = 2): Passwords {
  const inTurn = createTurns(atOnce);
  const derive = (password: string, { ln, r, p, salt }: Omit<Hash, 'key'>): Promise<Buffer> =>
    inTurn(
      () =>
        new Promise((resolve, reject) => {
          // The same letters, however the keyboard composed them.
          const text = password.normalize('NFKC');
          const N = 2 ** ln;
          scrypt(text, salt, keyBytes, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
            error ? reject(error) : resolve(key),
          );
        }),
    );
  /** Compared with where no hash is stored; no password matches it. */
  const decoy: Hash = {
    ...cost,
    salt: randomBytes(saltBytes),
    key: randomBytes(keyBytes),
  };
  return {
    async hash(password) {
      const salt = randomBytes(saltBytes);
      return write({ ...cost, salt, key: await derive(password, { ...cost, salt }) });
    },
    async verify(password, stored) {
      const known = stored === null ? null : read(stored);
      const against = known ?? decoy;
      const isSame = timingSafeEqual(await derive(password, against), against.key);
      return isSame && known !== null;
    },
    isOutdated: (stored) => {
      const known = read(stored);
      return known === null || known.ln < cost.ln || known.r < cost.r || known.p < cost.p;
    },
  };
}

/** `scrypt$ln=15,r=8,p=3$salt$key`, the last two in base64url. */
const write = ({ ln, r, p, salt, key }: Hash): string =>
  `scrypt$ln=${ln},r=${r},p=${p}$${salt.toString('base64url')}$${key.toString('base64url')}`;

function read(stored: string): Hash | null {
  const [, ln, r, p, salt = '', key = ''] =
    /^scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]+)\$([\w-]{43})$/.exec(stored) ?? [];
  if (ln === undefined) return null;
  return {
    ln: Number(ln),
    r: Number(r),
    p: Number(p),
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  };
}

/** Runs so many pieces of work at once; the others wait their turn. */
function createTurns(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let busy = 0;
  return async (work) => {
    if (busy >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else busy += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else busy -= 1;
    }
  };
}
