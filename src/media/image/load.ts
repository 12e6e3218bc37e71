import { readFile, stat } from 'node:fs/promises';
import { refusal } from '../../domain/errors/index.ts';
import { pinLimits } from '../../domain/pins/content-limits.ts';
import { formatBytes, formatName } from '../labels.ts';
import type { ImageFormat } from '../formats.ts';
import { sniff } from '../sniff.ts';
import { isCameraRaw } from './tiff.ts';

/** A path or the bytes themselves. */
export type ImageInput = string | Buffer;

/** Everything but SVG, which may pull in other files and shows blank where fonts are missing. */
const decodable: readonly ImageFormat[] = [
  'jpeg',
  'png',
  'webp',
  'avif',
  'tiff',
  'gif',
  'heic',
  'bmp',
];

/** Reads an image into memory once it is known to be small enough and of a kind we decode. */
export async function loadImage(input: ImageInput): Promise<{ data: Buffer; format: ImageFormat }> {
  const bytes = typeof input === 'string' ? (await stat(input)).size : input.length;
  if (bytes === 0) throw refusal('MEDIA_EMPTY');
  if (bytes > pinLimits.image.maxBytesIn) {
    throw refusal('MEDIA_TOO_LARGE', {
      values: { size: formatBytes(bytes), limit: formatBytes(pinLimits.image.maxBytesIn) },
    });
  }
  const data = typeof input === 'string' ? await readFile(input) : input;
  const { kind, format } = sniff(data);
  if (kind !== 'image' || !decodable.includes(format)) {
    throw refusal('MEDIA_FORMAT_UNSUPPORTED', { values: { format: formatName(format) } });
  }
  if (format === 'tiff' && isCameraRaw(data))
    throw refusal('MEDIA_FORMAT_UNSUPPORTED', { values: { format: formatName('camera-raw') } });
  return { data, format };
}
