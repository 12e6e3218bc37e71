import type { Readable } from 'node:stream';

/** Where the bytes come from. A path is read, never moved. */
export type MediaSource = Readable | Buffer | { path: string };

/** What was stored. `sha256` is lower-case hexadecimal. */
export interface StoredMedia {
  bytes: number;
  sha256: string;
}

/** Where originals and prepared files live: a folder now, an object store later. */
export interface MediaStorage {
  /**
   * Stores all bytes or nothing; an object of the same key is replaced at once.
   * Rejects with the source's own error when the source fails.
   */
  put(key: string, source: MediaSource): Promise<StoredMedia>;
  /** The stream fails with MEDIA_FILE_MISSING when there is no such object, with MEDIA_FILE_UNREADABLE when it cannot be read. */
  read(key: string): Readable;
  /** @throws LinchpinError MEDIA_FILE_MISSING, MEDIA_FILE_UNREADABLE */
  readBuffer(key: string): Promise<Buffer>;
  /** Bytes, or null when there is no such object. @throws LinchpinError MEDIA_FILE_UNREADABLE */
  size(key: string): Promise<number | null>;
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>;
  /** The file behind `key` for tools that need a path, whether or not it exists; null when remote. */
  localPath?(key: string): string | null;
}

/**
 * Keys are made by us, so a bad one is a defect and not something a person can correct.
 * Lower case only: file systems of macOS and Windows do not tell the cases apart.
 */
export function assertKey(key: string): void {
  if (!/^[a-z0-9][a-z0-9._-]{2,199}$/.test(key) || key.includes('..')) {
    throw new TypeError('A media key is 3 to 200 of a-z, 0-9, ".", "_" and "-".');
  }
}
