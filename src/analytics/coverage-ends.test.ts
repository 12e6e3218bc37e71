import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coverageEnds } from './coverage-ends.ts';
import { cover, noCoverage, runOn, runsOf, type Coverage } from './coverage.ts';
import { createDimensions, type PinRow } from './dimensions.ts';

const dayMs = 86_400_000;
const pin = (
  ordinal: number,
  born: number | null,
  gone: number | null,
  isVideo = false,
): PinRow => ({
  ordinal,
  id: `pin${ordinal}`,
  board: null,
  section: null,
  link: null,
  domain: null,
  kind: isVideo ? 'video' : 'image',
  createdMs: born === null ? null : born * dayMs,
  goneMs: gone === null ? null : gone * dayMs,
});
const read = (
  coverage: Coverage,
  ordinals: number[],
  from: number,
  through: number,
  final: number,
) => cover(coverage, ordinals, { from, through, finalThrough: final });

test('the latest day on which each Pin that there was has been read, and is final', () => {
  const pins = createDimensions(3, [pin(0, 90, null), pin(1, 90, 110), pin(2, 118, null)]);
  let coverage = read(noCoverage, [0], 100, 120, 115);
  coverage = read(coverage, [1], 95, 112, 112);
  // The third is not read yet, and was not there before day 118; the second is gone since day 110.
  expect(coverageEnds({ standard: coverage }, pins, null)).toEqual({
    coverageFrom: 95,
    dataAsOf: 117,
    finalThrough: 115,
  });
  coverage = read(coverage, [2], 118, 120, 100);
  expect(coverageEnds({ standard: coverage }, pins, null).dataAsOf).toBe(120);
  expect(coverageEnds({ standard: coverage }, pins, Uint8Array.of(0, 1, 0))).toEqual({
    coverageFrom: 95,
    dataAsOf: 110,
    finalThrough: 110,
  });
});

test('without a reading, or a Pin that was there, there is no day', () => {
  const nothing = { coverageFrom: null, dataAsOf: null, finalThrough: null };
  const pins = createDimensions(2, [pin(0, 90, null), pin(1, 95, null)]);
  expect(coverageEnds({ standard: noCoverage }, pins, null)).toEqual(nothing);
  const coverage = read(noCoverage, [0], 100, 110, 99);
  expect(coverageEnds({ standard: coverage }, pins, Uint8Array.of(0, 1))).toEqual(nothing);
  expect(coverageEnds({ standard: coverage }, pins, null)).toEqual({
    ...nothing,
    coverageFrom: 100,
  });
  // Read before it was made: of these days there is no figure.
  const early = createDimensions(1, [pin(0, 108, null)]);
  const before = read(noCoverage, [0], 100, 105, 105);
  expect(coverageEnds({ standard: before }, early, null)).toEqual({
    ...nothing,
    coverageFrom: 100,
  });
});

test('a metric of videos asks for the reading of videos as well', () => {
  const pins = createDimensions(2, [pin(0, 90, null), pin(1, 90, null, true)]);
  const standard = read(noCoverage, [0, 1], 100, 120, 120);
  const video = read(noCoverage, [1], 100, 113, 110);
  expect(coverageEnds({ standard, video }, pins, null)).toMatchObject({
    dataAsOf: 113,
    finalThrough: 110,
  });
});

test('of any readings it is what looking at every day finds', () => {
  const day = fc.integer({ min: 0, max: 12 });
  const reading = fc.record({
    ordinal: fc.nat(3),
    from: day,
    length: fc.nat(6),
    finals: fc.integer({ min: -1, max: 6 }),
  });
  fc.assert(
    fc.property(
      fc.array(reading, { maxLength: 8 }),
      fc.array(fc.tuple(fc.option(day), fc.option(day)), { minLength: 4, maxLength: 4 }),
      (readings, lives) => {
        const pins = createDimensions(
          4,
          lives.map(([born, gone], ordinal) => pin(ordinal, born, gone)),
        );
        let coverage = noCoverage;
        for (const { ordinal, from, length, finals } of readings)
          coverage = read(coverage, [ordinal], from, from + length, from + finals);
        const naive = (isFinal: boolean): number | null => {
          for (let at = 30; at >= 0; at--) {
            const there = lives.flatMap(([born, gone], ordinal) =>
              at >= (born ?? -1) && at <= (gone ?? 99)
                ? [runOn(runsOf(coverage, ordinal), at)]
                : [],
            );
            if (there.length > 0 && there.every((run) => run && (run.final || !isFinal))) return at;
          }
          return null;
        };
        expect(coverageEnds({ standard: coverage }, pins, null)).toMatchObject({
          dataAsOf: naive(false),
          finalThrough: naive(true),
        });
      },
    ),
  );
});
