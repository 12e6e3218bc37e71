import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { diskStorage, type MediaStorage } from '../media/index.ts';

/** Where a restore puts media, so that one that fails changes nothing of what is there. */
export interface MediaTarget {
  isEmpty(): Promise<boolean>;
  put(key: string, content: Readable): Promise<void>;
  /** Called right before the rows are replaced: what cannot be done must fail here. */
  prepare(): Promise<void>;
  /** Called when the rows are replaced: what was there before goes. */
  finish(): Promise<void>;
  /** Called at last, also after a failure. */
  cleanUp(): Promise<void>;
}

/** A media directory. It is filled under another name and renamed at the end. */
export function directoryTarget(dataDir: string): MediaTarget {
  const mediaDir = join(dataDir, 'media');
  const stagingDir = join(dataDir, `media.restoring-${process.pid}`);
  const asideDir = join(dataDir, `media.replaced-${process.pid}`);
  const staging = diskStorage(stagingDir);
  return {
    async isEmpty() {
      const folders = existsSync(mediaDir) ? await readdir(mediaDir) : [];
      return folders.every((name) => name === 'incoming');
    },
    put: async (key, content) => void (await staging.put(key, content)),
    async prepare() {
      // Renaming fails if the directory is a mount point.
      if (existsSync(mediaDir)) await rename(mediaDir, asideDir);
    },
    async finish() {
      await mkdir(stagingDir, { recursive: true, mode: 0o700 });
      await rename(stagingDir, mediaDir);
      await rm(asideDir, { recursive: true, force: true });
    },
    async cleanUp() {
      if (existsSync(asideDir) && !existsSync(mediaDir)) await rename(asideDir, mediaDir);
      await rm(stagingDir, { recursive: true, force: true });
    },
  };
}

/**
 * A bucket, in which nothing can be renamed. A key is used for one file only, ever, so putting back a file of the backup
 * changes nothing of the others.
 */
export function bucketTarget(storage: MediaStorage): MediaTarget {
  const put = new Set<string>();
  let before: ReadonlySet<string> | null = null;
  let isPrepared = false;
  const keysBefore = async (): Promise<ReadonlySet<string>> => {
    if (before === null) {
      const keys = new Set<string>();
      for await (const { key } of storage.list()) keys.add(key);
      before = keys;
    }
    return before;
  };
  const removeAll = async (keys: Iterable<string>): Promise<void> => {
    for (const key of keys) await storage.remove(key);
  };
  return {
    isEmpty: async () => (await keysBefore()).size === 0,
    async put(key, content) {
      await keysBefore();
      put.add(key);
      await storage.put(key, content);
    },
    prepare: async () => {
      isPrepared = true;
    },
    finish: async () => removeAll([...(await keysBefore())].filter((key) => !put.has(key))),
    async cleanUp() {
      // Once the rows may have been replaced, they need what was put.
      if (!isPrepared) await removeAll([...put].filter((key) => before?.has(key) === false));
    },
  };
}
