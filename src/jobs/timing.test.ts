import { expect, test } from 'vitest';
import { startStopwatch, withHeartbeat } from './timing.ts';
import type { JobSource } from './job-source.ts';

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
  wall -= 3_600_000; // The clock is set back.
  expect(elapsed()).toBe(30);
});

test('a claim and a renewal beat; a claim that failed does not', async () => {
  let now = 1_000;
  let fails = false;
  const inner: JobSource<{ id: string }> = {
    name: 'job',
    leaseMs: 1,
    claim: () =>
      fails
        ? Promise.reject(new Error('gone'))
        : Promise.resolve({ jobs: [], at: new Date(), passedOver: false, left: false }),
    renew: () => Promise.resolve([]),
    release: () => Promise.resolve([]),
    reclaimExpired: () => Promise.resolve(0),
    msUntilDue: () => Promise.resolve(null),
    fail: () => Promise.resolve(),
    onWake: () => () => {},
  };
  const { source, pulse } = withHeartbeat(inner, () => now);
  expect(pulse.ageMs()).toBeNull();
  await source.claim('w', 1);
  expect(pulse.ageMs()).toBe(0);
  [now, fails] = [2_000, true];
  await expect(source.claim('w', 1)).rejects.toThrow('gone');
  expect(pulse.ageMs()).toBe(1_000);
  await source.renew('w', []);
  expect(pulse.ageMs()).toBe(0);
});
