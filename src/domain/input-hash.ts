import { createHash } from 'node:crypto';

/** SHA-256, hexadecimal, of parsed input: the same whatever the order of its fields, and without those that are absent. */
export const inputHash = (input: unknown): string =>
  createHash('sha256').update(JSON.stringify(input, inOrder)).digest('hex');

const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
    : value;
