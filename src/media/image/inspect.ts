import type { Metadata } from 'sharp';
import { pinLimits } from '../../domain/pin-limits.ts';
import type { ImageFormat } from '../sniff.ts';
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
  return (await readHeader(data, format)).facts;
}

/** The facts together with libvips' own header. */
export async function readHeader(
  data: Buffer,
  format: ImageFormat,
): Promise<{ facts: ImageFacts; header: Metadata }> {
  try {
    // The limit is checked below, where the size can be told; reading a header costs no memory.
    const header = await withSharp((open) => open(data, { limitInputPixels: false }).metadata());
    const { width, height } = header.autoOrient;
    if (width * height > pinLimits.image.maxPixels) throw tooManyPixels();
    const facts: ImageFacts = {
      format,
      width,
      height,
      pages: header.pages ?? 1,
      hasAlpha: header.hasAlpha,
      orientation: header.orientation ?? 1,
      colourSpace: header.space,
      bytes: data.length,
    };
    return { facts, header };
  } catch (error) {
    throw imageFailure(error, format);
  }
}
