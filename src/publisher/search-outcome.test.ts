import { describe, expect, test } from 'vitest';
import { problem } from '../domain/errors/index.ts';
import { defaultPolicy } from './policy.ts';
import { notFound as decide, notReached, notRead, searchStart } from './search-outcome.ts';

type Parameters5 = Parameters<typeof decide>;
type Tail = [Parameters5[0], Parameters5[2], Parameters5[3], Parameters5[4]?];

const since = Date.parse('2026-11-21T12:00:00Z');
const pin = {
  waits: 0,
  reconcileSince: new Date(since),
  attempts: 1,
  problem: null,
  scheduledFor: new Date(since),
  movedTo: null,
};
/** Of a Pin that was sent, not restored. */
const notFound = (...[search, policy, nowMs, found]: Tail) =>
  decide(search, {}, policy, nowMs, found);
const after = (ms: number) => since + ms;
const minute = 60_000;
const down = problem('PINTEREST_UNAVAILABLE');
const refused = problem('PINTEREST_PERMISSION_DENIED');

describe('a board that was read and lacks the Pin', () => {
  test('is read again, waiting longer each time', () => {
    const delays = [0, 1, 2, 3, 4].map((waits) =>
      notFound({ ...pin, waits }, defaultPolicy, since),
    );
    expect(delays).toMatchObject(
      [5_000, 10_000, 20_000, 30_000, 30_000].map((delayMs) => ({
        kind: 'again',
        step: 'reconciling',
        delayMs,
      })),
    );
  });

  test('proves its absence after four looks over a minute, not earlier in either', () => {
    const looks = (waits: number, ms: number) =>
      notFound({ ...pin, waits }, defaultPolicy, after(ms));
    expect(looks(3, minute)).toEqual({ kind: 'again', step: 'preparing', delayMs: 0 });
    expect(looks(2, minute)).toMatchObject({ step: 'reconciling' });
    // One from a backup, looked for ahead of its time, still goes out at its time.
    const planned = { ...pin, waits: 3, scheduledFor: new Date(after(2 * minute)), movedTo: null };
    expect(notFound(planned, defaultPolicy, after(minute))).toMatchObject({ delayMs: minute });
    expect(looks(3, minute - 1)).toMatchObject({ step: 'reconciling' });
  });

  test('looks that got no answer do not count', () => {
    const unanswered = { ...pin, waits: 50, problem: down };
    expect(notFound(unanswered, defaultPolicy, after(120 * minute))).toMatchObject({
      step: 'reconciling',
    });
  });

  test('with a Pin that may be it after an edit: the person is asked, and shown which', () => {
    const candidates = [{ pinterestPinId: '9', title: 'x', createdAt: null, same: ['link'] }];
    expect(notFound({ ...pin, waits: 1 }, defaultPolicy, since, { candidates })).toMatchObject({
      step: 'reconciling',
    });
    expect(
      notFound({ ...pin, waits: 9 }, defaultPolicy, after(minute), { candidates }),
    ).toMatchObject({
      kind: 'failed',
      problem: { code: 'PIN_OUTCOME_UNKNOWN', details: { candidates } },
    });
  });

  test('while a clock was moved since the search began: it begins again, whatever time seems to have passed', () => {
    const start = { offsetMs: 3_600_000 };
    expect(notFound({ ...pin, waits: 9 }, defaultPolicy, after(60 * minute), { start })).toEqual({
      kind: 'again',
      step: 'reconciling',
      delayMs: 30_000,
      search: start,
    });
    expect(searchStart({ searchOffsetMs: null }, 500)).toEqual({ offsetMs: 500 });
    expect(searchStart({ searchOffsetMs: 0 }, 3_000)).toBeUndefined();
    expect(searchStart({ searchOffsetMs: 0 }, -5_000)).toEqual({ offsetMs: -5_000 });
    expect(searchStart({ searchOffsetMs: 0 }, null)).toBeUndefined();
  });

  test('out of a backup and overdue: all such are asked about, unless the journal knows that it was not sent', () => {
    const restored = (overdue: boolean, journal: 'none' | 'sending' | 'unsent') =>
      decide(
        { ...pin, waits: 9, attempts: 0 },
        { restored: { takenAt: '2026-11-21T10:00:00.000Z', overdue, journal } },
        defaultPolicy,
        after(minute),
      );
    for (const journal of ['none', 'sending'] as const)
      expect(restored(true, journal)).toMatchObject({
        kind: 'held',
        reason: { code: 'PIN_RESTORED_UNCERTAIN' },
        delayMs: null,
        asks: true,
      });
    expect(restored(true, 'unsent')).toMatchObject({ step: 'preparing' });
    expect(restored(false, 'none')).toMatchObject({ step: 'preparing' });
  });

  test('after the last create: the person is asked', () => {
    const spent = { ...pin, waits: 9, attempts: defaultPolicy.maxAttempts };
    expect(notFound(spent, defaultPolicy, after(minute))).toMatchObject({
      kind: 'failed',
      problem: { code: 'PIN_OUTCOME_UNKNOWN' },
    });
  });
});

test('a board that may not be read: half an hour, then the person is asked', () => {
  expect(notRead(pin, defaultPolicy, after(30 * minute - 1), refused)).toMatchObject({
    kind: 'again',
    step: 'reconciling',
    problem: refused,
  });
  expect(notRead(pin, defaultPolicy, after(30 * minute), refused)).toMatchObject({
    kind: 'failed',
    problem: { code: 'PIN_OUTCOME_UNKNOWN', details: { reason: refused.message } },
  });
});

test('while Pinterest is down it is waited for, for hours, and as long as it asks', () => {
  const look = (waits: number, ms: number, retryAfterMs: number | null = null) =>
    notReached({ ...pin, waits }, defaultPolicy, after(ms), down, retryAfterMs);
  expect(look(9, 6 * 60 * minute)).toMatchObject({
    kind: 'again',
    delayMs: 300_000,
    problem: down,
  });
  expect(look(0, 0, 90_000)).toMatchObject({ delayMs: 90_000 });
  expect(look(9, 24 * 60 * minute)).toMatchObject({ kind: 'failed' });
});
