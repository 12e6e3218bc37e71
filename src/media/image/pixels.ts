import type { Sharp } from 'sharp';

/** Decoded 8-bit sRGB pixels in rows, three or four bytes each. */
export interface Pixels {
  data: Buffer;
  width: number;
  height: number;
  channels: 3 | 4;
}

/** Decodes everything: upright, in sRGB, scaled to exactly `width`×`height`, without metadata. */
export const decodePixels = (image: Sharp, width: number, height: number): Promise<Pixels> =>
  rawPixels(image.autoOrient().resize(width, height, { fit: 'fill' }));

/** The pixels in sRGB, 8 bits a channel. */
export async function rawPixels(image: Sharp): Promise<Pixels> {
  const { data, info } = await image
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3 && info.channels !== 4) {
    throw new Error(`sRGB with ${info.channels} channels`);
  }
  return { data, width: info.width, height: info.height, channels: info.channels };
}

/** Whether any pixel lets the background through; an alpha channel alone says nothing. */
export function isTransparent({ data, channels }: Pixels): boolean {
  if (channels === 3) return false;
  for (let at = 3; at < data.length; at += 4) {
    // Scaling can round a fully opaque pixel down by a step or two.
    if ((data[at] ?? 255) < 250) return true;
  }
  return false;
}
