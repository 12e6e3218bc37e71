import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../../domain/ids.ts';
import { pinLimits } from '../../domain/pin-limits.ts';
import {
  checkImage,
  downloadUrl,
  ingestFile,
  type IncomingFile,
  type MediaFacts,
  type PreparedImage,
} from '../../media/index.ts';
import type { MediaRow, NewMedia } from '../../store/index.ts';
import type { OperationDeps } from '../context.ts';

export type IngestDeps = Pick<OperationDeps, 'storage' | 'incomingDir' | 'fetch' | 'transcoder'>;

/** A media row that is not stored yet; its bytes are. */
export type FreshMedia = Omit<MediaRow, 'createdAt'>;

/** The row as the database takes it: an array is no JSON to the driver. */
export const mediaInsert = (media: FreshMedia): NewMedia => ({
  ...media,
  advice: JSON.stringify(media.advice),
});

/** Columns that are known once a file's bytes were read. */
export function mediaColumns(facts: MediaFacts) {
  const video = facts.kind === 'video' ? facts.video : null;
  return {
    status: 'ready' as const,
    kind: facts.kind,
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
    animated: facts.animated,
    video: video && {
      durationSeconds: video.durationSeconds,
      container: video.container,
      videoCodec: video.videoCodec,
      audioCodec: video.audioCodec,
      fps: video.fps,
    },
    advice: facts.warnings,
  };
}

/** Recognises, checks, repairs and stores a file that lies at `file.path`. @throws LinchpinError */
export const takeIn = (deps: IngestDeps, file: IncomingFile): Promise<MediaFacts> =>
  ingestFile(file, deps.storage, newId, { transcoder: deps.transcoder });

/** Fetches the file behind a URL and takes it in. @throws LinchpinError MEDIA_…, IMAGE_…, VIDEO_… */
export async function ingestUrl(
  deps: IngestDeps,
  workspaceId: string,
  url: string,
): Promise<FreshMedia> {
  const path = join(deps.incomingDir, newId());
  try {
    const download = await downloadUrl(url, {
      to: path,
      maxBytes: pinLimits.video.maxBytes,
      maxBytesUnlessVideo: pinLimits.image.maxBytesIn,
      timeoutMs: deps.fetch.timeoutMs,
      allowPrivate: deps.fetch.allowPrivate,
    });
    const facts = await takeIn(deps, {
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
      ...mediaColumns(facts),
    };
  } finally {
    await rm(path, { force: true });
  }
}

/** Stores a changed version of an image as a media of its own, with the same original. */
export async function storeVersion(
  deps: IngestDeps,
  source: FreshMedia,
  image: PreparedImage,
): Promise<FreshMedia> {
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

/** Removes the stored bytes of media whose row was never written. */
export async function discardMedia(
  deps: Pick<IngestDeps, 'storage'>,
  media: readonly Pick<FreshMedia, 'originalKey' | 'preparedKey'>[],
): Promise<void> {
  const keys = media.flatMap((item) => [item.originalKey, item.preparedKey]);
  await Promise.allSettled(
    [...new Set(keys)].map((key) => (key ? deps.storage.remove(key) : Promise.resolve())),
  );
}
