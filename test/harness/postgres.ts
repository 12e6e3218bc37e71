import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import {
  createDatabase,
  databaseDir,
  dropDatabase,
  startEmbedded,
} from '../../src/postgres/index.ts';
import { openStore } from '../../src/store/index.ts';
import { installClock, readByThemselves } from './clock.ts';
import { findServerBinaries } from '../external/binaries.ts';
import { startExternalServer } from '../external/server.ts';

/** How a test reaches the server of this run: see database.ts. */
export interface TestServer {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  /** Name of the migrated, empty database that each test copies. */
  template: string;
  /** Directory of the Unix socket of an external server of ours; null: there is none. */
  socketDir: string | null;
  /** Whether connections are given as an address, as DATABASE_URL is. */
  external: boolean;
}

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestServer;
  }
}

/** Which servers the suites run on: see CONTRIBUTING.md. */
export const wanted = process.env['LINCHPIN_TEST_DATABASE'];
const givenUrl = process.env['DATABASE_URL'];

/** Whether a PostgreSQL that npm did not bring can be had. */
export const externalIsAtHand = (): boolean =>
  givenUrl !== undefined || findServerBinaries() !== null;

type Server = Omit<TestServer, 'template'> & { stop: () => Promise<void> };

/** One real PostgreSQL for the whole run, with a migrated database that each test copies. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const external = wanted === 'external' || project.name === 'external';
  const { stop, ...server } = await (external ? startExternal() : startHere());
  const template = `linchpin_template_${randomUUID().slice(0, 8)}`;
  try {
    const connection = await createDatabase(server, template);
    await installClock(connection);
    const store = await openStore(connection, { onError: () => {} });
    await store.close();
    // Requests of a reading would be among those that tests look at.
    await readByThemselves(connection, 'pin_import', false);
    await readByThemselves(connection, 'collection', false);
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('postgres', { ...server, template });
  return async () => {
    await dropDatabase(server, template);
    await stop();
  };
}

async function startHere(): Promise<Server> {
  const dir = mkdtempSync(join(tmpdir(), 'linchpin-test-'));
  // Two files run at once, and some start several processes.
  const server = await startEmbedded({ dir: databaseDir(dir), maxConnections: 200 });
  return {
    ...server.connection,
    socketDir: null,
    external: false,
    stop: async () => {
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function startExternal(): Promise<Server> {
  const bin = findServerBinaries();
  if (givenUrl === undefined && bin === null)
    throw new Error('No PostgreSQL 15 or newer is on this machine, and DATABASE_URL is not set.');
  const { url, ...server } =
    givenUrl === undefined
      ? await startExternalServer(bin ?? '')
      : { url: givenUrl, socketDir: null, stop: () => Promise.resolve() };
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    host: hostname,
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: pathname.slice(1) || 'postgres',
    external: true,
    ...server,
  };
}
