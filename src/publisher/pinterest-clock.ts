import { measuringErrorMs } from '../pinterest-access/index.ts';
import type { Publication } from '../store/index.ts';

/** A span of time by Pinterest's clock, ms since the epoch. */
export interface Window {
  fromMs: number;
  untilMs: number;
}

/** What was measured of Pinterest's clock around a lost create request: offsets from the database's, ms. */
export interface Offsets {
  /** Before it was sent; may be long ago. */
  atSend: number | null;
  /** While looking for it. */
  atLook: number | null;
  /** By the own Pins that were sent last before it, and first after it. */
  before: number | null;
  after: number | null;
}

/** Milliseconds: offsets that differ by less mean that no clock was moved. */
const steadyWithinMs = 120_000;

/** Whether no clock was moved between these offsets. No offsets at all prove nothing. */
export const isSteady = (offsets: readonly number[]): boolean =>
  offsets.length > 0 && Math.max(...offsets) - Math.min(...offsets) <= steadyWithinMs;

/**
 * Milliseconds that `created_at` may be outside the time of its request: it counts whole seconds, as the Date header
 * does, and the hosts that write them have clocks of their own.
 */
const marginMs = 1_000 + measuringErrorMs;

/**
 * Converts the time range of a request from the database's clock to Pinterest's. Uses the latest known offset, those
 * measured after sending first; 0 when none is known. A Pin outside may still match if a clock was moved: a person is
 * asked, and it never proves absence.
 */
export function creationWindow(fromMs: number, untilMs: number, offsets: Offsets): Window {
  const { atLook, after, before, atSend } = offsets;
  const offset = atLook ?? after ?? before ?? atSend ?? 0;
  return { fromMs: fromMs + offset - marginMs, untilMs: untilMs + offset + marginMs };
}

export const isWithin = ({ fromMs, untilMs }: Window, ms: number, slackMs = 0): boolean =>
  ms >= fromMs - slackMs && ms <= untilMs + slackMs;

/** An own Pin whose request took longer than this says too little about Pinterest's clock, ms. */
const slowestMs = 10_000;

/** Clock offset computed from created_at of an own Pin; null: the request took too long to be exact. */
export function offsetOf(publication: Publication, createdAtMs: number): number | null {
  const { sentAt, publishedAt, answered } = publication;
  if (!answered || !sentAt || !publishedAt || !Number.isFinite(createdAtMs)) return null;
  const [sent, published] = [sentAt.getTime(), publishedAt.getTime()];
  if (published < sent || published - sent > slowestMs) return null;
  return Math.round(createdAtMs + 500 - (sent + published) / 2);
}
