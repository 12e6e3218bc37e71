import { createHmac } from 'node:crypto';

/**
 * The header `webhook-signature` of Standard Webhooks: one signature for each secret, separated by spaces.
 * @param secrets `whsec_` and base64. @param timestamp seconds since the epoch.
 */
export const standardSignature = (
  secrets: readonly string[],
  id: string,
  timestamp: number,
  body: Buffer,
): string =>
  secrets
    .map((secret) => {
      const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
      const mac = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body);
      return `v1,${mac.digest('base64')}`;
    })
    .join(' ');

/** The signature of Zernio's API: HMAC-SHA256 of the body in lowercase hexadecimal. */
export const hexSignature = (secret: string, body: Buffer): string =>
  createHmac('sha256', secret).update(body).digest('hex');
