import { extname } from 'node:path';
import { formatName } from './format-name.ts';
import type { MediaFormat } from './sniff.ts';

/** By extension and by the second half of a content type. */
const known: Record<string, MediaFormat> = {
  jpg: 'jpeg',
  jpeg: 'jpeg',
  png: 'png',
  gif: 'gif',
  webp: 'webp',
  avif: 'avif',
  heic: 'heic',
  heif: 'heic',
  bmp: 'bmp',
  tif: 'tiff',
  tiff: 'tiff',
  mp4: 'mp4',
  mov: 'mov',
  quicktime: 'mov',
  m4v: 'm4v',
  'x-m4v': 'm4v',
  webm: 'webm',
};

/** Says so when the name or the declared type promises another format than the bytes hold. */
export function nameNotes(
  { filename, declaredType }: { filename?: string | undefined; declaredType?: string | undefined },
  format: MediaFormat,
): string[] {
  const extension = filename === undefined ? '' : extname(filename).slice(1).toLowerCase();
  const subtype = /^(?:image|video)\/([a-z0-9-]+)/i.exec(declaredType ?? '')?.[1] ?? '';
  const promised = known[extension] ?? known[subtype.toLowerCase()] ?? format;
  if (promised === format) return [];
  return [
    `The file calls itself ${formatName(promised)} but is ${formatName(format)}; the content counts.`,
  ];
}
