import { bucketStart, type Bucket, type Day, type DayRange } from './days.ts';
import {
  isComparable,
  isMostlyTold,
  noDays,
  stateOf,
  type KnownDays,
  type SpanState,
} from './known-days.ts';
import { factsOf, type MetricSet, type SummableMetric } from './metrics.ts';
import type { LeftOutDays, PinDays } from './pin-days.ts';
import { changeFrom, ratesOf, type MetricSums, type Rate } from './rates.ts';
import type { RangeSums } from './sum-days.ts';

/** Sums over some days, their rates, and how complete they are. */
export interface Span {
  sums: MetricSums;
  rates: Partial<Record<Rate, number | null>>;
  state: SpanState;
  days: KnownDays;
  /** By metric: days with a figure from which the answer left it out. Its sum lacks them. */
  leftOut: DaysLeftOut;
}

export type DaysLeftOut = Readonly<Partial<Record<keyof MetricSums, number>>>;

/** Sums of one range with what is known of it; `video` is absent where no metric of videos is asked for. */
export interface PinRange {
  sums: RangeSums;
  known: Record<MetricSet, PinDays | null>;
  /** Metrics that Pinterest has for at least one of the Pins. */
  offered: ReadonlySet<SummableMetric>;
}

/**
 * A sum is null where no day of it is known; with gaps it is the sum of the known days. A rate is null where one of its
 * two sums lacks many days that the other has.
 */
export function makeSpan(sums: MetricSums, days: KnownDays, leftOut: DaysLeftOut = {}): Span {
  // Cast: Object.keys forgets the names.
  const short = (Object.keys(leftOut) as (keyof MetricSums)[]).filter(
    (metric) => !isMostlyTold(days, leftOut[metric]),
  );
  const whole = { ...sums, ...Object.fromEntries(short.map((metric) => [metric, null])) };
  return { sums, rates: ratesOf(whole), state: stateOf(days), days, leftOut };
}

function spanOf(
  range: PinRange,
  metrics: readonly SummableMetric[],
  sumOf: (metric: SummableMetric) => number,
  knownOf: (days: PinDays) => KnownDays,
  leftOutOf: (days: LeftOutDays) => number,
): Span {
  const known = {
    standard: range.known.standard ? knownOf(range.known.standard) : noDays(),
    video: range.known.video ? knownOf(range.known.video) : noDays(),
  };
  const sums: Partial<Record<SummableMetric, number | null>> = {};
  const leftOut: Partial<Record<SummableMetric, number>> = {};
  for (const metric of metrics) {
    const { set } = factsOf(metric);
    const lists = range.known[set]?.leftOut.get(metric);
    const missing = lists && range.offered.has(metric) ? leftOutOf(lists) : 0;
    if (missing > 0) leftOut[metric] = missing;
    const isKnown = known[set].collected > missing && range.offered.has(metric);
    sums[metric] = isKnown ? sumOf(metric) : null;
  }
  return makeSpan(sums, range.known.standard ? known.standard : known.video, leftOut);
}

function sumOver(values: Float64Array | undefined, indexes: readonly number[]): number {
  let sum = 0;
  if (values) for (const index of indexes) sum += values[index] ?? 0;
  return sum;
}

const indexesOf = ({ from, through }: DayRange): number[] =>
  Array.from({ length: Math.max(0, through - from + 1) }, (_, index) => index);

/** The whole range. */
export const totalOf = (range: PinRange, metrics: readonly SummableMetric[]): Span => {
  const all = indexesOf(range.sums);
  return spanOf(
    range,
    metrics,
    (metric) => sumOver(range.sums.byDay[metric], all),
    (days) => days.days(all),
    ({ byDay }) => sumOver(byDay, all),
  );
};

/** By calendar bucket; the first and the last may be cut off by the range. */
export const seriesOf = (
  range: PinRange,
  metrics: readonly SummableMetric[],
  bucket: Bucket,
): (Span & DayRange)[] =>
  bucketsOf(range.sums, bucket).map(({ from, through }) => {
    const indexes = indexesOf({ from, through }).map((index) => from - range.sums.from + index);
    const span = spanOf(
      range,
      metrics,
      (metric) => sumOver(range.sums.byDay[metric], indexes),
      (days) => days.days(indexes),
      ({ byDay }) => sumOver(byDay, indexes),
    );
    return { from, through, ...span };
  });

