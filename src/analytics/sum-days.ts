import type { Day, DayRange } from './days.ts';
import type { SummableMetric } from './metrics.ts';
import { createDayReader, type PackedDay } from './packed-day.ts';
import { createPauses } from './slices.ts';

/** What is added up, in one pass over the days. Ranges may overlap. */
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
 * Adds up packed days, letting others in between. What was not collected adds nothing: `asked` and the coverage say
 * where. @throws DamagedFigures
 */
export async function sumDays(
  days: Iterable<{ day: Day; packed: PackedDay }>,
  question: SumQuestion,
): Promise<RangeSums[]> {
  const { metrics, pinCount, filter, bornOn } = question;
  const sums = question.ranges.map((range) => emptySums(range, metrics, pinCount));
  const [reader, pause] = [createDayReader(), createPauses()];
  for (const { day, packed } of days) {
    const within = sums.filter(({ from, through }) => from <= day && day <= through);
    if (within.length === 0) continue;
    for (const metric of metrics) {
      const entries = reader.entries(packed, metric);
      if (entries === null) continue;
      const { count, ordinals, values } = entries;
      for (const range of within) {
        const at = day - range.from;
        const [byDay, byPin, byAge] = [
          range.byDay[metric],
          range.byPin[metric],
          range.byAge[metric],
        ];
        const asked = range.asked[metric];
        if (!byDay || !byPin || !byAge || !asked) continue;
        asked[at] = 1;
        let total = 0;
        for (let index = 0; index < count; index++) {
          const ordinal = ordinals[index] ?? 0;
          if (ordinal >= pinCount || (filter !== null && filter[ordinal] !== 1)) continue;
          const value = values[index] ?? 0;
          total += value;
          byPin[ordinal] = (byPin[ordinal] ?? 0) + value;
          const born = bornOn === null ? NaN : (bornOn[ordinal] ?? NaN);
          if (born >= range.from && born <= day)
            byAge[day - born] = (byAge[day - born] ?? 0) + value;
        }
        byDay[at] = total;
      }
    }
    await pause();
  }
  return sums;
}

function emptySums(
  { from, through }: DayRange,
  metrics: readonly SummableMetric[],
  pinCount: number,
): RangeSums {
  const length = Math.max(0, through - from + 1);
  const arrays = (size: number) =>
    Object.fromEntries(metrics.map((metric) => [metric, new Float64Array(size)]));
  return {
    from,
    through,
    byDay: arrays(length),
    byPin: arrays(pinCount),
    byAge: arrays(length),
    asked: Object.fromEntries(metrics.map((metric) => [metric, new Uint8Array(length)])),
  };
}
