import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cover, noCoverage, runOn, runsOf, type Coverage, type ReadDays } from './coverage.ts';
import { packCoverage, unpackCoverage } from './coverage-codec.ts';
import { DamagedFigures } from './damaged.ts';

const lastDay = 40;
const lastPin = 12;

const step = fc.record({
  pins: fc.oneof(
    fc.constant(Array.from({ length: lastPin + 1 }, (_, pin) => pin)),
    fc.uniqueArray(fc.nat(lastPin)),
  ),
  from: fc.nat(lastDay),
  length: fc.nat(15),
  provisional: fc.option(fc.nat(6)),
});

test('after any readings it says of every Pin and day what a plain table says, also packed', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
      let coverage: Coverage = noCoverage;
      const table = new Map<string, boolean>();
      for (const { pins, from, length, provisional } of steps) {
        const through = from + length;
        const finalThrough = provisional === null ? null : through - provisional;
        const read: ReadDays = { from, through, finalThrough };
        coverage = unpackCoverage(packCoverage(cover(coverage, pins, read)));
        for (const pin of pins)
          for (let day = from; day <= through; day++)
            table.set(
              `${pin} ${day}`,
              (finalThrough !== null && day <= finalThrough) || table.get(`${pin} ${day}`) === true,
            );
      }
      for (let pin = 0; pin <= lastPin + 2; pin++)
        for (let day = 0; day <= lastDay + 20; day++)
          expect(runOn(runsOf(coverage, pin), day)?.final).toBe(table.get(`${pin} ${day}`));
    }),
  );
});

test('runs are in order, apart, and none could be joined', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
      let coverage: Coverage = noCoverage;
      for (const { pins, from, length, provisional } of steps)
        coverage = cover(coverage, pins, {
          from,
          through: from + length,
          finalThrough: provisional === null ? null : from + length - provisional,
        });
      for (const runs of coverage.lists)
        for (const [index, run] of runs.entries()) {
          expect(run.from).toBeLessThanOrEqual(run.through);
          const next = runs[index + 1];
          if (!next) continue;
          expect(run.through).toBeLessThan(next.from);
          if (run.final === next.final) expect(run.through + 1).toBeLessThan(next.from);
        }
    }),
  );
});

test('a collector that stood still for 100 days leaves a hole, for each Pin its own', () => {
  let coverage = noCoverage;
  for (let night = 100; night <= 200; night++)
    coverage = cover(coverage, [0, 1], {
      from: night - 4,
      through: night - 1,
      finalThrough: night - 4,
    });
  coverage = cover(coverage, [1], { from: 120, through: 205, finalThrough: 202 });
  coverage = cover(coverage, [0, 1], { from: 221, through: 309, finalThrough: 306 });
  expect(runsOf(coverage, 0)).toEqual([
    { from: 96, through: 196, final: true },
    { from: 197, through: 199, final: false },
    { from: 221, through: 306, final: true },
    { from: 307, through: 309, final: false },
  ]);
  expect(runsOf(coverage, 1)[1]).toEqual({ from: 203, through: 205, final: false });
});

test('what it costs', () => {
  const all = Array.from({ length: 20_000 }, (_, pin) => pin);
  const together = cover(noCoverage, all, { from: 20_000, through: 20_365, finalThrough: 20_362 });
  expect(packCoverage(together).length).toBeLessThan(40);
  let singly = noCoverage;
  for (let night = 0; night < 60; night++)
    singly = cover(
      singly,
      all.filter((pin) => (pin * 7919) % 60 === night), // Each Pin once in 60 days.
      { from: 20_212 + night, through: 20_300 + night, finalThrough: 20_297 + night },
    );
  expect(packCoverage(singly).length / all.length).toBeLessThan(1.1);
});

test('what it costs with irregular histories: each Pin read at its own times, and an outage of 100 days', () => {
  const pinCount = 20_000;
  let coverage = noCoverage;
  for (let night = 0; night < 365; night++) {
    if (night >= 150 && night < 250) continue;
    const due: number[] = [];
    for (let pin = 0; pin < pinCount; pin++) {
      const every = 1 + ((pin * 7919) % 28);
      if ((night + pin) % every === 0) due.push(pin);
    }
    const through = 20_000 + night;
    coverage = cover(coverage, due, { from: through - 89, through, finalThrough: through - 3 });
  }
  const packed = packCoverage(coverage);
  expect(packed.length / pinCount).toBeLessThan(1.5);
  // Read every night: only the days of the outage that no window reached are missing.
  expect(runsOf(unpackCoverage(packed), 0)).toEqual([
    { from: 19_911, through: 20_146, final: true },
    { from: 20_147, through: 20_149, final: false },
    { from: 20_161, through: 20_361, final: true },
    { from: 20_362, through: 20_364, final: false },
  ]);
});

test('damage is an error', () => {
  let coverage = noCoverage;
  for (let pin = 0; pin < 30; pin++)
    coverage = cover(coverage, [pin], { from: 9, through: 20 + (pin % 7), finalThrough: 15 });
  const packed = packCoverage(coverage);
  for (let bit = 0; bit < 8 * packed.length; bit++) {
    const bytes = Buffer.from(packed);
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(() => unpackCoverage(bytes)).toThrow(DamagedFigures);
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(() => unpackCoverage(Buffer.from(bytes))).toThrow(DamagedFigures);
    }),
  );
});
