import { BitWriter, nalUnit, withLength } from './bits.ts';

/** Red, green and blue, 0–255. */
export type Color = readonly [red: number, green: number, blue: number];

export interface HevcStill {
  /** HEVCDecoderConfigurationRecord (ISO 14496-15, 8.3.3.1). */
  description: Buffer;
  data: Buffer;
}

/** Pixels of a block; width and height must be multiples of it. */
const block = 16;

/**
 * A valid H.265 picture of blocks of one colour each. Every block is a slice of its own with raw samples
 * (pcm_flag), so that its few arithmetic-coded bits are always the same and need no encoder.
 * Syntax: ITU-T H.265, 7.3.
 */
export function encodeHevcStill(
  width: number,
  height: number,
  colorAt: (x: number, y: number) => Color,
): HevcStill {
  const columns = width / block;
  const blocks = columns * (height / block);
  const slices = Array.from({ length: blocks }, (_, address) => {
    const [x, y] = [(address % columns) * block, Math.floor(address / columns) * block];
    return withLength(slice(address, blocks, colorAt(x, y)));
  });
  const sets = [videoSet(), sequenceSet(width, height), pictureSet()];
  return { description: configuration(sets), data: Buffer.concat(slices) };
}

/** Main Still Picture profile, level 4, progressive frames. */
const profile = Buffer.from('0370000000b00000000000', 'hex');
const level = 120;

function videoSet(): Buffer {
  const out = new BitWriter();
  out.bits(0, 4).bits(0b11, 2).bits(0, 6).bits(0, 3).bit(1).bits(0xffff, 16);
  out.bytes(profile).bytes([level]).bit(1).golomb(0, 0, 0).bits(0, 6).golomb(0).bits(0, 2);
  return nalUnit([0x40, 1], out.trailing().toBuffer());
}

function sequenceSet(width: number, height: number): Buffer {
  const out = new BitWriter();
  out.bits(0, 4).bits(0, 3).bit(1).bytes(profile).bytes([level]);
  // 4:2:0, no cropping, 8 bits.
  out.golomb(0, 1, width, height).bit(0).golomb(0, 0, 0).bit(1).golomb(0, 0, 0);
  // Coding blocks of 16 only; transforms of 4 to 16; no scaling lists, AMP or SAO.
  out.golomb(1, 0, 0, 2, 0, 0).bits(0, 3);
  // PCM of 8 bits for blocks of 16, not filtered.
  out.bit(1).bits(7, 4).bits(7, 4).golomb(1, 0).bit(1);
  out.golomb(0).bits(0, 5);
  return nalUnit([0x42, 1], out.trailing().toBuffer());
}

function pictureSet(): Buffer {
  const out = new BitWriter();
  out.golomb(0, 0).bits(0, 7).golomb(0, 0, 0).bits(0, 3).golomb(0, 0).bits(0, 6);
  // Not filtered across slices; the deblocking filter off.
  out.bit(0).bits(0b101, 3).bits(0, 2).golomb(0).bits(0, 2);
  return nalUnit([0x44, 1], out.trailing().toBuffer());
}

function slice(address: number, blocks: number, color: Color): Buffer {
  const out = new BitWriter();
  out
    .bit(address === 0 ? 1 : 0)
    .bit(0)
    .golomb(0);
  if (address > 0) out.bits(address, Math.ceil(Math.log2(blocks)));
  // Intra, no change of the quantiser; byte_alignment().
  out.golomb(2, 0).trailing();
  const [y, cb, cr] = toYcc(color);
  // CABAC from its initial state: part_mode 2N×2N, pcm_flag 1, flush; behind the samples the end of the slice.
  out.bytes([0x86, 0x80]);
  out.bytes(Array.from({ length: 384 }, (_, at) => (at < 256 ? y : at < 320 ? cb : cr)));
  out.bytes([0xfe, 0x80]);
  return nalUnit([0x26, 1], out.toBuffer());
}

/** ITU-R BT.601 with the limited range, which holds where the stream says nothing. */
function toYcc([red, green, blue]: Color): readonly [number, number, number] {
  const y = 0.299 * red + 0.587 * green + 0.114 * blue;
  const chroma = (difference: number, most: number): number =>
    Math.round(128 + (difference / most) * (224 / 255));
  return [Math.round(16 + y * (219 / 255)), chroma(blue - y, 1.772), chroma(red - y, 1.402)];
}

function configuration(sets: readonly Buffer[]): Buffer {
  const arrays = sets.map((unit, index) =>
    // Complete array of NAL type 32, 33 or 34 with one unit.
    Buffer.concat([Buffer.from([0x80 | (32 + index), 0, 1, 0, unit.length]), unit]),
  );
  const head = Buffer.from([1, ...profile, level, 0xf0, 0, 0xfc, 0xfd, 0xf8, 0xf8, 0, 0, 0x0f, 3]);
  return Buffer.concat([head, ...arrays]);
}
