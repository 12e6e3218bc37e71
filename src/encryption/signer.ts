import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Signs short texts, so that this server knows its own addresses and cookies again. */
export interface Signer {
  sign(text: string): string;
  verify(text: string, signature: string): boolean;
}

/** @param current signs and verifies. @param accepted only verify. */
export function createSigner(current: string, accepted: readonly string[] = []): Signer {
  const keys = [current, ...accepted].map((secretKey) =>
    Buffer.from(hkdfSync('sha256', secretKey, 'linchpin', 'signatures', 32)),
  );
  const signatures = (text: string) =>
    keys.map((key) => createHmac('sha256', key).update(text).digest('base64url'));
  return {
    sign: (text) => signatures(text)[0] ?? '',
    verify: (text, signature) => {
      const given = Buffer.from(signature);
      return signatures(text).some((expected) => {
        const bytes = Buffer.from(expected);
        return bytes.length === given.length && timingSafeEqual(bytes, given);
      });
    },
  };
}
