import { refusal } from '../../domain/errors/index.ts';
import { formatName } from '../labels.ts';
import { tooManyPixels } from './failures.ts';
import { pinLimits } from '../../domain/pins/content-limits.ts';
import type { Pixels } from './pixels.ts';

/** What the header of a Windows bitmap says (BITMAPFILEHEADER and BITMAPINFOHEADER). */
interface Header {
  width: number;
  height: number;
  bottomUp: boolean;
  bytesPerPixel: 3 | 4;
  pixelsAt: number;
}

/** @throws LinchpinError MEDIA_FORMAT_UNSUPPORTED for palettes and compression, IMAGE_BROKEN, IMAGE_TOO_MANY_PIXELS */
export function readBmpHeader(file: Buffer): Header {
  if (file.length < 54) throw refusal('IMAGE_BROKEN', { values: { reason: 'it is cut off' } });
  const [rawWidth, rawHeight] = [file.readInt32LE(18), file.readInt32LE(22)];
  const bits = file.readUInt16LE(28);
  const compression = file.readUInt32LE(30);
  // BI_RGB, or BI_BITFIELDS as 32-bit files with the usual order of channels have it.
  const plain = compression === 0 || (compression === 3 && bits === 32 && hasUsualMasks(file));
  if (file.readUInt32LE(14) < 40 || (bits !== 24 && bits !== 32) || !plain) {
    const values = { format: `${formatName('bmp')} with ${bits} bits or compression` };
    throw refusal('MEDIA_FORMAT_UNSUPPORTED', { values });
  }
  const [width, height] = [Math.abs(rawWidth), Math.abs(rawHeight)];
  if (width * height > pinLimits.image.maxPixels) throw tooManyPixels(pinLimits.image.maxPixels);
  const bytesPerPixel = bits === 24 ? 3 : 4;
  return { width, height, bottomUp: rawHeight > 0, bytesPerPixel, pixelsAt: file.readUInt32LE(10) };
}

/** Red, green and blue masks behind a header of 40 bytes, or inside a longer one: the same place. */
const hasUsualMasks = (file: Buffer): boolean =>
  file.length >= 66 &&
  file.readUInt32LE(54) === 0xff0000 &&
  file.readUInt32LE(58) === 0xff00 &&
  file.readUInt32LE(62) === 0xff;

/** Decodes a bitmap of 24 or 32 bits. The fourth byte is padding in practice, so nothing is transparent. */
export function decodeBmp(file: Buffer): Pixels {
  const { width, height, bottomUp, bytesPerPixel, pixelsAt } = readBmpHeader(file);
  // Rows are padded to four bytes.
  const stride = Math.ceil((width * bytesPerPixel) / 4) * 4;
  if (pixelsAt + stride * height > file.length) {
    throw refusal('IMAGE_BROKEN', { values: { reason: 'it is cut off' } });
  }
  const data = Buffer.alloc(width * height * 3);
  let to = 0;
  for (let row = 0; row < height; row += 1) {
    let from = pixelsAt + stride * (bottomUp ? height - 1 - row : row);
    for (let column = 0; column < width; column += 1, from += bytesPerPixel, to += 3) {
      data[to] = file[from + 2] ?? 0;
      data[to + 1] = file[from + 1] ?? 0;
      data[to + 2] = file[from] ?? 0;
    }
  }
  return { data, width, height, channels: 3 };
}
