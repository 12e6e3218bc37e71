import { expect, test } from 'vitest';
import { importWhileKilled } from './killed-imports.ts';

test('a worker that is killed in the middle leaves no Pin out and takes none twice', async () => {
  const figures = await importWhileKilled(
    [
      { name: 'Large', pins: 6_000, sections: 3 },
      ...Array.from({ length: 10 }, (_, index) => ({ name: `Board ${index}`, pins: 40 })),
    ],
    1,
  );
  expect(figures).toMatchObject({ pins: 6_400, missing: 0, wrong: 0, seen: 6_400, removed: 0 });
  // A page whose request was on its way is asked for again, and no other.
  expect(figures.lists).toBeLessThanOrEqual(figures.pages + figures.kills);
}, 60_000);
