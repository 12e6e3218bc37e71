import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { databaseDir, startEmbedded } from '../../src/postgres/index.ts';
import { kill, workersOn } from './workers.ts';
import { createHarness, published, unfinished, until } from './crash-harness.ts';

test('PostgreSQL stops and starts again while Pins are published: each is there once', async () => {
  const root = mkdtempSync(join(tmpdir(), 'linchpin-restart-'));
  const dir = databaseDir(root);
  let server = await startEmbedded({ dir });
  const harness = await createHarness({ database: server.connection, accounts: 5 });
  // Slow enough that requests are on their way while the database is gone.
  harness.sandbox.control.addFault({ match: { operation: 'pins/create' }, then: { delayMs: 150 } });
  const startWorker = await workersOn(harness);
  const workers = [startWorker(), startWorker()];
  try {
    await Promise.all(workers.map((worker) => worker.ready));
    const titles = Array.from({ length: 30 }, (_, index) => `Pin ${index}`);
    await harness.schedule(
      titles.map((title, index) => ({ account: harness.account(index % 5), title })),
    );
    await until('some are out', () => published(harness).size >= 5);
    await server.stop();
    expect(published(harness).size).toBeLessThan(titles.length);
    server = await startEmbedded({ dir });
    await until(
      'all are out',
      async () => (await unfinished(harness).catch(() => 1)) === 0,
      20_000,
    );
    expect(Object.fromEntries(published(harness))).toEqual(
      Object.fromEntries(titles.map((title) => [title, 1])),
    );
    const { db } = harness.store;
    const statuses = await db.selectFrom('pin').select('status').distinct().execute();
    expect(statuses).toEqual([{ status: 'published' }]);
  } finally {
    await Promise.all(workers.map(kill));
    await harness.close();
    await server.stop();
    rmSync(root, { recursive: true, force: true });
  }
}, 60_000);
