import { crc32, deflateSync } from 'node:zlib';
import type { ImageFormat } from '../formats.ts';
import { decodeBmp } from './bmp.ts';
import { decodeHeic } from './heic.ts';
import { isSrgbProfile } from './icc.ts';
import type { Header, ImageFacts } from './inspect.ts';
import { type OpenPicture, type Pixels, rawPixels } from './pixels.ts';
import type { OpenImage } from './sharp.ts';

/** A picture that libvips can read, and its size where decoding found another than the header says. */
export interface OpenedPicture {
  picture: OpenPicture;
  width: number;
  height: number;
  hasAlpha: boolean;
}

/** Formats that are decoded outside libvips. */
export const isForeign = (format: ImageFormat): boolean => format === 'heic' || format === 'bmp';

/** Opens an image of any format we take, its colour profile with it. */
export async function openPicture(
  open: OpenImage,
  data: Buffer,
  info: ImageFacts,
  { icc, channels }: Pick<Header, 'icc' | 'channels'>,
): Promise<OpenedPicture> {
  const { width, height } = info;
  if (!isForeign(info.format)) {
    const picture = () => open(data, { page: info.page });
    if (channels <= 4) return { picture, width, height, hasAlpha: info.hasAlpha };
    // libvips would take the last of more channels for transparency.
    const colour = await openPixels(open, await rawPixels(picture()));
    return { picture: colour, width, height, hasAlpha: false };
  }
  const pixels = info.format === 'bmp' ? decodeBmp(data) : await decodeHeic(data, info);
  const picture = await openPixels(open, pixels, icc);
  return {
    picture,
    width: pixels.width,
    height: pixels.height,
    hasAlpha: pixels.channels === 4,
  };
}

async function openPixels(open: OpenImage, pixels: Pixels, icc?: Buffer): Promise<OpenPicture> {
  const { data, width, height, channels } = pixels;
  const raw = () => open(data, { raw: { width, height, channels } });
  if (!icc || isSrgbProfile(icc)) return raw;
  // libvips takes a profile only from a file; an uncompressed PNG is the cheapest to make.
  const named = withProfile(await raw().png({ compressionLevel: 0 }).toBuffer(), icc);
  return () => open(named);
}

/** Puts an `iCCP` chunk behind the header chunk, which ends at byte 33 (PNG specification, 11.3.3.3). */
function withProfile(png: Buffer, icc: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from('iCCPicc\0\0', 'latin1'), deflateSync(icc)]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length - 4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([png.subarray(0, 33), length, body, sum, png.subarray(33)]);
}
