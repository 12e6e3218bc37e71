import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  accountSeries,
  bucketsOf,
  compare,
  countPinDays,
  cover,
  createDimensions,
  createWeekTimes,
  dayOf,
  decayOf,
  figureState,
  groupOf,
  groupPins,
  isOffered,
  makeSpan,
  mergeDay,
  noCoverage,
  noDays,
  packDay,
  ratesOf,
  runsOf,
  selectPins,
  seriesOf,
  sumDays,
  topPins,
  totalOf,
  unknownDay,
  type PinRange,
  type PinRow,
  type ToldDay,
} from './index.ts';

const dayMs = 24 * 3600_000;
const row = (ordinal: number, more: Partial<PinRow> = {}): PinRow => ({
  ordinal,
  id: `pin${ordinal}`,
  board: `board${ordinal % 2}`,
  section: null,
  link: null,
  domain: null,
  kind: 'image',
  createdMs: null,
  goneMs: null,
  ...more,
});

const aDay = fc.integer({ min: 100, max: 115 });
const reading = fc.record({
  ordinal: fc.integer({ min: 0, max: 3 }),
  from: aDay,
  length: fc.integer({ min: 0, max: 8 }),
  finals: fc.integer({ min: -1, max: 8 }),
  withheld: fc.array(aDay, { maxLength: 3 }),
});
const life = fc.record({ born: fc.option(aDay), gone: fc.option(aDay) });

