import { describe, expect, test } from 'vitest';
import { checkPolicy, defaultPolicy, nthDelay, type PublishPolicy } from './policy.ts';

test('the policy in use keeps every promise', () => {
  expect(checkPolicy(defaultPolicy)).toEqual([]);
});

describe('a policy that would break one is named', () => {
  test.each<[string, Partial<PublishPolicy>, RegExp]>([
    [
      'absence proven while a request can still take effect',
      { absentAfterMs: 59_999 },
      /absentAfterMs/,
    ],
    ['a longer request than absence allows for', { createTimeoutMs: 45_001 }, /absentAfterMs/],
    ['one look as a proof', { absentAfterReads: 1 }, /may lag/],
    ['a lease that one failed renewal ends', { renewEveryMs: 6_500 }, /leaseMs/],
    [
      'no time between the last look at the clock and the request',
      { sendMarginMs: 0 },
      /sendMarginMs/,
    ],
    ['a takeover later than 20 s', { leaseMs: 18_001 }, /taken over/],
    ['asking the person before the proof', { reconcileForMs: 60_000 }, /asked/],
    ['a busy loop', { unreachableDelaysMs: [0] }, /longer than nothing/],
    ['a wait without a length', { reconcileDelaysMs: [] }, /longer than nothing/],
    ['no try at all', { maxAttempts: 0 }, /at least once/],
  ])('%s', (_, change, named) => {
    expect(checkPolicy({ ...defaultPolicy, ...change })).toEqual([expect.stringMatching(named)]);
  });
});

test('the last wait repeats', () => {
  expect([0, 1, 2, 9].map((waits) => nthDelay([1, 5, 10], waits))).toEqual([1, 5, 10, 10]);
});
