import * as fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { LinchpinError } from '../../domain/errors/index.ts';
import { decodeBmp } from './bmp.ts';
import { inspectImage } from './inspect.ts';
import { prepareImage } from './prepare.ts';

/** Red above blue, as a bitmap. */
function bitmap({
  width = 150,
  height = 120,
  bits = 24,
  topDown = false,
  compression = 0,
} = {}): Buffer {
  const stride = Math.ceil((width * bits) / 32) * 4;
  const pixelsAt = compression === 3 ? 66 : 54;
  const file = Buffer.alloc(pixelsAt + stride * height);
  file.write('BM');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(pixelsAt, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(topDown ? -height : height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(bits, 28);
  file.writeUInt32LE(compression, 30);
  if (compression === 3)
    [0xff0000, 0xff00, 0xff].forEach((mask, i) => file.writeUInt32LE(mask, 54 + i * 4));
  for (let row = 0; row < height; row += 1) {
    const isUpper = (topDown ? row : height - 1 - row) < height / 2;
    for (let column = 0; column < width; column += 1) {
      const at = pixelsAt + row * stride + (column * bits) / 8;
      file[at + (isUpper ? 2 : 0)] = 200;
    }
  }
  return file;
}

describe('a BMP', () => {
  it.each([
    ['24 bits', {}],
    ['rows that need padding', { width: 151 }],
    ['32 bits', { bits: 32 }],
    ['32 bits with masks', { bits: 32, compression: 3 }],
    ['the first row on top', { topDown: true }],
  ])('of %s becomes a JPEG', async (_name, options) => {
    const file = bitmap(options);
    const width = 'width' in options ? options.width : 150;
    expect(await inspectImage(file)).toMatchObject({ format: 'bmp', width, height: 120 });
    const prepared = await prepareImage(file);
    expect(prepared).toMatchObject({
      contentType: 'image/jpeg',
      width,
      height: 120,
      unchanged: false,
    });
    expect(prepared.notes).toEqual(['Converted from a BMP image to JPEG.']);
    const raw = await sharp(prepared.data).raw().toBuffer();
    const [top, bottom] = [raw.subarray(0, 3), raw.subarray(-3)];
    expect([...top].map((value) => Math.round(value / 100))).toEqual([2, 0, 0]);
    expect([...bottom].map((value) => Math.round(value / 100))).toEqual([0, 0, 2]);
  });

  it.each([
    ['a palette', 'MEDIA_FORMAT_UNSUPPORTED', () => bitmap({ bits: 8 })],
    ['run-length compression', 'MEDIA_FORMAT_UNSUPPORTED', () => bitmap({ compression: 1 })],
    ['half its rows', 'IMAGE_BROKEN', () => bitmap().subarray(0, 20_000)],
    ['half a header', 'IMAGE_BROKEN', () => bitmap().subarray(0, 40)],
    ['99 pixels', 'IMAGE_TOO_SMALL', () => bitmap({ width: 99 })],
    [
      'an endless width',
      'IMAGE_TOO_MANY_PIXELS',
      () => {
        const file = bitmap();
        file.writeInt32LE(2_000_000_000, 18);
        return file;
      },
    ],
  ])('with %s is refused as %s', async (_name, code, make) => {
    await expect(prepareImage(make())).rejects.toMatchObject({ code });
  });

  it('gives pixels or a known code, however damaged', () => {
    const whole = bitmap({ width: 20, height: 20 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(60), fc.nat(255)), { maxLength: 8 }),
        fc.nat(1300),
        (changes, length) => {
          const file = Buffer.from(whole.subarray(0, length));
          for (const [at, byte] of changes) if (at < file.length) file[at] = byte;
          try {
            const { data, width, height } = decodeBmp(file);
            expect(data.length).toBe(width * height * 3);
          } catch (error) {
            expect(error).toBeInstanceOf(LinchpinError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
