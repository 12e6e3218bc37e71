import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { makeHeic } from '../testing/make-heic.ts';
import { inspectImage } from './inspect.ts';
import { prepareImage } from './prepare.ts';

/** Four quarters of different colours, so that every rotation shows. */
const colorAt = (x: number, y: number): [number, number, number] => {
  if (y < 96) return x < 64 ? [192, 0, 0] : [0, 192, 0];
  return x < 64 ? [0, 0, 192] : [192, 192, 192];
};

/** Colours in the middle of the four quarters, each channel rounded to 0–4. */
async function quarters(data: Buffer): Promise<string> {
  const { data: raw, info } = await sharp(data).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): string => {
    const start =
      (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
    return [...raw.subarray(start, start + 3)].map((value) => Math.round(value / 64)).join('');
  };
  return [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)].join(' ');
}

async function displayP3(): Promise<Buffer> {
  const image = sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } });
  const { icc } = await sharp(await image.withIccProfile('p3').jpeg().toBuffer()).metadata();
  return icc ?? Buffer.alloc(0);
}

describe('a HEIC', () => {
  it.each([
    [0, 128, 192, '300 030 003 333'],
    [90, 192, 128, '003 300 333 030'],
    [180, 128, 192, '333 003 030 300'],
    [270, 192, 128, '030 333 300 003'],
  ] as const)(
    'turned by %i degrees becomes an upright JPEG',
    async (rotation, width, height, shown) => {
      const file = makeHeic({ colorAt, rotation });
      expect(await inspectImage(file)).toMatchObject({ format: 'heic', width, height });
      const prepared = await prepareImage(file);
      expect(prepared).toMatchObject({
        contentType: 'image/jpeg',
        width,
        height,
        unchanged: false,
      });
      expect(prepared.source).toMatchObject({ format: 'heic', width, height, bytes: file.length });
      expect(prepared.notes).toEqual(['Converted from a HEIC image to JPEG.']);
      expect(await quarters(prepared.data)).toBe(shown);
    },
  );

  it('with the wide colours of a phone becomes sRGB', async () => {
    const color = (): [number, number, number] => [200, 100, 100];
    const prepared = await prepareImage(makeHeic({ colorAt: color, icc: await displayP3() }));
    expect(prepared.notes[0]).toBe('Colours converted to 8-bit sRGB, the standard of the web.');
    const [red = 0, green = 0] = await sharp(prepared.data).raw().toBuffer();
    // The same colour needs a stronger red in sRGB: some 214, 93, 97.
    expect(red).toBeGreaterThan(207);
    expect(green).toBeLessThan(98);
  });

  it('that is cut off anywhere is refused', async () => {
    const file = makeHeic();
    for (const part of [0.001, 0.005, 0.01, 0.3, 0.9, 0.99]) {
      const cut = file.subarray(0, Math.floor(file.length * part));
      await expect(prepareImage(cut), `at ${part}`).rejects.toMatchObject({ code: 'IMAGE_BROKEN' });
    }
  });

  it('with more pixels than its decoder may take is refused before it is decoded', async () => {
    const file = makeHeic();
    const at = file.indexOf('ispe') + 8;
    file.writeUInt32BE(10_000, at);
    file.writeUInt32BE(8_000, at + 4);
    await expect(prepareImage(file)).rejects.toMatchObject({ code: 'IMAGE_TOO_MANY_PIXELS' });
  });

  it('that is too small is refused', async () => {
    const file = makeHeic({ width: 96, height: 96 });
    await expect(prepareImage(file)).rejects.toMatchObject({ code: 'IMAGE_TOO_SMALL' });
  });
});
