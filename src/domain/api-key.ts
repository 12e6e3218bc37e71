import { createHash, createHmac, randomBytes } from 'node:crypto';

/** Characters a key has at least; fewer could be guessed. */
export const shortestApiKey = 16;

/** `lp_` and 32 characters of 0-9a-z: 165 bits. */
export const newApiKey = (): string => keyOf(randomBytes(64));

/**
 * The key that the holder of a device code is given (RFC 8628). It follows from the code, so that it is stored nowhere
 * until it is handed over, and can be made known by its hash before.
 */
export const apiKeyOfDevice = (deviceCode: string): string =>
  keyOf(createHmac('sha512', deviceCode).update('API key').digest());

/** @param bytes 64 of them. */
const keyOf = (bytes: Buffer): string =>
  'lp_' +
  Array.from(bytes)
    .filter((byte) => byte < 252) // 252 is a multiple of 36: keeps the letters equally likely
    .slice(0, 32)
    .map((byte) => (byte % 36).toString(36))
    .join('');

/** 256 random bits for a link or a cookie. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** SHA-256 in hexadecimal: what is stored instead of a key or token. */
export const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex');

/** By which a person recognises it in a list. */
export const previewOf = (key: string): string => `${key.slice(0, 6)}…`;
