import { expect, test } from 'vitest';
import { startStopwatch } from './stopwatch.ts';

test('of two clocks the one that saw more time counts', () => {
  let [monotonic, wall] = [100, 5_000];
  const elapsed = startStopwatch(
    () => monotonic,
    () => wall,
  );
  expect(elapsed()).toBe(0);
  monotonic += 30;
  wall += 20;
  expect(elapsed()).toBe(30);
  wall += 60_000; // The machine slept: the monotonic clock did not see it.
  expect(elapsed()).toBe(60_020);
  wall -= 3_600_000; // Somebody set the clock back.
  expect(elapsed()).toBe(30);
});
