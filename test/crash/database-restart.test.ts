import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { databaseDir, startEmbedded } from '../../src/store/embedded/index.ts';
import { kill, workersOn } from './workers.ts';
import { createWorld, published, unfinished, until } from './world.ts';

test('PostgreSQL stops and starts again while Pins are published: each is there once', async () => {
  const root = mkdtempSync(join(tmpdir(), 'linchpin-restart-'));
  const dir = databaseDir(root);
  let server = await startEmbedded({ dir });
  const world = await createWorld({ database: server.connection, accounts: 5 });
  // Slow enough that requests are on their way while the database is gone.
  world.sandbox.control.addFault({ match: { operation: 'pins/create' }, then: { delayMs: 150 } });
  const startWorker = await workersOn(world);
  const workers = [startWorker(), startWorker()];
  try {
    await Promise.all(workers.map((worker) => worker.ready));
    const titles = Array.from({ length: 30 }, (_, index) => `Pin ${index}`);
    await world.schedule(
      titles.map((title, index) => ({ account: world.account(index % 5), title })),
    );
    await until('some are out', () => published(world).size >= 5);
    await server.stop();
    expect(published(world).size).toBeLessThan(titles.length);
    server = await startEmbedded({ dir });
    await until('all are out', async () => (await unfinished(world).catch(() => 1)) === 0, 20_000);
    expect(Object.fromEntries(published(world))).toEqual(
      Object.fromEntries(titles.map((title) => [title, 1])),
    );
    const { db } = world.store;
    const statuses = await db.selectFrom('pin').select('status').distinct().execute();
    expect(statuses).toEqual([{ status: 'published' }]);
  } finally {
    await Promise.all(workers.map(kill));
    await world.close();
    await server.stop();
    rmSync(root, { recursive: true, force: true });
  }
}, 60_000);
