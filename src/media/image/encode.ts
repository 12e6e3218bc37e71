import type { Sharp } from 'sharp';
import { refusal } from '../../domain/errors/index.ts';
import { pinLimits } from '../../domain/pins/content-limits.ts';
import { formatBytes } from '../labels.ts';
import type { Pixels } from './pixels.ts';
import type { OpenImage } from './sharp.ts';

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

/** Transparent parts become white, as on a Pinterest page. */
export async function encodeJpeg(open: OpenImage, pixels: Pixels): Promise<Encoded> {
  for (const quality of qualities) {
    const data = await toJpeg(openPixels(open, pixels), quality);
    if (data.length > maxBytesOut) continue;
    const notes =
      quality === qualities[0]
        ? []
        : [`Saved at JPEG quality ${quality} to stay under ${formatBytes(maxBytesOut)}.`];
    return { data, width: pixels.width, height: pixels.height, notes };
  }
  return shrink(open, pixels, (image) => toJpeg(image, 82));
}

/**
 * Without loss. When that does not fit, the picture itself shrinks, or null comes back if it may not:
 * an opaque one is better off as JPEG.
 */
export async function encodePng(
  open: OpenImage,
  pixels: Pixels,
  { mayShrink }: { mayShrink: boolean },
): Promise<Encoded | null> {
  const data = await toPng(openPixels(open, pixels));
  if (data.length > maxBytesOut) return mayShrink ? shrink(open, pixels, toPng) : null;
  return { data, width: pixels.width, height: pixels.height, notes: [] };
}

const openPixels = (open: OpenImage, { data, width, height, channels }: Pixels): Sharp =>
  open(data, { raw: { width, height, channels } });

const toJpeg = (image: Sharp, quality: number): Promise<Buffer> =>
  image
    .flatten({ background: '#ffffff' })
    .jpeg({ quality, chromaSubsampling: quality >= 90 ? '4:4:4' : '4:2:0' })
    .toBuffer();

const toPng = (image: Sharp): Promise<Buffer> => image.png().toBuffer();

async function shrink(
  open: OpenImage,
  pixels: Pixels,
  encode: (image: Sharp) => Promise<Buffer>,
): Promise<Encoded> {
  let { width, height } = pixels;
  let data: Buffer;
  do {
    width = Math.round(width * 0.8);
    height = Math.round(height * 0.8);
    if (Math.min(width, height) < minSide) {
      throw refusal('MEDIA_TOO_LARGE', {
        values: { size: formatBytes(pixels.data.length), limit: formatBytes(maxBytesOut) },
      });
    }
    data = await encode(openPixels(open, pixels).resize(width, height, { fit: 'fill' }));
  } while (data.length > maxBytesOut);
  const notes = [
    `Scaled down to ${width}×${height} pixels to stay under ${formatBytes(maxBytesOut)}.`,
  ];
  return { data, width, height, notes };
}