/** Some Pins together, without another scan. */
export const groupOf = (
  range: PinRange,
  metrics: readonly SummableMetric[],
  ordinals: readonly number[],
): Span =>
  spanOf(
    range,
    metrics,
    (metric) => sumOver(range.sums.byPin[metric], ordinals),
    (days) => days.pins(ordinals),
    ({ byPin }) => sumOver(byPin, ordinals),
  );

/** One Pin's sum of one metric; null: nothing of it is known. */
export function sumOfPin(range: PinRange, metric: SummableMetric, ordinal: number): number | null {
  const days = range.known[factsOf(metric).set];
  const known = days?.pins([ordinal]).collected ?? 0;
  if (known <= (days?.leftOut.get(metric)?.byPin[ordinal] ?? 0) || !range.offered.has(metric))
    return null;
  return range.sums.byPin[metric]?.[ordinal] ?? 0;
}

/** The Pins with the highest sums of a metric, highest first; those without any are left out. Ties: the older first. */
export function topPins({ sums }: PinRange, metric: SummableMetric, limit: number): number[] {
  const values = sums.byPin[metric] ?? new Float64Array(0);
  const valueAt = (place: number) => values[best[place] ?? -1] ?? Infinity;
  const best: number[] = [];
  for (let ordinal = 0; ordinal < values.length; ordinal++) {
    const value = values[ordinal] ?? 0;
    if (value <= 0 || (best.length === limit && value <= valueAt(limit - 1))) continue;
    let place = best.length;
    while (place > 0 && valueAt(place - 1) < value) place--;
    best.splice(place, 0, ordinal);
    if (best.length > limit) best.pop();
  }
  return best;
}

/** How figures fall off with the age of Pins that were made within the range. */
export interface AgeFigures {
  ageDays: number;
  /** Pins for which this age is known. */
  pins: number;
  sums: MetricSums;
  /** The sums per Pin for which the metric is known. */
  perPin: MetricSums;
}

/** By age in days; ages that are known for no Pin are left out. */
export const decayOf = (range: PinRange, metrics: readonly SummableMetric[]): AgeFigures[] => {
  const { standard, video } = range.known;
  const ages = (standard ?? video)?.byAge ?? new Float64Array(0);
  return Array.from(ages.keys()).flatMap((ageDays) => {
    const pins = ages[ageDays] ?? 0;
    if (pins <= 0) return [];
    const sums: Partial<Record<SummableMetric, number | null>> = {};
    const perPin: Partial<Record<SummableMetric, number | null>> = {};
    for (const metric of metrics) {
      const known = range.known[factsOf(metric).set];
      const missing = known?.leftOut.get(metric)?.byAge[ageDays] ?? 0;
      const count = (known?.byAge[ageDays] ?? 0) - missing;
      const sum = count > 0 ? (range.sums.byAge[metric]?.[ageDays] ?? 0) : null;
      sums[metric] = sum;
      perPin[metric] = sum === null ? null : sum / count;
    }
    return [{ ageDays, pins, sums, perPin }];
  });
};

/** A span against one of the same length: changes as fractions, null without a base. */
export function compare(base: Span, now: Span): Record<string, number | null> {
  const comparable = isComparable(base.days) && isComparable(now.days);
  // A rate that lacks days is null already.
  const isTold = (name: string, { days, leftOut }: Span) =>
    isMostlyTold(days, (leftOut as Readonly<Record<string, number>>)[name]);
  const values = (span: Span): Record<string, number | null> => ({ ...span.sums, ...span.rates });
  const [before, after] = [values(base), values(now)];
  return Object.fromEntries(
    Object.keys(after).map((name) => [
      name,
      comparable && isTold(name, base) && isTold(name, now)
        ? changeFrom(before[name] ?? null, after[name] ?? null)
        : null,
    ]),
  );
}

/** The calendar buckets of a range, in order, cut off at its ends. */
export function bucketsOf({ from, through }: DayRange, bucket: Bucket): DayRange[] {
  const buckets: { from: Day; through: Day }[] = [];
  let start = NaN;
  for (let day = from; day <= through; day++) {
    const next = bucketStart(day, bucket);
    const last = buckets.at(-1);
    if (last && next === start) last.through = day;
    else buckets.push({ from: day, through: day });
    start = next;
  }
  return buckets;
}
