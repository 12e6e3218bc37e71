import { LinchpinError } from '../../domain/errors/index.ts';
import type { MediaStorage } from '../storage/storage.ts';
import { withSharp } from './sharp.ts';
import { createSlots } from './slots.ts';

/** Pixels. A card of the dashboard is about 270 wide; screens of double density take the larger one. */
const widths = [320, 640] as const;

/** Small pictures for lists, made when they are first asked for. */
export interface Renditions {
  /**
   * A WebP of the image stored under `key`, the narrowest that is at least `width` pixels wide. Null where only the
   * image itself is wide enough, or none can be made.
   */
  find(key: string, width: number): Promise<Buffer | null>;
  /** Removes those of an image that is gone. */
  remove(key: string): Promise<void>;
}

export interface RenditionOptions {
  /** Rejects when the disk is too full for a file that can be made again. */
  requireSpace(): Promise<void>;
  /** Told of an image that cannot be made smaller, and of a rendition that cannot be kept. */
  onError(error: unknown): void;
}

/**
 * Renditions are kept beside the images, under a key made of the image's own. Nothing refers to them: a backup leaves
 * them out, and one that is gone is made again.
 */
export function createRenditions(storage: MediaStorage, options: RenditionOptions): Renditions {
  /** One at a time, so that a list of Pins leaves the other decode slot to files that come in. */
  const oneAtATime = createSlots(1);
  const making = new Map<string, Promise<Buffer>>();

  const keep = async (key: string, data: Buffer) => {
    try {
      await options.requireSpace();
      await storage.put(key, data);
    } catch (error) {
      options.onError(error); // It can be shown all the same.
    }
  };

  const make = async (imageKey: string, width: number, key: string): Promise<Buffer> => {
    const data = await oneAtATime(async () => shrink(await storage.readBuffer(imageKey), width));
    await keep(key, data);
    return data;
  };

  return {
    async find(imageKey, wanted) {
      const width = widths.find((each) => each >= wanted);
      if (width === undefined) return null;
      const key = keyOf(imageKey, width);
      try {
        const kept = await storage.readBuffer(key).catch(nullIfMissing);
        if (kept) return kept;
        const made = making.get(key) ?? make(imageKey, width, key);
        making.set(key, made);
        return await made.finally(() => making.delete(key));
      } catch (error) {
        options.onError(error);
        return null;
      }
    },
    async remove(imageKey) {
      for (const width of widths) await storage.remove(keyOf(imageKey, width));
    },
  };
}

const keyOf = (imageKey: string, width: number): string => `${imageKey}.w${width}.webp`;

function nullIfMissing(error: unknown): null {
  if (error instanceof LinchpinError && error.code === 'MEDIA_FILE_MISSING') return null;
  throw error;
}

/** Of a prepared image, which is upright and in sRGB already. */
const shrink = (data: Buffer, width: number): Promise<Buffer> =>
  withSharp((open) =>
    open(data).resize({ width, withoutEnlargement: true }).webp({ quality: 78 }).toBuffer(),
  );
