import { expect, test } from 'vitest';
import { deliverWhileKilled } from './killed-workers.ts';

test('10,000 deliveries to a receiver that fails 30 % of the time, with killed workers', async () => {
  const figures = await deliverWhileKilled({
    posts: 1_000,
    eventsOfPost: 10,
    failing: 0.3,
    kills: 10,
    timeoutMs: 800_000,
  });
  console.log(figures);
  expect(figures).toMatchObject({
    events: 10_000,
    lost: 0,
    wrongSignatures: 0,
    outOfOrder: 0,
    differing: 0,
  });
  expect(figures.failedShare).toBeGreaterThan(0.25);
  expect(figures.doubled).toBeLessThanOrEqual(10 * 4);
}, 900_000);
