import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figureState, type FigureFacts } from './figure-state.ts';
import { mergeDay, unknownDay } from './merge.ts';
import { packDay } from './packed-day.ts';
import { sumDays } from './sum-days.ts';

const day = (at: number, figures: [number, { impressions: number; saves?: number }][]) => ({
  day: at,
  packed: packDay(
    mergeDay(unknownDay(), {
      standard: {
        isRead: new Uint8Array(4).fill(1),
        figures: new Map(figures),
        withheld: new Set<number>(),
      },
    }),
  ),
});

test('one pass adds up every range by day, by Pin and by age; a filter leaves Pins out', async () => {
  const days = [
    day(10, [
      [0, { impressions: 5 }],
      [2, { impressions: 7, saves: 1 }],
    ]),
    day(12, [
      [2, { impressions: 11, saves: 2 }],
      [3, { impressions: 100 }],
    ]),
  ];
  const [now, before] = await sumDays(days, {
    ranges: [
      { from: 11, through: 12 },
      { from: 9, through: 10 },
    ],
    metrics: ['impressions', 'saves', 'videoViews'],
    pinCount: 4,
    filter: new Uint8Array([1, 1, 1, 0]),
    bornOn: new Float64Array([1, 1, 11, 1]),
  });
  expect([...(now?.byDay['impressions'] ?? [])]).toEqual([0, 11]);
  expect([...(now?.asked['impressions'] ?? [])]).toEqual([0, 1]);
  expect([...(now?.asked['videoViews'] ?? [])]).toEqual([0, 0]);
  expect([...(now?.byPin['saves'] ?? [])]).toEqual([0, 0, 2, 0]);
  expect([...(now?.byAge['impressions'] ?? [])]).toEqual([0, 11]);
  expect([...(before?.byDay['impressions'] ?? [])]).toEqual([0, 12]);
});

const ranges = fc.array(
  fc.record({ from: fc.nat(25), length: fc.nat(25) }).map(({ from, length }) => ({
    from,
    through: from + length - 1, // With 0 days too.
  })),
  { maxLength: 4 },
);
const figures = fc.record({ impressions: fc.nat(300), saves: fc.nat(3) });
const pinFigures = fc.uniqueArray(fc.tuple(fc.nat(3), figures), { selector: ([pin]) => pin });
const stored = fc.uniqueArray(fc.tuple(fc.nat(30), pinFigures), { selector: ([at]) => at });
const filters = fc.option(fc.uint8Array({ min: 0, max: 1, minLength: 4, maxLength: 4 }));
const births = fc.array(fc.oneof(fc.nat(30), fc.constant(NaN)), { minLength: 4, maxLength: 4 });

test('ranges of any kind are each the sum of their own figures, one by one', async () => {
  const metrics = ['impressions', 'saves'] as const;
  await fc.assert(
    fc.asyncProperty(stored, ranges, filters, births, async (days, wanted, filter, born) => {
      const sorted = days.toSorted(([a], [b]) => a - b);
      const sums = await sumDays(
        sorted.map(([at, said]) => day(at, said)),
        { ranges: wanted, metrics, pinCount: 4, filter, bornOn: Float64Array.from(born) },
      );
      for (const [index, { from, through }] of wanted.entries())
        for (const metric of metrics) {
          const length = Math.max(0, through - from + 1);
          const [byDay, byAge] = [new Float64Array(length), new Float64Array(length)];
          const [byPin, asked] = [new Float64Array(4), new Uint8Array(length)];
          for (const [at, said] of sorted) {
            if (at < from || at > through) continue;
            asked[at - from] = 1;
            for (const [pin, { [metric]: value }] of said) {
              if (filter?.[pin] === 0) continue;
              byDay[at - from] = (byDay[at - from] ?? 0) + value;
              byPin[pin] = (byPin[pin] ?? 0) + value;
              const age = at - (born[pin] ?? NaN);
              if (age >= 0 && age <= at - from) byAge[age] = (byAge[age] ?? 0) + value;
            }
          }
          const found = sums[index];
          expect([found?.from, found?.through]).toEqual([from, through]);
          expect(found?.byDay[metric]).toEqual(byDay);
          expect(found?.byPin[metric]).toEqual(byPin);
          expect(found?.byAge[metric]).toEqual(byAge);
          expect(found?.asked[metric]).toEqual(asked);
        }
    }),
  );
});

const facts: FigureFacts = {
  metric: 'saves',
  day: 21_000,
  value: 0,
  withheld: false,
  runs: [{ from: 20_990, through: 21_005, final: true }],
  kind: 'image',
  createdDay: 20_000,
  goneDay: null,
  availableThrough: 21_010,
};
test.each<[string, Partial<FigureFacts>, object]>([
  ['a figure', { value: 3 }, { is: 'figure', value: 3, final: true }],
  ['0 inside what was read', {}, { is: 'zero', final: true }],
  ['outside it', { runs: [] }, { is: 'notCollected' }],
  ['in a gap', { day: 20_980 }, { is: 'notCollected' }],
  ['a day Pinterest has not told yet', { day: 21_011 }, { is: 'notYet' }],
  ['no column', { value: null }, { is: 'notCollected' }],
  ['withheld', { withheld: true }, { is: 'withheld' }],
  ['before the Pin was made', { createdDay: 21_001 }, { is: 'beforePin' }],
  ['after it was gone', { goneDay: 20_999 }, { is: 'gone' }],
  ['a metric of videos', { metric: 'videoViews' }, { is: 'notOffered' }],
  ['a metric of younger Pins', { metric: 'follows', createdDay: 19_000 }, { is: 'notOffered' }],
])('%s', (_, change, state) => expect(figureState({ ...facts, ...change })).toEqual(state));
