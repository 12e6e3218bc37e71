import { expect, test } from 'vitest';
import { bar } from './chart.ts';

test('bars are as long as their values, and no value above 0 is without one', () => {
  expect([bar(0, 10, 4), bar(10, 10, 4), bar(5, 10, 4), bar(1, 1000, 4), bar(20, 10, 4)]).toEqual([
    '',
    '████',
    '██',
    '▏',
    '████',
  ]);
  expect(bar(3, 8, 1)).toBe('▍');
  expect(bar(1, 0, 4)).toBe('');
});
