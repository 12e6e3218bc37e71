import type { MediaFormat } from './sniff.ts';

const names: Record<MediaFormat, string> = {
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
export const formatName = (format: MediaFormat): string => names[format];
