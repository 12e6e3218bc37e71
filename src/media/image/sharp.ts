import type sharpModule from 'sharp';
import type { Sharp, SharpOptions } from 'sharp';
import { pinLimits } from '../../domain/pins/content-limits.ts';
import { createSlots } from './slots.ts';

type SharpModule = typeof sharpModule;

/** Images decoded at the same moment: one of 150 million pixels can take several hundred MB. */
const maxParallel = 2;
/** Seconds after which a decode is given up. */
export const maxSeconds = 60;

const decoding = createSlots(maxParallel);

let loading: Promise<SharpModule> | undefined;

/** Loads libvips on first use: an idle server should not carry its 20 MB. */
function loadSharp(): Promise<SharpModule> {
  loading ??= import('sharp').then(({ default: sharp }) => {
    // The cache only pays off when the same file is opened again, which never happens here.
    sharp.cache(false);
    sharp.concurrency(1);
    return sharp;
  });
  return loading;
}

/** Opens an image with the limits every decode has. Give it nothing but buffers: libvips puts paths into its messages. */
export type OpenImage = (data: Buffer, options?: SharpOptions) => Sharp;

/** Runs `work` when a decode slot is free. Do not nest: the inner call may wait for the outer one. */
export async function withSharp<T>(work: (open: OpenImage) => Promise<T>): Promise<T> {
  return decoding(async () => {
    const sharp = await loadSharp();
    return work((data, options) =>
      sharp(data, {
        // 'truncated' alone lets a TIFF pass whose last bytes are missing; 'warning' refuses photos every viewer opens.
        failOn: 'error',
        limitInputPixels: pinLimits.image.maxPixels,
        ...options,
      }).timeout({ seconds: maxSeconds }),
    );
  });
}
