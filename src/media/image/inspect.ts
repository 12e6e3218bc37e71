import type { Metadata } from 'sharp';
import type { ImageFormat } from '../formats.ts';
import { readApng } from './apng.ts';
import { readBmpHeader } from './bmp.ts';
import { imageFailure, tooManyPixels } from './failures.ts';
import { loadImage, type ImageInput } from './load.ts';
import { withSharp } from './sharp.ts';
import { pixelLimit, processMemory } from './pixel-limit.ts';
import { fullPage } from './tiff.ts';

/** Facts from the header; nothing is decoded, so the rest of the file may still be damaged. */
export interface ImageFacts {
  format: ImageFormat;
  /** Pixels as a viewer shows it, after the EXIF rotation. */
  width: number;
  height: number;
  /** Frames of an animation or pages of a document; 1 for a plain image. */
  pages: number;
  /** Which of them is shown, from 0 on. */
  page: number;
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
export type Header = Pick<
  Metadata,
  'space' | 'depth' | 'channels' | 'icc' | 'exif' | 'xmp' | 'iptc'
>;

/** The measures together with libvips' own header. */
export async function readHeader(
  data: Buffer,
  format: ImageFormat,
): Promise<{ info: ImageFacts; header: Header }> {
  try {
    if (format === 'bmp') return readBitmap(data);
    // The limit is checked below, where the message can name the size; reading a header costs no memory.
    const page = format === 'tiff' ? fullPage(data) : 0;
    const header = await withSharp((open) =>
      open(data, { limitInputPixels: false, page }).metadata(),
    );
    const { width, height } = header.autoOrient;
    const limit = pixelLimit(format, header, processMemory());
    if (width * height > limit) throw tooManyPixels(limit);
    const info: ImageFacts = {
      format,
      width,
      height,
      page,
      ...(format === 'png' ? animationOfPng(data) : animation(header)),
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

type Frames = Pick<ImageFacts, 'pages' | 'animated' | 'durationSeconds'>;

const still = { pages: 1, animated: false, durationSeconds: null };

function animation({ pages = 1, delay }: Metadata): Frames {
  if (pages < 2 || !delay) return { ...still, pages };
  const milliseconds = delay.reduce((sum, each) => sum + each, 0);
  return { pages, animated: true, durationSeconds: milliseconds / 1000 };
}

function animationOfPng(data: Buffer): Frames {
  const animated = readApng(data);
  if (!animated) return still;
  return { pages: animated.frames, animated: true, durationSeconds: animated.seconds };
}

/** libvips as shipped with sharp does not know bitmaps. */
function readBitmap(data: Buffer): { info: ImageFacts; header: Header } {
  const { width, height } = readBmpHeader(data);
  const info: ImageFacts = {
    format: 'bmp',
    width,
    height,
    page: 0,
    ...still,
    hasAlpha: false,
    orientation: 1,
    colourSpace: 'srgb',
    bytes: data.length,
  };
  return { info, header: { space: 'srgb', depth: 'uchar', channels: 3 } };
}
