import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { collectionProgress } from '../../src/store/index.ts';
import { live } from './numbers.ts';
import { hour, startPublishing } from './publisher.ts';

// The sandbox counts requests as Pinterest does: with Standard access 60 a minute, with Trial 1,000 a day.
test.each(['standard', 'trial'] as const)(
  'with %s access Pinterest never has to refuse what the numbers of 1,000 Pins are read with',
  async (access) => {
    const here = await startPublishing({
      collectsNumbers: true,
      importsPins: true,
      access,
      seededPins: { count: 1_000, days: 400, videoEvery: 7 },
    });
    try {
      const { control } = here.harness.sandbox;
      for (let day = 0; day < 4; day++) await live(here, 24 * hour);
      const counts = Object.values(control.counts()).reduce((sum, count) => sum + count, 0);
      expect(control.requests()).toHaveLength(counts); // The log has every request.
      expect(control.requests({ status: 429 })).toEqual([]);
      const { identityId } = here.harness.account(0);
      const { pins } = await collectionProgress(here.harness.store.db, identityId);
      expect(pins).toMatchObject({ total: 1_000, read: 1_000, refused: 0 });
      const { rows } = await sql`select from collection where problem is not null`.execute(
        here.harness.store.db,
      );
      expect(rows).toEqual([]);
    } finally {
      await here.close();
    }
  },
  240_000,
);
