import type { ByteRange } from '../media/index.ts';

/**
 * The part of `bytes` that a `Range` header asks for (RFC 9110, 14.2). null: the whole, also for several ranges, which
 * may be answered so; `unsatisfiable`: there is no such part.
 */
export function readRange(
  header: string | undefined,
  bytes: number,
): ByteRange | 'unsatisfiable' | null {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (from === '' && to === '') return null;
  if (from === '') {
    const count = Math.min(Number(to), bytes);
    return count === 0 ? 'unsatisfiable' : { start: bytes - count, end: bytes };
  }
  const start = Number(from);
  if (start >= bytes) return 'unsatisfiable';
  if (to === '') return { start, end: bytes };
  // A range that ends before it begins is none.
  return Number(to) < start ? null : { start, end: Math.min(Number(to) + 1, bytes) };
}
