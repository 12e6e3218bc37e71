import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../../domain/ids.ts';
import { pinLimits } from '../../domain/pin-limits.ts';
import { downloadUrl, ingestFile, type MediaFacts } from '../../media/index.ts';
import type { NewMedia } from '../../store/index.ts';
import type { OperationDeps } from '../context.ts';

type IngestDeps = Pick<OperationDeps, 'storage' | 'incomingDir' | 'fetch'>;

/** Columns that are known once a file's bytes were read. */
export const mediaColumns = (facts: MediaFacts) => ({
  status: 'ready' as const,
  kind: facts.kind === 'video' ? ('video' as const) : ('image' as const),
  format: facts.format,
  bytes: facts.bytes,
  sha256: facts.sha256,
  width: facts.width,
  height: facts.height,
  dominantColor: facts.dominantColor,
  fingerprint: facts.fingerprint,
  originalKey: facts.originalKey,
  preparedKey: facts.preparedKey,
  preparedType: facts.preparedType,
  preparedBytes: facts.preparedBytes,
  notes: facts.notes,
});

/** Fetches, decodes, repairs and stores the file behind a URL. @throws LinchpinError MEDIA_…, IMAGE_… */
export async function ingestUrl(
  deps: IngestDeps,
  workspaceId: string,
  url: string,
): Promise<NewMedia> {
  const path = join(deps.incomingDir, newId());
  try {
    const download = await downloadUrl(url, {
      to: path,
      maxBytes: pinLimits.image.maxBytesIn,
      timeoutMs: deps.fetch.timeoutMs,
      allowPrivate: deps.fetch.allowPrivate,
    });
    const facts = await ingestFile(
      { path, filename: download.filename, declaredType: download.contentType },
      deps.storage,
      newId,
    );
    return {
      id: newId(),
      workspaceId,
      filename: download.filename ?? null,
      sourceUrl: url,
      declaredType: download.contentType ?? null,
      ...mediaColumns(facts),
    };
  } finally {
    await rm(path, { force: true });
  }
}

/** Removes the stored bytes of media whose row was never written. */
export async function discardMedia(deps: IngestDeps, media: readonly NewMedia[]): Promise<void> {
  const keys = media.flatMap((item) => [item.originalKey, item.preparedKey]);
  await Promise.allSettled(
    [...new Set(keys)].map((key) => (key ? deps.storage.remove(key) : Promise.resolve())),
  );
}
