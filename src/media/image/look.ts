import { isBlank } from './blank.ts';
import { fingerprintOf, fingerprintSide } from './fingerprint.ts';
import { decodePixels, type Pixels } from './pixels.ts';
import type { Sharp } from 'sharp';

/** What a small copy of an image tells about it. */
export interface Look {
  /** `#rrggbb`, the form of Pinterest's `dominant_color`. */
  dominantColor: string;
  /** See {@link fingerprintOf}. */
  fingerprint: string;
  /** Whether it shows nothing on a white page. */
  blank: boolean;
}

/** Pixels of the square that the colour is counted in. */
const colourSide = 64;

/** Decodes the whole image at a reduced size, so a damaged one fails here. */
export async function lookAt(image: Sharp): Promise<Look> {
  const small = await decodePixels(image, colourSide, colourSide);
  return {
    dominantColor: dominantColor(small),
    fingerprint: fingerprintOf(toGrey(small)),
    blank: isBlank(small),
  };
}

/** The mean of the most frequent group of similar colours; see-through pixels do not count. */
export function dominantColor({ data, channels }: Pixels): string {
  const groups = new Map<number, { count: number; sum: [number, number, number] }>();
  let best = { count: 0, sum: [255, 255, 255] as [number, number, number] };
  for (let at = 0; at < data.length; at += channels) {
    if (channels === 4 && (data[at + 3] ?? 0) < 128) continue;
    const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
    // Three bits of each channel: 512 groups.
    const key = ((red >> 5) << 6) | ((green >> 5) << 3) | (blue >> 5);
    const group = groups.get(key) ?? { count: 0, sum: [0, 0, 0] };
    group.count += 1;
    group.sum = [group.sum[0] + red, group.sum[1] + green, group.sum[2] + blue];
    groups.set(key, group);
    if (group.count > best.count) best = group;
  }
  const mean = best.sum.map((sum) => Math.round(sum / Math.max(1, best.count)));
  return `#${mean.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** Brightness 0–255 over white, averaged down to the fingerprint's square. */
function toGrey({ data, width, channels }: Pixels): Float64Array {
  const grey = new Float64Array(fingerprintSide * fingerprintSide);
  const step = width / fingerprintSide;
  for (let at = 0, pixel = 0; at < data.length; at += channels, pixel += 1) {
    const [red = 0, green = 0, blue = 0, alpha = 255] = data.subarray(at, at + channels);
    const light = 0.299 * red + 0.587 * green + 0.114 * blue;
    const seen = (light * alpha) / 255 + (255 - alpha);
    const row = Math.floor(Math.floor(pixel / width) / step);
    const column = Math.floor((pixel % width) / step);
    const index = row * fingerprintSide + column;
    grey[index] = (grey[index] ?? 0) + seen / (step * step);
  }
  return grey;
}
