import {
  addDays,
  groupOf,
  makeSpan,
  noDays,
  type DayRange,
  type KnownDays,
  type Span,
  type SummableMetric,
} from '../../analytics/index.ts';
import type { AccountRow } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { readPinNumbers, type PinNumbersQuestion } from './numbers.ts';
import { chosen } from './pins.ts';

/** Days whose figures are in memory at once: a few megabytes for 20,000 Pins. Ours. */
const daysAtOnce = 62;

/** One Pin over a whole period. */
export interface PinTotal {
  id: string;
  /** Milliseconds since the epoch, UTC; NaN: not known. */
  createdMs: number;
  span: Span;
}

interface Sums {
  createdMs: number;
  sums: Partial<Record<SummableMetric, number | null>>;
  leftOut: Partial<Record<SummableMetric, number>>;
  days: KnownDays;
}

/**
 * The sums of each Pin, read one part of the period after the other, so that ten years need no more memory than two
 * months: what is kept of a Pin is one number for each metric.
 */
export async function readPinTotals(
  context: Context,
  account: AccountRow,
  { from, through }: DayRange,
  question: Omit<PinNumbersQuestion, 'ranges'>,
): Promise<PinTotal[]> {
  const { metrics } = question;
  const totals = new Map<string, Sums>();
  for (let start = from; start <= through; start += daysAtOnce) {
    const part = { from: start, through: Math.min(through, start + daysAtOnce - 1) };
    const { ranges, pins, filter } = await readPinNumbers(context, account, {
      ...question,
      ranges: [part],
    });
    const [range] = ranges;
    if (!range) continue;
    for (const ordinal of chosen(pins, filter)) {
      const id = pins.ids[ordinal] ?? '';
      const { sums, leftOut, days } = groupOf(range, metrics, [ordinal]);
      const known = totals.get(id) ?? {
        createdMs: pins.createdMs[ordinal] ?? NaN,
        sums: {},
        leftOut: {},
        days: noDays(),
      };
      totals.set(id, known);
      known.days = addDays(known.days, days);
      for (const metric of metrics) {
        const [before, more] = [known.sums[metric] ?? null, sums[metric] ?? null];
        known.sums[metric] = more === null ? before : (before ?? 0) + more;
        const missing = leftOut[metric] ?? 0;
        if (missing > 0) known.leftOut[metric] = (known.leftOut[metric] ?? 0) + missing;
      }
    }
  }
  return [...totals].map(([id, { createdMs, sums, days, leftOut }]) => ({
    id,
    createdMs,
    span: makeSpan(sums, days, leftOut),
  }));
}
