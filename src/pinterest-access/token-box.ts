import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Encrypts tokens for storage. A token decrypts only with the identity id it was encrypted for. */
export interface TokenBox {
  seal(token: string, identityId: string): Buffer;
  /** @throws UnreadableToken when the secret key changed, or the row was tampered with or swapped. */
  open(sealed: Buffer, identityId: string): string;
}

/** A sealed token that this process's secret key does not open. */
export class UnreadableToken extends Error {
  override readonly name = 'UnreadableToken';
}

const ivBytes = 12;
const tagBytes = 16;

/** AES-256-GCM with a key derived from the secret key; the account id is authenticated with it. */
export function createTokenBox(secretKey: string): TokenBox {
  const key = Buffer.from(hkdfSync('sha256', secretKey, 'linchpin', 'pinterest tokens', 32));
  return {
    seal: (token, identityId) => {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(identityId));
      const text = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), text]);
    },
    open: (sealed, identityId) => {
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes))
          .setAAD(Buffer.from(identityId))
          .setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
        const text = sealed.subarray(ivBytes + tagBytes);
        return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new UnreadableToken('The token was sealed with another secret key.', { cause });
      }
    },
  };
}
