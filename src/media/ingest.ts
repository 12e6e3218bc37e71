import { open, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { refuse } from '../domain/errors/index.ts';
import { formatName } from './format-name.ts';
import { prepareImage } from './image/prepare.ts';
import { type MediaFormat, type Sniffed, sniff, sniffBytes } from './sniff.ts';
import type { MediaStorage } from './storage/storage.ts';

/** A file as it arrived. Name and type are hearsay: they only lead to a note when they are wrong. */
export interface IncomingFile {
  path: string;
  filename?: string | undefined;
  declaredType?: string | undefined;
}

/** Everything known about a stored file, as plain data for a row. */
export interface MediaFacts {
  kind: Sniffed['kind'];
  format: MediaFormat;
  /** Size and lower-case hexadecimal SHA-256 of the original. */
  bytes: number;
  sha256: string;
  /** Pixels of the prepared image. */
  width: number;
  height: number;
  /** `#rrggbb` */
  dominantColor: string;
  /** 64-bit perceptual hash, 16 hexadecimal digits. */
  fingerprint: string;
  originalKey: string;
  /** The same as `originalKey` when nothing had to change. */
  preparedKey: string;
  preparedType: 'image/jpeg' | 'image/png';
  preparedBytes: number;
  /** What was changed or noticed, for people. */
  notes: string[];
}

/**
 * Takes in a file: recognises it, decodes and repairs it, and stores the original and what will be
 * sent. The file at `path` stays where it is. Nothing stays stored when this fails.
 * @throws LinchpinError MEDIA_EMPTY, MEDIA_TOO_LARGE, MEDIA_FORMAT_UNSUPPORTED, VIDEO_NOT_SUPPORTED_YET, IMAGE_BROKEN, IMAGE_TOO_SMALL, IMAGE_TOO_MANY_PIXELS
 */
export async function ingestFile(
  file: IncomingFile,
  storage: MediaStorage,
  newKey: () => string,
): Promise<MediaFacts> {
  if ((await stat(file.path)).size === 0) throw refuse('MEDIA_EMPTY');
  const { kind, format } = sniff(await readHead(file.path));
  if (kind === 'video') throw refuse('VIDEO_NOT_SUPPORTED_YET');
  if (kind !== 'image') {
    throw refuse('MEDIA_FORMAT_UNSUPPORTED', { values: { format: formatName(format) } });
  }
  const prepared = await prepareImage(file.path);
  const originalKey = newKey();
  const { unchanged } = prepared;
  const preparedKey = unchanged ? originalKey : newKey();
  try {
    const original = await storage.put(originalKey, unchanged ? prepared.data : file);
    if (!unchanged) await storage.put(preparedKey, prepared.data);
    return {
      kind,
      format,
      ...original,
      width: prepared.width,
      height: prepared.height,
      dominantColor: prepared.dominantColor,
      fingerprint: prepared.fingerprint,
      originalKey,
      preparedKey,
      preparedType: prepared.contentType,
      preparedBytes: prepared.data.length,
      notes: [...nameNotes(file, format), ...prepared.notes],
    };
  } catch (error) {
    await Promise.allSettled([storage.remove(originalKey), storage.remove(preparedKey)]);
    throw error;
  }
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

const extensions: Record<string, MediaFormat> = {
  jpg: 'jpeg',
  jpeg: 'jpeg',
  png: 'png',
  gif: 'gif',
  webp: 'webp',
  avif: 'avif',
  tif: 'tiff',
  tiff: 'tiff',
};

/** Says so when the name or the declared type promises another format than the bytes hold. */
function nameNotes({ filename, declaredType }: IncomingFile, format: MediaFormat): string[] {
  const extension = filename === undefined ? '' : extname(filename).slice(1).toLowerCase();
  const subtype = /^image\/([a-z]+)/i.exec(declaredType ?? '')?.[1]?.toLowerCase() ?? '';
  const promised = extensions[extension] ?? extensions[subtype] ?? format;
  if (promised === format) return [];
  return [
    `The file calls itself ${formatName(promised)} but is ${formatName(format)}; the content counts.`,
  ];
}
