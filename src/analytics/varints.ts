import { crc32 } from 'node:zlib';
import { DamagedFigures } from './damaged.ts';

/** Bytes of the checksum that ends every packed column. */
const sumBytes = 4;

export interface Packer {
  /** Adds a whole number from 0 to 2^53 − 1, seven bits a byte, the lowest first. @throws RangeError for any other */
  put(value: number): void;
  /** What was put since the last time, ended by its checksum, which starts from `seed`. */
  take(seed: number): Buffer;
}

export function createPacker(): Packer {
  let bytes = Buffer.allocUnsafe(4_096);
  let length = 0;
  return {
    put: (value) => {
      if (!Number.isSafeInteger(value) || value < 0)
        throw new RangeError(`${value} is not a whole number from 0 to 2^53.`);
      if (length + 8 > bytes.length) bytes = Buffer.concat([bytes], 2 * bytes.length);
      let rest = value;
      for (; rest > 0x7fffffff; rest = Math.floor(rest / 128)) bytes[length++] = (rest % 128) | 128;
      for (; rest > 127; rest >>= 7) bytes[length++] = (rest & 127) | 128; // Bits are faster, up to 31 of them.
      bytes[length++] = rest;
    },
    take: (seed) => {
      const taken = Buffer.allocUnsafe(length + sumBytes);
      bytes.copy(taken, 0, 0, length);
      taken.writeUInt32LE(crc32(taken.subarray(0, length), seed), length);
      length = 0;
      return taken;
    },
  };
}

/** The checksum at the end of a packed column. */
export const checksumOf = (packed: Buffer): number =>
  packed.length < sumBytes ? 0 : packed.readUInt32LE(packed.length - sumBytes);

/** Most numbers that a packed column can hold. */
export const mostNumbers = (packed: Buffer): number => Math.max(0, packed.length - sumBytes);

/** Far beyond the 200,000 Pins that Pinterest lets a user have, so that damage cannot ask for all the memory. */
export const mostPins = 10_000_000;

/** Where the numbers of a packed column end. @throws DamagedFigures when they are not what was packed with this seed */
function endOf(packed: Buffer, seed: number): number {
  const end = packed.length - sumBytes;
  if (end < 0 || crc32(packed.subarray(0, end), seed) !== packed.readUInt32LE(end))
    throw new DamagedFigures('the checksum does not match');
  return end;
}

/** The number of several bytes that begins here. @throws DamagedFigures when it is cut off or too large */
function longNumber(packed: Buffer, start: number, end: number): number {
  let value = 0;
  for (let at = start, scale = 1; at < end; at++, scale *= 128) {
    const byte = packed[at] ?? 0;
    value += (byte & 127) * scale;
    if (value > Number.MAX_SAFE_INTEGER) throw new DamagedFigures('a number is too large');
    if (byte < 128) return value;
  }
  throw new DamagedFigures('it ends within a number');
}

/** Where the next number begins, after the one that begins here. */
function afterLong(packed: Buffer, start: number): number {
  let at = start;
  while ((packed[at] ?? 0) > 127) at++;
  return at + 1;
}

// The loops below run for every stored figure of a year: one pass each, and numbers of one byte first, as most are.

/**
 * Reads all numbers of a packed column into `into`, which has room for `mostNumbers`. @returns how many there are.
 * @throws DamagedFigures when they are not what was packed with this seed
 */
export function readVarints(packed: Buffer, seed: number, into: Float64Array): number {
  const end = endOf(packed, seed);
  let count = 0;
  for (let at = 0; at < end; count++) {
    let value = packed[at] ?? 0;
    if (value < 128) at++;
    else {
      value = longNumber(packed, at, end);
      at = afterLong(packed, at);
    }
    into[count] = value;
  }
  return count;
}

/**
 * The same for a column of a count and that many rising numbers, packed as distances.
 * @param into has room for `mostNumbers`
 */
export function readRising(packed: Buffer, seed: number, into: Int32Array): number {
  const end = endOf(packed, seed);
  let [at, count, last] = [0, -1, -1];
  let promised = 0;
  while (at < end) {
    let value = packed[at] ?? 0;
    if (value < 128) at++;
    else {
      value = longNumber(packed, at, end);
      at = afterLong(packed, at);
    }
    if (count < 0) promised = value;
    else {
      last += 1 + value;
      if (last > mostRising) throw new DamagedFigures('an ordinal is too large');
      into[count] = last;
    }
    count++;
  }
  if (promised !== count) throw new DamagedFigures('Pins are missing');
  return count;
}

const mostRising = 2 ** 31 - 1;

/**
 * The same for a column of pairs: rising places, packed as distances, and their values.
 * @param most places there are. @returns how many pairs
 */
export function readPairs(
  packed: Buffer,
  seed: number,
  most: number,
  places: Int32Array,
  values: Float64Array,
): number {
  const end = endOf(packed, seed);
  let [at, count, place] = [0, 0, -1];
  while (at < end) {
    let distance = packed[at] ?? 0;
    if (distance < 128) at++;
    else {
      distance = longNumber(packed, at, end);
      at = afterLong(packed, at);
    }
    place += 1 + distance;
    if (place >= most) throw new DamagedFigures('a figure belongs to no Pin');
    if (at >= end) throw new DamagedFigures('it ends within a pair');
    let value = packed[at] ?? 0;
    if (value < 128) at++;
    else {
      value = longNumber(packed, at, end);
      at = afterLong(packed, at);
    }
    places[count] = place;
    values[count] = value;
    count++;
  }
  return count;
}