test('what is counted as known of many Pins is what is known of each figure', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(reading, { maxLength: 6 }),
      fc.array(life, { minLength: 4, maxLength: 4 }),
      aDay,
      async (readings, lives, availableThrough) => {
        const pins = createDimensions(
          4,
          lives.map(({ born, gone }, ordinal) =>
            row(ordinal, {
              createdMs: born === null ? null : born * dayMs,
              goneMs: gone === null ? null : gone * dayMs,
            }),
          ),
        );
        let coverage = noCoverage;
        const stored = new Map(
          Array.from({ length: 40 }, (_, index) => [100 + index, unknownDay()] as const),
        );
        for (const { ordinal, from, length, finals, withheld } of readings) {
          const through = from + length;
          coverage = cover(coverage, [ordinal], { from, through, finalThrough: from + finals });
          for (let day = from; day <= through; day++) {
            const isRead = new Uint8Array(4);
            isRead[ordinal] = 1;
            const said = {
              isRead,
              figures: new Map(),
              withheld: new Set(withheld.includes(day) ? [ordinal] : []),
            };
            stored.set(day, mergeDay(stored.get(day) ?? unknownDay(), { standard: said }));
          }
        }
        const question = {
          from: 102,
          through: 112,
          set: 'standard' as const,
          coverage,
          pins,
          filter: null,
          availableThrough,
        };
        const packed = [...stored].map(([day, figures]) => ({ day, packed: packDay(figures) }));
        const counted = await countPinDays(packed, question);
        for (let day = 102; day <= 112; day++) {
          const wanted = { ...noDays() };
          for (let ordinal = 0; ordinal < 4; ordinal++) {
            const { born = null, gone = null } = lives[ordinal] ?? {};
            const state = figureState({
              metric: 'impressions',
              day,
              value: stored.get(day)?.values.impressions ? 0 : null,
              withheld: [...(stored.get(day)?.withheld.standard ?? [])].includes(ordinal),
              runs: runsOf(coverage, ordinal),
              kind: 'image',
              createdDay: born,
              goneDay: gone,
              availableThrough,
            });
            if (state.is === 'beforePin' || state.is === 'gone') continue;
            wanted.expected++;
            if (state.is === 'zero') wanted.collected++;
            if (state.is === 'withheld') wanted.withheld++;
            if (state.is === 'notYet') wanted.notYet++;
            if (state.is === 'notCollected') wanted.notCollected++;
          }
          expect({ ...counted.days([day - 102]), provisional: 0 }).toEqual(wanted);
        }
        const sumOf = (name: 'expected' | 'collected' | 'notYet' | 'notCollected' | 'withheld') => [
          Array.from({ length: 11 }, (_, index) => counted.days([index])[name]),
          [0, 1, 2, 3].map((ordinal) => counted.pins([ordinal])[name]),
        ];
        for (const name of [
          'expected',
          'collected',
          'notYet',
          'notCollected',
          'withheld',
        ] as const) {
          const [byDay = [], byPin = []] = sumOf(name);
          const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
          expect(total(byDay)).toBe(total(byPin));
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('a sum lacks what answers left out and says of how many days; without most of them there is no rate', async () => {
  const [from, through] = [100, 109];
  const two = createDimensions(2, [row(0, { createdMs: 100 * dayMs }), row(1)]);
  const read = { from, through, finalThrough: through };
  const coverage = cover(noCoverage, [0, 1], read);
  const packed = Array.from({ length: 10 }, (_, index) => ({
    day: from + index,
    packed: packDay(
      mergeDay(unknownDay(), {
        standard: {
          isRead: Uint8Array.of(1, 1),
          figures: new Map([
            [0, { impressions: 10, saves: 1 }],
            [1, { impressions: 10 }],
          ]),
          withheld: new Set<number>(),
          leftOut: new Map([
            ['saves', new Set([1])],
            ['pinClicks', new Set(index === 0 ? [0] : [])],
          ]),
        },
      }),
    ),
  }));
  const metrics = ['impressions', 'saves', 'pinClicks'] as const;
  const question = { from, through, pins: two, filter: null, availableThrough: through };
  const [sums] = await sumDays(packed, {
    ranges: [{ from, through }],
    metrics,
    pinCount: 2,
    filter: null,
    bornOn: Float64Array.of(100, NaN),
  });
  if (!sums) throw new Error('Nothing was added up.');
  const range: PinRange = {
    sums,
    known: {
      standard: await countPinDays(packed, { ...question, set: 'standard', coverage }),
      video: null,
    },
    offered: new Set(metrics),
  };
  expect(totalOf(range, metrics)).toMatchObject({
    sums: { impressions: 200, saves: 10, pinClicks: 0 },
    rates: { saveRate: null, pinClickRate: 0 },
    leftOut: { saves: 10, pinClicks: 1 },
    state: 'final',
  });
  expect(groupOf(range, metrics, [1])).toMatchObject({
    sums: { impressions: 100, saves: null },
    leftOut: { saves: 10 },
  });
  expect(seriesOf(range, metrics, 'day')[0]).toMatchObject({
    sums: { saves: 1 },
    leftOut: { saves: 1, pinClicks: 1 },
  });
  expect(compare(totalOf(range, metrics), totalOf(range, metrics))).toMatchObject({
    impressions: 0,
    saves: null,
  });
  expect(decayOf(range, metrics)[0]).toMatchObject({
    pins: 1,
    perPin: { saves: 1, pinClicks: null },
  });
});

const monday = dayOf('2026-03-02');
const pins = createDimensions(3, [
  row(0, { createdMs: (monday - 9) * dayMs + 22.5 * 3600_000 }),
  row(1, { createdMs: monday * dayMs + 9 * 3600_000, kind: 'video' }),
  row(2, { createdMs: (monday + 1) * dayMs }),
]);

/** Pin 0 and 1 were read from Monday to Thursday, pin 2 never. */
async function range(filter: Uint8Array | null = null): Promise<PinRange> {
  const figures = (impressions: number, saves: number) => ({ impressions, saves });
  const days = [0, 1, 2, 3].map((index) => ({
    day: monday + index,
    packed: packDay(
      mergeDay(unknownDay(), {
        standard: {
          isRead: Uint8Array.of(1, 1, 0),
          figures: new Map([
            [0, figures(100 * index, index)],
            [1, figures(1000, 0)],
          ]),
          withheld: new Set(),
        },
      }),
    ),
  }));
  const bounds = { from: monday, through: monday + 6 };
  const coverage = cover(noCoverage, [0, 1], {
    from: monday,
    through: monday + 3,
    finalThrough: monday + 1,
  });
  const metrics = ['impressions', 'saves', 'videoViews', 'follows'] as const;
  const [sums] = await sumDays(days, {
    ranges: [bounds],
    metrics,
    pinCount: 3,
    filter,
    bornOn: Float64Array.from([monday - 9, monday, monday + 1]),
  });
  if (!sums) throw new Error('No sums.');
  const known = (set: 'standard' | 'video') =>
    countPinDays(days, { ...bounds, set, coverage, pins, filter, availableThrough: monday + 4 });
  return {
    sums,
    known: {
      standard: await known('standard'),
      video: await countPinDays(days, {
        ...bounds,
        set: 'video',
        coverage: noCoverage,
        pins,
        filter,
        availableThrough: monday + 4,
      }),
    },
    offered: new Set(metrics.filter((metric) => isOffered(pins, filter, metric))),
  };
}

test('sums carry what they are worth: null where nothing is known, rates from sums', async () => {
  const metrics = ['impressions', 'saves', 'videoViews'] as const;
  const whole = totalOf(await range(), metrics);
  expect(whole).toEqual({
    leftOut: {},
    sums: { impressions: 4600, saves: 6, videoViews: null },
    rates: { saveRate: 6 / 4600 },
    state: 'partial',
    days: { expected: 20, collected: 8, provisional: 4, withheld: 0, notYet: 6, notCollected: 6 },
  });
  const one = selectPins(pins, { ids: new Set(['pin0']) });
  const series = seriesOf(await range(one), ['impressions'], 'day');
  expect(series.map(({ sums, state }) => [sums.impressions, state])).toEqual([
    [0, 'final'],
    [100, 'final'],
    [200, 'provisional'],
    [300, 'provisional'],
    [null, 'notCollected'],
    [null, 'notYet'],
    [null, 'notYet'],
  ]);
  // A video has no follows and an image no views.
  expect(groupOf(await range(), ['videoViews'], [0]).sums).toEqual({ videoViews: null });
  const video = selectPins(pins, { kind: 'video' });
  expect(totalOf(await range(video), ['follows']).sums).toEqual({ follows: null });
  expect(selectPins(pins, { board: 'nowhere' })).toEqual(new Uint8Array(3));
  expect(topPins(await range(), 'impressions', 5)).toEqual([1, 0]);
  expect(topPins(await range(), 'saves', 5)).toEqual([0]);
  expect(decayOf(await range(), ['impressions'])).toEqual(
    [0, 1, 2, 3].map((ageDays) => ({
      ageDays,
      pins: 1,
      sums: { impressions: 1000 },
      perPin: { impressions: 1000 },
    })),
  );
});

test('the best Pins are the first ones in the order of their sums, ties by age', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(5), { maxLength: 30 }),
      fc.integer({ min: 1, max: 8 }),
      (values, limit) => {
        const empty = { from: 1, through: 0, byDay: {}, byAge: {}, asked: {} };
        const found = topPins(
          {
            sums: { ...empty, byPin: { saves: Float64Array.from(values) } },
            known: { standard: null, video: null },
            offered: new Set(['saves']),
          },
          'saves',
          limit,
        );
        const wanted = [...values.keys()]
          .filter((ordinal) => values[ordinal] !== 0)
          .sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b);
        expect(found).toEqual(wanted.slice(0, limit));
      },
    ),
  );
});

