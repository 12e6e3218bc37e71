import { expect, test } from 'vitest';
import { withPulse } from './pulse.ts';
import type { LeasedQueue } from './queue.ts';

test('a claim and a renewal beat; a claim that failed does not', async () => {
  let now = 1_000;
  let fails = false;
  const inner: LeasedQueue<{ id: string }> = {
    name: 'job',
    leaseMs: 1,
    claim: () =>
      fails
        ? Promise.reject(new Error('gone'))
        : Promise.resolve({ jobs: [], at: new Date(), passedOver: false, left: false }),
    renew: () => Promise.resolve([]),
    release: () => Promise.resolve([]),
    reap: () => Promise.resolve(0),
    msUntilDue: () => Promise.resolve(null),
    giveBack: () => Promise.resolve(),
    onWake: () => () => {},
  };
  const { queue, pulse } = withPulse(inner, () => now);
  expect(pulse.ageMs()).toBeNull();
  await queue.claim('w', 1);
  expect(pulse.ageMs()).toBe(0);
  [now, fails] = [2_000, true];
  await expect(queue.claim('w', 1)).rejects.toThrow('gone');
  expect(pulse.ageMs()).toBe(1_000);
  await queue.renew('w', []);
  expect(pulse.ageMs()).toBe(0);
});
