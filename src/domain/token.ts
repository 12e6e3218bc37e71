import { randomBytes } from 'node:crypto';

/** An unguessable text that is safe in an address: 256 bits. */
export const newToken = (): string => randomBytes(32).toString('base64url');
