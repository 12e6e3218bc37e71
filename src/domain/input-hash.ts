import { createHash } from 'node:crypto';

/** SHA-256, hexadecimal, of parsed input; independent of the order of fields, undefined ones are ignored. */
export const inputHash = (input: unknown): string =>
  createHash('sha256').update(JSON.stringify(input, inOrder)).digest('hex');

const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
    : value;
