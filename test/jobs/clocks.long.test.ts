import { afterAll, beforeAll, test } from 'vitest';
import { distances, expectKept, loseAnswers, startMatrix, type ClockMove } from './clock-matrix.ts';
import type { Publishing } from './publisher.ts';

// The same with either clock, at every distance, with and without a Date header.
let here: Publishing;
beforeAll(async () => {
  here = await startMatrix();
});
afterAll(() => here.close());

const moves = (['pinterest', 'database'] as const).flatMap((whose) =>
  [0, ...distances].flatMap((ms) =>
    (['before', 'since', 'between'] as const).flatMap((when) =>
      [true, false].map((dateHeader) => ({ whose, ms, when, dateHeader })),
    ),
  ),
);

test.each(moves)('$whose $ms ms, $when, Date header: $dateHeader', async (given) => {
  const { dateHeader, ...move } = given;
  // Without the header only own Pins tell of a clock that was moved.
  const moved = move.when !== 'before' || !dateHeader;
  expectKept(
    await loseAnswers(here, move satisfies ClockMove, dateHeader),
    ({ twin }) => twin || (moved && move.ms !== 0),
  );
});
