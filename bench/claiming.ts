import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { createDatabase, databaseDir, startEmbedded } from '../src/postgres/index.ts';
import { defaultPolicy, pinJobs } from '../src/publisher/index.ts';
import { openStore, type Store } from '../src/store/index.ts';
import { insertPins } from '../test/jobs/rows.ts';
import type { Bench, Figure } from './report.ts';
import { quantile } from './spent.ts';

const rounds = 300;
const accounts = 1_000;
/** Accounts far behind: each has this many due Pins before those of the others. */
const laggards = { count: 10, pins: 20_000 };
const manyAccounts = 100_000;

/** What it costs to take the next Pins: with much planned, and with accounts far behind. */
export const claiming: Bench = {
  name: 'claiming',
  about:
    'taking due Pins with 1,000 and with 1,000,000 planned ones, and past accounts that are far behind',
  async run(log) {
    const dir = mkdtempSync(join(tmpdir(), 'linchpin-bench-'));
    chmodSync(dir, 0o755);
    const server = await startEmbedded({ dir: databaseDir(dir) });
    const open = async (name: string) => {
      const connection = await createDatabase(server.connection, name);
      return openStore(connection, { onError: console.error });
    };
    const stores = {
      small: await open('small'),
      large: await open('large'),
      wide: await open('wide'),
    };
    const { small, large, wide } = stores;
    try {
      const planned = { accounts: { prefix: 'a', count: accounts }, dueInSeconds: 86_400 };
      const due = { ...planned, dueInSeconds: -60, pins: 1 };
      for (const { db } of [small, large]) {
        await insertPins(db, { ...planned, pins: 1 });
        await insertPins(db, due);
      }
      for (let batch = 0; batch < 10; batch++) {
        await insertPins(large.db, { ...planned, pins: 100 });
        log(`${(batch + 1) * 100_000} Pins planned`);
      }
      const [few, many] = await costs([small, large]);
      if (!few || !many) throw new Error('Nothing was measured.');
      const ratio = many.claim / few.claim;
      const wake = many.wake / few.wake;
      const figures: Figure[] = [
        { name: 'Claim of 16 Pins, 1,000 planned', value: few.claim, unit: 'ms' },
        { name: 'Claim of 16 Pins, 1,000,000 planned', value: many.claim, unit: 'ms' },
        { name: 'Growth of a claim', value: ratio, unit: '×', aim: '≤ 1.3', met: ratio <= 1.3 },
        {
          name: 'Growth of finding the next wake',
          value: wake,
          unit: '×',
          aim: '≤ 1.3',
          met: wake <= 1.3,
        },
      ];

      const others = { accounts: { prefix: 'a', count: manyAccounts }, pins: 1 };
      await insertPins(wide.db, { ...others, dueInSeconds: 86_400 });
      await insertPins(wide.db, { ...others, dueInSeconds: -60 });
      log(`${manyAccounts} accounts`);
      const past = async (name: string) => {
        const [cost] = await costs([wide]);
        if (!cost) throw new Error('Nothing was measured.');
        const met = cost.claim <= 20;
        figures.push(
          { name, value: cost.claim, unit: 'ms', aim: '≤ 20', met },
          { name: `${name}: 99 of 100`, value: cost.slow, unit: 'ms' },
        );
      };
      await past('Claim, 100,000 accounts due');
      await insertPins(wide.db, {
        accounts: { prefix: 'hot', count: laggards.count },
        pins: laggards.pins,
        dueInSeconds: -3600,
      });
      await past('Claim past ten accounts 20,000 behind, 100,000 due');
      await sql`update pin set due_at = due_at + interval '1 day'
        where due_at < now() and identity_id like 'a%' and right(identity_id, 3) <> '777'`.execute(
        wide.db,
      );
      await past('Claim past ten accounts 20,000 behind, 100 due');
      return figures;
    } finally {
      await Promise.all(Object.values(stores).map((store) => store.close()));
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  },
};

interface Cost {
  claim: number;
  /** The slowest claim of a hundred. */
  slow: number;
  wake: number;
}

/**
 * In ms; medians, as the publisher claims. The databases take turns, so that whatever else the machine does falls on
 * all of them. What was claimed is put back, so that every round finds the same.
 */
async function costs(stores: Store[]): Promise<Cost[]> {
  const measured = stores.map((store) => ({
    store,
    jobs: pinJobs(store, defaultPolicy, 'pins'),
    claims: [] as number[],
    wakes: [] as number[],
  }));
  for (const { db } of stores) await sql`vacuum analyze`.execute(db);
  for (let round = 0; round < rounds; round++)
    for (const { store, jobs, claims, wakes } of measured) {
      const began = performance.now();
      const claim = await jobs.claim('bench', 16);
      const claimed = performance.now();
      await jobs.msUntilDue(claim.at);
      claims.push(claimed - began);
      wakes.push(performance.now() - claimed);
      if (claim.jobs.length !== 16) throw new Error(`${claim.jobs.length} Pins were claimed.`);
      await sql`update pin set status = 'scheduled', step = null, lease_owner = null, lease_until = null
        where lease_owner = 'bench'`.execute(store.db);
    }
  return measured.map(({ claims, wakes }) => ({
    claim: quantile(claims, 0.5),
    slow: quantile(claims, 0.99),
    wake: quantile(wakes, 0.5),
  }));
}
