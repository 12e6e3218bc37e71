import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import type { ErrorCode } from '../../../src/domain/errors/index.ts';
import { makeHeic } from '../../../src/media/testing/make-heic.ts';
import { makeBmp, noise, quarters } from '../pictures.ts';
import { badFile, type BadCase } from './case.ts';

/** Whole files of every format, whose end is missed when it is missing. */
const whole: Record<string, () => Promise<Buffer> | Buffer> = {
  JPEG: () => noise(200, 300).jpeg().toBuffer(),
  'progressive JPEG': () => noise(200, 300).jpeg({ progressive: true }).toBuffer(),
  PNG: () => noise(200, 300).png().toBuffer(),
  WebP: () => noise(200, 300).webp().toBuffer(),
  AVIF: () => noise(200, 300).avif({ effort: 0 }).toBuffer(),
  TIFF: () => noise(200, 300).tiff({ compression: 'lzw' }).toBuffer(),
  GIF: () => noise(120, 120).gif({ effort: 1 }).toBuffer(),
  HEIC: () => makeHeic(),
  BMP: () => makeBmp(noise(200, 300)),
};

const made = new Map<string, Promise<Buffer>>();
/** A whole file, made once. */
function fileOf(format: string): Promise<Buffer> {
  const file = made.get(format) ?? Promise.resolve(whole[format]?.() ?? Buffer.alloc(0));
  made.set(format, file);
  return file;
}

const cut = async (format: string, share: number): Promise<Buffer> => {
  const file = await fileOf(format);
  return file.subarray(0, Math.floor(file.length * share));
};

const truncated = Object.keys(whole).flatMap((format) =>
  [0.2, 0.5, 0.9].map((share) =>
    badFile(`a ${format} of which ${share * 100} % arrived`, 'IMAGE_BROKEN', () =>
      cut(format, share),
    ),
  ),
);

const headOnly = Object.keys(whole).map((format) =>
  badFile(`only the first 40 bytes of a ${format}`, 'IMAGE_BROKEN', async () =>
    (await fileOf(format)).subarray(0, 40),
  ),
);

/** Overwrites bytes behind the first place where `mark` stands. */
async function patched(
  file: Promise<Buffer> | Buffer,
  mark: string | number[],
  offset: number,
  bytes: number[],
): Promise<Buffer> {
  const copy = Buffer.from(await file);
  const at = copy.indexOf(
    typeof mark === 'string' ? Buffer.from(mark, 'latin1') : Buffer.from(mark),
  );
  if (at < 0) throw new Error('The mark is not in the file.');
  copy.set(bytes, at + offset);
  return copy;
}

const garbled = (name: string, format: string): BadCase =>
  badFile(name, 'IMAGE_BROKEN', async () => {
    const file = Buffer.from(await fileOf(format));
    const from = Math.floor(file.length * 0.3);
    return file.fill(0, from, Math.floor(file.length * 0.6));
  });

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A PNG of a few kilobytes that says it has this many pixels. */
function pngBomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1_000_000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const huge = [0x00, 0x00, 0x75, 0x30, 0x00, 0x00, 0x75, 0x30];
const bombs: BadCase[] = [
  badFile('a PNG bomb of 900 million pixels', 'IMAGE_TOO_MANY_PIXELS', () =>
    pngBomb(30_000, 30_000),
  ),
  // More rows than libpng takes in any picture.
  badFile('a PNG a pixel wide and two billion tall', 'IMAGE_BROKEN', () =>
    pngBomb(1, 2_000_000_000),
  ),
  badFile('a JPEG that says 65,000×65,000', 'IMAGE_TOO_MANY_PIXELS', () =>
    patched(quarters(200, 300).jpeg().toBuffer(), [0xff, 0xc0], 5, [0xfd, 0xe8, 0xfd, 0xe8]),
  ),
  badFile('a BMP that says 30,000×30,000', 'IMAGE_TOO_MANY_PIXELS', () =>
    patched(makeBmp(quarters(200, 300)), 'BM', 18, [0x30, 0x75, 0, 0, 0x30, 0x75, 0, 0]),
  ),
  badFile('a HEIC that says 30,000×30,000', 'IMAGE_TOO_MANY_PIXELS', () =>
    patched(makeHeic(), 'ispe', 8, huge),
  ),
  badFile('a PNG that says it has no pixels', 'IMAGE_BROKEN', () => pngBomb(0, 0)),
  badFile('33 MB of JPEG', 'MEDIA_TOO_LARGE', async () =>
    Buffer.concat([await quarters(200, 300).jpeg().toBuffer(), Buffer.alloc(33 * 1024 * 1024)]),
  ),
];

const small = (
  name: string,
  width: number,
  height: number,
  as: (image: Sharp) => Promise<Buffer>,
) => badFile(name, 'IMAGE_TOO_SMALL', () => as(quarters(width, height)));

const tiny: BadCase[] = [
  small('a JPEG of one pixel', 1, 1, (image) => image.jpeg().toBuffer()),
  small('a PNG of one pixel', 1, 1, (image) => image.png().toBuffer()),
  small('a GIF of one pixel', 1, 1, (image) => image.gif().toBuffer()),
  small('a WebP of one pixel', 1, 1, (image) => image.webp().toBuffer()),
  small('a BMP of one pixel', 1, 1, (image) => makeBmp(image)),
  small('a TIFF of one pixel', 1, 1, (image) => image.tiff().toBuffer()),
  small('99 pixels wide', 99, 500, (image) => image.jpeg().toBuffer()),
  small('99 pixels tall', 500, 99, (image) => image.png().toBuffer()),
  small('an AVIF of 64 pixels', 64, 64, (image) => image.avif({ effort: 0 }).toBuffer()),
  badFile('a HEIC of 64 pixels', 'IMAGE_TOO_SMALL', () => makeHeic({ width: 64, height: 64 })),
  badFile('a line of 5000×2', 'IMAGE_TOO_SMALL', () => quarters(5000, 2).png().toBuffer()),
];

