import { expect, test } from 'vitest';
import { readRange } from './range.ts';

test.each<[string | undefined, ReturnType<typeof readRange>]>([
  ['bytes=0-0', { start: 0, end: 1 }],
  ['bytes=3-6', { start: 3, end: 7 }],
  ['bytes=3-', { start: 3, end: 10 }],
  ['bytes=-4', { start: 6, end: 10 }],
  ['bytes=-40', { start: 0, end: 10 }],
  ['bytes=9-400', { start: 9, end: 10 }],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=6-3', null],
  ['bytes=0-1,4-5', null],
  ['bytes=-', null],
  ['items=0-1', null],
  ['bytes=a-b', null],
  [undefined, null],
])('of ten bytes, %s', (header, expected) => {
  expect(readRange(header, 10)).toEqual(expected);
});

test('an empty file has no part', () => {
  expect(readRange('bytes=0-', 0)).toBe('unsatisfiable');
});
