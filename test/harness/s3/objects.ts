import { createHash, randomBytes } from 'node:crypto';
import { Refused } from './signature.ts';

export interface Kept {
  body: Buffer;
  etag: string;
  type: string;
  modifiedAt: Date;
}

interface Upload {
  key: string;
  type: string;
  startedAt: Date;
  parts: Map<number, { body: Buffer; etag: string }>;
}

const md5 = (...bodies: Buffer[]): string => {
  const hash = createHash('md5');
  for (const body of bodies) hash.update(body);
  return hash.digest('hex');
};
const tag = (text: string): string => `"${text}"`;

/** The objects and the open uploads of one bucket. */
export class Bucket {
  readonly objects = new Map<string, Kept>();
  readonly uploads = new Map<string, Upload>();
  readonly #now: () => Date;
  readonly #leastPartBytes: number;

  constructor(now: () => Date, leastPartBytes: number) {
    this.#now = now;
    this.#leastPartBytes = leastPartBytes;
  }

  get(key: string): Kept {
    const kept = this.objects.get(key);
    if (!kept) throw new Refused(404, 'NoSuchKey');
    return kept;
  }

  put(key: string, body: Buffer, type: string, etag = tag(md5(body))): Kept {
    const kept = { body, etag, type, modifiedAt: this.#now() };
    this.objects.set(key, kept);
    return kept;
  }

  begin(key: string, type: string): string {
    const id = randomBytes(12).toString('hex');
    this.uploads.set(id, { key, type, startedAt: this.#now(), parts: new Map() });
    return id;
  }

  upload(id: string, key: string): Upload {
    const upload = this.uploads.get(id);
    if (!upload || upload.key !== key) throw new Refused(404, 'NoSuchUpload');
    return upload;
  }

  part(id: string, key: string, number: number, body: Buffer): string {
    if (!Number.isInteger(number) || number < 1 || number > 10_000)
      throw new Refused(400, 'InvalidArgument');
    const etag = tag(md5(body));
    this.upload(id, key).parts.set(number, { body, etag });
    return etag;
  }

  complete(id: string, key: string, wanted: { number: number; etag: string }[]): Kept {
    const { parts, type } = this.upload(id, key);
    if (wanted.length === 0) throw new Refused(400, 'MalformedXML');
    if (wanted.some(({ number }, index) => number <= (wanted[index - 1]?.number ?? 0)))
      throw new Refused(400, 'InvalidPartOrder');
    const bodies = wanted.map(({ number, etag }, index) => {
      const part = parts.get(number);
      if (!part || part.etag.replaceAll('"', '') !== etag) throw new Refused(400, 'InvalidPart');
      if (index < wanted.length - 1 && part.body.length < this.#leastPartBytes)
        throw new Refused(400, 'EntityTooSmall');
      return part.body;
    });
    this.uploads.delete(id);
    return this.put(key, Buffer.concat(bodies), type, tag(`${md5(...bodies)}-${bodies.length}`));
  }
}
