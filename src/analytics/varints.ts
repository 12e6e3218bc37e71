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

/**
 * Reads all numbers of a packed column into `into`, which has room for `mostNumbers`. @returns how many there are.
 * @throws DamagedFigures when they are not what was packed with this seed
 */
export function readVarints(packed: Buffer, seed: number, into: Float64Array): number {
  const end = packed.length - sumBytes;
  if (end < 0 || crc32(packed.subarray(0, end), seed) !== packed.readUInt32LE(end))
    throw new DamagedFigures('the checksum does not match');
  let count = 0;
  for (let at = 0; at < end; count++) {
    let byte = packed[at++] ?? 0;
    if (byte < 128) {
      into[count] = byte;
      continue;
    }
    let value = byte & 127;
    for (let scale = 128; byte > 127; scale *= 128) {
      if (at >= end) throw new DamagedFigures('it ends within a number');
      byte = packed[at++] ?? 0;
      value += (byte & 127) * scale;
    }
    if (value > Number.MAX_SAFE_INTEGER) throw new DamagedFigures('a number is too large');
    into[count] = value;
  }
  return count;
}
