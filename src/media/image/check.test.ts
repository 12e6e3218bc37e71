import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { checkImage } from './check.ts';
import { prepareImage } from './prepare.ts';

const image = async (width: number, height: number, background = '#406080') =>
  prepareImage(
    await sharp({ create: { width, height, channels: 4, background } })
      .png()
      .toBuffer(),
  );

describe('checkImage', () => {
  it.each([
    [1000, 1500, []],
    [1080, 1080, []],
    [600, 900, []],
    [500, 750, ['warning IMAGE_SMALL']],
    [850, 850, ['warning IMAGE_SMALL']],
    [1600, 900, ['hint IMAGE_RATIO_UNUSUAL']],
    [1000, 2100, ['hint IMAGE_RATIO_UNUSUAL']],
    [1000, 2101, ['warning IMAGE_TOO_TALL']],
    [200, 700, ['warning IMAGE_SMALL', 'warning IMAGE_TOO_TALL']],
  ])('finds in %i×%i %j', async (width, height, expected) => {
    const found = checkImage(await image(width, height), 'mediaItems[0]');
    expect(found.map(({ code, severity }) => `${severity} ${code}`)).toEqual(expected);
    for (const { message, fix, field } of found) {
      expect(message + fix).not.toMatch(/[{}]/);
      expect(field).toBe('mediaItems[0]');
    }
  });

  it.each([
    ['#ffffff', ['IMAGE_BLANK']],
    ['#fdfdfe', ['IMAGE_BLANK']],
    ['#ffffff80', ['IMAGE_BLANK']],
    ['#00000000', ['IMAGE_BLANK']],
    // A sample of a colour is meant.
    ['#000000', []],
    ['#c02040', []],
    ['#00000080', []],
  ])('finds in a page of %s %j', async (background, expected) => {
    const found = checkImage(await image(1000, 1500, background));
    expect(found.map(({ code }) => code)).toEqual(expected);
  });

  it('warns of a large animation, not of a large still', async () => {
    const prepared = await image(1000, 1500);
    const gif = { ...prepared.source, format: 'gif', animated: true, bytes: 12 * 2 ** 20 } as const;
    expect(checkImage({ ...prepared, source: gif })[0]).toMatchObject({
      code: 'GIF_LARGE',
      message: 'The animation is 12 MB; Pinterest may not play GIFs over 10 MB.',
    });
    expect(checkImage({ ...prepared, source: { ...gif, animated: false } })).toEqual([]);
  });
});
