/** A day of Pinterest's, in UTC: the number of days since 1970-01-01. */
export type Day = number;

/** Both ends belong to it. */
export interface DayRange {
  from: Day;
  through: Day;
}

export type Bucket = 'day' | 'week' | 'month';

const dayMs = 24 * 3600_000;

/** Days after which Pinterest usually has a day's numbers: 24 to 48 hours. */
export const usualLagDays = 2;

/** The day a moment lies in. @param ms since the epoch, UTC */
export const dayAt = (ms: number): Day => Math.floor(ms / dayMs);

/** @param text `YYYY-MM-DD`. @throws RangeError when there is no such day */
export function dayOf(text: string): Day {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  // Date.parse takes 30 February for 2 March.
  if (Number.isNaN(ms) || dayText(ms / dayMs) !== text)
    throw new RangeError(`"${text}" is not a day.`);
  return ms / dayMs;
}

/** As `YYYY-MM-DD`. */
export const dayText = (day: Day): string => new Date(day * dayMs).toISOString().slice(0, 10);

/** The first day of the calendar bucket that a day lies in; weeks begin on Monday. */
export function bucketStart(day: Day, bucket: Bucket): Day {
  if (bucket === 'day') return day;
  if (bucket === 'week') return day - ((day + 3) % 7); // 1970-01-01 was a Thursday.
  return day - new Date(day * dayMs).getUTCDate() + 1;
}

/** As many days, ending the day before. */
export const previousPeriod = ({ from, through }: DayRange): DayRange => ({
  from: from - (through - from + 1),
  through: from - 1,
});

/** The same dates a year before; 29 February becomes 28 February. */
export const yearBefore = ({ from, through }: DayRange): DayRange => ({
  from: dayInYearBefore(from),
  through: dayInYearBefore(through),
});

function dayInYearBefore(day: Day): Day {
  const date = new Date(day * dayMs);
  const [year, month] = [date.getUTCFullYear() - 1, date.getUTCMonth()];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), last)) / dayMs;
}
