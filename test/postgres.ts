import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { createDatabase, databaseDir, startEmbedded } from '../src/store/embedded/index.ts';
import { openStore } from '../src/store/index.ts';

/** How a test reaches the server of this run: see database.ts. */
export interface TestServer {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestServer;
  }
}

export const templateName = 'linchpin_template';

/** One real PostgreSQL for the whole run, with a migrated database that each test copies. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(join(tmpdir(), 'linchpin-test-'));
  const server = await startEmbedded({ dir: databaseDir(dir) });
  const template = await createDatabase(server.connection, templateName);
  const store = await openStore(template, { onError: () => {} });
  await store.close();
  project.provide('postgres', { ...server.connection });
  return async () => {
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  };
}
