import type { Day, DayRange } from './days.ts';
import type { SummableMetric } from './metrics.ts';
import { createDayReader, type Entries, type PackedDay } from './packed-day.ts';
import { createPauses } from './slices.ts';

/** What to add up, in one pass over the days. Ranges may overlap. */
export interface SumQuestion {
  ranges: readonly DayRange[];
  metrics: readonly SummableMetric[];
  /** Ordinals given so far. */
  pinCount: number;
  /** 1 for each ordinal that counts; null: all do. */
  filter: Uint8Array | null;
  /** The day each Pin was made, for sums by age; null: none are wanted. */
  bornOn: Float64Array | null;
}

/** Sums of one range, an array for each metric. Panels by board, domain or hour are made of `byPin`, without a scan. */
export interface RangeSums extends DayRange {
  byDay: Record<string, Float64Array>;
  byPin: Record<string, Float64Array>;
  /** By age in days, up to the length of the range; only of Pins made within it. */
  byAge: Record<string, Float64Array>;
  /** By day: 1 where the metric has a column, so that 0 is 0. */
  asked: Record<string, Uint8Array>;
}

/**
 * Adds up packed days without blocking the event loop. Days that were not collected add nothing: `asked` and the
 * coverage say which. @throws DamagedFigures
 */
export async function sumDays(
  days: Iterable<{ day: Day; packed: PackedDay }>,
  question: SumQuestion,
): Promise<RangeSums[]> {
  const { ranges, metrics, pinCount, filter, bornOn } = question;
  // A day is added up once, also where ranges overlap.
  const parts = disjoint(ranges).map((part) => emptySums(part, metrics, pinCount));
  const ages = ranges.map((range) => ({ range, byAge: arrays(metrics, lengthOf(range)) }));
  const [reader, pause] = [createDayReader(), createPauses()];
  for (const { day, packed } of days) {
    const part = parts.find((range) => holds(range, day));
    if (part === undefined) continue;
    const isMeant = filter === null || hasAny(reader.pins(packed), filter);
    for (const metric of metrics) {
      const [byDay, byPin, asked] = [part.byDay[metric], part.byPin[metric], part.asked[metric]];
      if (!byDay || !byPin || !asked || (packed.columns[metric] ?? null) === null) continue;
      asked[day - part.from] = 1;
      const entries = isMeant ? reader.entries(packed, metric) : null;
      if (entries === null) continue;
      byDay[day - part.from] = addByPin(entries, filter, byPin);
      if (bornOn === null) continue;
      for (const { range, byAge } of ages)
        if (holds(range, day))
          addByAge(entries, filter, bornOn, { from: range.from, through: day }, byAge[metric]);
    }
    const others = pause();
    if (others) await others;
  }
  return ages.map(({ range, byAge }) => ({ ...joined(range, parts, metrics, pinCount), byAge }));
}

/** Splits ranges into parts that do not overlap. */
function disjoint(ranges: readonly DayRange[]): DayRange[] {
  const ends = new Set(ranges.flatMap(({ from, through }) => [from, through + 1]));
  const starts = [...ends].sort((a, b) => a - b);
  return starts
    .map((from, index) => ({ from, through: (starts[index + 1] ?? from) - 1 }))
    .filter((part) =>
      ranges.some((range) => holds(range, part.from) && holds(range, part.through)),
    );
}

const holds = ({ from, through }: DayRange, day: Day): boolean => from <= day && day <= through;
const lengthOf = ({ from, through }: DayRange): number => Math.max(0, through - from + 1);

function hasAny(pins: Int32Array | null, filter: Uint8Array): boolean {
  if (pins === null) return true; // Figures without Pins are damage, which is found where they are read.
  for (let index = 0; index < pins.length; index++) if (filter[pins[index] ?? 0] === 1) return true;
  return false;
}

/** @returns the sum of all that were added */
function addByPin(entries: Entries, filter: Uint8Array | null, byPin: Float64Array): number {
  const { count, places, values, pins } = entries;
  let total = 0;
  for (let index = 0; index < count; index++) {
    const ordinal = pins[places[index] ?? 0] ?? 0;
    if (ordinal >= byPin.length || (filter !== null && filter[ordinal] !== 1)) continue;
    const value = values[index] ?? 0;
    total += value;
    byPin[ordinal] = (byPin[ordinal] ?? 0) + value;
  }
  return total;
}

/** Adds the day `through` of Pins that were made since `from`. */
function addByAge(
  entries: Entries,
  filter: Uint8Array | null,
  bornOn: Float64Array,
  { from, through }: DayRange,
  byAge: Float64Array | undefined,
): void {
  if (!byAge) return;
  const { count, places, values, pins } = entries;
  for (let index = 0; index < count; index++) {
    const ordinal = pins[places[index] ?? 0] ?? 0;
    const born = bornOn[ordinal] ?? NaN;
    if (!(born >= from && born <= through) || (filter !== null && filter[ordinal] !== 1)) continue;
    byAge[through - born] = (byAge[through - born] ?? 0) + (values[index] ?? 0);
  }
}

/** Joins the parts of a range. */
function joined(
  range: DayRange,
  parts: readonly Omit<RangeSums, 'byAge'>[],
  metrics: readonly SummableMetric[],
  pinCount: number,
): Omit<RangeSums, 'byAge'> {
  const within = parts.filter((part) => holds(range, part.from) && holds(range, part.through));
  const [only] = within;
  if (only && within.length === 1) return only;
  const sums = emptySums(range, metrics, pinCount);
  for (const part of within)
    for (const metric of metrics) {
      sums.byDay[metric]?.set(part.byDay[metric] ?? [], part.from - range.from);
      sums.asked[metric]?.set(part.asked[metric] ?? [], part.from - range.from);
      const [all, some] = [sums.byPin[metric], part.byPin[metric]];
      if (all && some)
        for (let pin = 0; pin < all.length; pin++) all[pin] = (all[pin] ?? 0) + (some[pin] ?? 0);
    }
  return sums;
}

const arrays = (metrics: readonly SummableMetric[], size: number): Record<string, Float64Array> =>
  Object.fromEntries(metrics.map((metric) => [metric, new Float64Array(size)]));

const emptySums = (
  { from, through }: DayRange,
  metrics: readonly SummableMetric[],
  pinCount: number,
): Omit<RangeSums, 'byAge'> => {
  const length = lengthOf({ from, through });
  return {
    from,
    through,
    byDay: arrays(metrics, length),
    byPin: arrays(metrics, pinCount),
    asked: Object.fromEntries(metrics.map((metric) => [metric, new Uint8Array(length)])),
  };
};
