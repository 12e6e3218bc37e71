import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Encrypts secrets for storage. One opens only with the owner it was sealed to, so that rows cannot be swapped. */
export interface Box {
  /** @param owner what the secret belongs to, for example the id of its row. */
  seal(text: string, owner: string): Buffer;
  /** @throws UnreadableSecret when no secret key of this process opens it, or the row was tampered with or swapped. */
  open(sealed: Buffer, owner: string): string;
  /** Whether it was sealed with the key that this process seals with. */
  isCurrent(sealed: Buffer): boolean;
  /** What every secret sealed with that key begins with. */
  mark: Buffer;
}

/** A secret that no secret key of this process opens. */
export class UnreadableSecret extends Error {
  override readonly name = 'UnreadableSecret';
}

/** First byte of a sealed secret that names its key: `version | key id | iv | tag | text`. */
const version = 1;
const keyIdBytes = 4;
const ivBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM with keys derived from the secret keys; the owner is authenticated with the text.
 * @param current seals and opens. @param accepted only open: while a key is being replaced, processes know both.
 */
export function createBox(current: string, accepted: readonly string[] = []): Box {
  const keys = [current, ...accepted].map(derive);
  const [writer = derive(current)] = keys;
  const mark = Buffer.concat([Buffer.from([version]), writer.id]);
  return {
    mark,
    isCurrent: (sealed) => sealed.subarray(0, mark.length).equals(mark),
    seal: (text, owner) => {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', writer.key, iv).setAAD(Buffer.from(owner));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([mark, iv, cipher.getAuthTag(), body]);
    },
    open: (sealed, owner) => {
      const named = keys.find(({ id }) => id.equals(sealed.subarray(1, 1 + keyIdBytes)));
      const opened =
        sealed[0] === version && named
          ? decrypt(named.key, sealed.subarray(1 + keyIdBytes), owner)
          : null;
      if (opened !== null) return opened;
      // Sealed by an early release, without the id of its key.
      for (const { key } of keys) {
        const text = decrypt(key, sealed, owner);
        if (text !== null) return text;
      }
      throw new UnreadableSecret('It was sealed with another secret key.');
    },
  };
}

const derive = (secretKey: string) => ({
  key: Buffer.from(hkdfSync('sha256', secretKey, 'linchpin', 'pinterest tokens', 32)),
  id: Buffer.from(hkdfSync('sha256', secretKey, 'linchpin', 'key id', keyIdBytes)),
});

/** @param sealed `iv | tag | text` */
function decrypt(key: Buffer, sealed: Buffer, owner: string): string | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes), {
      authTagLength: tagBytes, // A shorter one would be easier to guess.
    })
      .setAAD(Buffer.from(owner))
      .setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
    const text = sealed.subarray(ivBytes + tagBytes);
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
