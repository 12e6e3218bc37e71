import type { MediaFormat, WrappedFormat } from './formats.ts';
import { extname } from 'node:path';
import type { PixelFormat } from './media-info.ts';

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
  flv: 'a Flash video (FLV)',
  'mpeg-ts': 'an MPEG transport stream (.ts)',
  'mpeg-ps': 'an MPEG video (.mpg)',
  wmv: 'a Windows Media video (WMV)',
  html: 'a web page (HTML)',
  pdf: 'a PDF document',
  json: 'JSON text',
  photoshop: 'a Photoshop document',
  'jpeg-xl': 'a JPEG XL image',
  'jpeg-2000': 'a JPEG 2000 image',
  'camera-raw': 'a camera raw file',
  icon: 'an icon (.ico)',
  postscript: 'a PostScript or Illustrator document',
  audio: 'sound without a picture',
  multipart: 'a form with the file inside (multipart/form-data)',
  base64: 'the file as base64 text',
  'data-url': 'the file as a data: address',
  gzip: 'packed with gzip',
  zip: 'a ZIP archive',
  'lfs-pointer': 'a pointer of Git LFS that stands for the file',
  'xml-error': 'an XML document, as storages answer with when something is wrong',
  unknown: 'of an unknown kind',
};

/** What to do with a file that is wrapped. */
export const unwrapping: Record<WrappedFormat, string> = {
  multipart: 'Send the bytes of the file alone as the body, without a form.',
  base64: 'Decode the text, and send the bytes.',
  'data-url': 'Decode what follows the comma, and send the bytes.',
  gzip: 'Unpack it, and send the file itself.',
  zip: 'Unpack it, and send each file by itself.',
  'lfs-pointer': 'Fetch the file itself with "git lfs pull", or use an address that serves it.',
  'xml-error':
    'Open the address and read what the storage says; often it has expired or the name is wrong.',
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

/** `4:4:4 colours with 10 bits`; empty for what is not known. */
export const pixelFormatLabel = (format: PixelFormat | null): string =>
  format ? `${format.chroma} colours with ${format.bits} bits` : '';

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
