import { runsOf, type Coverage } from './coverage.ts';
import type { Day, DayRange } from './days.ts';
import { createdDay, kindOf, type PinDimensions } from './dimensions.ts';
import type { KnownDays } from './known-days.ts';
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

/** What is known of the pairs of a Pin and a day, in three ways. */
export interface PinDays extends DayRange {
  /** The day at an index from `from` on. */
  day(index: number): KnownDays;
  pin(ordinal: number): KnownDays;
  /** Days with a figure by age in days, of Pins made within the range. */
  byAge: Float64Array;
  /** Of the days with a figure: those of which the answer left this metric out; absent: none. */
  leftOut: ReadonlyMap<PinMetric, LeftOutDays>;
}

/** Counts of days, in the three ways of {@link PinDays}. */
export interface LeftOutDays {
  byDay: Float64Array;
  byPin: Float64Array;
  byAge: Float64Array;
}

/**
 * Counts what was collected of a range. A day before a Pin was made, after it was gone, or of a metric that its kind
 * does not have is none that could have a figure.
 */
export async function countPinDays(
  days: Iterable<{ day: Day; packed: PackedDay }>,
  question: PinDaysQuestion,
): Promise<PinDays> {
  const { from, through, pins, filter, set, availableThrough } = question;
  const length = Math.max(0, through - from + 1);
  const byDay = createCounts(length + 1);
  const byPin = createCounts(pins.count);
  const byAge = new Float64Array(length + 1);
  const span = (first: Day, last: Day) => Math.max(0, last - first + 1);
  for (let ordinal = 0; ordinal < pins.count; ordinal++) {
    const life = lifeOf(question, ordinal);
    if (life === null) continue;
    const { first, last, born } = life;
    let [collected, provisional, collectedLate] = [0, 0, 0];
    for (const run of runsOf(question.coverage, ordinal)) {
      const [start, end] = [Math.max(run.from, first), Math.min(run.through, last)];
      if (end < start) continue;
      collected += span(start, end);
      collectedLate += span(Math.max(start, availableThrough + 1), end);
      mark(byDay.collected, start - from, end - from);
      if (!run.final) {
        provisional += span(start, end);
        mark(byDay.provisional, start - from, end - from);
      }
      if (born >= from) mark(byAge, start - born, end - born);
    }
    mark(byDay.expected, first - from, last - from);
    byPin.expected[ordinal] = span(first, last);
    byPin.collected[ordinal] = collected;
    byPin.provisional[ordinal] = provisional;
    byPin.late[ordinal] = span(Math.max(first, availableThrough + 1), last) - collectedLate;
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
      if (ordinal >= pins.count || (filter !== null && filter[ordinal] !== 1)) continue;
      const life = lifeOf(question, ordinal);
      if (life === null || day < life.first || day > life.last) continue;
      add(counts.byDay, day - from, 1);
      add(counts.byPin, ordinal, 1);
      if (life.born >= from) add(counts.byAge, day - life.born, 1);
    }
  };
  const [reader, pause] = [createDayReader(), createPauses()];
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
      if (ordinal >= pins.count || (filter !== null && filter[ordinal] !== 1)) continue;
      const life = lifeOf(question, ordinal);
      if (life === null || day < life.first || day > life.last) continue;
      add(byDay.withheld, day - from, 1);
      add(byPin.withheld, ordinal, 1);
      if (life.born >= from) add(byAge, day - life.born, -1);
    }
    await pause();
  }
  return {
    from,
    through,
    day: (index) => {
      const late = from + index > availableThrough;
      return knownAt(byDay, index, late ? Infinity : 0);
    },
    pin: (ordinal) => knownAt(byPin, ordinal, byPin.late[ordinal] ?? 0),
    byAge: byAge.subarray(0, length),
    leftOut,
  };
}

type Counts = Record<'expected' | 'collected' | 'provisional' | 'withheld' | 'late', Float64Array>;

const createCounts = (size: number): Counts => ({
  expected: new Float64Array(size),
  collected: new Float64Array(size),
  provisional: new Float64Array(size),
  withheld: new Float64Array(size),
  late: new Float64Array(size),
});

/** @param late how many of the days without a reading Pinterest has not told yet, at most */
function knownAt(counts: Counts, index: number, late: number): KnownDays {
  const of = (name: keyof Counts) => counts[name][index] ?? 0;
  const [expected, read, withheld] = [of('expected'), of('collected'), of('withheld')];
  const notYet = Math.min(late, expected - read);
  const collected = read - withheld;
  return {
    expected,
    collected,
    provisional: Math.min(of('provisional'), collected),
    withheld,
    notYet,
    notCollected: expected - read - notYet,
  };
}

/** The days of a range on which a Pin could have a figure; null: none. */
function lifeOf(
  { from, through, pins, filter, set }: PinDaysQuestion,
  ordinal: number,
): { first: Day; last: Day; born: Day } | null {
  if (filter !== null && filter[ordinal] !== 1) return null;
  if (set === 'video' && kindOf(pins, ordinal) !== 'video') return null;
  const born = createdDay(pins, ordinal);
  const gone = pins.goneDay[ordinal] ?? NaN;
  const first = born > from ? born : from;
  const last = gone < through ? gone : through;
  return last < first ? null : { first, last, born };
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
