import { expect, test } from 'vitest';
import { PinterestError, type PinterestErrorFields } from './errors.ts';
import { retryDelay } from './retry.ts';

const options = { maxRetries: 2, baseDelayMs: 100, maxDelayMs: 1000, random: () => 1 };

function failed(fields: Partial<PinterestErrorFields>): PinterestError {
  const base = { kind: 'server', outcome: 'unknown', operation: 'pins.get', message: 'x' } as const;
  return new PinterestError({ ...base, ...fields });
}

test.each(['network', 'timeout', 'server', 'rate_limited'] as const)(
  'a read repeats %s',
  (kind) => {
    expect(retryDelay({ method: 'GET', attempt: 1, error: failed({ kind }), options })).toBe(100);
  },
);

test.each([
  'auth',
  'permission',
  'trial_access',
  'restricted_feature',
  'not_found',
  'invalid',
  'spam_blocked',
  'aborted',
  'bad_response',
] as const)('nothing repeats %s', (kind) => {
  expect(retryDelay({ method: 'GET', attempt: 1, error: failed({ kind }), options })).toBeNull();
});

test('a POST is never repeated, not even one that was not sent', () => {
  for (const outcome of ['not_sent', 'rejected', 'unknown'] as const) {
    for (const kind of ['network', 'timeout', 'server', 'rate_limited'] as const) {
      const error = failed({ kind, outcome, retryAfterMs: 0 });
      expect(retryDelay({ method: 'POST', attempt: 1, error, options })).toBeNull();
    }
  }
});

test.each(['PATCH', 'DELETE'] as const)('%s is repeated only when nothing happened', (method) => {
  const after = (outcome: 'not_sent' | 'rejected' | 'unknown') =>
    retryDelay({ method, attempt: 1, error: failed({ kind: 'network', outcome }), options });
  expect(after('not_sent')).toBe(100);
  expect(after('rejected')).toBe(100);
  expect(after('unknown')).toBeNull();
});

test('waits double up to the ceiling, with jitter between half and all', () => {
  const wait = (attempt: number, random: number) =>
    retryDelay({
      method: 'GET',
      attempt,
      error: failed({}),
      options: { ...options, maxRetries: 9, random: () => random },
    });
  expect([1, 2, 3, 4, 5, 6].map((attempt) => wait(attempt, 1))).toEqual([
    100, 200, 400, 800, 1000, 1000,
  ]);
  expect(wait(1, 0)).toBe(50);
});

test('the number of repeats is limited', () => {
  const wait = (attempt: number, maxRetries: number) =>
    retryDelay({
      method: 'GET',
      attempt,
      error: failed({}),
      options: { ...options, maxRetries },
    });
  expect(wait(2, 2)).toBe(200);
  expect(wait(3, 2)).toBeNull();
  expect(wait(1, 0)).toBeNull();
});

test('what Pinterest asks for wins, and a long wait is left to the caller', () => {
  const wait = (retryAfterMs: number) =>
    retryDelay({
      method: 'GET',
      attempt: 1,
      error: failed({ kind: 'rate_limited', outcome: 'rejected', retryAfterMs }),
      options,
    });
  expect(wait(0)).toBe(0);
  expect(wait(1000)).toBe(1000);
  expect(wait(1001)).toBeNull();
});
