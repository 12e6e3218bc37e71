import { open, stat } from 'node:fs/promises';
import { refusal } from '../domain/errors/index.ts';
import { formatName, nameNotes, unwrapping } from './labels.ts';
import { checkImage } from './image/check.ts';
import { prepareImage } from './image/prepare.ts';
import type { ImageMediaFacts, MediaInfo } from './media-info.ts';
import type { ImageFormat, WrappedFormat } from './formats.ts';
import { sniff, sniffBytes } from './sniff.ts';
import { newFiles, type NewFiles, type StoredFile } from './new-files.ts';
import type { MediaStorage } from './storage/storage.ts';
import { ingestVideo } from './video/ingest.ts';
import type { Transcoder } from './video/transcoder.ts';

/** An incoming file. Name and declared type are not trusted; a mismatch with the content only adds a note. */
export interface IncomingFile {
  path: string;
  filename?: string | undefined;
  declaredType?: string | undefined;
  /** Where the same bytes are stored already; absent: they are not. */
  stored?: StoredFile;
}

export interface IngestOptions {
  /** Converts videos whose codec or container Pinterest does not take; without it they are refused. */
  transcoder?: Transcoder | null;
  /** Stops a conversion; it then rejects with the signal's reason. */
  signal?: AbortSignal;
}

/**
 * Takes in a file: recognises it, checks and repairs it, and stores the original and what will be
 * sent. An image is decoded, a video only probed and copied in a stream. The file at `path` stays
 * where it is. Nothing stays stored when this fails.
 * @throws LinchpinError MEDIA_EMPTY, MEDIA_TOO_LARGE, MEDIA_FORMAT_UNSUPPORTED, IMAGE_BROKEN, IMAGE_TOO_SMALL, IMAGE_TOO_MANY_PIXELS, VIDEO_…; a video with all its problems at once
 */
export async function ingestFile(
  file: IncomingFile,
  storage: MediaStorage,
  newKey: () => string,
  options: IngestOptions = {},
): Promise<MediaInfo> {
  if ((await stat(file.path)).size === 0) throw refusal('MEDIA_EMPTY');
  const { kind, format } = sniff(await readHead(file.path));
  if (kind === 'wrapped') throw wrapped(format);
  if (kind !== 'image' && kind !== 'video')
    throw refusal('MEDIA_FORMAT_UNSUPPORTED', { values: { format: formatName(format) } });
  const files = newFiles(storage, newKey, file.stored);
  try {
    const info =
      kind === 'image'
        ? await ingestImage(file.path, format, files)
        : await ingestVideo(file.path, format, files, options);
    return { ...info, notes: [...nameNotes(file, format), ...info.notes] };
  } catch (error) {
    await files.discard();
    throw error;
  }
}

const wrapped = (format: WrappedFormat) =>
  refusal('MEDIA_WRAPPED', { values: { format: formatName(format), fix: unwrapping[format] } });

async function ingestImage(
  path: string,
  format: ImageFormat,
  files: NewFiles,
): Promise<ImageMediaFacts> {
  const prepared = await prepareImage(path);
  const { unchanged } = prepared;
  const original = await files.original(unchanged ? prepared.data : { path });
  const sent = unchanged ? original : await files.prepared(prepared.data);
  return {
    kind: 'image',
    format,
    bytes: original.bytes,
    sha256: original.sha256,
    width: prepared.width,
    height: prepared.height,
    dominantColor: prepared.dominantColor,
    fingerprint: prepared.fingerprint,
    originalKey: original.key,
    preparedKey: sent.key,
    preparedType: prepared.contentType,
    preparedBytes: prepared.data.length,
    animated: prepared.source.animated,
    durationSeconds: prepared.source.durationSeconds,
    notes: prepared.notes,
    warnings: checkImage(prepared),
  };
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sniffBytes), 0, sniffBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