test('rates are null without a base, and changes where days are missing', () => {
  expect(ratesOf({ saves: 1, impressions: 0 })).toEqual({ saveRate: null });
  expect(ratesOf({ saves: null, impressions: 5 })).toEqual({ saveRate: null });
  const days = { ...noDays(), expected: 10, collected: 10 };
  const span = (impressions: number | null, more = {}) =>
    makeSpan({ impressions }, { ...days, ...more });
  expect(compare(span(10), span(15))).toEqual({ impressions: 0.5 });
  expect(compare(span(0), span(15))).toEqual({ impressions: null });
  expect(compare(span(10, { collected: 9, notCollected: 1 }), span(15)).impressions).toBeNull();
  expect(compare(span(10, { collected: 9, withheld: 1 }), span(15)).impressions).toBe(0.5);
  expect(compare(span(10, { collected: 8, withheld: 2 }), span(15)).impressions).toBeNull();
});

test("an account's days are Pinterest's own totals; what it did not tell is null", () => {
  const told = (day: number, impressions: number | null, status: ToldDay['status'] = 'final') =>
    [
      day,
      {
        day,
        status,
        figures: { impressions, saves: 1, pinClicks: 0, outboundClicks: null, engagements: 2 },
      },
    ] as const;
  const days = new Map<number, ToldDay>([
    told(monday, 10),
    told(monday + 1, 20, 'provisional'),
    told(monday + 2, 30, 'absent'),
    told(monday + 7, null),
  ]);
  const weeks = accountSeries(days, { from: monday, through: monday + 9 }, 'week', monday + 8);
  expect(weeks).toMatchObject([
    {
      from: monday,
      through: monday + 6,
      sums: { impressions: 30, saves: 2, pinClicks: 0, outboundClicks: null },
      rates: { saveRate: 2 / 30, outboundClickRate: null, engagementRate: 4 / 30 },
      days: { expected: 7, collected: 2, provisional: 1, withheld: 1, notCollected: 4 },
      state: 'partial',
    },
    { sums: { impressions: null, saves: 1 }, days: { collected: 1, notCollected: 1, notYet: 1 } },
  ]);
});

