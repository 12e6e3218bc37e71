import { expect, test } from 'vitest';
import { deliverWhileKilled } from './killed-workers.ts';

test('workers killed while they deliver to a receiver that fails: all arrives, signed, in its order', async () => {
  const figures = await deliverWhileKilled({
    posts: 40,
    eventsOfPost: 5,
    failing: 0.3,
    kills: 3,
    timeoutMs: 60_000,
  });
  expect(figures).toMatchObject({
    events: 200,
    lost: 0,
    wrongSignatures: 0,
    outOfOrder: 0,
    differing: 0,
  });
  // At least once: what was in flight when its worker died comes again, and nothing else.
  expect(figures.doubled).toBeLessThanOrEqual(3 * 4);
}, 120_000);
