import { afterAll, beforeAll, test } from 'vitest';
import { distances, expectKept, loseAnswers, startMatrix, type ClockMove } from './clock-matrix.ts';
import { hour, type Publishing } from './publisher.ts';

let here: Publishing;
beforeAll(async () => {
  here = await startMatrix();
});
afterAll(() => here.close());

// Every distance, and the two that lie on either side of what is steady at each time; clocks.long.test.ts has them all.
const pinterest: ClockMove[] = distances.flatMap((ms) =>
  (Math.abs(ms) === 180_000 || Math.abs(ms) === hour
    ? (['before', 'since', 'between'] as const)
    : (['since'] as const)
  ).map((when) => ({ whose: 'pinterest' as const, ms, when })),
);
const database: ClockMove[] = [hour, -hour].flatMap((ms) =>
  (['since', 'between'] as const).map((when) => ({ whose: 'database' as const, ms, when })),
);

test('with clocks that agree only a twin of unknown age is asked about', async () => {
  const endings = await loseAnswers(here, { whose: 'pinterest', ms: 0, when: 'before' });
  expectKept(endings, ({ twin, known, landed }) => twin && !known && !landed);
});

test.each(pinterest)('clocks apart: $whose $ms ms, $when', async (move) => {
  const endings = await loseAnswers(here, move);
  expectKept(endings, ({ twin, known }) =>
    move.when === 'before' ? twin && !known : twin || move.when === 'between',
  );
});

test.each(database)('clocks apart: $whose $ms ms, $when', async (move) => {
  expectKept(await loseAnswers(here, move), ({ twin }) => twin || move.when === 'between');
});

test.each([0, hour, -hour])('without a Date header, clocks %d ms apart', async (ms) => {
  const endings = await loseAnswers(here, { whose: 'pinterest', ms, when: 'before' }, false);
  expectKept(endings, ({ twin, known }) => twin || (ms !== 0 && !known));
});
