import { crc32 } from 'node:zlib';
import { DamagedFigures } from './damaged.ts';
import { putLeftOut, readLeftOut, type LeftOut } from './left-out.ts';
import { pinMetrics, type MetricSet, type PinMetric } from './metrics.ts';
import {
  checksumOf,
  createPacker,
  mostNumbers,
  readPairs,
  readRising,
  readVarints,
  type Packer,
} from './varints.ts';

/** How days are packed now; every stored day says how it was. */
export const codec = 1;

/**
 * One day of all Pins of a Pinterest user, as it is stored. Pins are named by their ordinal. `null`: not requested;
 * empty: requested, and all zero.
 */
export interface PackedDay {
  codec: number;
  /** Pins with a figure: their number, then ordinals as distances. */
  pins: Buffer | null;
  /** The first metric: a value for each of `pins`. The others: distance among `pins` and value of those not zero. */
  columns: Readonly<Partial<Record<PinMetric, Buffer | null>>>;
  /** Pins without figures, as Pinterest withheld them or had none to give; packed as `pins`. */
  withheld: Readonly<Partial<Record<MetricSet, Buffer | null>>>;
  /** Pins for which the answer left a metric out, see left-out.ts; null: none. */
  leftOut: Buffer | null;
}

/** The same, readable. */
export interface DayFigures {
  /** Ordinals of Pins with any figure, rising; null: not requested. */
  pins: Int32Array | null;
  /** One value for each of `pins`; null: not asked. */
  values: Record<PinMetric, Float64Array | null>;
  withheld: Record<MetricSet, Int32Array>;
  leftOut: LeftOut;
}

/** Figures of one metric that are not zero. The arrays are reused: they hold until the reader is asked again. */
export interface Entries {
  count: number;
  /** Index of each in `pins`, rising. */
  places: Int32Array;
  values: Float64Array;
  /** Ordinals of the day's Pins. */
  pins: Int32Array;
}

export interface DayReader {
  /** @throws DamagedFigures */
  pins(day: PackedDay): Int32Array | null;
  /** null: not asked, or not among the columns that were read. @throws DamagedFigures */
  entries(day: PackedDay, metric: PinMetric): Entries | null;
  /** Ordinals, rising. @throws DamagedFigures */
  withheld(day: PackedDay, set: MetricSet): Int32Array;
  /** @throws DamagedFigures */
  leftOut(day: PackedDay): LeftOut;
}

const [dense] = pinMetrics;
const nothing = Buffer.alloc(0);
const noPins = new Int32Array(0);

// A checksum starts from its column's name and Pins, so that columns of two days cannot be mixed up.
const pinsSeed = crc32('pins');
const leftOutSeed = crc32('left out');
const withheldSeeds = { standard: crc32('withheld standard'), video: crc32('withheld video') };
// Cast: fromEntries forgets the names.
const metricSeeds = Object.fromEntries(pinMetrics.map((name) => [name, crc32(name)])) as Record<
  PinMetric,
  number
>;
const seedOf = (metric: PinMetric, pins: Buffer): number =>
  (metricSeeds[metric] ^ checksumOf(pins)) >>> 0;

/** Reads packed days one after the other without making new arrays for each. */
export function createDayReader(): DayReader {
  let values = new Float64Array(0);
  let places = new Int32Array(0);
  let everyPlace = new Int32Array(0);
  let pins = new Int32Array(0);
  let pinsOf: Buffer | null = null;
  let pinCount = 0;

  const makeRoom = (packed: Buffer): void => {
    if (mostNumbers(packed) <= values.length) return;
    const size = 2 * mostNumbers(packed);
    values = new Float64Array(size);
    places = new Int32Array(size);
    everyPlace = Int32Array.from({ length: size }, (_, place) => place);
  };
  const readPins = (day: PackedDay): void => {
    if (day.codec !== codec)
      throw new DamagedFigures(`they are packed in a way (${day.codec}) that is not known`);
    const packed = day.pins;
    if (packed === null || packed === pinsOf) return;
    pinsOf = null; // Until all of it is read.
    if (mostNumbers(packed) > pins.length) pins = new Int32Array(2 * mostNumbers(packed));
    pinCount = packed.length === 0 ? 0 : readRising(packed, pinsSeed, pins);
    pinsOf = packed;
  };

  return {
    pins: (day) => {
      readPins(day);
      return day.pins === null ? null : pins.subarray(0, pinCount);
    },
    entries: (day, metric) => {
      const packed = day.columns[metric];
      if (packed === null || packed === undefined) return null;
      readPins(day);
      if (day.pins === null) throw new DamagedFigures('there are figures without Pins');
      if (packed.length === 0) return { count: 0, places, values, pins };
      makeRoom(packed);
      const seed = seedOf(metric, day.pins);
      if (metric !== dense) {
        const count = readPairs(packed, seed, pinCount, places, values);
        return { count, places, values, pins };
      }
      const count = readVarints(packed, seed, values);
      if (count !== pinCount) throw new DamagedFigures('there are more or fewer figures than Pins');
      return { count, places: everyPlace, values, pins };
    },
    withheld: (day, set) => {
      const packed = day.withheld[set];
      if (!packed?.length) return noPins;
      const found = new Int32Array(mostNumbers(packed));
      return found.subarray(0, readRising(packed, withheldSeeds[set], found));
    },
    leftOut: ({ leftOut }) => {
      if (leftOut === null) return {};
      makeRoom(leftOut);
      return readLeftOut(values, readVarints(leftOut, leftOutSeed, values));
    },
  };
}

