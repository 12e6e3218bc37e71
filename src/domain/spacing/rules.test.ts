import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  brokenRules,
  defaultSpacing,
  freeTime,
  rulesInForce,
  ruleInWords,
  type Neighbour,
  type RulesInForce,
  type SpacedPin,
} from './rules.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const rules = (change: Partial<RulesInForce> = {}): RulesInForce => ({
  ...defaultSpacing,
  warmUpEndsMs: null,
  ...change,
});
const only = (change: Partial<RulesInForce>): RulesInForce => ({
  mode: 'enforce',
  minGapMinutes: null,
  linkGapHours: null,
  imageGapHours: null,
  pinsPerDay: null,
  warmUp: null,
  warmUpEndsMs: null,
  ...change,
});
const pin: SpacedPin = { boardId: '1', link: 'https://a.example/', fingerprint: 'f' };
const plain: SpacedPin = { boardId: '1', link: null, fingerprint: null };
const at = (atMs: number, like: SpacedPin = plain): Neighbour => ({
  id: String(atMs),
  ...like,
  atMs,
});

const anyPin = fc.record<SpacedPin>({
  boardId: fc.constantFrom('1', '2', '3'),
  link: fc.constantFrom(null, 'a', 'b'),
  fingerprint: fc.constantFrom(null, 'x', 'y'),
});
/** Times on a grid of minutes, so that edges meet often. */
const anyTime = fc.integer({ min: 0, max: 4 * 24 * 60 }).map((count) => count * minute);
const anyNeighbours = fc
  .array(fc.tuple(anyPin, anyTime), { maxLength: 40 })
  .map((list) =>
    list.map(([like, atMs], index): Neighbour => ({ ...like, id: `n${index}`, atMs })),
  );
const orOff = (max: number) => fc.option(fc.integer({ min: 1, max }), { nil: null });
const anyRules = fc.record<RulesInForce>({
  mode: fc.constant('enforce'),
  minGapMinutes: orOff(180),
  linkGapHours: orOff(48),
  imageGapHours: orOff(72),
  pinsPerDay: orOff(8),
  warmUp: fc.option(
    fc.record({ days: fc.constant(3), pinsPerDay: fc.integer({ min: 1, max: 4 }) }),
    {
      nil: null,
    },
  ),
  warmUpEndsMs: fc.option(anyTime, { nil: null }),
});

/** Whether a Pin at `atMs` keeps every rule, said anew and slowly: by counting. */
function keeps(
  atMs: number,
  one: SpacedPin,
  neighbours: readonly Neighbour[],
  by: RulesInForce,
): boolean {
  const distance = (other: Neighbour) => Math.abs(other.atMs - atMs);
  const most = (limit: number | null | undefined, others: readonly Neighbour[]) =>
    !limit ||
    [atMs, ...others.map((other) => other.atMs)]
      .filter((start) => start <= atMs && atMs < start + day)
      .every(
        (start) =>
          others.filter((other) => start <= other.atMs && other.atMs < start + day).length < limit,
      );
  const end = by.warmUpEndsMs;
  return (
    neighbours.every(
      (other) =>
        distance(other) >= (by.minGapMinutes ?? 0) * minute &&
        (one.link === null ||
          one.link !== other.link ||
          distance(other) >= (by.linkGapHours ?? 0) * hour) &&
        (one.fingerprint === null ||
          one.fingerprint !== other.fingerprint ||
          one.boardId === other.boardId ||
          distance(other) >= (by.imageGapHours ?? 0) * hour),
    ) &&
    most(by.pinsPerDay, neighbours) &&
    (end === null ||
      atMs >= end ||
      most(
        by.warmUp?.pinsPerDay,
        neighbours.filter((other) => other.atMs < end),
      ))
  );
}

