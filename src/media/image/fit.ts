import type { ResizeOptions } from 'sharp';
import { refusal } from '../../domain/errors/index.ts';
import { pinLimits } from '../../domain/pins/content-limits.ts';
import { encodeJpeg, encodePng } from './encode.ts';
import { imageFailure } from './failures.ts';
import type { ImageInput } from './load.ts';
import { dominantColor, lookAt } from './look.ts';
import { decodePixels, type Pixels, rawPixels } from './pixels.ts';
import { type PreparedImage, prepareImage, requireMinimum } from './prepare.ts';
import { type FitMode, type Ratio, matchesRatio, ratioText, type Size } from './carousel.ts';
import { type OpenImage, withSharp } from './sharp.ts';

export interface FitOptions {
  mode: FitMode;
  /** Two positive numbers. */
  ratio: Ratio;
  /** `#rrggbb` of the borders; the colour along the image's edge when left out. */
  background?: string;
}

/**
 * Prepares an image and brings it to an aspect ratio. One that has it already within 1 % stays as it is.
 * @throws LinchpinError as {@link prepareImage}, IMAGE_RATIO for mode `error`, PIN_COLOR_INVALID
 */
export async function fitImage(input: ImageInput, options: FitOptions): Promise<PreparedImage> {
  const { mode, ratio, background } = options;
  if (background !== undefined && !/^#[0-9a-f]{6}$/i.test(background)) {
    throw refusal('PIN_COLOR_INVALID', { values: { color: background } });
  }
  const prepared = await prepareImage(input);
  if (matchesRatio(prepared, ratio)) return prepared;
  const { width, height, contentType, data, source } = prepared;
  if (mode === 'error') {
    throw refusal('IMAGE_RATIO', { values: { width, height, ratio: ratioText(ratio) } });
  }
  const size = mode === 'crop' ? croppedSize(prepared, ratio) : paddedSize(prepared, ratio);
  requireMinimum(size);
  try {
    return await withSharp(async (open) => {
      const how: ResizeOptions =
        mode === 'crop'
          ? { fit: 'cover', position: 'attention' }
          : { fit: 'contain', background: background ?? (await edgeColor(open, data)) };
      const fitted = open(data).resize(size.width, size.height, how);
      const { type, ...encoded } = await encode(open, await rawPixels(fitted), contentType);
      const note = `${mode === 'crop' ? 'Cropped' : 'Padded'} from ${width}×${height} to ${size.width}×${size.height} pixels (${ratioText(ratio)}).`;
      return {
        ...encoded,
        ...(await lookAt(open(encoded.data))),
        contentType: type,
        unchanged: false,
        notes: [...prepared.notes, note, ...encoded.notes],
        source,
      };
    });
  } catch (error) {
    throw imageFailure(error, source.format);
  }
}

async function encode(open: OpenImage, pixels: Pixels, wanted: PreparedImage['contentType']) {
  const { data, width, height, channels } = pixels;
  const image = () => open(data, { raw: { width, height, channels } });
  const size = { width, height };
  const png = wanted === 'image/png' && (await encodePng(image, size, { mayShrink: false }));
  if (png) return { ...png, type: 'image/png' as const };
  return { ...(await encodeJpeg(image, size)), type: 'image/jpeg' as const };
}

/** The largest part of the image that has the ratio. */
function croppedSize({ width, height }: Size, [w, h]: Ratio): Size {
  return {
    width: Math.min(width, Math.round((height * w) / h)),
    height: Math.min(height, Math.round((width * h) / w)),
  };
}

/** The smallest frame of the ratio that holds the image, scaled down where that is larger than we send. */
function paddedSize({ width, height }: Size, [w, h]: Ratio): Size {
  const full = {
    width: Math.max(width, (height * w) / h),
    height: Math.max(height, (width * h) / w),
  };
  const scale = Math.min(1, pinLimits.image.maxSideOut / Math.max(full.width, full.height));
  return { width: Math.round(full.width * scale), height: Math.round(full.height * scale) };
}

/** Pixels of the square whose border is looked at. */
const side = 32;

/** The colour that most of the edge has, so that borders look like a part of the picture. */
async function edgeColor(open: OpenImage, data: Buffer): Promise<string> {
  const { data: all, channels } = await decodePixels(open(data), side, side);
  const edge = Array.from({ length: side * side }, (_, at) => at).filter((at) => {
    const [column, row] = [at % side, Math.floor(at / side)];
    return column === 0 || row === 0 || column === side - 1 || row === side - 1;
  });
  const border = Buffer.concat(edge.map((at) => all.subarray(at * channels, (at + 1) * channels)));
  return dominantColor({ data: border, width: edge.length, height: 1, channels });
}
