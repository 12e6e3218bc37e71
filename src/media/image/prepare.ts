import { refuse } from '../../domain/errors/index.ts';
import { pinLimits } from '../../domain/pin-limits.ts';
import { formatBytes } from '../format-bytes.ts';
import { formatName } from '../format-name.ts';
import type { ImageFormat } from '../sniff.ts';
import { type Encoded, encodeJpeg, encodePng } from './encode.ts';
import { imageFailure } from './failures.ts';
import { type ImageFacts, readHeader } from './inspect.ts';
import { type ImageInput, loadImage } from './load.ts';
import { type Look, lookAt } from './look.ts';
import { decodePixels, isTransparent } from './pixels.ts';
import { type Plan, planImage } from './plan.ts';
import { type OpenImage, withSharp } from './sharp.ts';

export interface PreparedImage extends Look {
  data: Buffer;
  contentType: 'image/jpeg' | 'image/png';
  width: number;
  height: number;
  /** Whether `data` are the given bytes. */
  unchanged: boolean;
  /** What was changed, for people; empty when nothing was. */
  notes: string[];
  /** The image as it was given. */
  source: ImageFacts;
}

/**
 * Decodes an image completely and makes it what Pinterest takes as bytes: an upright sRGB JPEG or
 * PNG of at most 10 MB without metadata. A file that already is all that stays byte for byte.
 * @throws LinchpinError as {@link inspectImage}, and IMAGE_TOO_SMALL
 */
export async function prepareImage(input: ImageInput): Promise<PreparedImage> {
  const { data, format } = await loadImage(input);
  const { facts, header } = await readHeader(data, format);
  requireMinimum(facts);
  const plan = planImage(facts, header);
  try {
    return await withSharp(async (open) => {
      const result = plan.keep ? keep(data, facts) : await convert(open, data, format, plan);
      const look = await lookAt(open(result.data));
      return { ...result, ...look, source: facts };
    });
  } catch (error) {
    throw imageFailure(error, format);
  }
}

type Made = Pick<
  PreparedImage,
  'data' | 'contentType' | 'width' | 'height' | 'unchanged' | 'notes'
>;

const keep = (data: Buffer, { format, width, height }: ImageFacts): Made => ({
  data,
  contentType: format === 'png' ? 'image/png' : 'image/jpeg',
  width,
  height,
  unchanged: true,
  notes: [],
});

async function convert(
  open: OpenImage,
  data: Buffer,
  format: ImageFormat,
  plan: Plan,
): Promise<Made> {
  const pixels = await decodePixels(open(data), plan.width, plan.height);
  const transparent = isTransparent(pixels);
  if (transparent || format === 'png') {
    const encoded = await encodePng(open, pixels, { mayShrink: transparent });
    if (encoded) {
      const converted = format === 'png' ? [] : [`Converted from ${formatName(format)} to PNG.`];
      return made(encoded, 'image/png', [...plan.notes, ...converted]);
    }
  }
  const reason =
    format === 'png' ? ` to stay under ${formatBytes(pinLimits.image.maxBytesOut)}` : '';
  const converted =
    format === 'jpeg' ? [] : [`Converted from ${formatName(format)} to JPEG${reason}.`];
  return made(await encodeJpeg(open, pixels), 'image/jpeg', [...plan.notes, ...converted]);
}

const made = (encoded: Encoded, contentType: Made['contentType'], notes: string[]): Made => ({
  ...encoded,
  contentType,
  unchanged: false,
  notes: [...notes, ...encoded.notes],
});

function requireMinimum({ width, height }: ImageFacts): void {
  const min = pinLimits.image.minSide;
  if (Math.min(width, height) < min) {
    throw refuse('IMAGE_TOO_SMALL', { values: { width, height, min } });
  }
}
