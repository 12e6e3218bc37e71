import { test } from 'vitest';
import { tellStory } from './numbers-year.ts';

test('a year of 200 Pins: what is served is what Pinterest told, and nothing else', async () => {
  await tellStory({
    pins: { count: 200, days: 600, videoEvery: 6 },
    happenings: [
      { lives: 40 },
      { isOut: 7 },
      { lives: 10 },
      { edits: [10, 11] },
      { deletes: [20, 21, 22] },
      { makes: 3 },
      { lives: 20 },
      { isRevoked: 5 },
      { lives: 20 },
      { grantsBatch: true },
      { empties: 40 },
      { lives: 45 },
      { deletes: [30, 31, 32] },
      { lives: 10 },
      { isStopped: 100 },
      { edits: [50] },
      { makes: 2 },
      { lives: 105 },
    ],
  });
}, 900_000);
