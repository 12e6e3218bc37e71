import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { refuse } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import { pinLimits } from '../../domain/pin-limits.ts';
import { formatBytes, ingestFile, type MediaFacts } from '../../media/index.ts';
import type { OperationDeps } from '../context.ts';

export interface ReceivedFile {
  stream: Readable;
  filename?: string | undefined;
  declaredType?: string | undefined;
}

/**
 * Writes an uploaded stream to disk, then decodes, repairs and stores it. Memory stays constant.
 * @throws LinchpinError MEDIA_TOO_LARGE, MEDIA_EMPTY, MEDIA_FORMAT_UNSUPPORTED, IMAGE_…
 */
export async function receiveFile(
  deps: Pick<OperationDeps, 'storage' | 'incomingDir'>,
  file: ReceivedFile,
): Promise<MediaFacts> {
  const path = join(deps.incomingDir, newId());
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await pipeline(
      file.stream,
      capped(pinLimits.image.maxBytesIn),
      createWriteStream(path, { mode: 0o600 }),
    );
    return await ingestFile(
      { path, filename: file.filename, declaredType: file.declaredType },
      deps.storage,
      newId,
    );
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
      done(refuse('MEDIA_TOO_LARGE', { values }));
    },
  });
}
