import type { Sharp } from 'sharp';

/** Decoded 8-bit sRGB pixels in rows, three or four bytes each. */
export interface Pixels {
  data: Buffer;
  width: number;
  height: number;
  channels: 3 | 4;
}

/** Opens a picture, each time anew: sharp's `clone()` copies the input on the main thread. */
export type OpenPicture = () => Sharp;

/** The picture as a viewer shows it, in exactly `width`×`height` pixels. Nothing is decoded yet. */
export const upright = (image: Sharp, width: number, height: number): Sharp =>
  image.autoOrient().resize(width, height, { fit: 'fill' });

/** Decodes everything: upright, in sRGB, scaled to exactly `width`×`height`, without metadata. */
export const decodePixels = (image: Sharp, width: number, height: number): Promise<Pixels> =>
  rawPixels(upright(image, width, height));

/** The pixels in sRGB, 8 bits a channel. */
export async function rawPixels(image: Sharp): Promise<Pixels> {
  const { data, info } = await image
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const kept = keepColour(data, info.channels);
  return { ...kept, width, height };
}

/** Colour and transparency; what more a TIFF holds, such as selections that Photoshop saved, shows nowhere. */
function keepColour(data: Buffer, channels: number): Pick<Pixels, 'data' | 'channels'> {
  if (channels === 3 || channels === 4) return { data, channels };
  if (channels < 3) throw new Error(`sRGB with ${channels} channels`);
  const count = data.length / channels;
  const colour = Buffer.alloc(count * 3);
  for (let pixel = 0; pixel < count; pixel += 1)
    data.copy(colour, pixel * 3, pixel * channels, pixel * channels + 3);
  return { data: colour, channels: 3 };
}

/** Whether any pixel of an image with an alpha channel lets the background through. */
export async function isTransparent(picture: OpenPicture): Promise<boolean> {
  const alpha = await picture()
    .toColourspace('srgb')
    .extractChannel('alpha')
    .raw({ depth: 'uchar' })
    .toBuffer();
  // Scaling can round a fully opaque pixel down by a step or two.
  return alpha.some((value) => value < 250);
}
