import { stat } from 'node:fs/promises';
import { refusal } from '../../domain/errors/index.ts';
import { pinLimits } from '../../domain/pins/content-limits.ts';
import { formatBytes, formatName } from '../labels.ts';
import { firstFrame } from './blank.ts';
import { type Encoded, encodeJpeg, encodePng } from './encode.ts';
import type { ImageFormat } from '../formats.ts';
import { imageFailure, isCutOff } from './failures.ts';
import { type Header, type ImageFacts, readHeader } from './inspect.ts';
import { type ImageInput, loadImage } from './load.ts';
import { type Look, lookAt } from './look.ts';
import { isForeign, openPicture } from './open-picture.ts';
import { isTransparent, upright } from './pixels.ts';
import { planImage } from './plan.ts';
import { type OpenImage, withSharp } from './sharp.ts';
import { createSlots } from './slots.ts';
import { stripMetadata } from './strip.ts';

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
 * PNG of at most 10 MB without metadata. A file that already is all that stays byte for byte; one
 * that only has metadata loses them and keeps its pixels bit for bit.
 * @throws LinchpinError as {@link inspectImage}, IMAGE_TOO_SMALL and TOO_MANY_UPLOADS
 */
export async function prepareImage(input: ImageInput): Promise<PreparedImage> {
  const bytes = typeof input === 'string' ? (await stat(input)).size : input.length;
  const prepared = () => inMemory(() => loadAndPrepare(input));
  return bytes > largeBytes ? large(prepared) : prepared();
}

/** Uploads that wait for their turn; each takes a second or a few. Ours. */
const maxWaiting = 500;
/** At most two files are in memory at once; the others stay on disk until they can be decoded. */
const inMemory = createSlots(2, maxWaiting);
/** Of those, one is large: many large ones keep no small one waiting. */
const large = createSlots(1, maxWaiting);
const largeBytes = 8 * 1024 * 1024;

async function loadAndPrepare(input: ImageInput): Promise<PreparedImage> {
  const { data, format } = await loadImage(input);
  try {
    return await prepare(data, format);
  } catch (error) {
    const whole = format === 'jpeg' && isCutOff(error) ? await completed(data) : null;
    if (!whole) throw error;
    const { notes, ...made } = await prepare(whole, format);
    return { ...made, unchanged: false, notes: [...notes, 'Added the end mark that was missing.'] };
  }
}

/** The marker "end of image" (ITU T.81, B.1.1.3). */
const endOfJpeg = Buffer.from([0xff, 0xd9]);

/** A JPEG with the end mark it lacks, as viewers show it; null when more of it is missing. */
async function completed(data: Buffer): Promise<Buffer | null> {
  if (data.subarray(-2).equals(endOfJpeg)) return null;
  const whole = Buffer.concat([data, endOfJpeg]);
  try {
    return await withSharp(async (open) => {
      // Of a progressive one nobody can tell how many passes are missing.
      if ((await open(whole).metadata()).isProgressive) return null;
      // With an end mark, missing rows are only a warning. `stats()` lets one in ten pass (sharp 0.35).
      await open(whole, { failOn: 'warning' }).raw().toBuffer();
      return whole;
    });
  } catch {
    return null;
  }
}

async function prepare(data: Buffer, format: ImageFormat): Promise<PreparedImage> {
  const { info: first, header } = await readHeader(data, format);
  requireMinimum(first);
  try {
    return await withSharp(async (open) => {
      const info = await shownFrame(open, data, first);
      const result = keep(data, info, header) ?? (await convert(open, data, info, header));
      const look = await lookAt(open(result.data));
      return { ...result, ...look };
    });
  } catch (error) {
    throw imageFailure(error, format);
  }
}

/** An animation often begins with nothing, and fades in. Of a PNG only the first frame can be read. */
async function shownFrame(open: OpenImage, data: Buffer, info: ImageFacts): Promise<ImageFacts> {
  if (!info.animated || info.format === 'png') return info;
  return { ...info, page: await firstFrame(open, data, info.pages) };
}

type Made = Omit<PreparedImage, keyof Look>;

/** Null when something about the pixels has to change. */
function keep(data: Buffer, info: ImageFacts, header: Header): Made | null {
  const { format, width, height } = info;
  if (format !== 'jpeg' && format !== 'png') return null;
  if (!planImage(info, header).keep) return null;
  const stripped = stripMetadata(data, format);
  if (!stripped) return null;
  const unchanged = stripped.length === data.length;
  return {
    data: unchanged ? data : stripped,
    contentType: `image/${format}`,
    width,
    height,
    unchanged,
    notes: unchanged ? [] : [removedNote],
    source: info,
  };
}

/** Removes GPS data: it could reveal a home address. */
const removedNote = 'Removed hidden details such as place, device and edits.';

async function convert(
  open: OpenImage,
  data: Buffer,
  info: ImageFacts,
  header: Header,
): Promise<Made> {
  const { format } = info;
  const { picture, hasAlpha, ...size } = await openPicture(open, data, info, header);
  // A foreign decoder has turned the picture already, and knows its size better than the header.
  const source = isForeign(format) ? { ...info, ...size, orientation: 1 } : info;
  requireMinimum(source);
  const plan = planImage(source, header);
  const hidden = header.exif ?? header.xmp ?? header.iptc;
  const notes = hidden ? [...plan.notes, removedNote] : plan.notes;
  const shown = () => upright(picture(), plan.width, plan.height);
  const transparent = hasAlpha && (await isTransparent(shown));
  if (transparent || format === 'png') {
    const encoded = await encodePng(shown, plan, { mayShrink: transparent });
    if (encoded) {
      const converted = format === 'png' ? [] : [`Converted from ${formatName(format)} to PNG.`];
      return made(encoded, 'image/png', [...notes, ...converted], source);
    }
  }
  const reason =
    format === 'png' ? ` to stay under ${formatBytes(pinLimits.image.maxBytesOut)}` : '';
  const converted =
    format === 'jpeg' ? [] : [`Converted from ${formatName(format)} to JPEG${reason}.`];
  return made(await encodeJpeg(shown, plan), 'image/jpeg', [...notes, ...converted], source);
}

const made = (
  encoded: Encoded,
  contentType: Made['contentType'],
  notes: string[],
  source: ImageFacts,
): Made => ({
  ...encoded,
  contentType,
  unchanged: false,
  notes: [...notes, ...encoded.notes],
  source,
});

export function requireMinimum({ width, height }: Pick<ImageFacts, 'width' | 'height'>): void {
  const min = pinLimits.image.minSide;
  if (Math.min(width, height) < min) {
    throw refusal('IMAGE_TOO_SMALL', { values: { width, height, min } });
  }
}
