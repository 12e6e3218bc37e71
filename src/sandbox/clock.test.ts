import { expect, test } from 'vitest';
import { createClock } from './clock.ts';

test('a frozen clock moves only when told', () => {
  const clock = createClock();
  clock.freeze(true);
  const start = clock.now();
  clock.advance(90_000);
  expect(clock.now()).toBe(start + 90_000);
  clock.set(1_000_000);
  expect(clock.now()).toBe(1_000_000);
});

test('thawing does not jump', () => {
  const clock = createClock();
  clock.set(5_000_000);
  clock.freeze(true);
  const frozen = clock.now();
  clock.freeze(false);
  expect(clock.now() - frozen).toBeLessThan(1000);
  expect(clock.now()).toBeGreaterThanOrEqual(frozen);
});
