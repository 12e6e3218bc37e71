import {
  createPauses,
  type Day,
  type Figures,
  type MetricSet,
  type PinMetric,
  type ReadDays,
  type SetReading,
} from '../../analytics/index.ts';
import type { PinReading } from './readings.ts';

/** Pins that were read on the same days. */
interface Span {
  read: ReadDays;
  ordinals: number[];
}

/** A batch of readings with one set of metrics. */
interface Told {
  spans: readonly Span[];
  figures: ReadonlyMap<Day, ReadonlyMap<number, Figures>>;
  withheld: ReadonlyMap<Day, ReadonlySet<number>>;
  leftOut: ReadonlyMap<Day, ReadonlyMap<PinMetric, ReadonlySet<number>>>;
}

export type ToldBySet = Readonly<Record<MetricSet, Told>>;

/** Arranges readings by set and day without blocking the event loop. Pins without an ordinal are left out. */
export async function arrange(
  readings: readonly PinReading[],
  ordinals: ReadonlyMap<string, number>,
): Promise<ToldBySet> {
  const arrangers = { standard: createArranger(), video: createArranger() };
  const pause = createPauses();
  for (const reading of readings) {
    const ordinal = ordinals.get(reading.pin);
    if (ordinal !== undefined) arrangers[reading.set].add(ordinal, reading);
    const others = pause();
    if (others) await others;
  }
  return { standard: arrangers.standard.told, video: arrangers.video.told };
}

function createArranger() {
  const spans: Span[] = [];
  const spanOf = new Map<string, Span>();
  const figures = new Map<Day, Map<number, Figures>>();
  const withheld = new Map<Day, Set<number>>();
  const leftOut = new Map<Day, Map<PinMetric, Set<number>>>();
  let last: Span | null = null;

  const find = ({ from, through, finalThrough }: ReadDays): Span => {
    const name = `${from},${through},${finalThrough}`;
    let span = spanOf.get(name);
    if (span === undefined) {
      span = { read: { from, through, finalThrough }, ordinals: [] };
      spanOf.set(name, span);
      spans.push(span);
    }
    return span;
  };

  return {
    told: { spans, figures, withheld, leftOut } satisfies Told,
    add: (ordinal: number, reading: PinReading): void => {
      // Most batches have the same days of every Pin.
      if (last === null || !sameDays(last.read, reading)) last = find(reading);
      last.ordinals.push(ordinal);
      for (const { day, figures: said } of reading.days) {
        let ofDay = figures.get(day);
        if (ofDay === undefined) figures.set(day, (ofDay = new Map()));
        ofDay.set(ordinal, said);
      }
      for (const day of reading.withheld ?? []) {
        let ofDay = withheld.get(day);
        if (ofDay === undefined) withheld.set(day, (ofDay = new Set()));
        ofDay.add(ordinal);
      }
      for (const { day, metrics } of reading.leftOut ?? []) {
        let ofDay = leftOut.get(day);
        if (ofDay === undefined) leftOut.set(day, (ofDay = new Map()));
        for (const metric of metrics) {
          const pins = ofDay.get(metric);
          if (pins) pins.add(ordinal);
          else ofDay.set(metric, new Set([ordinal]));
        }
      }
    },
  };
}

const sameDays = (a: ReadDays, b: ReadDays): boolean =>
  a.from === b.from && a.through === b.through && a.finalThrough === b.finalThrough;

const noFigures: ReadonlyMap<number, Figures> = new Map();
const noPins: ReadonlySet<number> = new Set();

/** What the batch has of a day; undefined: no Pin was read for it. */
export function readingOn(day: Day, told: Told, ordinalCount: number): SetReading | undefined {
  const spans = told.spans.filter(({ read }) => read.from <= day && day <= read.through);
  if (spans.length === 0) return undefined;
  const isRead = new Uint8Array(ordinalCount);
  for (const { ordinals } of spans) for (const ordinal of ordinals) isRead[ordinal] = 1;
  return {
    isRead,
    figures: told.figures.get(day) ?? noFigures,
    withheld: told.withheld.get(day) ?? noPins,
    leftOut: told.leftOut.get(day),
  };
}
