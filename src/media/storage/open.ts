import type { MediaConfig } from '../../config/index.ts';
import { SetupError } from '../../domain/setup-error.ts';
import { diskStorage } from './disk.ts';
import { checkS3 } from './s3/check.ts';
import { connectS3, type S3Options } from './s3/client.ts';
import { s3Notes, type StoredNotes } from './s3/notes.ts';
import { s3Storage } from './s3/storage.ts';
import type { MediaStorage } from './storage.ts';

export interface OpenedStorage {
  storage: MediaStorage;
  /** Texts beside the media, for what every machine must find; null on disk, where they are files. */
  notes: StoredNotes | null;
  /** Asks the store once. @throws SetupError with what is wrong and the fix. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Media as the settings name their place.
 * @param dir of media on disk
 * @throws SetupError when a key is missing
 */
export function openStorage(
  { s3, credentials }: Pick<MediaConfig, 's3' | 'credentials'>,
  dir: string,
  options: Pick<S3Options, 'retryDelaysMs' | 'wait' | 'timeoutMs'> = {},
): OpenedStorage {
  if (s3 === null)
    return {
      storage: diskStorage(dir),
      notes: null,
      check: () => Promise.resolve(),
      close: () => Promise.resolve(),
    };
  if (credentials === null)
    throw new SetupError(
      'The object store needs a key.',
      'Set LINCHPIN_MEDIA_KEY_ID and LINCHPIN_MEDIA_SECRET.',
    );
  const client = connectS3({ address: s3, credentials, ...options });
  // A note is small, and what waits for it must not wait for long.
  const hasty = connectS3({
    address: s3,
    credentials,
    timeoutMs: 5_000,
    retryDelaysMs: [200],
    ...options,
  });
  return {
    storage: s3Storage(client),
    notes: s3Notes(hasty),
    check: () => checkS3(client, s3),
    close: async () => void (await Promise.all([client.close(), hasty.close()])),
  };
}
