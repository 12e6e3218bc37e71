import type { Readable } from 'node:stream';

/** Where the bytes come from. A path is read, never moved. */
export type MediaSource = Readable | Buffer | { path: string };

/** What was stored. `sha256` is lower-case hexadecimal. */
export interface StoredMedia {
  bytes: number;
  sha256: string;
}

/** `start` up to but without `end`, in bytes; both within the object. */
export interface ByteRange {
  start: number;
  end: number;
}

export interface ListedObject {
  key: string;
  bytes: number;
}

/** Where originals and prepared files live: a folder, or a bucket of an object store. */
export interface MediaStorage {
  /**
   * Stores all bytes or nothing; an object of the same key is replaced at once. Memory stays constant.
   * Rejects with the source's own error when the source fails.
   * @throws LinchpinError MEDIA_STORE_UNAVAILABLE, STORAGE_FULL of an object store; an error of the file system
   */
  put(key: string, source: MediaSource): Promise<StoredMedia>;
  /** The stream fails with MEDIA_FILE_MISSING when there is no such object, with MEDIA_FILE_UNREADABLE when it cannot be read. */
  read(key: string, range?: ByteRange): Readable;
  /** @throws LinchpinError MEDIA_FILE_MISSING, MEDIA_FILE_UNREADABLE */
  readBuffer(key: string): Promise<Buffer>;
  /** Bytes, or null when there is no such object. @throws LinchpinError MEDIA_FILE_UNREADABLE */
  size(key: string): Promise<number | null>;
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>;
  /** Every object, in no particular order. */
  list(): AsyncIterable<ListedObject>;
  /** Removes what uploads left that were cut off a day ago or earlier. */
  removeLeftovers(): Promise<void>;
  /** @throws LinchpinError STORAGE_FULL when there is no room for what can be made again */
  requireSpace(): Promise<void>;
  /** Addresses at which others reach the store itself; null: it has none. */
  direct: DirectAccess | null;
}

/** Requests with a presigned address: their bytes do not pass through this server. */
export interface DirectAccess {
  /** Of every address. */
  origin: string;
  downloadUrl(key: string, file: { contentType: string; seconds: number }): Promise<string>;
  /** Where to PUT one file; `headers` must be sent along as they are. It never leads to a stored object. */
  uploadUrl(
    uploadId: string,
    file: { contentType: string; seconds: number },
  ): Promise<{ url: string; headers: Record<string, string> }>;
  /**
   * Copies what was uploaded to `key`, for which no address is ever issued: a later PUT changes nothing of the copy.
   * @returns its bytes; null: nothing was uploaded.
   * @throws LinchpinError MEDIA_STORE_UNAVAILABLE, STORAGE_FULL
   */
  take(uploadId: string, key: string): Promise<number | null>;
  /** Removes what was uploaded. */
  discard(uploadId: string): Promise<void>;
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
