import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fanOutLimits, fanOutTimes, type FanOut } from './fan-out.ts';

const plan = (more: Partial<FanOut> = {}): FanOut => ({
  startMs: Date.parse('2026-03-27T08:00:00Z'),
  timezone: 'Europe/Berlin',
  intervalMinutes: 60,
  jitterMinutes: 0,
  seed: 'a',
  ...more,
});
const times = (more: Partial<FanOut>, count: number) =>
  fanOutTimes(plan(more), count).map((at) => at.toISOString());

describe('one content on many boards', () => {
  test('whole days keep the time of day when the clocks change', () => {
    expect(times({ intervalMinutes: 1440 }, 4)).toEqual([
      '2026-03-27T08:00:00.000Z',
      '2026-03-28T08:00:00.000Z',
      '2026-03-29T07:00:00.000Z',
      '2026-03-30T07:00:00.000Z',
    ]);
  });

  test('any other interval is real minutes', () => {
    expect(times({ intervalMinutes: 1439 }, 3)).toEqual([
      '2026-03-27T08:00:00.000Z',
      '2026-03-28T07:59:00.000Z',
      '2026-03-29T07:58:00.000Z',
    ]);
  });

  test('jitter is the same for the same seed, and another for another', () => {
    const jittered = (seed: string) => times({ jitterMinutes: 50, seed }, 10);
    expect(jittered('a')).toEqual(jittered('a'));
    expect(jittered('a')).not.toEqual(jittered('b'));
    expect(jittered('a')[0]).toBe('2026-03-27T08:00:00.000Z');
  });

  test('a day that is short or missing does not put two Pins together', () => {
    const short = { startMs: Date.parse('2026-03-28T01:30:00Z'), intervalMinutes: 1440 };
    for (let seed = 0; seed < 300; seed++) {
      const [, second, third] = fanOutTimes(
        plan({ ...short, jitterMinutes: 1439, seed: String(seed) }),
        3,
      );
      expect(Number(third)).toBeGreaterThan(Number(second));
    }
    expect(
      times(
        {
          startMs: Date.parse('2011-12-29T22:00:00Z'),
          timezone: 'Pacific/Apia',
          intervalMinutes: 1440,
        },
        3,
      ),
    ).toEqual(['2011-12-29T22:00:00.000Z', '2011-12-30T22:00:00.000Z', '2011-12-30T22:01:00.000Z']);
  });

  test('no boards, no times', () => {
    expect(times({}, 0)).toEqual([]);
  });

  test('whatever the plan: strictly rising, never early, late by the jitter at most', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: fanOutLimits.maxIntervalMinutes }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.string(),
        fc.constantFrom('UTC', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/New_York'),
        fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2035-01-01') }),
        (intervalMinutes, share, seed, timezone, startMs) => {
          const jitterMinutes = Math.floor(share * (intervalMinutes - 1));
          const base = plan({ intervalMinutes, seed, timezone, startMs });
          const planned = fanOutTimes(base, 12);
          const found = fanOutTimes({ ...base, jitterMinutes }, 12);
          expect(found[0]?.getTime()).toBe(startMs);
          for (const [index, at] of found.entries()) {
            const late = at.getTime() - (planned[index]?.getTime() ?? 0);
            expect(late).toBeGreaterThanOrEqual(0);
            expect(late).toBeLessThanOrEqual(jitterMinutes * 60_000);
            const before = found[index - 1];
            if (before) expect(at.getTime()).toBeGreaterThan(before.getTime());
          }
        },
      ),
    );
  });
});