/** All of a stored day. @throws DamagedFigures */
export function unpackDay(day: PackedDay, reader: DayReader = createDayReader()): DayFigures {
  const pins = reader.pins(day)?.slice() ?? null;
  const column = (metric: PinMetric): Float64Array | null => {
    const entries = reader.entries(day, metric);
    if (entries === null) return null;
    const { count, places, values: figures } = entries;
    const values = new Float64Array(pins?.length ?? 0);
    for (let index = 0; index < count; index++) values[places[index] ?? 0] = figures[index] ?? 0;
    return values;
  };
  // Cast: fromEntries forgets the names.
  const values = Object.fromEntries(pinMetrics.map((metric) => [metric, column(metric)]));
  return {
    pins,
    values: values as DayFigures['values'],
    withheld: { standard: reader.withheld(day, 'standard'), video: reader.withheld(day, 'video') },
    leftOut: reader.leftOut(day),
  };
}

/**
 * Packs a day; Pins whose figures are all zero are left out. Equal days give equal bytes.
 * @throws RangeError for a figure that is not a whole number from 0 to 2^53 − 1
 */
export function packDay(
  { pins, values, withheld, leftOut }: DayFigures,
  packer: Packer = createPacker(),
): PackedDay {
  const kept = withFigures(pins?.length ?? 0, values);
  const who =
    pins &&
    packOrdinals(
      packer,
      kept.map((index) => pins[index] ?? 0),
      pinsSeed,
    );
  const column = (metric: PinMetric): Buffer | null => {
    const figures = values[metric];
    if (figures === null || who === null) return null;
    if (!kept.some((index) => figures[index] !== 0)) return nothing;
    let last = -1;
    for (let place = 0; place < kept.length; place++) {
      const value = figures[kept[place] ?? 0] ?? 0;
      if (metric === dense) packer.put(value);
      else if (value !== 0) {
        packer.put(place - last - 1);
        packer.put(value);
        last = place;
      }
    }
    return packer.take(seedOf(metric, who));
  };
  const unsaid = (set: MetricSet) =>
    withheld[set].length ? packOrdinals(packer, withheld[set], withheldSeeds[set]) : null;
  return {
    codec,
    pins: who,
    columns: Object.fromEntries(pinMetrics.map((metric) => [metric, column(metric)])),
    withheld: { standard: unsaid('standard'), video: unsaid('video') },
    leftOut: putLeftOut(packer, leftOut) ? packer.take(leftOutSeed) : null,
  };
}

/** Places, rising, where any metric is not zero. */
function withFigures(length: number, values: DayFigures['values']): Int32Array {
  const any = new Uint8Array(length);
  for (const metric of pinMetrics) {
    const figures = values[metric];
    if (figures !== null)
      for (let index = 0; index < length; index++) if (figures[index] !== 0) any[index] = 1;
  }
  const kept = new Int32Array(length);
  let count = 0;
  for (let index = 0; index < length; index++) if (any[index] === 1) kept[count++] = index;
  return kept.subarray(0, count);
}

function packOrdinals(packer: Packer, ordinals: ArrayLike<number>, seed: number): Buffer {
  if (ordinals.length === 0) return nothing;
  packer.put(ordinals.length);
  for (let index = 0, last = -1; index < ordinals.length; index++) {
    const ordinal = ordinals[index] ?? 0;
    packer.put(ordinal - last - 1);
    last = ordinal;
  }
  return packer.take(seed);
}

const sameBytes = (a: Buffer | null | undefined, b: Buffer | null | undefined): boolean =>
  a && b ? a.equals(b) : (a ?? null) === (b ?? null);

export const samePackedDay = (a: PackedDay, b: PackedDay): boolean =>
  a.codec === b.codec &&
  sameBytes(a.pins, b.pins) &&
  pinMetrics.every((metric) => sameBytes(a.columns[metric], b.columns[metric])) &&
  sameBytes(a.withheld.standard, b.withheld.standard) &&
  sameBytes(a.withheld.video, b.withheld.video) &&
  sameBytes(a.leftOut, b.leftOut);
