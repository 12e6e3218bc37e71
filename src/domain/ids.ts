import { randomUUID } from 'node:crypto';

/**
 * A new id: 24 hexadecimal digits, as clients of Zernio's API expect.
 * The first 8 are the time in seconds, so ids sort by age and stay close together in an index.
 */
export function newId(nowMs: number = Date.now()): string {
  const seconds = Math.floor(nowMs / 1000) >>> 0;
  // 64 random bits of a UUID, without its version: Node keeps random bytes ready for UUIDs, and asking the system for a
  // few each time took a tenth of the time of a post in a bulk.
  const uuid = randomUUID();
  const random = uuid.slice(0, 8) + uuid.slice(9, 13) + uuid.slice(24, 28);
  return seconds.toString(16).padStart(8, '0') + random;
}

/** Whether `text` has the form of an id of ours. */
export const isId = (text: string): boolean => /^[0-9a-f]{24}$/.test(text);
