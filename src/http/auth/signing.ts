import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Signs short texts, so that this server knows its own addresses and cookies again. */
export interface Signer {
  sign(text: string): string;
  verify(text: string, signature: string): boolean;
}

export function createSigner(secretKey: string): Signer {
  const key = Buffer.from(hkdfSync('sha256', secretKey, 'linchpin', 'signatures', 32));
  const sign = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
  return {
    sign,
    verify: (text, signature) => {
      const expected = Buffer.from(sign(text));
      const given = Buffer.from(signature);
      return expected.length === given.length && timingSafeEqual(expected, given);
    },
  };
}
