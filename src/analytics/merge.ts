import { metricSets, pinMetrics, factsOf, type MetricSet, type PinMetric } from './metrics.ts';
import type { DayFigures } from './packed-day.ts';

export type Figures = Readonly<Partial<Record<PinMetric, number>>>;

/** What a batch of readings has of one day and one set of metrics. */
export interface SetReading {
  /** 1 for each ordinal that was read; beyond its end: not read. */
  isRead: Uint8Array;
  /** Read Pins with figures; a metric without one is 0, unless `leftOut` names it. */
  figures: ReadonlyMap<number, Figures>;
  withheld: ReadonlySet<number>;
  /** By metric, read Pins for which the answer left it out: not known. */
  leftOut?: ReadonlyMap<PinMetric, ReadonlySet<number>> | undefined;
}

/** What a batch of readings has of one day. An absent set was not requested. */
export type DayReading = Readonly<Partial<Record<MetricSet, SetReading>>>;

/** A day about which nothing is known. */
export const unknownDay = (): DayFigures => ({
  pins: null,
  // Cast: fromEntries forgets the names.
  values: Object.fromEntries(pinMetrics.map((metric) => [metric, null])) as DayFigures['values'],
  withheld: { standard: new Int32Array(0), video: new Int32Array(0) },
  leftOut: {},
});

/** The stored day after a reading: Pins that were read are replaced, also by nothing; the others stay. */
export function mergeDay(stored: DayFigures, reading: DayReading): DayFigures {
  const fresh = new Set<number>();
  for (const set of metricSets)
    for (const ordinal of reading[set]?.figures.keys() ?? []) fresh.add(ordinal);
  const { pins, from } = union(
    stored.pins ?? new Int32Array(0),
    Int32Array.from(fresh).sort(), // A typed array sorts by number.
  );
  const told = {
    standard: Array.from(pins, (ordinal) => reading.standard?.figures.get(ordinal)),
    video: Array.from(pins, (ordinal) => reading.video?.figures.get(ordinal)),
  };
  const column = (metric: PinMetric): Float64Array | null => {
    const { set } = factsOf(metric);
    const [old, said, news] = [stored.values[metric], reading[set], told[set]];
    if (old === null && said === undefined) return null;
    const values = new Float64Array(pins.length);
    for (let index = 0; index < pins.length; index++) {
      const before = from[index] ?? -1;
      if (said?.isRead[pins[index] ?? 0]) values[index] = news[index]?.[metric] ?? 0;
      else if (old !== null && before >= 0) values[index] = old[before] ?? 0;
    }
    return values;
  };
  const withheld = (set: MetricSet): Int32Array => {
    const said = reading[set];
    return said ? replaced(stored.withheld[set], said.isRead, said.withheld) : stored.withheld[set];
  };
  const leftOut = pinMetrics.flatMap((metric) => {
    const said = reading[factsOf(metric).set];
    const before = stored.leftOut[metric] ?? new Int32Array(0);
    const now = said ? replaced(before, said.isRead, said.leftOut?.get(metric) ?? []) : before;
    return now.length > 0 ? [[metric, now] as const] : [];
  });
  return {
    pins,
    // Cast: fromEntries forgets the names.
    values: Object.fromEntries(
      pinMetrics.map((metric) => [metric, column(metric)]),
    ) as DayFigures['values'],
    withheld: { standard: withheld('standard'), video: withheld('video') },
    leftOut: Object.fromEntries(leftOut),
  };
}

/** Ordinals, rising: stored ones of Pins that were not read, and all of the reading. */
function replaced(
  stored: Int32Array,
  isRead: Uint8Array,
  now: Iterable<number>,
): Int32Array<ArrayBuffer> {
  const stays = Array.from(stored).filter((ordinal) => !isRead[ordinal]);
  return Int32Array.from([...stays, ...now]).sort();
}

/** Ordinals of both, rising, and where each was among the stored ones; -1: it was not. */
function union(stored: Int32Array, fresh: Int32Array): { pins: Int32Array; from: Int32Array } {
  const most = stored.length + fresh.length;
  const [pins, from] = [new Int32Array(most), new Int32Array(most)];
  let count = 0;
  for (let a = 0, b = 0; a < stored.length || b < fresh.length; count++) {
    const [left = Infinity, right = Infinity] = [stored[a], fresh[b]];
    pins[count] = Math.min(left, right);
    from[count] = left <= right ? a++ : -1;
    if (right <= left) b++;
  }
  return { pins: pins.subarray(0, count), from: from.subarray(0, count) };
}
