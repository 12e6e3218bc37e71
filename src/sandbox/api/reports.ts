import { errors } from '../protocol/errors.ts';

const DAY_MS = 86_400_000;
const MAX_DAYS = 90;

/** Days, today among them, that Pinterest has not finished counting; as recorded, two. */
const UNFINISHED_DAYS = 2;

interface Day {
  /** YYYY-MM-DD, UTC. */
  date: string;
  finished: boolean;
}

interface Range {
  start_date: string;
  end_date: string;
}

const dayOf = (at: number | string): number => Math.floor(new Date(at).getTime() / DAY_MS);
export const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/**
 * The days of a report that have begun, oldest first, by the clock of UTC.
 * @throws 400/1 when it begins more than 90 days ago, is longer than that, or ends before it begins.
 */
export function daysOf(now: number, { start_date, end_date }: Range): Day[] {
  const [today, start, end] = [dayOf(now), dayOf(start_date), dayOf(end_date)];
  if (start < today - MAX_DAYS) throw errors.outOfRange();
  if (end < start) throw errors.invalidRequest(`end_date '${end_date}' is before start_date`);
  if (end > start + MAX_DAYS)
    throw errors.invalidRequest(`end_date '${end_date}' is more than 90 days after start_date`);
  const days: Day[] = [];
  for (let day = start; day <= Math.min(end, today); day += 1)
    days.push({ date: dateOf(day * DAY_MS), finished: day <= today - UNFINISHED_DAYS });
  return days;
}

/** The last second, Unix ms, of the last day that is counted. */
export function countedUntil(now: number): number {
  return (dayOf(now) - UNFINISHED_DAYS + 1) * DAY_MS - 1000;
}
