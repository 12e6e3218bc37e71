import { randomBytes } from 'node:crypto';

/**
 * A new id: 24 hexadecimal digits, as clients of Zernio's API expect.
 * The first 8 are the time in seconds, so ids sort by age and stay close together in an index.
 */
export function newId(nowMs: number = Date.now()): string {
  const seconds = Math.floor(nowMs / 1000) >>> 0;
  return seconds.toString(16).padStart(8, '0') + randomBytes(8).toString('hex');
}

/** Whether `text` has the form of an id of ours. */
export const isId = (text: string): boolean => /^[0-9a-f]{24}$/.test(text);
