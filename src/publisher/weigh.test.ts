import { describe, expect, test } from 'vitest';
import type { Pin } from '../pinterest/index.ts';
import type { Publication } from '../store/index.ts';
import { weigh } from './weigh.ts';

const noon = Date.parse('2026-11-21T12:00:00Z');
const minute = 60_000;
const pin = (id: string, minutes: number): Pin => ({
  id,
  created_at: new Date(noon + minutes * minute).toISOString(),
});
const own = (order: number, minutes: number, change: Partial<Publication> = {}): Publication => ({
  identityId: 'a',
  sendOrder: order,
  answered: true,
  sentAt: new Date(noon + minutes * minute),
  publishedAt: new Date(noon + minutes * minute + 500),
  ...change,
});
const lost = { identityId: 'a', sendOrder: 10 };
const steady = { atSend: 0, atLook: 0 };
const fromBefore = (pins: Pin[], publications: [string, Publication][], measured = steady) => {
  const { look } = weigh(pins, new Map(publications), lost, measured);
  return pins.filter(look.isFromBefore).map(({ id }) => id);
};

describe('a Pin was there before', () => {
  const before: [string, Publication] = ['own', own(9, -10)];

  test('when it is older than an own Pin of before, and stands behind it', () => {
    const pins = [pin('new', -1), pin('own', -10), pin('old', -20)];
    expect(fromBefore(pins, [before])).toEqual(['old']);
  });

  test('not by its time alone, since a clock may have been set back for a moment', () => {
    expect(fromBefore([pin('early', -60), pin('own', -10)], [before])).toEqual([]);
  });

  test('not by its place alone, since a person can move Pins', () => {
    expect(fromBefore([pin('own', -10), pin('late', -1)], [before])).toEqual([]);
  });

  test('only while all offsets agree', () => {
    const pins = [pin('own', -10), pin('old', -20)];
    expect(fromBefore(pins, [before], { atSend: 0, atLook: 3 * minute })).toEqual([]);
    const wound: [string, Publication] = ['wound', own(8, -30)];
    expect(fromBefore([...pins, pin('wound', 30)], [before, wound])).toEqual([]);
  });

  test.each<[string, Partial<Publication>]>([
    ['was sent after it', { sendOrder: 11 }],
    ['was found by a search itself', { answered: false }],
    ['belongs to another account', { identityId: 'b' }],
    ['was sent by a release that kept no order', { sendOrder: null }],
  ])('not behind an own Pin that %s', (_, change) => {
    expect(fromBefore([pin('own', -10), pin('old', -20)], [['own', own(9, -10, change)]])).toEqual(
      [],
    );
  });
});

test('the own Pins sent last before and first after it tell the offset', () => {
  const pins = [pin('d', 63), pin('c', 61), pin('b', 4), pin('a', 1)];
  const publications: [string, Publication][] = [
    ['a', own(8, 1)],
    ['b', own(9, 2)],
    ['c', own(11, 1)],
    ['d', own(12, 3)],
  ];
  const { offsets } = weigh(pins, new Map(publications), lost, { atSend: null, atLook: 7 });
  expect(offsets.atLook).toBe(7);
  expect([offsets.before, offsets.after].map((ms) => Math.round((ms ?? 0) / minute))).toEqual([
    2, 60,
  ]);
});
