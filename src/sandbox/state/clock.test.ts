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

test('set back, it tells an earlier time, but what has elapsed stays elapsed', () => {
  const clock = createClock();
  clock.freeze(true);
  const [now, elapsed] = [clock.now(), clock.elapsed()];
  clock.advance(90_000);
  clock.set(now - 3_600_000);
  expect(clock.now()).toBe(now - 3_600_000);
  expect(clock.elapsed()).toBe(elapsed + 90_000);
  const other = createClock();
  other.restore(clock.offsets());
  expect(other.elapsed() - other.now()).toBe(3_690_000);
});
