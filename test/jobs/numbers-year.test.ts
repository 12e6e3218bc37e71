import { test } from 'vitest';
import { tellStory } from './numbers-year.ts';

test('an outage, a lost connection, deletions, a grant and a long stop in the life of a small account', async () => {
  await tellStory({
    pins: { count: 16, days: 200, videoEvery: 5 },
    happenings: [
      { lives: 1 },
      { isOut: 1 },
      { deletes: [3] },
      { empties: 5 },
      { isRevoked: 1 },
      { makes: 1 },
      { lives: 1 },
      { isStopped: 100 },
      { grantsBatch: true },
      { lives: 5 },
    ],
  });
}, 60_000);
