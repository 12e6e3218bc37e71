import { refuse } from '../../domain/errors/index.ts';
import { pinLimits } from '../../domain/pin-limits.ts';
import type { Pixels } from './pixels.ts';

/** The part of heic-decode that is used; the package brings no types. */
interface HeicDecode {
  (input: { buffer: Uint8Array }): Promise<{
    width: number;
    height: number;
    /** RGBA, upright. */
    data: Uint8ClampedArray;
  }>;
}

/** Loaded on first use: libheif as WebAssembly takes 8 MB. libvips reads the header of HEIC only. */
let loading: Promise<HeicDecode> | undefined;
const load = (): Promise<HeicDecode> =>
  (loading ??= import('heic-decode').then(({ default: decode }) => decode));

/** Decodes the main picture of a HEIC, with its rotation applied and its colours untouched. */
export async function decodeHeic(
  file: Buffer,
  size: { width: number; height: number },
): Promise<Pixels> {
  const limit = pinLimits.image.maxHeicPixels;
  if (size.width * size.height > limit) {
    throw refuse('IMAGE_TOO_MANY_PIXELS', { values: { limit: limit / 1_000_000 } });
  }
  const decode = await load();
  const { width, height, data } = await decode({ buffer: file });
  return { data: Buffer.from(data.buffer, data.byteOffset, data.length), width, height, channels: 4 };
}
