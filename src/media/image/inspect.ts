import type { Metadata } from 'sharp';
import { pinLimits } from '../../domain/pins/content-limits.ts';
import type { ImageFormat } from '../formats.ts';
import { readBmpHeader } from './bmp.ts';
import { imageFailure, tooManyPixels } from './failures.ts';
import { loadImage, type ImageInput } from './load.ts';
import { withSharp } from './sharp.ts';

/** Facts from the header; nothing is decoded, so the rest of the file may still be damaged. */
export interface ImageFacts {
  format: ImageFormat;
  /** Pixels as a viewer shows it, after the EXIF rotation. */
  width: number;
  height: number;
  /** Frames of an animation or pages of a document; 1 for a plain image. */
  pages: number;
  /** Whether the pages are the frames of an animation. */
  animated: boolean;
  /** How long the animation runs once; null for what does not move. */
  durationSeconds: number | null;
  hasAlpha: boolean;
  /** EXIF 1–8; 1 is upright. */
  orientation: number;
  /** As libvips names it: srgb, cmyk, b-w, rgb16, lab … */
  colourSpace: string;
  bytes: number;
}

/**
 * Reads the header of an image.
 * @throws LinchpinError MEDIA_EMPTY, MEDIA_FORMAT_UNSUPPORTED, MEDIA_TOO_LARGE, IMAGE_BROKEN, IMAGE_TOO_MANY_PIXELS
 */
export async function inspectImage(input: ImageInput): Promise<ImageFacts> {
  const { data, format } = await loadImage(input);
  return (await readHeader(data, format)).info;
}

/** The parts of libvips' own header that decide what has to be done. */
export type Header = Pick<Metadata, 'space' | 'depth' | 'icc' | 'exif' | 'xmp' | 'iptc'>;

/** The measures together with libvips' own header. */
export async function readHeader(
  data: Buffer,
  format: ImageFormat,
): Promise<{ info: ImageFacts; header: Header }> {
  try {
    if (format === 'bmp') return readBitmap(data);
    // The limit is checked below, where the message can name the size; reading a header costs no memory.
    const header = await withSharp((open) => open(data, { limitInputPixels: false }).metadata());
    const { width, height } = header.autoOrient;
    if (width * height > pinLimits.image.maxPixels) throw tooManyPixels();
    const info: ImageFacts = {
      format,
      width,
      height,
      pages: header.pages ?? 1,
      ...animation(header),
      hasAlpha: header.hasAlpha,
      orientation: header.orientation ?? 1,
      colourSpace: header.space,
      bytes: data.length,
    };
    return { info, header };
  } catch (error) {
    throw imageFailure(error, format);
  }
}

function animation({
  pages = 1,
  delay,
}: Metadata): Pick<ImageFacts, 'animated' | 'durationSeconds'> {
  if (pages < 2 || !delay) return { animated: false, durationSeconds: null };
  const milliseconds = delay.reduce((sum, each) => sum + each, 0);
  return { animated: true, durationSeconds: milliseconds / 1000 };
}

/** libvips as shipped with sharp does not know bitmaps. */
function readBitmap(data: Buffer): { info: ImageFacts; header: Header } {
  const { width, height } = readBmpHeader(data);
  const info: ImageFacts = {
    format: 'bmp',
    width,
    height,
    pages: 1,
    animated: false,
    durationSeconds: null,
    hasAlpha: false,
    orientation: 1,
    colourSpace: 'srgb',
    bytes: data.length,
  };
  return { info, header: { space: 'srgb', depth: 'uchar' } };
}
