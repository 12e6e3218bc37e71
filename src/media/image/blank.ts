import { decodePixels, type Pixels } from './pixels.ts';
import type { OpenImage } from './sharp.ts';

/** Steps of 255 by which pixels of one colour may differ: JPEG rounds. */
const tolerance = 4;

/** Whether a picture shows nothing on a white page. */
export const isBlank = (pixels: Pixels): boolean =>
  rangeOnWhite(pixels).lowest.every((low) => low >= 255 - tolerance);

/** Whether a picture shows one colour alone. */
function isPlain(pixels: Pixels): boolean {
  const { lowest, highest } = rangeOnWhite(pixels);
  return highest.every((high, channel) => high - (lowest[channel] ?? 0) <= tolerance);
}

/** The least and the most of each colour, seen on white. */
function rangeOnWhite({ data, channels }: Pixels): { lowest: number[]; highest: number[] } {
  const lowest = [255, 255, 255];
  const highest = [0, 0, 0];
  for (let at = 0; at < data.length; at += channels) {
    const alpha = channels === 4 ? (data[at + 3] ?? 255) : 255;
    for (let channel = 0; channel < 3; channel += 1) {
      const seen = ((data[at + channel] ?? 0) * alpha) / 255 + (255 - alpha);
      lowest[channel] = Math.min(lowest[channel] ?? 0, seen);
      highest[channel] = Math.max(highest[channel] ?? 0, seen);
    }
  }
  return { lowest, highest };
}

/** Frames that are examined at most, and pixels of the square that each is scaled to. */
const [maxFrames, side] = [30, 64];

/**
 * The frame that stands for an animation: the first that shows more than one colour, or else the first that is not
 * blank, or else the first. Frames count from 0.
 */
export async function firstFrame(open: OpenImage, data: Buffer, frames: number): Promise<number> {
  let coloured: number | null = null;
  for (let page = 0; page < Math.min(frames, maxFrames); page += 1) {
    // The frames before it are decoded with it, as they are drawn on one another.
    const pixels = await decodePixels(open(data, { page }), side, side);
    if (!isPlain(pixels)) return page;
    if (!isBlank(pixels)) coloured ??= page;
  }
  return coloured ?? 0;
}
