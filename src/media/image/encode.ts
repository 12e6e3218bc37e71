import type { Sharp } from 'sharp';
import { refusal } from '../../domain/errors/index.ts';
import { pinLimits } from '../../domain/pins/content-limits.ts';
import { formatBytes } from '../labels.ts';
import type { Size } from './carousel.ts';
import type { OpenPicture } from './pixels.ts';

export interface Encoded {
  data: Buffer;
  width: number;
  height: number;
  /** What had to be given up so that it fits; empty when nothing. */
  notes: string[];
}

/** JPEG quality steps until the bytes fit; below the last a smaller picture looks better than a coarser one. */
const qualities = [90, 82, 74, 66] as const;
const { maxBytesOut, minSide } = pinLimits.image;

/**
 * Transparent parts become white, as on a Pinterest page.
 * @param picture decoded anew for each attempt: that costs time, while keeping its pixels would cost memory
 * @param size of what it shows
 */
export async function encodeJpeg(picture: OpenPicture, size: Size): Promise<Encoded> {
  for (const quality of qualities) {
    const data = await toJpeg(picture(), quality);
    if (data.length > maxBytesOut) continue;
    const notes =
      quality === qualities[0]
        ? []
        : [`Saved at JPEG quality ${quality} to stay under ${formatBytes(maxBytesOut)}.`];
    return { data, width: size.width, height: size.height, notes };
  }
  return shrink(picture, size, (smaller) => toJpeg(smaller, 82));
}

/**
 * Without loss. When that does not fit, the picture itself shrinks, or null comes back if it may not:
 * an opaque one is better off as JPEG.
 */
export async function encodePng(
  picture: OpenPicture,
  size: Size,
  { mayShrink }: { mayShrink: boolean },
): Promise<Encoded | null> {
  const data = await toPng(picture());
  if (data.length > maxBytesOut) return mayShrink ? shrink(picture, size, toPng) : null;
  return { data, width: size.width, height: size.height, notes: [] };
}

const toJpeg = (image: Sharp, quality: number): Promise<Buffer> =>
  image
    .toColourspace('srgb')
    .flatten({ background: '#ffffff' })
    // Optimal coding saves a few percent, but holds the whole picture in memory twice more.
    .jpeg({
      quality,
      chromaSubsampling: quality >= 90 ? '4:4:4' : '4:2:0',
      optimiseCoding: false,
    })
    .toBuffer();

const toPng = (image: Sharp): Promise<Buffer> => image.toColourspace('srgb').png().toBuffer();

async function shrink(
  picture: OpenPicture,
  size: Size,
  encode: (image: Sharp) => Promise<Buffer>,
): Promise<Encoded> {
  let { width, height } = size;
  let data: Buffer | null = null;
  do {
    width = Math.round(width * 0.8);
    height = Math.round(height * 0.8);
    if (Math.min(width, height) < minSide) {
      throw refusal('MEDIA_TOO_LARGE', {
        values: { size: formatBytes(data?.length ?? 0), limit: formatBytes(maxBytesOut) },
      });
    }
    data = await encode(picture().resize(width, height, { fit: 'fill' }));
  } while (data.length > maxBytesOut);
  const notes = [
    `Scaled down to ${width}×${height} pixels to stay under ${formatBytes(maxBytesOut)}.`,
  ];
  return { data, width, height, notes };
}
