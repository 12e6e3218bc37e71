import type { MediaSource, MediaStorage, StoredMedia } from './storage/storage.ts';

/** A file in the storage, and under which key. */
export interface StoredFile extends StoredMedia {
  key: string;
}

/** Stores what is made of one incoming file. */
export interface NewFiles {
  original(source: MediaSource): Promise<StoredFile>;
  prepared(source: MediaSource): Promise<StoredFile>;
  /** Removes what was stored so far. */
  discard(): Promise<void>;
}

/** @param stored where the original is already; it is then neither stored again nor discarded. */
export function newFiles(
  storage: MediaStorage,
  newKey: () => string,
  stored?: StoredFile,
): NewFiles {
  const keys: string[] = [];
  const put = async (source: MediaSource): Promise<StoredFile> => {
    const key = newKey();
    keys.push(key);
    return { key, ...(await storage.put(key, source)) };
  };
  return {
    original: (source) => (stored ? Promise.resolve(stored) : put(source)),
    prepared: put,
    discard: async () => void (await Promise.allSettled(keys.map((key) => storage.remove(key)))),
  };
}