describe('the next free time', () => {
  test('keeps every rule, is the earliest that does, and stays where it is', () => {
    fc.assert(
      fc.property(anyTime, anyPin, anyNeighbours, anyRules, (wanted, one, neighbours, by) => {
        const { atMs, rules: moved } = freeTime(wanted, one, neighbours, by);
        expect(atMs).toBeGreaterThanOrEqual(wanted);
        expect(keeps(atMs, one, neighbours, by)).toBe(true);
        expect(moved.length > 0).toBe(atMs > wanted);
        expect(freeTime(atMs, one, neighbours, by)).toEqual({ atMs, rules: [] });
        // On the grid of the neighbours and the rules no earlier minute is free.
        for (let earlier = wanted; earlier < atMs; earlier += minute)
          expect(keeps(earlier, one, neighbours, by)).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  test('and what is broken at a time agree with each other', () => {
    fc.assert(
      fc.property(anyTime, anyPin, anyNeighbours, anyRules, (time, one, neighbours, by) => {
        const broken = brokenRules(time, one, neighbours, by);
        expect(broken.length === 0).toBe(keeps(time, one, neighbours, by));
        expect(broken.length > 0).toBe(freeTime(time, one, neighbours, by).atMs > time);
      }),
    );
  });

  test('of many Pins wanted at one moment: a gap apart, and never too many in 24 hours', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 40 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 12 }),
        (count, gap, perDay) => {
          const by = only({ minGapMinutes: gap, pinsPerDay: perDay });
          const placed: Neighbour[] = [];
          for (let index = 0; index < count; index++)
            placed.push(at(freeTime(0, plain, placed, by).atMs));
          const times = placed.map(({ atMs }) => atMs);
          for (const [index, time] of times.entries()) {
            if (index > 0)
              expect(time - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(gap * minute);
            const before = times[index - perDay];
            if (before !== undefined) expect(time - before).toBeGreaterThanOrEqual(day);
          }
          expect(times[0]).toBe(0);
        },
      ),
    );
  });

  test('looks ahead: it does not squeeze in between two Pins that are planned', () => {
    const planned = [at(0), at(15 * minute), at(40 * minute)];
    expect(freeTime(5 * minute, plain, planned, rules())).toEqual({
      atMs: 25 * minute,
      rules: ['minGap'],
    });
  });

  test('says which rule decided', () => {
    const sameLink = at(0, { ...plain, link: pin.link });
    expect(freeTime(minute, pin, [sameLink], rules())).toEqual({
      atMs: 48 * hour,
      rules: ['linkGap'],
    });
  });
});

describe('a rule', () => {
  test('that is off does not count, nor does mode', () => {
    expect(freeTime(0, pin, [at(0, pin)], only({}))).toEqual({ atMs: 0, rules: [] });
  });

  test('about images leaves the same board alone, which has advice of its own', () => {
    const elsewhere = at(0, { ...pin, boardId: '2' });
    expect(brokenRules(hour, pin, [at(0, pin)], only({ imageGapHours: 2 }))).toEqual([]);
    expect(brokenRules(hour, pin, [elsewhere], only({ imageGapHours: 2 }))).toMatchObject([
      { rule: 'imageGap', nearest: elsewhere },
    ]);
  });

  test('of the day counts any 24 hours, whatever the calendar says', () => {
    const by = only({ pinsPerDay: 2 });
    const planned = [at(0), at(23 * hour)];
    expect(brokenRules(12 * hour, plain, planned, by)).toMatchObject([{ count: 3 }]);
    expect(freeTime(12 * hour, plain, planned, by).atMs).toBe(24 * hour);
  });

  test('of a new account ends with the warm-up', () => {
    const by = only({ warmUp: { days: 3, pinsPerDay: 1 }, warmUpEndsMs: 10 * hour });
    expect(freeTime(hour, plain, [at(0)], by)).toEqual({ atMs: 10 * hour, rules: ['warmUp'] });
    expect(freeTime(11 * hour, plain, [at(0)], by).atMs).toBe(11 * hour);
  });
});

describe('an account', () => {
  const createdAt = new Date(0);
  test('has the defaults until somebody changes them', () => {
    expect(rulesInForce({ spacing: null, createdAt }, 0)).toEqual({
      ...defaultSpacing,
      warmUpEndsMs: 14 * day,
    });
  });
  test('is not new when its boards are full, or when nobody wants a warm-up', () => {
    expect(rulesInForce({ spacing: null, createdAt }, 100).warmUpEndsMs).toBeNull();
    const spacing = { ...defaultSpacing, warmUp: null };
    expect(rulesInForce({ spacing, createdAt }, 0).warmUpEndsMs).toBeNull();
  });
  test('hears of every rule in words', () => {
    const words = (['minGap', 'linkGap', 'imageGap', 'pinsPerDay', 'warmUp'] as const).map((rule) =>
      ruleInWords(rule, rules()),
    );
    expect(words).toEqual([
      'there are at least 10 minutes between two Pins',
      'there are at least 48 hours between Pins with the same link',
      'there are at least 168 hours between Pins with the same image on different boards',
      'at most 25 Pins go out in 24 hours',
      'at most 10 Pins go out in 24 hours while the account is new',
    ]);
  });
});
