import { sql } from 'kysely';
import {
  cover,
  createDayReader,
  createPacker,
  createPauses,
  dayText,
  mergeDay,
  metricSets,
  metricsOf,
  packCoverage,
  packDay,
  samePackedDay,
  unknownDay,
  unpackDay,
  type Day,
  type DayRange,
  type Figures,
  type MetricSet,
  type PackedDay,
  type PinMetric,
  type ReadDays,
} from '../../analytics/index.ts';
import type { Tx } from '../database/pool.ts';
import type { Store } from '../store.ts';
import { packedColumns } from './columns.ts';
import { writeDays } from './months.ts';
import { numberPins } from './number-pins.ts';
import { lockOwner } from './owners.ts';
import { readPackedDays } from './packed-days.ts';
import { arrange, readingOn, type ToldBySet } from './told.ts';

/**
 * What Pinterest answered about one Pin and one set of metrics: for every day from `from` to `through`, also those on
 * which it had nothing. Days that Pinterest has not told (today, "processing") lie outside.
 */
export interface PinReading extends ReadDays {
  /** Pinterest's id. */
  pin: string;
  set: MetricSet;
  /** Days with figures; a metric without one is 0, unless `leftOut` names it. */
  days: readonly { day: Day; figures: Figures }[];
  /** Days whose figures Pinterest withholds or left empty: unknown, not 0. */
  withheld?: readonly Day[];
  /** Metrics that the answer left out of days with others: unknown, not 0. */
  leftOut?: readonly { day: Day; metrics: readonly PinMetric[] }[];
}

export interface StoredReadings {
  /** Pins that are not known here, or no longer: nothing was stored of them. */
  unknownPins: string[];
  /** Days that changed. */
  daysWritten: number;
}

/**
 * Stores readings of a user's Pins in one transaction. Each replaces what was known of its Pin on its days, also by
 * nothing; days that come out equal are not written. Several hundred Pins at once cost little more than one: the days
 * of all Pins are packed together.
 * @throws RangeError for a figure outside its days or set, or that is not a whole number from 0 to 2^53 − 1
 */
export async function storeReadings(
  store: Pick<Store, 'transaction' | 'longDb'>,
  identityId: string,
  readings: readonly PinReading[],
): Promise<StoredReadings> {
  const pause = createPauses();
  for (const reading of readings) {
    refuseOutside(reading);
    const others = pause();
    if (others) await others;
  }
  const days = daysOf(readings);
  return writeDays(store, days, (tx) => storeIn(tx, identityId, readings, days));
}

async function storeIn(
  tx: Tx,
  identityId: string,
  readings: readonly PinReading[],
  days: readonly Day[],
): Promise<StoredReadings> {
  const owner = await lockOwner(tx, identityId);
  const wanted = [...new Set(readings.map(({ pin }) => pin))];
  const { ordinals, nextOrdinal } = await numberPins(tx, identityId, wanted, owner.nextOrdinal);
  const told = await arrange(readings, ordinals);
  const changed = await mergeDays(tx, identityId, told, days, nextOrdinal);
  await writePacked(tx, owner.key, changed);
  const coverage = metricSets.map((set) => {
    let result = owner.coverage[set];
    for (const { read, ordinals: pins } of told[set].spans) result = cover(result, pins, read);
    return result.of.length === 0 ? null : packCoverage(result);
  });
  await sql`
    update metric_owner set next_ordinal = ${nextOrdinal}, coverage = ${coverage[0]}, video_coverage = ${coverage[1]},
      told_at = now()
    where key = ${owner.key}`.execute(tx);
  return {
    unknownPins: wanted.filter((pin) => !ordinals.has(pin)),
    daysWritten: changed.length,
  };
}

interface ChangedDay {
  day: Day;
  packed: PackedDay;
}

/** Days that are in memory at once, taken apart and put together. Ours: about 10 MB for 20,000 Pins. */
const daysAtOnce = 62;

async function mergeDays(
  tx: Tx,
  identityId: string,
  told: ToldBySet,
  days: readonly Day[],
  ordinalCount: number,
): Promise<ChangedDay[]> {
  const [pause, changed] = [createPauses(), [] as ChangedDay[]];
  const [reader, packer] = [createDayReader(), createPacker()];
  for (let at = 0; at < days.length; at += daysAtOnce) {
    const slice = days.slice(at, at + daysAtOnce);
    const ranges = slice.map((day) => ({ from: day, through: day }));
    const stored = new Map<Day, PackedDay>();
    for (const { day, packed } of await readPackedDays(tx, identityId, ranges))
      stored.set(day, packed);
    for (const day of slice) {
      const [standard, video] = [
        readingOn(day, told.standard, ordinalCount),
        readingOn(day, told.video, ordinalCount),
      ];
      if (!standard && !video) continue;
      const before = stored.get(day);
      const after = packDay(
        mergeDay(before ? unpackDay(before, reader) : unknownDay(), {
          ...(standard && { standard }),
          ...(video && { video }),
        }),
        packer,
      );
      if (!before || !samePackedDay(before, after)) changed.push({ day, packed: after });
      const others = pause();
      if (others) await others;
    }
  }
  return changed;
}

/** Every day of the readings, in order. */
function daysOf(readings: readonly PinReading[]): Day[] {
  const days = new Set<Day>();
  const ranges = new Set<string>();
  let last: DayRange = { from: NaN, through: NaN };
  for (const { from, through } of readings) {
    if (last.from === from && last.through === through) continue;
    last = { from, through };
    if (ranges.has(`${from},${through}`)) continue;
    ranges.add(`${from},${through}`);
    for (let day = from; day <= through; day++) days.add(day);
  }
  return [...days].sort((a, b) => a - b);
}

const metricsIn: Readonly<Record<MetricSet, ReadonlySet<string>>> = {
  standard: new Set(metricsOf('standard')),
  video: new Set(metricsOf('video')),
};

function refuseOutside(reading: PinReading): void {
  const { pin, set, from, through, days, withheld = [], leftOut = [] } = reading;
  const inside = (day: Day) => Number.isInteger(day) && from <= day && day <= through;
  const metrics = metricsIn[set];
  for (const { day, figures } of days)
    if (!inside(day) || Object.keys(figures).some((metric) => !metrics.has(metric)))
      throw new RangeError(`Pin ${pin}: figures outside what was read, on ${dayText(day)}.`);
  if (
    !leftOut.every(
      ({ day, metrics: names }) => inside(day) && names.every((name) => metrics.has(name)),
    )
  )
    throw new RangeError(`Pin ${pin}: metrics are left out outside what was read.`);
  if (!withheld.every(inside)) throw new RangeError(`Pin ${pin}: withheld days outside the range.`);
}

async function writePacked(tx: Tx, key: number, changed: readonly ChangedDay[]): Promise<void> {
  if (changed.length === 0) return;
  const names = packedColumns.map(({ name }) => name);
  const bytes = packedColumns.map(
    ({ of }) => sql`${changed.map(({ packed }) => of(packed))}::bytea[]`,
  );
  await sql`
    insert into account_day (key, day, codec, ${sql.raw(names.join(', '))})
    select ${key}::int, told.* from unnest(${changed.map(({ day }) => dayText(day))}::date[],
      ${changed.map(({ packed }) => packed.codec)}::smallint[], ${sql.join(bytes)}) told
    on conflict (key, day) do update set codec = excluded.codec, told_at = now(),
      ${sql.raw(names.map((name) => `${name} = excluded.${name}`).join(', '))}`.execute(tx);
}
