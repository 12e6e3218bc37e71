import { expect, test } from 'vitest';
import { sparkline } from './sparkline.ts';

test('the lowest and the highest bar stand for 0 and 100, and what is beyond them', () => {
  expect(sparkline([0, 50, 100])).toBe('▁▅█');
  expect(sparkline([-5, 140])).toBe('▁█');
  expect(sparkline([])).toBe('');
});

test('several values share a bar, so that the last bar is complete', () => {
  expect(sparkline([100, 0, 0, 100, 100], 2)).toBe('█▁█');
  expect(sparkline([0, 100, 0, 100], 2)).toBe('▅▅');
});
