import type { Bucket, Day, DayRange } from './days.ts';
import { addDays, noDays, type KnownDays } from './known-days.ts';
import { accountMetrics, type AccountMetric } from './metrics.ts';
import { bucketsOf, makeSpan, type Span } from './pin-report.ts';

/** A day as Pinterest totals it for a whole user; see store/analytics/account-days.ts. */
export interface ToldDay {
  day: Day;
  status: 'final' | 'provisional' | 'absent';
  figures: Readonly<Record<AccountMetric, number | null>>;
}

/** Pinterest's own totals of a range; Pins are never added up to an account. */
export function accountSpan(
  told: ReadonlyMap<Day, ToldDay>,
  { from, through }: DayRange,
  availableThrough: Day,
): Span {
  let days = noDays();
  const leftOut: Partial<Record<AccountMetric, number>> = {};
  const sums: Partial<Record<AccountMetric, number | null>> = Object.fromEntries(
    accountMetrics.map((metric) => [metric, null]),
  );
  for (let day = from; day <= through; day++) {
    const known = told.get(day);
    const counted = knownDay(known, day > availableThrough);
    days = addDays(days, counted);
    if (!known || counted.collected === 0) continue;
    for (const metric of accountMetrics) {
      const value = known.figures[metric];
      if (value === null) leftOut[metric] = (leftOut[metric] ?? 0) + 1;
      else sums[metric] = (sums[metric] ?? 0) + value;
    }
  }
  return makeSpan(sums, days, leftOut);
}

export const accountSeries = (
  told: ReadonlyMap<Day, ToldDay>,
  range: DayRange,
  bucket: Bucket,
  availableThrough: Day,
): (Span & DayRange)[] =>
  bucketsOf(range, bucket).map((part) => ({
    ...part,
    ...accountSpan(told, part, availableThrough),
  }));

function knownDay(known: ToldDay | undefined, isLate: boolean): KnownDays {
  const one = { ...noDays(), expected: 1 };
  if (!known) return isLate ? { ...one, notYet: 1 } : { ...one, notCollected: 1 };
  const isEmpty =
    known.status === 'absent' || accountMetrics.every((metric) => known.figures[metric] === null);
  if (isEmpty) return { ...one, withheld: 1 };
  return { ...one, collected: 1, provisional: known.status === 'provisional' ? 1 : 0 };
}
