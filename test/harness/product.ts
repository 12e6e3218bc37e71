import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startApp, type App, type AppOptions, type PinterestHost } from '../../src/app/index.ts';
import { loadConfig, newApiKey } from '../../src/config/index.ts';
import { makeDemo } from '../../src/app/demo.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.ts';
import { createClient, type LinchpinClient } from '../../src/sdk/index.ts';
import type { DatabaseConfig } from '../../src/store/index.ts';
import { openClock } from './clock.ts';
import { temporaryDatabase } from './database.ts';

/** The real product over a database and a sandbox of its own. */
export interface Product {
  url: string;
  apiKey: string;
  secretKey: string;
  client: LinchpinClient;
  sandbox: Sandbox;
  app: App;
  accountId: string;
  /** Of the account's Pinterest user. */
  identityId: string;
  dataDir: string;
  database: DatabaseConfig;
  /** Ids of the demo's boards by name. */
  boards: Record<string, string>;
  /** A request with the API key; the body is sent as JSON. */
  request(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Response>;
  /** Makes it later for database, process and sandbox; only with `movableClock`. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

export interface ProductOptions {
  sandbox?: SandboxOptions;
  app?: Partial<
    Pick<
      AppOptions,
      'clock' | 'policy' | 'deliveryPolicy' | 'roles' | 'logger' | 'devicePollSeconds'
    >
  >;
  /** Refuses private addresses as in production; tests serve media from 127.0.0.1. */
  guardPrivateUrls?: boolean;
  movableClock?: boolean;
  /** Whether the Pins of accounts are read by themselves. */
  importsPins?: boolean;
  /** Whether the numbers of users are read by themselves. */
  collectsNumbers?: boolean;
  environment?: Record<string, string>;
}

/** Starts everything as `npm start` does, but in this process and on free ports, with the demo in it. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const dataDir = mkdtempSync(join(tmpdir(), 'linchpin-product-'));
  const database = await temporaryDatabase(options);
  const sandbox = await startSandbox({ access: 'off', ...options.sandbox });
  const clock = options.movableClock ? await openClock(database.connection) : null;
  clock?.take(sandbox.control);
  const config = loadConfig({
    LINCHPIN_PORT: '0',
    LINCHPIN_DATA_DIR: dataDir,
    LINCHPIN_ALLOW_PRIVATE_URLS: options.guardPrivateUrls ? '0' : '1',
    ...options.environment,
  });
  const apiKey = newApiKey();
  const secretKey = 's'.repeat(64);
  const pinterest: PinterestHost = {
    apiUrl: sandbox.apiUrl,
    oauthUrl: sandbox.oauthUrl,
    clientId: sandbox.clientId,
    clientSecret: sandbox.clientSecret,
    sandboxUrl: sandbox.url,
  };
  const app = await startApp({
    config,
    secrets: { apiKey, secretKey },
    database: database.connection,
    pinterest,
    logger: pino({ level: 'error' }, pino.destination(2)),
    roles: { serve: true, work: true },
    ...(clock && { clock: clock.now }),
    ...options.app,
  });
  await makeDemo(app, pinterest, join(config.packageRoot, 'examples'), () => {});
  const client = createClient({ baseUrl: app.url, apiKey, retries: 0 });
  const { accounts } = await client.accounts.list();
  const accountId = accounts[0]?._id ?? '';
  const identity = await app.store.db.selectFrom('identity').select('id').executeTakeFirstOrThrow();
  const { boards } = await client.boards.list(accountId);
  sandbox.control.clearFaults();
  return {
    url: app.url,
    apiKey,
    secretKey,
    client,
    sandbox,
    app,
    accountId,
    identityId: identity.id,
    dataDir,
    database: database.connection,
    boards: Object.fromEntries(boards.map(({ name, id }) => [name, id])),
    request: (method, path, body, headers = {}) =>
      fetch(app.url + path, {
        method,
        headers: {
          Authorization: `Bearer ${apiKey}`,
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    pass: async (ms) => {
      if (!clock) throw new Error('This product has the clock of the machine.');
      await clock.advance(ms);
    },
    close: async () => {
      await app.close();
      await clock?.close();
      await sandbox.close();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
