import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { refusal } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import { pinLimits } from '../../domain/pins/content-limits.ts';
import { formatBytes, type MediaInfo } from '../../media/index.ts';
import { storeFile, type IngestDeps } from './ingest.ts';

export interface ReceivedFile {
  stream: Readable;
  filename?: string | undefined;
  declaredType?: string | undefined;
}

/**
 * Writes an uploaded stream to disk, then takes the file in. Memory stays constant.
 * @throws LinchpinError MEDIA_…, IMAGE_…, VIDEO_…
 */
export async function receiveFile(deps: IngestDeps, file: ReceivedFile): Promise<MediaInfo> {
  const path = join(deps.incomingDir, newId());
  try {
    await pipeline(
      file.stream,
      capped(pinLimits.video.maxBytes),
      createWriteStream(path, { mode: 0o600 }),
    );
    return await storeFile(deps, {
      path,
      filename: file.filename,
      declaredType: file.declaredType,
    });
  } finally {
    await rm(path, { force: true });
  }
}

/** Fails as soon as more than `limit` bytes came through, whatever length was announced. */
function capped(limit: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= limit) return done(null, chunk);
      const values = { size: `more than ${formatBytes(limit)}`, limit: formatBytes(limit) };
      done(refusal('MEDIA_TOO_LARGE', { values }));
    },
  });
}
