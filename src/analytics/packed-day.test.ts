import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DamagedFigures } from './damaged.ts';
import { mergeDay, unknownDay, type DayReading, type Figures } from './merge.ts';
import { factsOf, metricSets, metricsOf, pinMetrics, type MetricSet } from './metrics.ts';
import { createDayReader, packDay, unpackDay, type PackedDay } from './packed-day.ts';

/** The same as plain objects: what was said last of each Pin and set. */
type Model = Record<MetricSet, Map<number, Figures | 'withheld'> | null>;

const value = fc.oneof(
  fc.constant(0),
  fc.nat(200),
  fc.nat(100_000),
  fc.constantFrom(127, 128, 2 ** 31, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER),
);
const ordinal = fc.oneof(fc.nat(40), fc.nat(3_000));
const figures = (set: MetricSet) =>
  fc.record(Object.fromEntries(metricsOf(set).map((name) => [name, value])), { requiredKeys: [] });
const said = (set: MetricSet) =>
  fc.uniqueArray(
    fc.tuple(ordinal, fc.oneof({ weight: 5, arbitrary: figures(set) }, fc.constant('withheld'))),
    { selector: ([pin]) => pin, maxLength: 30 },
  );
const reading = fc.record(
  { standard: said('standard'), video: said('video') },
  { requiredKeys: [] },
);
type Said = Partial<Record<MetricSet, [number, Figures | string][]>>;

const readingOf = (batch: Said): DayReading =>
  Object.fromEntries(
    Object.entries(batch).map(([set, entries]) => {
      const isRead = new Uint8Array(Math.max(0, ...entries.map(([pin]) => pin + 1)));
      for (const [pin] of entries) isRead[pin] = 1;
      return [
        set,
        {
          isRead,
          figures: new Map(
            entries.filter((entry): entry is [number, Figures] => typeof entry[1] !== 'string'),
          ),
          withheld: new Set(entries.filter(([, what]) => what === 'withheld').map(([pin]) => pin)),
        },
      ];
    }),
  );

/** Every batch in turn, packed and read back between them, as the store does. */
function applied(batches: readonly Said[]): { packed: PackedDay; model: Model } {
  const model: Model = { standard: null, video: null };
  let packed = packDay(unknownDay());
  for (const batch of batches) {
    packed = packDay(mergeDay(unpackDay(packed), readingOf(batch)));
    for (const set of metricSets) {
      const entries = batch[set];
      if (!entries) continue;
      model[set] ??= new Map();
      for (const [pin, what] of entries)
        model[set].set(pin, typeof what === 'string' ? 'withheld' : what);
    }
  }
  return { packed, model };
}

const batches = fc.array(reading, { maxLength: 6 }) as fc.Arbitrary<Said[]>;

describe('a packed day', () => {
  test('after any readings says of every Pin what was said last', () => {
    fc.assert(
      fc.property(batches, (list) => {
        const { packed, model } = applied(list);
        const reader = createDayReader();
        for (const set of metricSets) {
          const known = model[set];
          for (const metric of metricsOf(set)) {
            const entries = reader.entries(packed, metric);
            if (known === null) expect(entries).toBeNull();
            else {
              const got = new Map<number, number>();
              for (let index = 0; index < (entries?.count ?? 0); index++)
                if (entries?.values[index] !== 0)
                  got.set(
                    entries?.pins[entries.places[index] ?? -1] ?? -1,
                    entries?.values[index] ?? -1,
                  );
              const wanted = [...known].flatMap(([pin, what]): [number, number][] =>
                what !== 'withheld' && what[metric] ? [[pin, what[metric]]] : [],
              );
              expect(got).toEqual(new Map(wanted.sort(([a], [b]) => a - b)));
            }
          }
          const withheld = [...(known ?? [])].filter(([, what]) => what === 'withheld');
          expect([...reader.withheld(packed, set)]).toEqual(
            withheld.map(([pin]) => pin).sort((a, b) => a - b),
          );
        }
      }),
    );
  });

  test('read and packed again is the same bytes', () => {
    fc.assert(
      fc.property(batches, (list) => {
        const { packed } = applied(list);
        expect(packDay(unpackDay(packed))).toEqual(packed);
      }),
    );
  });

  test('not asked is null, asked and all zero is empty', () => {
    const isRead = new Uint8Array([1]);
    const reading = { standard: { isRead, figures: new Map(), withheld: new Set<number>() } };
    const packed = packDay(mergeDay(unknownDay(), reading));
    for (const metric of pinMetrics)
      expect(packed.columns[metric]?.length ?? null).toBe(
        factsOf(metric).set === 'standard' ? 0 : null,
      );
    expect(packDay(unknownDay()).pins).toBeNull();
    expect(packed.pins).toHaveLength(0);
  });

  test.each([-1, 0.5, NaN, 2 ** 53, Infinity])('%s is no figure', (wrong) => {
    const reading = {
      standard: {
        isRead: new Uint8Array([1]),
        figures: new Map([[0, { saves: wrong }]]),
        withheld: new Set<number>(),
      },
    };
    expect(() => packDay(mergeDay(unknownDay(), reading))).toThrow(RangeError);
  });
});