test('weekdays and hours are those of a calendar in any zone', () => {
  const zones = fc.constantFrom('America/St_Johns', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC');
  const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  const moments = fc.date({
    min: new Date('2015-01-01'),
    max: new Date('2030-01-01'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(zones, fc.array(moments, { maxLength: 20 }), (zone, dates) => {
      const timeOf = createWeekTimes(zone);
      for (const date of dates) {
        const shown = new Intl.DateTimeFormat('en-US', {
          timeZone: zone,
          weekday: 'short',
          hour: '2-digit',
          hourCycle: 'h23',
        }).format(date);
        const { weekday, hour } = timeOf(date.getTime());
        expect(shown).toBe(`${names[weekday]}, ${String(hour).padStart(2, '0')}`);
      }
    }),
  );
});

test('Pins are grouped by weekday and hour of a zone, through its clock changes', () => {
  const times = createWeekTimes('Europe/Berlin');
  const at = (iso: string) => times(Date.parse(iso));
  expect(at('2026-03-29T00:59:00Z')).toEqual({ weekday: 6, hour: 1 });
  expect(at('2026-03-29T01:00:00Z')).toEqual({ weekday: 6, hour: 3 });
  expect(at('2026-07-05T22:30:00Z')).toEqual({ weekday: 0, hour: 0 });
  const options = { zone: 'Asia/Kolkata', tags: new Map([[1, ['a', 'b', 'a']]]) };
  expect([...groupPins(pins, null, 'weekdayHour', options)]).toEqual([
    ['6 4', [0]],
    ['0 14', [1]],
    ['1 5', [2]],
  ]);
  expect([...groupPins(pins, null, 'tag', options)]).toEqual([
    [null, [0, 2]],
    ['a', [1]],
    ['b', [1]],
  ]);
  expect([...groupPins(pins, null, 'board', options).keys()]).toEqual(['board0', 'board1']);
  expect(bucketsOf({ from: dayOf('2026-01-30'), through: dayOf('2026-03-01') }, 'month')).toEqual([
    { from: dayOf('2026-01-30'), through: dayOf('2026-01-31') },
    { from: dayOf('2026-02-01'), through: dayOf('2026-02-28') },
    { from: dayOf('2026-03-01'), through: dayOf('2026-03-01') },
  ]);
});
