import type { PixelFormat } from '../media-info.ts';

/** `chroma_format_idc` of both specifications. */
const chromas = ['4:0:0', '4:2:0', '4:2:2', '4:4:4'] as const;

/** Profiles of H.264 whose sequence parameter set names the colour format; all others are 4:2:0 with 8 bits (ITU-T H.264, 7.3.2.1.1). */
const namesFormat = [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135];

/**
 * Reads the colour format off a decoder configuration.
 * @param configuration `avcC` or `hvcC` without its box header (ISO/IEC 14496-15, 5.3.3 and 8.3.3)
 * @returns null where it does not say
 */
export function pixelFormatOf(codec: string, configuration: Uint8Array): PixelFormat | null {
  if (codec === 'h264') return fromH264(configuration);
  if (codec !== 'h265') return null;
  const [chroma, bits] = [configuration[16], configuration[17]];
  if (chroma === undefined || bits === undefined) return null;
  return named(chroma & 3, (bits & 7) + 8);
}

function fromH264(configuration: Uint8Array): PixelFormat | null {
  // One length of two bytes stands before the first sequence parameter set.
  const sets = (configuration[5] ?? 0) & 31;
  const bytes = ((configuration[6] ?? 0) << 8) | (configuration[7] ?? 0);
  const set = unescaped(configuration.subarray(8, 8 + bytes));
  const profile = set[1];
  if (sets === 0 || profile === undefined) return null;
  if (!namesFormat.includes(profile)) return named(1, 8);
  // Behind the header, the profile, its constraints and the level.
  const read = golombReader(set, 32);
  read();
  const chroma = read();
  const separatePlanes = chroma === 3 ? 1 : 0;
  return named(chroma, read(separatePlanes) + 8);
}

const named = (chroma: number, bits: number): PixelFormat | null => {
  const name = chromas[chroma];
  return name && Number.isInteger(bits) ? { chroma: name, bits } : null;
};

/** Without the bytes that keep a start code from appearing (ITU-T H.264, 7.4.1). */
const unescaped = (unit: Uint8Array): Uint8Array =>
  unit.filter((byte, at) => !(byte === 3 && unit[at - 1] === 0 && unit[at - 2] === 0));

/** Reads exponential Golomb codes one after another; `skip` bits are left out before. NaN behind the end. */
function golombReader(data: Uint8Array, start: number): (skip?: number) => number {
  let at = start;
  const bit = (): number => {
    const byte = data[at >> 3];
    const value = byte === undefined ? Number.NaN : (byte >> (7 - (at & 7))) & 1;
    at += 1;
    return value;
  };
  return (skip = 0) => {
    at += skip;
    let zeros = 0;
    while (bit() === 0) zeros += 1;
    let value = 1;
    for (let index = 0; index < zeros; index += 1) value = value * 2 + bit();
    return value - 1;
  };
}
