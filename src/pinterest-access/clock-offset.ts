import type { RequestReport } from '../pinterest/index.ts';

/** Milliseconds: the answer to a slower request says too little about the moment at which it was dated. */
const slowestMs = 3_000;

/**
 * How far Pinterest's clock is ahead of the database's, ms, by the Date header of an answer that came just now; at most
 * 2 s off. null: the answer has no usable date.
 * @param nowMs the database's clock.
 */
export function readClockOffset(
  { dateMs, durationMs }: Pick<RequestReport, 'dateMs' | 'durationMs'>,
  nowMs: number,
): number | null {
  if (dateMs === null || durationMs > slowestMs) return null;
  // The header counts whole seconds, and was written at some time while the request was under way.
  return Math.round(dateMs + 500 - (nowMs - durationMs / 2));
}

/** Milliseconds by which two measurements of the same clocks may differ. */
export const measuringErrorMs = 4_000;

/** Milliseconds after which an offset is measured again. */
const staleMs = 3600_000;

export interface ClockReading {
  offsetMs: number;
  atMs: number;
}

/** Whether a reading differs by more than the measuring error or the stored one is old. */
export const isNews = (kept: ClockReading | undefined, reading: ClockReading): boolean =>
  kept === undefined ||
  Math.abs(kept.offsetMs - reading.offsetMs) > measuringErrorMs / 2 ||
  Math.abs(reading.atMs - kept.atMs) > staleMs;
