import { runsOf, type Coverage } from './coverage.ts';
import type { Day, DayRange } from './days.ts';
import { createdDay, kindOf, type PinDimensions } from './dimensions.ts';
import { noDays, type KnownDays } from './known-days.ts';
import { factsOf, pinMetrics, type MetricSet, type PinMetric } from './metrics.ts';
import { createDayReader, type PackedDay } from './packed-day.ts';
import { createPauses } from './slices.ts';

export interface PinDaysQuestion extends DayRange {
  set: MetricSet;
  coverage: Coverage;
  pins: PinDimensions;
  /** 1 for each ordinal that counts; null: all do. */
  filter: Uint8Array | null;
  /** The last day whose numbers Pinterest has. */
  availableThrough: Day;
}

/** What is known of (Pin, day) pairs: by day, by Pin and by age. */
export interface PinDays extends DayRange {
  /** Sum over days, given by their index from `from` on. */
  days(indexes: Iterable<number>): KnownDays;
  /** Sum over Pins, given by their ordinal. */
  pins(ordinals: Iterable<number>): KnownDays;
  /** Days with a figure by age in days, of Pins made within the range. */
  byAge: Float64Array;
  /** Days with a figure from which the answer left the metric out; absent: none. */
  leftOut: ReadonlyMap<PinMetric, LeftOutDays>;
}

/** Counts of days, as in {@link PinDays}. */
export interface LeftOutDays {
  byDay: Float64Array;
  byPin: Float64Array;
  byAge: Float64Array;
}

/**
 * Counts what was collected of a range. Days before a Pin was made or after it was gone, and days of a metric that its
 * kind does not have, are not expected.
 */
export async function countPinDays(
  days: Iterable<{ day: Day; packed: PackedDay }>,
  question: PinDaysQuestion,
): Promise<PinDays> {
  const { from, through, pins, set, coverage, availableThrough } = question;
  const length = Math.max(0, through - from + 1);
  const byDay = createCounts(length + 1);
  const byPin = createCounts(pins.count);
  const byAge = new Float64Array(length + 1);
  const [reader, pause] = [createDayReader(), createPauses()];
  for (let ordinal = 0; ordinal < pins.count; ordinal++) {
    const first = firstDay(question, ordinal);
    const last = lastDay(question, ordinal);
    if (last < first) continue;
    const born = createdDay(pins, ordinal);
    let collected = 0;
    let provisional = 0;
    let collectedLate = 0;
    for (const run of runsOf(coverage, ordinal)) {
      const start = Math.max(run.from, first);
      const end = Math.min(run.through, last);
      if (end < start) continue;
      collected += end - start + 1;
      collectedLate += spanOf(Math.max(start, availableThrough + 1), end);
      mark(byDay.collected, start - from, end - from);
      if (!run.final) {
        provisional += end - start + 1;
        mark(byDay.provisional, start - from, end - from);
      }
      if (born >= from) mark(byAge, start - born, end - born);
    }
    mark(byDay.expected, first - from, last - from);
    byPin.expected[ordinal] = last - first + 1;
    byPin.collected[ordinal] = collected;
    byPin.provisional[ordinal] = provisional;
    byPin.late[ordinal] = spanOf(Math.max(first, availableThrough + 1), last) - collectedLate;
    const others = ordinal % atOnce === 0 ? pause() : undefined;
    if (others) await others;
  }
  for (const counts of [byDay.expected, byDay.collected, byDay.provisional, byAge])
    runningSum(counts);
  const leftOut = new Map<PinMetric, LeftOutDays>();
  const countLeftOut = (metric: PinMetric, day: Day, ordinals: Int32Array): void => {
    if (factsOf(metric).set !== set) return;
    const counts = leftOut.get(metric) ?? {
      byDay: new Float64Array(length),
      byPin: new Float64Array(pins.count),
      byAge: new Float64Array(length),
    };
    leftOut.set(metric, counts);
    for (const ordinal of ordinals) {
      if (ordinal >= pins.count) continue;
      if (day < firstDay(question, ordinal) || day > lastDay(question, ordinal)) continue;
      const born = createdDay(pins, ordinal);
      add(counts.byDay, day - from, 1);
      add(counts.byPin, ordinal, 1);
      if (born >= from) add(counts.byAge, day - born, 1);
    }
  };
  for (const { day, packed } of days) {
    if (day < from || day > through) continue;
    if (packed.leftOut !== null) {
      const lists = reader.leftOut(packed);
      for (const metric of pinMetrics) {
        const ordinals = lists[metric];
        if (ordinals) countLeftOut(metric, day, ordinals);
      }
    }
    for (const ordinal of reader.withheld(packed, set)) {
      if (ordinal >= pins.count) continue;
      if (day < firstDay(question, ordinal) || day > lastDay(question, ordinal)) continue;
      const born = createdDay(pins, ordinal);
      add(byDay.withheld, day - from, 1);
      add(byPin.withheld, ordinal, 1);
      if (born >= from) add(byAge, day - born, -1);
    }
    const others = pause();
    if (others) await others;
  }
  byDay.late.fill(Infinity, Math.max(0, availableThrough + 1 - from));
  return {
    from,
    through,
    days: (indexes) => knownAt(byDay, indexes),
    pins: (ordinals) => knownAt(byPin, ordinals),
    byAge: byAge.subarray(0, length),
    leftOut,
  };
}

