import { expect, test } from 'vitest';
import { failureWaitMs } from './policy.ts';

const minute = 60_000;

test('tries after failures grow from 10 minutes to 6 hours, apart for each user', () => {
  const waits = (user: string) =>
    Array.from({ length: 9 }, (_, index) => failureWaitMs(index + 1, user) / minute);
  const wanted = [10, 20, 40, 80, 160, 320, 360, 360, 360];
  for (const user of ['a', 'b', '0193a2'])
    for (const [index, ms] of waits(user).entries()) {
      expect(ms).toBeLessThanOrEqual(wanted[index] ?? 0);
      expect(ms).toBeGreaterThan((wanted[index] ?? 0) * 0.8 - 0.001);
    }
  expect(waits('a')).toEqual(waits('a'));
  expect(waits('a')).not.toEqual(waits('b'));
});
