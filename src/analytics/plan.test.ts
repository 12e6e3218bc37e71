import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Run } from './coverage.ts';
import { planRules } from './plan-rules.ts';
import { bestOf, firstNotFinal, planPins, type PlanPin, type PlanState } from './plan.ts';

const today = 20_000;
const availableThrough = today - 2;
const pin = (id: string, more: Partial<PlanPin> = {}): PlanPin => ({
  id,
  createdDay: today - 400,
  runs: [[{ from: today - 90, through: today - 10, final: true }]],
  readThrough: today - 8,
  rise: 0,
  rolling: 10,
  silent: false,
  top: false,
  lookedAtDay: null,
  ...more,
});
const state = (pins: PlanPin[], more: Partial<PlanState> = {}): PlanState => ({
  today,
  availableThrough,
  access: 'standard',
  batch: false,
  spent: 0,
  listedDay: today,
  pins,
  ...more,
});
const never = { runs: [[]], readThrough: null, rise: null };
const final = (through: number): Run[] => [{ from: today - 200, through, final: true }];
/** Many Pins on which nothing happens, read a day ago: they have no turn yet. */
const crowd = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    pin(`quiet ${index}`, { readThrough: availableThrough - 1, runs: [final(today - 6)] }),
  );
const reasons = (given: PlanState) =>
  planPins(given).map(({ id, reason, from }) => `${id}: ${reason} ${from - today}`);

test.each([
  ['a day is about to be lost', { runs: [final(today - 85)] }, ['a: deadline -84']],
  ['never read', never, ['a: first -89']],
  ['never read and young', { ...never, createdDay: today - 20 }, ['a: first -20']],
  ['made after the last day there is', { ...never, createdDay: today - 1 }, []],
  ['rose since', { rise: 3, runs: [final(today - 6)], readThrough: today - 3 }, ['a: hot -5']],
  [
    'new, and lists say nothing yet',
    { createdDay: today - 3, rise: null, runs: [[]], readThrough: today - 3 },
    ['a: hot -3'],
  ],
  ['looked at', { lookedAtDay: today - 7, readThrough: today - 3 }, ['a: hot -9']],
  ['looked at long ago', { lookedAtDay: today - 8, readThrough: today - 3 }, []],
  ['top, but nothing rose', { top: true, readThrough: today - 3 }, []],
  ['top', { top: true, rise: 1, readThrough: today - 3 }, ['a: hot -9']],
  ['nothing happens: its turn', {}, ['a: turn -9']],
  ['nothing happens, read lately', { readThrough: today - 5 }, []],
  ['read up to what there is', { rise: 9, readThrough: availableThrough }, []],
  ['one of its sets is behind', { runs: [final(today - 3), final(today - 30)] }, ['a: turn -29']],
] as const)('%s', (_, more, expected) => {
  expect(reasons(state([pin('a', more)]))).toEqual(expected);
});

test('the order: what would be lost, turns, what tells something, then first readings by exposure', () => {
  const pins = [
    pin('first and unseen', never),
    pin('first and seen', { ...never, rolling: 99 }),
    pin('first and top', { ...never, rolling: 5, top: true }),
    pin('rises', { rise: 5, readThrough: today - 3 }),
    pin('rises more', { rise: 50, readThrough: today - 3 }),
    pin('looked at', { lookedAtDay: today, readThrough: today - 3 }),
    pin('turn', { runs: [final(today - 60)] }),
    pin('late', { runs: [final(today - 88)] }),
  ];
  expect(planPins(state(pins)).map(({ id }) => id)).toEqual([
    'late',
    'turn',
    'looked at',
    'rises more',
    'rises',
    'first and top',
    'first and seen',
    'first and unseen',
  ]);
});

test('what freshness may cost is bounded for a day, what would be lost is not', () => {
  const rising = Array.from({ length: 400 }, (_, index) =>
    pin(`rising ${index}`, { rise: 1 + index, readThrough: today - 3, runs: [final(today - 6)] }),
  );
  const late = Array.from({ length: 30 }, (_, index) =>
    pin(`late ${index}`, { runs: [final(today - 86)] }),
  );
  const all = [...crowd(600), ...rising];
  const planned = planPins(state(all));
  expect(planned).toHaveLength(150 + Math.floor(1000 / 84));
  expect(planned[0]?.id).toBe('rising 399');
  expect(planPins(state(all, { spent: 100 }))).toHaveLength(61);
  expect(planPins(state([...late, ...all], { spent: 1000 })).map(({ reason }) => reason)).toEqual(
    late.map(() => 'deadline'),
  );
});

test('with Trial access a large account keeps half of what is left for first readings', () => {
  const pins = Array.from({ length: 20_000 }, (_, index) =>
    pin(`${index}`, { rise: 1, readThrough: today - 3, runs: [final(today - 6)] }),
  );
  const [trial, standard] = (['trial', 'standard'] as const).map(
    (access) => planPins(state(pins, { access })).length,
  );
  expect(standard).toBe(600 + 238);
  expect(trial).toBeLessThan(400);
  expect(trial).toBeGreaterThan(20_000 / 84);
});

test('with the grant all are read daily', () => {
  const planned = planPins(state([...crowd(300), pin('b', never)], { batch: true }));
  expect(planned).toHaveLength(301);
  expect(new Set(planned.map(({ reason }) => reason))).toEqual(new Set(['batch']));
});

test('silent Pins are read all the same, unless lists are trusted', () => {
  const pins = [pin('a', { ...never, silent: true, rolling: 0 }), pin('b', never)];
  expect(reasons(state(pins))).toEqual(['b: first -89', 'a: first -89']);
  const trusting = planPins(state(pins), { ...planRules, trustsLists: true });
  expect(trusting).toEqual([
    { id: 'a', reason: 'silent', from: today - 89, through: today - 5 },
    { id: 'b', reason: 'first', from: today - 89, through: availableThrough },
  ]);
});

test('the first day that is not final, over gaps and days that may change', () => {
  const runs = [
    { from: 10, through: 20, final: true },
    { from: 21, through: 22, final: false },
    { from: 30, through: 40, final: true },
  ];
  expect([5, 10, 20, 21, 30, 45].map((begins) => firstNotFinal([runs], begins))).toEqual([
    5, 21, 21, 21, 41, 45,
  ]);
});

test('some of a plan are its first ones, and the best of many those that sorting finds', () => {
  const numbers = fc.array(fc.nat(20), { maxLength: 200 });
  fc.assert(
    fc.property(numbers, fc.nat(30), (values, count) => {
      const items = values.map((value, place) => ({ value, place }));
      const compare = (a: { value: number }, b: { value: number }) => b.value - a.value;
      expect(bestOf(items, count, compare)).toEqual(items.toSorted(compare).slice(0, count));
    }),
  );
  const some = fc.record({
    readThrough: fc.option(fc.integer({ min: today - 90, max: availableThrough })),
    rise: fc.option(fc.nat(5)),
    rolling: fc.option(fc.nat(5)),
    silent: fc.boolean(),
    top: fc.boolean(),
    createdDay: fc.option(fc.integer({ min: today - 100, max: today })),
  });
  fc.assert(
    fc.property(
      fc.array(some, { maxLength: 60 }),
      fc.nat(40),
      fc.boolean(),
      (pins, most, batch) => {
        const given = state(
          pins.map((more, index) => pin(String(index), { runs: [[]], ...more })),
          { batch },
        );
        expect(planPins(given, planRules, most)).toEqual(planPins(given).slice(0, most));
      },
    ),
  );
});