const text = 'This is a shopping list, not a photo.\n'.repeat(40);
const zip = Buffer.from('PK\x03\x04\x14\0\0\0\x08\0'.padEnd(400, 'z'), 'latin1');
const foreign: [string, ErrorCode, () => Promise<Buffer> | Buffer | string][] = [
  ['a text called .jpg', 'MEDIA_FORMAT_UNSUPPORTED', () => text],
  [
    'a drawing as SVG',
    'MEDIA_FORMAT_UNSUPPORTED',
    () => '<svg xmlns="http://www.w3.org/2000/svg"/>',
  ],
  [
    'a drawing behind an XML declaration and a comment',
    'MEDIA_FORMAT_UNSUPPORTED',
    () => '<?xml version="1.0"?>\n<!-- drawn by hand -->\n<svg width="900" height="900"></svg>',
  ],
  ['a PDF', 'MEDIA_FORMAT_UNSUPPORTED', () => `%PDF-1.7\n${text}`],
  ['JSON', 'MEDIA_FORMAT_UNSUPPORTED', () => '{"error":"no such image"}'],
  ['a ZIP archive', 'MEDIA_WRAPPED', () => zip],
  ['a Photoshop file', 'MEDIA_FORMAT_UNSUPPORTED', () => `8BPS\0\x01${'\0'.repeat(500)}`],
  ['an icon', 'MEDIA_FORMAT_UNSUPPORTED', () => Buffer.from('00000100010010100000', 'hex')],
  ['a JPEG XL', 'MEDIA_FORMAT_UNSUPPORTED', () => Buffer.from('ff0a'.padEnd(400, '7'), 'hex')],
  [
    'a program',
    'MEDIA_FORMAT_UNSUPPORTED',
    () => Buffer.from(`7f454c46${'00'.repeat(300)}`, 'hex'),
  ],
  ['random bytes', 'MEDIA_FORMAT_UNSUPPORTED', () => noise(20, 20).raw().toBuffer()],
  ['a megabyte of zeros', 'MEDIA_FORMAT_UNSUPPORTED', () => Buffer.alloc(1_000_000)],
  ['one byte', 'MEDIA_FORMAT_UNSUPPORTED', () => Buffer.from([0xff])],
  ['a song called .jpg', 'MEDIA_FORMAT_UNSUPPORTED', () => `ID3\x04\0${'\0'.repeat(500)}`],
  [
    'a page called .jpg',
    'MEDIA_IS_WEB_PAGE',
    () => '<!doctype html><html><body>Sign in</body></html>',
  ],
  ['a page without a doctype', 'MEDIA_IS_WEB_PAGE', () => '\n  <HTML><HEAD><TITLE>x</TITLE>'],
  ['nothing at all', 'MEDIA_EMPTY', () => ''],
  [
    'a bitmap with a palette',
    'MEDIA_FORMAT_UNSUPPORTED',
    () => patched(makeBmp(quarters(200, 300)), 'BM', 28, [8, 0]),
  ],
  [
    'a compressed bitmap',
    'MEDIA_FORMAT_UNSUPPORTED',
    () => patched(makeBmp(quarters(200, 300)), 'BM', 30, [1, 0]),
  ],
];

const broken: BadCase[] = [
  garbled('a PNG with zeros in the middle', 'PNG'),
  garbled('a TIFF with zeros in the middle', 'TIFF'),
  badFile('a PNG with a flipped byte', 'IMAGE_BROKEN', () =>
    patched(noise(200, 300).png().toBuffer(), 'IDAT', 40, [0xff, 0x00, 0xff, 0x00]),
  ),
  badFile('a CMYK JPEG of which half arrived', 'IMAGE_BROKEN', async () => {
    const file = await noise(300, 300).toColourspace('cmyk').jpeg().toBuffer();
    return file.subarray(0, file.length / 2);
  }),
  badFile('a HEIC with the picture of another', 'IMAGE_BROKEN', () =>
    patched(
      makeHeic(),
      'mdat',
      4,
      Array.from({ length: 4000 }, (_, at) => (at * 7) & 255),
    ),
  ),
  badFile('a JPEG behind whose header another format follows', 'IMAGE_BROKEN', async () =>
    Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), await quarters(200, 300).png().toBuffer()]),
  ),
  badFile('an animated GIF whose first frame is cut off', 'IMAGE_BROKEN', async () => {
    const frames = await Promise.all([1, 2].map(() => noise(120, 120).png().toBuffer()));
    const gif = await sharp(frames, { join: { animated: true } })
      .gif({ effort: 1 })
      .toBuffer();
    return gif.subarray(0, Math.floor(gif.length * 0.3));
  }),
];

export const images: BadCase[] = [
  ...truncated,
  ...headOnly,
  ...bombs,
  ...tiny,
  ...foreign.map(([name, code, make]) => badFile(name, code, make)),
  ...broken,
];
