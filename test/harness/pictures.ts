import sharp from 'sharp';

export interface PictureOptions {
  width?: number;
  height?: number;
  format?: 'jpeg' | 'png' | 'webp' | 'avif' | 'tiff' | 'gif';
  background?: string;
  /** EXIF orientation 1 to 8; `width` and `height` are those before it is applied. */
  orientation?: number;
}

/** A real image file, made for the test that asks. */
export function makePicture(options: PictureOptions = {}): Promise<Buffer> {
  const { width = 400, height = 600, format = 'jpeg', background = '#8a5a3c' } = options;
  const image = sharp({ create: { width, height, channels: 3, background } }).toFormat(format);
  const { orientation } = options;
  return (orientation === undefined ? image : image.withMetadata({ orientation })).toBuffer();
}

/** Random pixels: a file that does not compress, so that half of it is clearly missing something. */
export async function makeNoise(width: number, height: number): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 };
  return sharp({ create: { width, height, channels: 3, noise, background: '#000000' } })
    .jpeg({ quality: 90 })
    .toBuffer();
}