test('who was left out of which metric is what was said last of each Pin', () => {
  const batch = fc.dictionary(
    fc.nat(60).map(String),
    fc.subarray(['impressions', 'saves', 'follows', 'profileVisits'] as const),
  );
  fc.assert(
    fc.property(fc.array(batch, { maxLength: 5 }), (list) => {
      const model = new Map<number, readonly string[]>();
      let packed = packDay(unknownDay());
      for (const said of list) {
        const pins = Object.keys(said).map(Number);
        const isRead = new Uint8Array(61);
        for (const pin of pins) {
          isRead[pin] = 1;
          model.set(pin, said[pin] ?? []);
        }
        const leftOut = new Map(
          metricsOf('standard').map((metric) => [
            metric,
            new Set(pins.filter((pin) => (said[pin] as string[]).includes(metric))),
          ]),
        );
        const standard = { isRead, figures: new Map(), withheld: new Set<number>(), leftOut };
        packed = packDay(mergeDay(unpackDay(packed), { standard }));
      }
      const lists = createDayReader().leftOut(packed);
      for (const metric of pinMetrics)
        expect([...(lists[metric] ?? [])]).toEqual(
          [...model]
            .flatMap(([pin, metrics]) => (metrics.includes(metric) ? [pin] : []))
            .sort((a, b) => a - b),
        );
      expect(packDay(unpackDay(packed))).toEqual(packed);
    }),
  );
});

describe('damage', () => {
  const one = { impressions: 12, saves: 3, pinClicks: 300, outboundClicks: 1 };
  const many: [number, Figures][] = Array.from({ length: 60 }, (_, pin) => [
    3 * pin,
    { ...one, impressions: pin * pin + 1 },
  ]);
  const { packed } = applied([{ standard: many, video: [[6, { videoViews: 7 }]] }]);
  const columns = pinMetrics.filter((metric) => packed.columns[metric]?.length);
  const readAll = (day: PackedDay) => unpackDay(day);
  const damaged = (name: (typeof columns)[number] | 'pins', bytes: Buffer): PackedDay =>
    name === 'pins'
      ? { ...packed, pins: bytes }
      : { ...packed, columns: { ...packed.columns, [name]: bytes } };
  const bytesOf = (name: (typeof columns)[number] | 'pins') =>
    (name === 'pins' ? packed.pins : packed.columns[name]) ?? Buffer.alloc(0);

  test('of any single bit is an error, never a number', () => {
    for (const name of ['pins', ...columns] as const)
      for (let bit = 0; bit < 8 * bytesOf(name).length; bit++) {
        const bytes = Buffer.from(bytesOf(name));
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(() => readAll(damaged(name, bytes))).toThrow(DamagedFigures);
      }
  });

  test('of any kind is an error', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('pins' as const, ...columns),
        fc.uint8Array({ minLength: 1, maxLength: 300 }),
        (name, bytes) => {
          fc.pre(!bytesOf(name).equals(bytes));
          expect(() => readAll(damaged(name, Buffer.from(bytes)))).toThrow(DamagedFigures);
        },
      ),
    );
    // As a driver that takes bytes for text does it.
    const asText = Buffer.from(bytesOf('pinClicks').toString('utf8'));
    expect(() => readAll(damaged('pinClicks', asText))).toThrow(DamagedFigures);
  });

  test('of what is left out is an error', () => {
    const left = packDay({
      ...unpackDay(packed),
      leftOut: { saves: Int32Array.of(1, 2, 3, 90), follows: Int32Array.of(7) },
    });
    const bytes = left.leftOut ?? Buffer.alloc(0);
    expect(bytes.length).toBeLessThan(20);
    for (let bit = 0; bit < 8 * bytes.length; bit++) {
      const wrong = Buffer.from(bytes);
      wrong[bit >> 3] = (wrong[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => readAll({ ...left, leftOut: wrong })).toThrow(DamagedFigures);
    }
  });

  test('by mixing up metrics or days is an error', () => {
    const other = applied([{ standard: [[5, one]] }]).packed;
    expect(() => readAll(damaged('saves', bytesOf('pinClicks')))).toThrow(DamagedFigures);
    expect(() => readAll(damaged('saves', other.columns.saves ?? Buffer.alloc(0)))).toThrow(
      DamagedFigures,
    );
    expect(() => readAll({ ...packed, pins: null })).toThrow(DamagedFigures);
    expect(() => readAll({ ...packed, codec: 2 })).toThrow(/not known/);
  });
});
