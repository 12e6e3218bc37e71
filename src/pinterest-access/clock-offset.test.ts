import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isNews, measuringErrorMs, readClockOffset } from './clock-offset.ts';

const now = Date.parse('2026-11-21T12:00:00Z');

test('the offset is right to two seconds, wherever in the request and in the second the answer was dated', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -40 * 86_400_000, max: 40 * 86_400_000 }),
      fc.integer({ min: 0, max: 3_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 0, max: 999 }),
      (offset, durationMs, at, phase) => {
        const received = now + phase;
        const dated = received - durationMs * at + offset;
        const dateMs = Math.floor(dated / 1000) * 1000;
        const measured = readClockOffset({ dateMs, durationMs }, received);
        expect(Math.abs((measured ?? Infinity) - offset)).toBeLessThanOrEqual(measuringErrorMs / 2);
      },
    ),
  );
});

test('a slow answer and one without a date tell nothing', () => {
  expect(readClockOffset({ dateMs: null, durationMs: 10 }, now)).toBeNull();
  expect(readClockOffset({ dateMs: now, durationMs: 3_001 }, now)).toBeNull();
});

test('what differs by no more than measuring does is no news, until an hour has passed', () => {
  const kept = { offsetMs: 500, atMs: now };
  expect(isNews(undefined, kept)).toBe(true);
  expect(isNews(kept, { offsetMs: 2_400, atMs: now + 1_000 })).toBe(false);
  expect(isNews(kept, { offsetMs: 2_600, atMs: now + 1_000 })).toBe(true);
  expect(isNews(kept, { offsetMs: 500, atMs: now + 3_600_001 })).toBe(true);
});
