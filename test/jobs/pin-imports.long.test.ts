import { expect, test } from 'vitest';
import { importWhileKilled } from './killed-imports.ts';

test('20,000 Pins are read through three kills: none is missing, none is there twice', async () => {
  const figures = await importWhileKilled(
    [
      { name: 'Large', pins: 8_000, sections: 4 },
      { name: 'Hidden', pins: 1_200, privacy: 'SECRET', sections: 1 },
      ...Array.from({ length: 90 }, (_, index) => ({
        name: `Board ${index}`,
        pins: 120,
        sections: index % 3,
      })),
    ],
    3,
  );
  console.log(JSON.stringify(figures));
  expect(figures).toMatchObject({ pins: 20_000, missing: 0, wrong: 0, seen: 20_000, removed: 0 });
  expect(figures.lists).toBeLessThanOrEqual(figures.pages + figures.kills);
}, 240_000);
