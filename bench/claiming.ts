import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { createDatabase, databaseDir, startEmbedded } from '../src/postgres/index.ts';
import { claimPins, msUntilDue, openStore, type Db } from '../src/store/index.ts';
import { insertPins } from '../test/jobs/rows.ts';
import type { Bench } from './report.ts';

const rounds = 300;
const accounts = 1_000;

/** What it costs to take the next Pins, with much planned and with one account far behind. */
export const claiming: Bench = {
  name: 'claiming',
  about:
    'taking due Pins with 1,000 and with 1,000,000 planned ones, and past 20,000 of one account',
  async run(log) {
    const dir = mkdtempSync(join(tmpdir(), 'linchpin-bench-'));
    chmodSync(dir, 0o755);
    const server = await startEmbedded({ dir: databaseDir(dir) });
    const open = async (name: string) => {
      const connection = await createDatabase(server.connection, name);
      return openStore(connection, { onError: console.error });
    };
    const [small, large] = [await open('small'), await open('large')];
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
      const [few, many] = await costs([small.db, large.db]);
      const behind = { accounts: { prefix: 'hot', count: 1 }, pins: 20_000, dueInSeconds: -3600 };
      await insertPins(small.db, behind);
      const [pastMany] = await costs([small.db]);
      if (!few || !many || !pastMany) throw new Error('Nothing was measured.');
      const ratio = many.claim / few.claim;
      return [
        { name: 'Claim of 16 Pins, 1,000 planned', value: few.claim, unit: 'ms' },
        { name: 'Claim of 16 Pins, 1,000,000 planned', value: many.claim, unit: 'ms' },
        { name: 'Growth of a claim', value: ratio, unit: '×', aim: '≤ 1.3', met: ratio <= 1.3 },
        {
          name: 'Growth of finding the next wake',
          value: many.wake / few.wake,
          unit: '×',
          aim: '≤ 1.3',
          met: many.wake / few.wake <= 1.3,
        },
        {
          name: `Claim past 20,000 due Pins of one account, ${accounts} others`,
          value: pastMany.claim,
          unit: 'ms',
          aim: '< 100',
          met: pastMany.claim < 100,
        },
      ];
    } finally {
      await Promise.all([small.close(), large.close()]);
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  },
};

/**
 * Medians in ms. The databases take turns, so that whatever else the machine does falls on all of them. What was
 * claimed is put back, so that every round finds the same.
 */
async function costs(databases: Db[]): Promise<{ claim: number; wake: number }[]> {
  for (const db of databases) await sql`vacuum analyze`.execute(db);
  const times = databases.map(() => ({ claims: [] as number[], wakes: [] as number[] }));
  for (let round = 0; round < rounds; round++)
    for (const [index, db] of databases.entries()) {
      const began = performance.now();
      const { pins, at } = await claimPins(db, {
        lane: 'pins',
        worker: 'bench',
        limit: 16,
        leaseMs: 60_000,
      });
      const claimed = performance.now();
      await msUntilDue(db, 'pins', at);
      times[index]?.claims.push(claimed - began);
      times[index]?.wakes.push(performance.now() - claimed);
      if (pins.length !== 16) throw new Error(`${pins.length} Pins were claimed.`);
      await sql`update pin set status = 'scheduled', step = null, lease_owner = null, lease_until = null
        where lease_owner = 'bench'`.execute(db);
    }
  return times.map(({ claims, wakes }) => ({ claim: median(claims), wake: median(wakes) }));
}

const median = (values: number[]): number =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
