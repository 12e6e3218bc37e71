import { totalmem } from 'node:os';
import type { Metadata } from 'sharp';
import { pinLimits } from '../../domain/pins/content-limits.ts';
import type { ImageFormat } from '../formats.ts';

/** Share of the memory that the picture of one image may take while it is decoded; two are decoded at once. Ours. */
const share = 1 / 4;

/** Bytes of memory this process may use: of the machine, or of its container. */
export const processMemory = (): number =>
  Math.min(totalmem(), process.constrainedMemory() || Infinity);

/**
 * Pixels an image may have, as far as its header tells.
 * @param memory bytes of memory there are
 */
export function pixelLimit(
  format: ImageFormat,
  { isProgressive, channels }: Pick<Metadata, 'isProgressive' | 'channels'>,
  memory: number,
): number {
  const held = heldBytes(format, isProgressive, channels);
  const fits = held === 0 ? Infinity : Math.floor((memory * share) / held);
  return Math.min(pinLimits.image.maxPixels, fits);
}

/** Bytes a pixel takes while the whole picture is held; 0 where it is decoded row by row. */
function heldBytes(format: ImageFormat, isProgressive: boolean, channels: number): number {
  if (format === 'tiff') return 0;
  // A progressive JPEG is held as coefficients of two bytes.
  if (format === 'jpeg') return isProgressive ? 2 * channels : 0;
  if (format === 'png') return isProgressive ? channels : 0;
  return 4;
}
