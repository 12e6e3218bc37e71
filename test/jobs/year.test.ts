import { expect, test } from 'vitest';
import { published } from '../crash/crash-harness.ts';
import { hour, minute, startPublishing } from './publisher.ts';

test('a plan for a year: every Pin goes out at its time, through tokens that end and limits that reset', async () => {
  const here = await startPublishing({ access: 'trial' });
  const { harness, pass, see, clock } = here;
  try {
    const week = 7 * 24 * hour;
    const began = clock.now();
    const ids = await harness.schedule(
      Array.from({ length: 52 }, (_, index) => ({
        account: harness.account(0),
        title: `Week ${index + 1}`,
        inMs: (index + 1) * week,
      })),
    );
    for (const [index, id] of ids.entries()) {
      // One look a minute before, so that none goes out early.
      await pass(began + (index + 1) * week - minute - clock.now());
      expect((await harness.pin(id)).status).toBe('scheduled');
      await pass(minute + 1_000);
      const pin = await see(id, ({ status }) => status === 'published');
      const late = Number(pin.publishedAt) - Number(pin.scheduledFor);
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThan(10_000);
    }
    expect([...published(harness).values()].every((count) => count === 1)).toBe(true);
    // Access tokens live for 30 days, so they were renewed on the way.
    expect(harness.sandbox.control.counts()['oauth/token'] ?? 0).toBeGreaterThanOrEqual(10);
  } finally {
    await here.close();
  }
});
