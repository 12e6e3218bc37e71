import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeH264 } from '../testing/h264.ts';
import { pixelFormatOf } from './pixel-format.ts';

test.each([
  [1, 8, '4:2:0'],
  [1, 10, '4:2:0'],
  [2, 8, '4:2:2'],
  [2, 10, '4:2:2'],
  [3, 8, '4:4:4'],
  [3, 14, '4:4:4'],
] as const)('H.264 of chroma format %i with %i bits', (chroma, bits, name) => {
  const { description } = encodeH264(1080, 1920, { chroma, bits });
  expect(pixelFormatOf('h264', description)).toEqual({ chroma: name, bits });
});

test('whatever is cut off or damaged is not known, or is a format that exists', () => {
  const { description } = encodeH264(1080, 1920, { chroma: 3, bits: 10 });
  const damaged = fc
    .tuple(fc.nat(description.length), fc.nat(description.length - 1), fc.nat(255))
    .map(([end, at, value]) => {
      const bytes = Buffer.from(description);
      bytes[at] = value;
      return bytes.subarray(0, end);
    });
  fc.assert(
    fc.property(fc.constantFrom('h264', 'h265'), damaged, (codec, bytes) => {
      const format = pixelFormatOf(codec, bytes);
      if (format === null) return;
      expect(format.chroma).toMatch(/^4:[024]:[024]$/);
      expect(format.bits).toBeGreaterThanOrEqual(8);
    }),
  );
});
