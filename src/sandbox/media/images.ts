import { createHash } from 'node:crypto';
import type { Blobs } from '../state/blobs.ts';
import type { StoredImage } from '../state/entities.ts';
import { errors } from '../protocol/errors.ts';

/** Pinterest publishes no minimum; third parties report 100 px. */
const MIN_SIDE_PX = 100;

export const imageSizes = ['150x150', '400x300', '600x', '1200x', 'originals'] as const;
export type ImageSizeName = (typeof imageSizes)[number];

// Loaded with the first image: libvips costs more memory than the rest of the sandbox.
async function loadSharp() {
  return (await import('sharp')).default;
}

/**
 * Decodes the whole image, stores its bytes and returns what was found.
 * @throws PinterestError when undecodable (403/235), too small (403/233), of another format than
 * Pinterest takes (400). The declared content type need not be that of the bytes.
 */
export async function storeImage(
  blobs: Blobs,
  bytes: Buffer,
  declared?: string,
): Promise<StoredImage> {
  const sharp = await loadSharp();
  let meta;
  let pixel;
  try {
    meta = await sharp(bytes).metadata();
    if (isTaken(meta.format, declared)) {
      // Reads every pixel, so a truncated file fails here; JPEG is shrunk while loading.
      pixel = await sharp(bytes, { failOn: 'truncated', sequentialRead: true })
        .flatten({ background: '#ffffff' })
        .toColourspace('srgb')
        .resize(1, 1, { fit: 'fill' })
        .raw()
        .toBuffer();
    }
  } catch {
    throw errors.imageBroken();
  }
  const { format } = meta;
  if (pixel === undefined || !isTaken(format, declared)) throw errors.imageFormat();
  const { width, height } = meta.autoOrient;
  if (width < MIN_SIDE_PX || height < MIN_SIDE_PX) throw errors.imageTooSmall();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (!blobs.has(sha256)) await blobs.write(sha256, bytes);
  return { sha256, width, height, format, bytes: bytes.length, color: hexColor(pixel) };
}

/**
 * JPEG and PNG in any way; a GIF only by address, since the API names no content type for it. Publishers
 * report animated GIF Pins made that way; Pinterest documents none.
 */
const isTaken = (
  format: string | undefined,
  declared: string | undefined,
): format is StoredImage['format'] =>
  format === 'jpeg' || format === 'png' || (format === 'gif' && declared === undefined);

function hexColor(pixel: Uint8Array): string {
  const [r = 0, g = r, b = r] = pixel;
  return `#${[r, g, b].map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** The dimensions in which a size is served: two are cropped, the others keep the shape and never enlarge. */
export function sizeOf(
  image: { width: number; height: number },
  size: ImageSizeName,
): { width: number; height: number } {
  if (size === '150x150') return { width: 150, height: 150 };
  if (size === '400x300') return { width: 400, height: 300 };
  const most = { '600x': 600, '1200x': 1200, originals: Infinity }[size];
  const width = Math.min(image.width, most);
  return { width, height: Math.max(1, Math.round((image.height * width) / image.width)) };
}

/** The path of the resized JPEG, made at the first request. */
export async function resizedImage(
  blobs: Blobs,
  image: StoredImage,
  size: ImageSizeName,
): Promise<string> {
  const name = `${image.sha256}.${size}.jpg`;
  if (!blobs.has(name)) {
    const sharp = await loadSharp();
    const resized = await sharp(blobs.path(image.sha256))
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .resize({ ...sizeOf(image, size), fit: 'cover' })
      .jpeg({ quality: 80 })
      .toBuffer();
    await blobs.write(name, resized);
  }
  return blobs.path(name);
}

/** A plain picture standing in for a video frame, which the sandbox cannot decode. */
export async function placeholderFrame(width: number, height: number): Promise<Buffer> {
  const sharp = await loadSharp();
  return sharp({ create: { width, height, channels: 3, background: '#44525f' } })
    .png()
    .toBuffer();
}