/** Pins counted between two checks of the clock. */
const atOnce = 500;

/** Counts by day or by Pin. `late`: how many of the unread days Pinterest may not have yet, at most. */
type Counts = Record<'expected' | 'collected' | 'provisional' | 'withheld' | 'late', Float64Array>;

const createCounts = (size: number): Counts => ({
  expected: new Float64Array(size),
  collected: new Float64Array(size),
  provisional: new Float64Array(size),
  withheld: new Float64Array(size),
  late: new Float64Array(size),
});

/** Added up in place, as there can be as many indexes as Pins. */
function knownAt(counts: Counts, indexes: Iterable<number>): KnownDays {
  const sum = noDays();
  for (const index of indexes) {
    const expected = counts.expected[index] ?? 0;
    const read = counts.collected[index] ?? 0;
    const withheld = counts.withheld[index] ?? 0;
    const notYet = Math.min(counts.late[index] ?? 0, expected - read);
    sum.expected += expected;
    sum.collected += read - withheld;
    sum.provisional += Math.min(counts.provisional[index] ?? 0, read - withheld);
    sum.withheld += withheld;
    sum.notYet += notYet;
    sum.notCollected += expected - read - notYet;
  }
  return sum;
}

const spanOf = (first: Day, last: Day): number => Math.max(0, last - first + 1);

/** The first day of a range on which a Pin could have a figure; Infinity: there is none. */
function firstDay({ from, pins, filter, set }: PinDaysQuestion, ordinal: number): Day {
  if (filter !== null && filter[ordinal] !== 1) return Infinity;
  if (set === 'video' && kindOf(pins, ordinal) !== 'video') return Infinity;
  const born = createdDay(pins, ordinal);
  return born > from ? born : from;
}

function lastDay({ through, pins }: PinDaysQuestion, ordinal: number): Day {
  const gone = pins.goneDay[ordinal] ?? NaN;
  return gone < through ? gone : through;
}

const add = (counts: Float64Array, index: number, more: number): void => {
  counts[index] = (counts[index] ?? 0) + more;
};

/** Marks where a run begins and ends; `runningSum` makes counts of it. */
function mark(counts: Float64Array, first: number, last: number): void {
  add(counts, first, 1);
  if (last + 1 < counts.length) add(counts, last + 1, -1);
}

function runningSum(counts: Float64Array): void {
  let sum = 0;
  for (let index = 0; index < counts.length; index++) {
    sum += counts[index] ?? 0;
    counts[index] = sum;
  }
}
