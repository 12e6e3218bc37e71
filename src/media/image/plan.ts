import { pinLimits } from '../../domain/pins/content-limits.ts';
import { formatBytes } from '../labels.ts';
import { isSrgbProfile } from './icc.ts';
import type { Header, ImageFacts } from './inspect.ts';

/** What has to happen to an image before it is sent, with a note for people on each step. */
export interface Plan {
  /** Nothing: the bytes go out as they are. */
  keep: boolean;
  /** Pixels after down-scaling; equal to the image's own when it is small enough. */
  width: number;
  height: number;
  notes: string[];
}

const { maxBytesOut, maxSideOut, minSide } = pinLimits.image;

/** Decides what to change. Pinterest takes upright 8-bit JPEG and PNG; everything else is converted. */
export function planImage(info: ImageFacts, header: Header): Plan {
  const { width, height } = scaledSize(info.width, info.height);
  const notes: string[] = [];
  if (info.orientation > 1) notes.push('Rotated upright as the camera recorded it.');
  if (info.pages > 1) notes.push(pageNote(info));
  if (!isPlainSrgb(header)) notes.push('Colours converted to 8-bit sRGB, the standard of the web.');
  if (width !== info.width || height !== info.height) {
    notes.push(`Scaled down from ${info.width}×${info.height} to ${width}×${height} pixels.`);
  }
  const ready = info.format === 'jpeg' || info.format === 'png';
  if (ready && info.bytes > maxBytesOut) {
    notes.push(`Compressed again to stay under ${formatBytes(maxBytesOut)}.`);
  }
  return { keep: ready && notes.length === 0, width, height, notes };
}

function pageNote({ format, pages, page }: ImageFacts): string {
  if (format === 'tiff') {
    return page === 0
      ? `Only the first of ${pages} pages is used.`
      : `Only page ${page + 1} of ${pages} is used; what stands before it is smaller copies.`;
  }
  return page === 0
    ? `Only the first of ${pages} frames of the animation is used.`
    : `Only frame ${page + 1} of ${pages} of the animation is used; those before it show less.`;
}

/** Pixels of the shorter side that keep the text of a long infographic readable, and of the longer one at most. Ours. */
const infographic = { short: 1000, long: 20_000 };

/** Fits the longer side, unless a narrow picture would become unreadable, or smaller than Pinterest takes. */
function scaledSize(width: number, height: number): { width: number; height: number } {
  const long = Math.max(width, height);
  const short = Math.min(width, height);
  const readable = Math.min(infographic.short / short, infographic.long / long);
  const factor = Math.min(1, Math.max(maxSideOut / long, readable, minSide / short));
  return { width: Math.round(width * factor), height: Math.round(height * factor) };
}

/** Grey without a profile counts: every decoder shows it as sRGB grey. */
const isPlainSrgb = (header: Header): boolean =>
  (header.space === 'srgb' || header.space === 'b-w') &&
  header.depth === 'uchar' &&
  (header.icc === undefined || isSrgbProfile(header.icc));
