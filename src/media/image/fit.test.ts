import * as fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { planCarousel, matchesRatio, type Ratio, type Size } from './carousel.ts';
import { fitImage } from './fit.ts';

const plain = (width: number, height: number, background = '#2060c0'): Sharp =>
  sharp({ create: { width, height, channels: 3, background } });

async function colorAt(data: Buffer, x: number, y: number): Promise<number[]> {
  const area = { left: x, top: y, width: 1, height: 1 };
  return [...(await sharp(data).extract(area).removeAlpha().raw().toBuffer())];
}
const near = (color: readonly number[], expected: readonly number[]): boolean =>
  color.every((value, index) => Math.abs(value - (expected[index] ?? 0)) <= 4);

describe('fitImage', () => {
  it.each<[string, Size, Ratio, Size]>([
    ['a wide image to 2:3', { width: 900, height: 600 }, [2, 3], { width: 400, height: 600 }],
    ['a tall image to 1:1', { width: 300, height: 900 }, [1, 1], { width: 300, height: 300 }],
    ['a square to 2:3', { width: 500, height: 500 }, [2, 3], { width: 333, height: 500 }],
  ])('crops %s', async (_name, { width, height }, ratio, expected) => {
    const fitted = await fitImage(await plain(width, height).png().toBuffer(), {
      mode: 'crop',
      ratio,
    });
    expect(fitted).toMatchObject({ ...expected, contentType: 'image/png', unchanged: false });
    expect(await sharp(fitted.data).metadata()).toMatchObject(expected);
    expect(fitted.notes).toEqual([
      `Cropped from ${width}×${height} to ${expected.width}×${expected.height} pixels (${ratio.join(':')}).`,
    ]);
  });

  it('keeps what draws the eye when it crops', async () => {
    const face = await sharp({
      create: {
        width: 120,
        height: 120,
        channels: 3,
        background: '#ff3020',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .png()
      .toBuffer();
    const data = await plain(1200, 400, '#d0d0d0')
      .composite([{ input: face, left: 1040, top: 140 }])
      .png()
      .toBuffer();
    const fitted = await fitImage(data, { mode: 'crop', ratio: [1, 1] });
    const { channels } = await sharp(fitted.data).stats();
    expect(channels[0]?.stdev).toBeGreaterThan(10);
  });

  it('pads with the colour along the edge', async () => {
    const middle = await plain(300, 100, '#ffffff').png().toBuffer();
    const data = await plain(600, 300)
      .composite([{ input: middle }])
      .png()
      .toBuffer();
    const fitted = await fitImage(data, { mode: 'pad', ratio: [2, 3] });
    expect(fitted).toMatchObject({ width: 600, height: 900 });
    expect(near(await colorAt(fitted.data, 300, 5), [0x20, 0x60, 0xc0])).toBe(true);
    expect(near(await colorAt(fitted.data, 300, 450), [255, 255, 255])).toBe(true);
    expect(fitted.notes).toEqual(['Padded from 600×300 to 600×900 pixels (2:3).']);
  });

  it('pads with the colour that is asked for', async () => {
    const data = await plain(300, 600).jpeg().toBuffer();
    const fitted = await fitImage(data, { mode: 'pad', ratio: [1, 1], background: '#00ff00' });
    expect(fitted).toMatchObject({ width: 600, height: 600, contentType: 'image/jpeg' });
    expect(near(await colorAt(fitted.data, 5, 300), [0, 255, 0])).toBe(true);
  });

  it('refuses a colour that is none', async () => {
    const data = await plain(300, 600).jpeg().toBuffer();
    const options = { mode: 'pad', ratio: [1, 1], background: 'reddish' } as const;
    await expect(fitImage(data, options)).rejects.toMatchObject({ code: 'PIN_COLOR_INVALID' });
  });

  it('never makes the frame larger than what is sent', async () => {
    const fitted = await fitImage(await plain(4000, 400).png().toBuffer(), {
      mode: 'pad',
      ratio: [2, 3],
    });
    expect(fitted).toMatchObject({ width: 2731, height: 4096 });
  });

  it('leaves an image alone that has the ratio within a per cent', async () => {
    const data = await plain(1000, 1508).jpeg().toBuffer();
    for (const mode of ['crop', 'pad', 'error'] as const) {
      const fitted = await fitImage(data, { mode, ratio: [2, 3] });
      expect(fitted.data.equals(data)).toBe(true);
      expect(fitted).toMatchObject({ unchanged: true, notes: [] });
    }
  });

  it('refuses another shape in mode error, and a crop that leaves too little', async () => {
    const data = await plain(900, 600).png().toBuffer();
    await expect(fitImage(data, { mode: 'error', ratio: [2, 3] })).rejects.toMatchObject({
      code: 'IMAGE_RATIO',
      message: 'The image is 900×600, which is not 2:3.',
    });
    const strip = await plain(1000, 110).png().toBuffer();
    await expect(fitImage(strip, { mode: 'crop', ratio: [2, 3] })).rejects.toMatchObject({
      code: 'IMAGE_TOO_SMALL',
    });
  });
});

describe('planCarousel', () => {
  const tall = { width: 1000, height: 1500 };
  const square = { width: 800, height: 800 };
  const wide = { width: 1600, height: 900 };

  it.each<[string, Size[], Parameters<typeof planCarousel>[1], unknown]>([
    [
      'images alike',
      [tall, { width: 600, height: 900 }],
      undefined,
      { ratio: [1000, 1500], needs: ['ok', 'ok'] },
    ],
    ['a pixel off', [tall, { width: 667, height: 1000 }], undefined, { needs: ['ok', 'ok'] }],
    ['a mixed set', [tall, square], undefined, { code: 'PIN_MIXED_ASPECT' }],
    ['a mixed set in mode error', [tall, square], { mode: 'error' }, { code: 'PIN_MIXED_ASPECT' }],
    [
      'a mixed set to crop',
      [tall, square, tall],
      { mode: 'crop' },
      { ratio: [2, 3], needs: ['ok', 'crop', 'ok'] },
    ],
    [
      'a mixed set to pad',
      [square, wide],
      { mode: 'pad' },
      { ratio: [1, 1], needs: ['ok', 'pad'] },
    ],
    [
      'images alike to crop',
      [wide, wide],
      { mode: 'crop' },
      { ratio: [1600, 900], needs: ['ok', 'ok'] },
    ],
    [
      'images alike of another ratio',
      [wide, wide],
      { mode: 'crop', ratio: [2, 3] },
      { ratio: [2, 3], needs: ['crop', 'crop'] },
    ],
    [
      'a wrong ratio in mode error',
      [wide, wide],
      { mode: 'error', ratio: [2, 3] },
      { code: 'PIN_MIXED_ASPECT' },
    ],
    ['nothing', [], undefined, { ratio: [1, 1], needs: [] }],
  ])('plans %s', (_name, images, fit, expected) => {
    expect(planCarousel(images, fit)).toMatchObject(expected as object); // each row says what matters
  });

  it('names the sizes and the place in the request', () => {
    expect(planCarousel([tall, square], undefined, 'mediaItems')).toMatchObject({
      field: 'mediaItems',
      message: 'The images of the carousel have different shapes: 1000×1500, 800×800.',
    });
  });

  it('always finds a plan when it may crop or pad, and calls nothing ok that is not', () => {
    const size = fc.record({
      width: fc.integer({ min: 1, max: 9000 }),
      height: fc.integer({ min: 1, max: 9000 }),
    });
    fc.assert(
      fc.property(
        fc.array(size, { minLength: 2, maxLength: 5 }),
        fc.constantFrom('crop' as const, 'pad' as const),
        (images, mode) => {
          const plan = planCarousel(images, { mode });
          if ('code' in plan) throw new Error('no plan');
          images.forEach((image, index) => {
            expect(plan.needs[index]).toBe(matchesRatio(image, plan.ratio) ? 'ok' : mode);
          });
        },
      ),
    );
  });
});
