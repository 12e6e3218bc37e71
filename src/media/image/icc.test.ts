import * as fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { isSrgbProfile } from './icc.ts';

async function profile(name: string): Promise<Buffer> {
  const image = sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } });
  const { icc } = await sharp(await image.withIccProfile(name).jpeg().toBuffer()).metadata();
  return icc ?? Buffer.alloc(0);
}

describe('isSrgbProfile', () => {
  it.each([
    ['srgb', true],
    ['p3', false],
    ['cmyk', false],
  ])('tells %s', async (name, expected) => {
    const icc = await profile(name);
    expect(icc.length).toBeGreaterThan(132);
    expect(isSrgbProfile(icc)).toBe(expected);
  });

  it('never throws and never believes a damaged profile', async () => {
    const icc = await profile('srgb');
    fc.assert(
      fc.property(fc.nat(icc.length - 1), fc.uint8Array({ maxLength: 300 }), (cut, tail) => {
        // Behind the header and the tag table everything is garbage.
        expect(isSrgbProfile(Buffer.concat([icc.subarray(0, Math.min(cut, 140)), tail]))).toBe(
          false,
        );
      }),
    );
  });
});
