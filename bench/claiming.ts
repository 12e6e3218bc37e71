import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { databaseDir, startEmbedded } from '../src/store/embedded/index.ts';
import { claimPins, msUntilDue, openStore, type Db } from '../src/store/index.ts';
import { insertPins } from '../test/jobs/rows.ts';
import type { Bench } from './report.ts';

const rounds = 300;
const accounts = 1_000;

/** What it costs to take the next Pins, with much planned and with one account far behind. */
export const claiming: Bench = {
  name: 'claiming',
  about: 'taking due Pins with 1,000 and with 1,000,000 planned ones, and past 20,000 of one account',
  async run(log) {
    const dir = mkdtempSync(join(tmpdir(), 'linchpin-bench-'));
    chmodSync(dir, 0o755);
    const database = await startEmbedded({ dir: databaseDir(dir) });
    const store = await openStore(database.connection, { onError: console.error });
    const { db } = store;
    try {
      const planned = { accounts: { prefix: 'a', count: accounts }, dueInSeconds: 86_400 };
      await insertPins(db, { ...planned, pins: 1 });
      await insertPins(db, {
        accounts: { prefix: 'a', count: accounts },
        pins: 1,
        dueInSeconds: -60,
      });
      const few = await costs(db);
      log(`1,000 planned: ${few.claim.toFixed(2)} ms a claim, ${few.wake.toFixed(2)} ms for the next wake`);
      for (let batch = 0; batch < 10; batch++) await insertPins(db, { ...planned, pins: 100 });
      const many = await costs(db);
      log(`1,001,000 planned: ${many.claim.toFixed(2)} ms, ${many.wake.toFixed(2)} ms`);
      await insertPins(db, {
        accounts: { prefix: 'hot', count: 1 },
        pins: 20_000,
        dueInSeconds: -3600,
      });
      const behind = await costs(db);
      log(`and 20,000 due Pins of one account in front: ${behind.claim.toFixed(2)} ms`);
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
          value: behind.claim,
          unit: 'ms',
          aim: '< 100',
          met: behind.claim < 100,
        },
      ];
    } finally {
      await store.close();
      await database.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  },
};

/** Medians in ms. What was claimed is put back, so that every round finds the same. */
async function costs(db: Db): Promise<{ claim: number; wake: number }> {
  await sql`vacuum analyze pin`.execute(db);
  const claims: number[] = [];
  const wakes: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    const { pins, at } = await claimPins(db, { worker: 'bench', limit: 16, leaseMs: 60_000 });
    claims.push(performance.now() - began);
    if (pins.length !== 16) throw new Error(`${pins.length} Pins were claimed.`);
    const woken = performance.now();
    await msUntilDue(db, at);
    wakes.push(performance.now() - woken);
    await sql`update pin set status = 'scheduled', step = null, lease_owner = null, lease_until = null
      where lease_owner = 'bench'`.execute(db);
  }
  return { claim: median(claims), wake: median(wakes) };
}

const median = (values: number[]): number =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
