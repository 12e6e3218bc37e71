import { describe, expect, test } from 'vitest';
import { isHopeless, retryDelayMs, type Standing } from './retries.ts';

const day = 24 * 3600_000;

test('waits grow, are spread, and end after about a day', () => {
  const waits: number[] = [];
  for (let failed = 1; ; failed++) {
    const [least, middle, most] = [0, 0.5, 1].map((random) => retryDelayMs(failed, random));
    if (middle === null || middle === undefined) break;
    expect(least).toBe(Math.round(middle * 0.9));
    expect(most).toBe(Math.round(middle * 1.1));
    waits.push(middle);
  }
  expect(waits).toHaveLength(10);
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  const total = waits.reduce((sum, ms) => sum + ms);
  expect(total).toBeGreaterThan(0.95 * day);
  expect(total).toBeLessThanOrEqual(day);
});

describe('when to stop trying', () => {
  const now = new Date('2026-12-10T00:00:00Z');
  const ago = (days: number) => new Date(now.getTime() - days * day);
  const standing = (change: Partial<Standing>): Standing => ({
    failureCount: 0,
    failingSince: ago(1),
    lastSuccessAt: null,
    activeSince: ago(30),
    ...change,
  });

  test.each<[string, Partial<Standing>, boolean]>([
    ['a first failure after a quiet month', { lastSuccessAt: ago(30) }, false],
    ['three days of failures', { failingSince: ago(3), lastSuccessAt: ago(3.1) }, true],
    ['almost three days of failures', { failingSince: ago(2.9) }, false],
    ['twenty given up in a row, nothing for three days', { failureCount: 20 }, true],
    ['nineteen given up in a row', { failureCount: 19 }, false],
    [
      'twenty given up, but a success two days ago',
      { failureCount: 20, lastSuccessAt: ago(2) },
      false,
    ],
    ['twenty given up, but new', { failureCount: 20, activeSince: ago(2) }, false],
  ])('%s', (_what, change, hopeless) => {
    expect(isHopeless(standing(change), now)).toBe(hopeless);
  });
});
