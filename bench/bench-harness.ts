import { fork } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startApp, type App, type PinterestHost } from '../src/app/index.ts';
import { logOptions } from '../src/cli/logger.ts';
import { loadConfig, newApiKey } from '../src/config/index.ts';
import { connectSandboxUser } from '../src/app/demo.ts';
import type { Call } from '../src/operations/index.ts';
import { createClient, type LinchpinClient } from '../src/sdk/index.ts';
import { databaseDir, startEmbedded, type EmbeddedConnection } from '../src/postgres/index.ts';
import { listAccounts, listBoards } from '../src/store/index.ts';

export interface BenchAccount {
  id: string;
  identityId: string;
  username: string;
  boardId: string;
}

/** The product in this process, the sandbox in another, with as many connected accounts as asked for. */
export interface BenchHarness {
  app: App;
  client: LinchpinClient;
  apiKey: string;
  /** The server, for databases beside that of the product. */
  database: EmbeddedConnection;
  pinterest: PinterestHost;
  accounts: BenchAccount[];
  call: Call;
  /** Pinterest calls so far, by operation. */
  calls(): Promise<Record<string, number>>;
  close(): Promise<void>;
}

/** What the sandbox has besides accounts. */
export interface BenchSandbox {
  /** How much its Pins are seen; without it they have no views. */
  numbers?: { seed: string; reach: number };
  /** Pins that the first account made already. */
  pinsOfFirst?: { count: number; days: number; videoEvery?: number };
}

export async function createHarness(
  accountCount: number,
  more: BenchSandbox = {},
): Promise<BenchHarness> {
  const dir = mkdtempSync(join(tmpdir(), 'linchpin-bench-'));
  chmodSync(dir, 0o755);
  const usernames = Array.from({ length: accountCount }, (_, index) => `bench_${index}`);
  const sandbox = await startSandbox(usernames, more);
  const database = await startEmbedded({ dir: databaseDir(dir) });
  const apiKey = newApiKey();
  const { pinterest } = sandbox;
  const app = await startApp({
    config: loadConfig({ LINCHPIN_PORT: '0', LINCHPIN_DATA_DIR: dir }),
    secrets: { apiKey, secretKey: 'b'.repeat(64) },
    database: database.connection,
    pinterest,
    logger: pino(logOptions('error'), pino.destination(2)),
    roles: { serve: true, work: true },
  });
  const call: Call = { ...app.deps, actor: app.actor, idempotencyKey: null };
  const client = createClient({ baseUrl: app.url, apiKey, retries: 0 });
  await several(usernames, async (username) => {
    await connectSandboxUser(call, pinterest, username);
  });
  const rows = await listAccounts(app.store.db, [app.workspaceId]);
  const boards = await listBoards(
    app.store.db,
    rows.map(({ id }) => id),
  );
  const boardOf = new Map(boards.map((board) => [board.accountId, board.id]));
  const accounts = rows.map(({ id, identityId, username }): BenchAccount => ({
    id,
    identityId,
    username,
    boardId: boardOf.get(id) ?? '',
  }));
  return {
    app,
    client,
    apiKey,
    database: database.connection,
    pinterest,
    accounts,
    call,
    calls: async () => {
      const answer = await fetch(`${pinterest.sandboxUrl}/_sandbox/requests`);
      return ((await answer.json()) as { counts: Record<string, number> }).counts;
    },
    close: async () => {
      await app.close();
      await database.stop();
      await sandbox.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Runs `work` for `count` Pins or posts, two at a time for each account, and returns how many per second. */
export async function perSecond(
  harness: BenchHarness,
  count: number,
  label: string,
  work: (account: BenchAccount, title: string) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const lane = async (account: BenchAccount) => {
    while (next < count) await work(account, `${label} ${next++}`);
  };
  const start = performance.now();
  await Promise.all([...harness.accounts, ...harness.accounts].map(lane));
  return count / ((performance.now() - start) / 1000);
}

/** Does `work` for each item, eight at a time. */
export async function several<T>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) await work(item, index);
    }
  };
  await Promise.all(Array.from({ length: 8 }, lane));
}

async function startSandbox(usernames: string[], { numbers, pinsOfFirst }: BenchSandbox) {
  const options = {
    port: 0,
    access: 'off',
    ...(numbers && { numbers }),
    seed: {
      users: usernames.map((username, index) => ({
        username,
        boards: [{ name: 'Bench' }],
        ...(index === 0 && pinsOfFirst && { pins: pinsOfFirst }),
      })),
    },
  };
  const main = join(loadConfig({}).packageRoot, 'dist', 'cli', 'sandbox-child.js');
  const child = fork(main, [JSON.stringify(options)], { execArgv: [] });
  const ready = await new Promise<PinterestHost & { ready: boolean }>((resolve, reject) => {
    child.once('message', (message) => resolve(message as PinterestHost & { ready: boolean }));
    child.once('error', reject);
  });
  return {
    pinterest: ready,
    close: () =>
      new Promise<void>((resolve) => {
        child.once('exit', () => resolve());
        child.disconnect();
      }),
  };
}
