import type { MediaFormat } from './formats.ts';
import { extname } from 'node:path';

/** A size for people in the units of file managers: `32 MB`, `1.5 GB`, `512 bytes`. 1 MB = 2^20 bytes. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const rounded = value >= 100 || unit === 0 ? Math.round(value) : Math.round(value * 10) / 10;
  return `${rounded} ${units[unit]}`;
}

const formats: Record<MediaFormat, string> = {
  jpeg: 'a JPEG image',
  png: 'a PNG image',
  gif: 'a GIF image',
  webp: 'a WebP image',
  avif: 'an AVIF image',
  heic: 'a HEIC image',
  tiff: 'a TIFF image',
  bmp: 'a BMP image',
  svg: 'an SVG drawing',
  mp4: 'an MP4 video',
  mov: 'a MOV video',
  m4v: 'an M4V video',
  webm: 'a WebM video',
  mkv: 'an MKV video',
  avi: 'an AVI video',
  html: 'a web page (HTML)',
  pdf: 'a PDF document',
  json: 'JSON text',
  unknown: 'of an unknown kind',
};

/** The format in words that follow "The file is …". */
export const formatName = (format: MediaFormat): string => formats[format];

const codecs: Record<string, string> = {
  h264: 'H.264',
  h265: 'H.265',
  vp8: 'VP8',
  vp9: 'VP9',
  av1: 'AV1',
  prores: 'ProRes',
  mp4v: 'MPEG-4 Part 2',
  aac: 'AAC',
  mp3: 'MP3',
  opus: 'Opus',
  vorbis: 'Vorbis',
  flac: 'FLAC',
  ac3: 'Dolby Digital',
  eac3: 'Dolby Digital Plus',
};

/** A codec in the words of an export dialogue. */
export function codecLabel(codec: string): string {
  if (codec === 'unknown' || codec === '') return 'an unknown codec';
  if (codec.startsWith('pcm-')) return 'uncompressed PCM';
  return codecs[codec] ?? codec;
}

/** By extension and by the second half of a content type. */
const promises: Record<string, MediaFormat> = {
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
  const promised = promises[extension] ?? promises[subtype.toLowerCase()] ?? format;
  if (promised === format) return [];
  return [
    `The file calls itself ${formatName(promised)} but is ${formatName(format)}; the content counts.`,
  ];
}
