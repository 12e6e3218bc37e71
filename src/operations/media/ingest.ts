import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../../domain/ids.ts';
import { pinLimits } from '../../domain/pins/content-limits.ts';
import {
  checkImage,
  downloadUrl,
  ingestFile,
  type IncomingFile,
  type MediaInfo,
  type PreparedImage,
} from '../../media/index.ts';
import type { NewMedia, StoredMedia } from '../../store/index.ts';
import type { OperationDeps } from '../context.ts';

export type IngestDeps = Pick<OperationDeps, 'storage' | 'incomingDir' | 'fetch' | 'transcoder'>;

/** The row as the database takes it: an array is no JSON to the driver. */
export const mediaInsert = (media: StoredMedia): NewMedia => ({
  ...media,
  advice: JSON.stringify(media.advice),
});

/** Columns that are known once a file's bytes were read. */
export function mediaColumns(info: MediaInfo) {
  const video = info.kind === 'video' ? info.video : null;
  return {
    status: 'ready' as const,
    kind: info.kind,
    format: info.format,
    bytes: info.bytes,
    sha256: info.sha256,
    width: info.width,
    height: info.height,
    dominantColor: info.dominantColor,
    fingerprint: info.fingerprint,
    originalKey: info.originalKey,
    preparedKey: info.preparedKey,
    preparedType: info.preparedType,
    preparedBytes: info.preparedBytes,
    notes: info.notes,
    animated: info.animated,
    video: video && {
      durationSeconds: video.durationSeconds,
      container: video.container,
      videoCodec: video.videoCodec,
      audioCodec: video.audioCodec,
      fps: video.fps,
    },
    advice: info.warnings,
  };
}

/** {@link mediaColumns} as the database takes them: an array is no JSON to the driver. */
export const mediaUpdate = (info: MediaInfo) => ({
  ...mediaColumns(info),
  advice: JSON.stringify(info.warnings),
});

/** Recognises, checks, repairs and stores a file that lies at `file.path`. @throws LinchpinError */
export const storeFile = (deps: IngestDeps, file: IncomingFile): Promise<MediaInfo> =>
  ingestFile(file, deps.storage, newId, { transcoder: deps.transcoder });

/** Fetches the file behind a URL and takes it in. @throws LinchpinError MEDIA_…, IMAGE_…, VIDEO_… */
export async function ingestUrl(
  deps: IngestDeps,
  workspaceId: string,
  url: string,
): Promise<StoredMedia> {
  const path = join(deps.incomingDir, newId());
  try {
    const download = await downloadUrl(url, {
      to: path,
      maxBytes: pinLimits.video.maxBytes,
      maxBytesUnlessVideo: pinLimits.image.maxBytesIn,
      timeoutMs: deps.fetch.timeoutMs,
      allowPrivate: deps.fetch.allowPrivate,
    });
    const info = await storeFile(deps, {
      path,
      filename: download.filename,
      declaredType: download.contentType,
    });
    return {
      id: newId(),
      workspaceId,
      filename: download.filename ?? null,
      sourceUrl: url,
      declaredType: download.contentType ?? null,
      ...mediaColumns(info),
    };
  } finally {
    await rm(path, { force: true });
  }
}

/** Stores a changed version of an image as a media of its own, with the same original. */
export async function storeVersion(
  deps: IngestDeps,
  source: StoredMedia,
  image: PreparedImage,
): Promise<StoredMedia> {
  const preparedKey = newId();
  const { sha256, bytes } = await deps.storage.put(preparedKey, image.data);
  return {
    ...source,
    id: newId(),
    originalKey: preparedKey,
    bytes,
    sha256,
    width: image.width,
    height: image.height,
    dominantColor: image.dominantColor,
    fingerprint: image.fingerprint,
    preparedKey,
    preparedType: image.contentType,
    preparedBytes: image.data.length,
    animated: false,
    advice: checkImage(image),
    notes: [...source.notes, ...image.notes],
  };
}

/** Does the work that writes the row of stored bytes. Where none is written, the bytes are removed. */
export async function orDiscard<Row>(
  deps: Pick<IngestDeps, 'storage'>,
  stored: Pick<StoredMedia, 'originalKey' | 'preparedKey'>,
  write: () => Promise<Row>,
): Promise<Row> {
  let row: Row | undefined;
  try {
    row = await write();
    return row;
  } finally {
    if (!row) await discardMedia(deps, [stored]);
  }
}

/** Removes the stored bytes of media whose row was never written. */
export async function discardMedia(
  deps: Pick<IngestDeps, 'storage'>,
  media: readonly Pick<StoredMedia, 'originalKey' | 'preparedKey'>[],
): Promise<void> {
  const keys = media.flatMap((item) => [item.originalKey, item.preparedKey]);
  await Promise.allSettled(
    [...new Set(keys)].map((key) => (key ? deps.storage.remove(key) : Promise.resolve())),
  );
}
