import { BitWriter, nalUnit, withLength } from './bits.ts';

/** Frames from one IDR to the next; a multiple of 16 because `frame_num` has four bits. */
const groupLength = 240;
/** Y, Cb, Cr of the one colour that all frames show: a strong red. */
export const testColor = [90, 100, 200] as const;

export interface H264 {
  /** `avc1.42C028` */
  codecString: string;
  /** AVCDecoderConfigurationRecord (ISO 14496-15, 5.3.3). */
  description: Buffer;
  /** The bytes of frame `index`, and whether it can be decoded alone. */
  frame(index: number): { data: Buffer; key: boolean };
}

/**
 * A valid H.264 baseline stream of one colour, which a decoder shows. The first macroblock of a key
 * frame holds raw samples (I_PCM), the others take its colour over by DC prediction; the frames
 * between repeat the picture (P_Skip), so that an hour takes a few megabytes. Syntax: ITU-T H.264, 7.3.
 * @param colours others than 4:2:0 (`chroma_format_idc` 1) with 8 bits stand in the header alone: the pictures cannot be decoded then
 */
export function encodeH264(
  width: number,
  height: number,
  colours: { chroma: 1 | 2 | 3; bits: number } = { chroma: 1, bits: 8 },
): H264 {
  const columns = Math.ceil(width / 16);
  const rows = Math.ceil(height / 16);
  const sps = sequence(width, height, columns, rows, colours);
  const profile = [...sps.subarray(1, 4)];
  const pps = picture();
  const keys = [0, 1].map((id) => withLength(keyFrame(columns * rows, columns, id)));
  const repeats = Array.from({ length: 16 }, (_, number) =>
    withLength(repeatFrame(columns * rows, number)),
  );
  const counted = (unit: Buffer): Buffer =>
    Buffer.concat([Buffer.from([unit.length >> 8, unit.length & 255]), unit]);
  return {
    codecString: `avc1.${Buffer.from(profile).toString('hex')}`,
    description: Buffer.concat([
      Buffer.from([1, ...profile, 0xff, 0xe1]),
      counted(sps),
      Buffer.from([1]),
      counted(pps),
    ]),
    frame(index) {
      const place = index % groupLength;
      const group = Math.floor(index / groupLength);
      const data = place === 0 ? keys[group % 2] : repeats[place % 16];
      return { data: data ?? Buffer.alloc(0), key: place === 0 };
    },
  };
}

function sequence(
  width: number,
  height: number,
  columns: number,
  rows: number,
  { chroma, bits }: { chroma: number; bits: number },
): Buffer {
  const out = new BitWriter();
  if (chroma === 1 && bits === 8) {
    // Profile 66 (baseline), level 4.0; then set id 0.
    out.bits(0x42c028, 24).golomb(0);
  } else {
    // Profile 244 (High 4:4:4 Predictive) names the colour format.
    out.bits(0xf40028, 24).golomb(0, chroma);
    if (chroma === 3) out.bit(0);
    out.golomb(bits - 8, bits - 8).bits(0, 2);
  }
  // frame_num of 4 bits, output in coding order.
  out.golomb(0, 2, 1).bit(0);
  out
    .golomb(columns - 1, rows - 1)
    .bit(1)
    .bit(0);
  const [right, bottom] = [columns * 16 - width, rows * 16 - height];
  if (right + bottom === 0) out.bit(0);
  else out.bit(1).golomb(0, right / 2, 0, bottom / 2);
  return nalUnit([0x67], out.bit(0).trailing().toBuffer());
}

function picture(): Buffer {
  const out = new BitWriter();
  out.golomb(0, 0).bits(0, 2).golomb(0, 0, 0).bits(0, 3);
  // deblocking_filter_control_present_flag, so that the filter can be turned off.
  out.golomb(0, 0, 0).bits(0b100, 3);
  return nalUnit([0x68], out.trailing().toBuffer());
}

function keyFrame(macroblocks: number, columns: number, id: number): Buffer {
  const out = new BitWriter();
  // Slice type 7 (all I), frame_num 0; two IDR pictures in a row must differ in their id.
  out.golomb(0, 7, 0).bits(0, 4).golomb(id).bits(0, 2).golomb(0, 1);
  out.golomb(25).align();
  const [y, cb, cr] = testColor;
  out.bytes(Array.from({ length: 384 }, (_, at) => (at < 256 ? y : at < 320 ? cb : cr)));
  for (let index = 1; index < macroblocks; index += 1) {
    // I_16x16 with DC prediction and no residual.
    out.golomb(3, 0, 0);
    // coeff_token of no coefficients: raw neighbours count as full, which selects another table.
    if (index === 1 || index === columns) out.bits(0b000011, 6);
    else out.bit(1);
  }
  return nalUnit([0x65], out.trailing().toBuffer());
}

function repeatFrame(macroblocks: number, frameNumber: number): Buffer {
  const out = new BitWriter();
  out.golomb(0, 5, 0).bits(frameNumber, 4).bits(0, 3).golomb(0, 1);
  return nalUnit([0x21], out.golomb(macroblocks).trailing().toBuffer());
}
