import { refuse } from '../../domain/errors/index.ts';
import { pinLimits } from '../../domain/pin-limits.ts';
import type { Pixels } from './pixels.ts';

/**
 * Decodes the main picture of a HEIC, with its rotation applied and its colours untouched; libvips
 * as shipped with sharp reads only the header of HEIC.
 * @param size as the header tells it, to refuse a bomb before anything is decoded
 */
export async function decodeHeic(
  file: Buffer,
  size: { width: number; height: number },
): Promise<Pixels> {
  const limit = pinLimits.image.maxHeicPixels;
  if (size.width * size.height > limit) {
    throw refuse('IMAGE_TOO_MANY_PIXELS', { values: { limit: limit / 1_000_000 } });
  }
  // Loaded on first use: libheif as WebAssembly takes 8 MB.
  const { default: decode } = await import('heic-decode');
  const { width, height, data } = await decode({ buffer: file });
  return {
    data: Buffer.from(data.buffer, data.byteOffset, data.length),
    width,
    height,
    channels: 4,
  };
}
