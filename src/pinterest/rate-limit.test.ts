import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRateLimit, parseRetryAfter } from './rate-limit.ts';

const now = Date.UTC(2026, 10, 21);

const orgRead =
  '100, 100;w=1;name="safety_net_app_id_user_id", 1000;w=60;name="org_read_app_id_user_id"';

test('reads the structured form observed since 2026-02', () => {
  const headers = {
    'x-ratelimit-limit': orgRead,
    'x-ratelimit-remaining': '99',
    'x-ratelimit-reset': '1',
  };
  expect(parseRateLimit(headers, now)).toEqual({
    limit: 100,
    remaining: 99,
    resetMs: 1000,
    policies: [
      { quota: 100, windowSeconds: 1, name: 'safety_net_app_id_user_id' },
      { quota: 1000, windowSeconds: 60, name: 'org_read_app_id_user_id' },
    ],
  });
});

test.each([
  ['100', 100, []],
  [' 300 ', 300, []],
  [
    '100, 100;w=1, 1000;w=60',
    100,
    [
      { quota: 100, windowSeconds: 1 },
      { quota: 1000, windowSeconds: 60 },
    ],
  ],
  [
    '300, 300;w=86400;name="org_write_app_id"',
    300,
    [{ quota: 300, windowSeconds: 86400, name: 'org_write_app_id' }],
  ],
  ['60;w=60;name="only"', 60, [{ quota: 60, windowSeconds: 60, name: 'only' }]],
  ['60, 60; w = 60 ;name="a,b;c"', 60, [{ quota: 60, windowSeconds: 60, name: 'a,b;c' }]],
  ['60, 60;name=bare;w=60', 60, [{ quota: 60, windowSeconds: 60, name: 'bare' }]],
  ['60, 60;w=soon', 60, []],
  ['none', null, []],
  ['', null, []],
  ['99999999999999999999', null, []],
])('limit %j', (text, limit, policies) => {
  const parsed = parseRateLimit({ 'x-ratelimit-limit': text }, now);
  expect(parsed).toEqual({ limit, remaining: null, resetMs: null, policies });
});

test('no header is not a limit of zero', () => {
  expect(parseRateLimit({}, now)).toBeNull();
  expect(parseRateLimit({ 'x-ratelimit-remaining': '0' }, now)?.remaining).toBe(0);
});

test('a repeated header reads like one with commas', () => {
  const repeated = { 'x-ratelimit-limit': ['100', '100;w=1', '1000;w=60'] };
  const joined = { 'x-ratelimit-limit': '100, 100;w=1, 1000;w=60' };
  expect(parseRateLimit(repeated, now)).toEqual(parseRateLimit(joined, now));
});

test.each([
  ['0', 0],
  ['59', 59_000],
  ['86400', 86_400_000],
  ['999999', 999_999_000],
  [String(now / 1000 + 30), 30_000],
  [String(now + 45_000), 45_000],
  [String(now / 1000 - 30), 0],
  ['-5', null],
])('a reset of %s is %s ms away', (text, resetMs) => {
  expect(parseRateLimit({ 'x-ratelimit-reset': text }, now)?.resetMs).toBe(resetMs);
});

test.each([
  ['7', 7000],
  ['0', 0],
  ['1.5', 2000],
  ['Sat, 21 Nov 2026 00:02:00 GMT', 120_000],
  ['Fri, 20 Nov 2026 00:00:00 GMT', 0],
  ['later', null],
  ['-1', null],
  ['', null],
  [undefined, null],
])('Retry-After %j is %s ms', (text, expected) => {
  expect(parseRetryAfter({ 'retry-after': text }, now)).toBe(expected);
});

const headerLike = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom(...'0123456789,;=" wname-.') }),
  fc.integer().map(String),
);

test('no string makes the parser throw or invent a number', () => {
  fc.assert(
    fc.property(
      headerLike,
      headerLike,
      headerLike,
      headerLike,
      (limit, remaining, reset, after) => {
        const headers = {
          'x-ratelimit-limit': limit,
          'x-ratelimit-remaining': remaining,
          'x-ratelimit-reset': reset,
          'retry-after': after,
        };
        const parsed = parseRateLimit(headers, now);
        const numbers = [
          parsed?.limit,
          parsed?.remaining,
          parsed?.resetMs,
          parseRetryAfter(headers, now),
          ...(parsed?.policies ?? []).flatMap((policy) => [policy.quota, policy.windowSeconds]),
        ];
        for (const number of numbers) {
          if (number !== null && number !== undefined) {
            expect(Number.isFinite(number) && number >= 0).toBe(true);
          }
        }
      },
    ),
  );
});

test('every policy that is written is read back', () => {
  const policy = fc.record({
    quota: fc.nat(),
    windowSeconds: fc.nat(),
    name: fc.stringMatching(/^[a-z_,;= ]{1,20}$/),
  });
  fc.assert(
    fc.property(fc.array(policy), fc.nat(), (policies, limit) => {
      const written = policies.map((p) => `${p.quota};w=${p.windowSeconds};name="${p.name}"`);
      const header = [String(limit), ...written].join(', ');
      expect(parseRateLimit({ 'x-ratelimit-limit': header }, now)).toMatchObject({
        limit,
        policies,
      });
    }),
  );
});
