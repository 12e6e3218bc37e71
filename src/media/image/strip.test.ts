import { crc32 } from 'node:zlib';
import * as fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { prepareImage } from './prepare.ts';
import { stripMetadata } from './strip.ts';

const picture = (): Sharp =>
  sharp({
    create: {
      width: 120,
      height: 160,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 120, sigma: 40 },
    },
  });
const place = { IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 0/1' } };
const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><secret>Elm Street 7</secret></x:xmpmeta>';
const pixels = (data: Buffer): Promise<Buffer> => sharp(data).raw().toBuffer();

/** A JPEG segment. */
const segment = (marker: number, body: string): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker, 0, body.length + 2]), Buffer.from(body, 'latin1')]);
const behindStart = (data: Buffer, ...parts: Buffer[]): Buffer =>
  Buffer.concat([data.subarray(0, 2), ...parts, data.subarray(2)]);

function chunk(type: string, body: string): Buffer {
  const content = Buffer.from(type + body, 'latin1');
  const out = Buffer.alloc(content.length + 8);
  out.writeUInt32BE(body.length);
  content.copy(out, 4);
  out.writeUInt32BE(crc32(content), content.length + 4);
  return out;
}

describe('stripMetadata', () => {
  it.each<[string, 'jpeg' | 'png', () => Promise<Buffer>]>([
    ['EXIF of a JPEG', 'jpeg', () => picture().withExif(place).jpeg().toBuffer()],
    ['XMP of a JPEG', 'jpeg', () => picture().withXmp(xmp).jpeg().toBuffer()],
    [
      'EXIF of a progressive JPEG',
      'jpeg',
      () => picture().withExif(place).jpeg({ progressive: true }).toBuffer(),
    ],
    ['EXIF of a PNG', 'png', () => picture().withExif(place).png().toBuffer()],
    ['XMP of a PNG', 'png', () => picture().withXmp(xmp).png().toBuffer()],
    [
      'captions of a JPEG',
      'jpeg',
      async () =>
        behindStart(
          await picture().jpeg().toBuffer(),
          segment(0xed, 'Photoshop 3.0\0Elm Street 7'),
        ),
    ],
    [
      'a comment of a JPEG',
      'jpeg',
      async () => behindStart(await picture().jpeg().toBuffer(), segment(0xfe, 'Elm Street 7')),
    ],
    [
      'a preview index of a JPEG',
      'jpeg',
      async () =>
        behindStart(await picture().jpeg().toBuffer(), segment(0xe2, 'MPF\0Elm Street 7')),
    ],
    [
      'a clip behind a JPEG',
      'jpeg',
      async () =>
        Buffer.concat([
          await picture().jpeg().toBuffer(),
          Buffer.from('\0\0\0\x18ftypmp42Elm Street 7'),
        ]),
    ],
    [
      'text of a PNG',
      'png',
      async () => {
        const data = await picture().png().toBuffer();
        return Buffer.concat([
          data.subarray(0, 33),
          chunk('tEXt', 'Location\0Elm Street 7'),
          data.subarray(33),
        ]);
      },
    ],
  ])('drops %s and keeps every pixel', async (_name, format, make) => {
    const data = await make();
    const prepared = await prepareImage(data);
    expect(prepared.data.length).toBeLessThan(data.length);
    expect((await pixels(prepared.data)).equals(await pixels(data))).toBe(true);
    expect(prepared.data.includes('Elm Street')).toBe(false);
    const { exif, xmp: left, iptc } = await sharp(prepared.data).metadata();
    expect({ exif, left, iptc }).toEqual({});
    expect(prepared).toMatchObject({
      unchanged: false,
      width: 120,
      height: 160,
      contentType: `image/${format}`,
    });
    expect(prepared.notes).toEqual(['Removed hidden details such as place, device and edits.']);
  });

  it('keeps the colour profile', async () => {
    const data = await picture().withIccProfile('srgb').withExif(place).jpeg().toBuffer();
    const before = await sharp(data).metadata();
    const after = await sharp((await prepareImage(data)).data).metadata();
    expect(before.icc?.length).toBeGreaterThan(100);
    expect(after.icc?.equals(before.icc ?? Buffer.alloc(0))).toBe(true);
    expect(after.exif).toBeUndefined();
  });

  it('is told of also where the picture is converted', async () => {
    const data = await picture().withExif(place).webp().toBuffer();
    const prepared = await prepareImage(data);
    expect(prepared.notes).toContain('Removed hidden details such as place, device and edits.');
    expect((await sharp(prepared.data).metadata()).exif).toBeUndefined();
  });

  it('promises nothing about a file it cannot follow, and never throws', async () => {
    const files = {
      jpeg: await picture().withExif(place).jpeg().toBuffer(),
      png: await picture().withExif(place).png().toBuffer(),
    };
    expect(stripMetadata(files.jpeg.subarray(0, -2), 'jpeg')).toBeNull();
    expect(stripMetadata(files.png.subarray(0, -12), 'png')).toBeNull();
    fc.assert(
      fc.property(
        fc.constantFrom('jpeg' as const, 'png' as const),
        fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 6 }),
        fc.nat(4000),
        (format, changes, length) => {
          const data = Buffer.from(files[format].subarray(0, length));
          for (const [at, byte] of changes) if (at < data.length) data[at] = byte;
          const stripped = stripMetadata(data, format);
          expect(stripped === null || stripped.length <= data.length).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
