import { expect, test } from 'vitest';
import { pinLimits } from '../../domain/pins/content-limits.ts';
import { pixelLimit, processMemory } from './pixel-limit.ts';

const gigabyte = 2 ** 30;
const { maxPixels } = pinLimits.image;

test.each([
  ['a JPEG decoded row by row', 'jpeg', false, 3, gigabyte, maxPixels],
  ['a progressive JPEG', 'jpeg', true, 3, gigabyte, 44_739_242],
  ['the same with more memory', 'jpeg', true, 3, 4 * gigabyte, maxPixels],
  ['a progressive JPEG for print', 'jpeg', true, 4, gigabyte, 33_554_432],
  ['an interlaced PNG', 'png', true, 4, gigabyte / 2, 33_554_432],
  ['a PNG', 'png', false, 4, gigabyte / 2, maxPixels],
  ['a WebP', 'webp', false, 3, gigabyte, 67_108_864],
] as const)('%s', (_name, format, isProgressive, channels, memory, expected) => {
  expect(pixelLimit(format, { isProgressive, channels }, memory)).toBe(expected);
});

test('there is memory to speak of', () => {
  expect(processMemory()).toBeGreaterThan(100_000_000);
  expect(processMemory()).toBeLessThan(2 ** 50);
});
