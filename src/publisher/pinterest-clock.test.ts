import fc from 'fast-check';
import { expect, test } from 'vitest';
import { creationWindow, isSteady, isWithin, offsetOf } from './pinterest-clock.ts';

const sent = Date.parse('2026-11-21T12:00:00Z');
const ended = sent + 15_000;
const hour = 3600_000;
const none = { atSend: null, atLook: null, before: null, after: null };

test('what was made within the request is within the window, however far apart the clocks are', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -31 * 24 * hour, max: 31 * 24 * hour }),
      fc.constantFrom('atSend', 'atLook', 'before', 'after'),
      fc.integer({ min: 0, max: 15_000 }),
      fc.integer({ min: -2_000, max: 2_000 }),
      (offset, which, tookMs, error) => {
        const created = Math.floor((sent + tookMs + offset + error) / 1000) * 1000;
        const window = creationWindow(sent, ended, { ...none, [which]: offset });
        expect(isWithin(window, created)).toBe(true);
        // An equal Pin that was made elsewhere shortly before is not taken for it.
        expect(isWithin(window, sent + offset - 10_000)).toBe(false);
      },
    ),
  );
});

test('what was measured last counts; with nothing measured the clocks are taken to agree', () => {
  const from = (offsets: object) =>
    creationWindow(sent, ended, { ...none, ...offsets }).fromMs -
    creationWindow(sent, ended, none).fromMs;
  expect(from({ atLook: 4, after: 3, before: 2, atSend: 1 })).toBe(4);
  expect(from({ after: 3, before: 2, atSend: 1 })).toBe(3);
  expect(from({ before: 2, atSend: 1 })).toBe(2);
  expect(from({ atSend: 1 })).toBe(1);
  expect(isWithin(creationWindow(sent, ended, none), sent + 1_000)).toBe(true);
});

test('clocks were left alone while offsets agree within two minutes; nothing measured shows nothing', () => {
  expect(isSteady([])).toBe(false);
  expect(isSteady([5, 100_000])).toBe(true);
  expect(isSteady([-61_000, 60_000])).toBe(false);
});

test('an own Pin tells the offset, unless its request was slow or it was only found', () => {
  const own = {
    identityId: 'a',
    sendOrder: 1,
    answered: true,
    sentAt: new Date(sent),
    publishedAt: new Date(sent + 1_000),
  };
  expect(offsetOf(own, sent + hour)).toBe(hour);
  expect(offsetOf({ ...own, answered: false }, sent)).toBeNull();
  expect(offsetOf({ ...own, publishedAt: new Date(sent + 11_000) }, sent)).toBeNull();
  expect(offsetOf({ ...own, publishedAt: new Date(sent - 1) }, sent)).toBeNull();
  expect(offsetOf(own, Infinity)).toBeNull();
});
