import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { refusal } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import { pinLimits } from '../../domain/pins/content-limits.ts';
import { formatBytes, type MediaInfo } from '../../media/index.ts';
import type { MediaRow } from '../../store/index.ts';
import { storeFile, type IngestDeps } from './ingest.ts';

/**
 * Takes in what was PUT straight to the store. Everything is looked at on a copy, for which no address was issued: the
 * address of the upload stays good for an hour, and what it is used for meanwhile must change nothing.
 * @returns null when nothing was uploaded.
 * @throws LinchpinError MEDIA_…, IMAGE_…, VIDEO_…; nothing stays stored then
 */
export async function takeUpload(
  deps: IngestDeps,
  media: Pick<MediaRow, 'id' | 'filename' | 'declaredType'>,
): Promise<MediaInfo | null> {
  const { direct } = deps.storage;
  if (direct === null) return null; // A file on disk came through us, and its media is ready.
  const key = newId();
  const path = join(deps.incomingDir, newId());
  let kept = false;
  try {
    const bytes = await direct.take(media.id, key);
    if (bytes === null) return null;
    const limit = pinLimits.video.maxBytes;
    if (bytes > limit)
      throw refusal('MEDIA_TOO_LARGE', {
        values: { size: formatBytes(bytes), limit: formatBytes(limit) },
      });
    const info = await storeFile(deps, {
      path,
      filename: media.filename ?? undefined,
      declaredType: media.declaredType ?? undefined,
      stored: { key, bytes, sha256: await download(deps, key, path) },
    });
    kept = true;
    return info;
  } finally {
    await rm(path, { force: true });
    if (!kept) await deps.storage.remove(key).catch(() => {}); // The first error says why.
  }
}

/** To a file, as pictures are decoded from one. @returns the SHA-256, in hexadecimal. */
async function download({ storage }: IngestDeps, key: string, path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(
    storage.read(key),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(path, { mode: 0o600 }),
  );
  return hash.digest('hex');
}
