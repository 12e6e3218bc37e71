import { pino } from 'pino';
import { startApp, type App, type PinterestHost } from '../../src/app/index.ts';
import { loadConfig } from '../../src/config/index.ts';
import { createBox } from '../../src/encryption/index.ts';
import type { Clock } from '../../src/domain/time/clock.ts';
import type { PublishPolicy } from '../../src/publisher/index.ts';
import { releaseHeldPins, updateIdentity, type PinRow } from '../../src/store/index.ts';
import { temporaryDatabase } from '../harness/database.ts';
import {
  createHarness,
  secretKey,
  until,
  type CrashHarness,
  type HarnessAccount,
} from '../crash/crash-harness.ts';
import { openClock, type TestClock } from '../harness/clock.ts';

/** A harness with a worker in this process, with production timings and a manual clock: time passes by `pass` alone. */
export interface Publishing {
  harness: CrashHarness;
  app: () => App;
  /** Ends the worker. */
  stop: () => Promise<void>;
  /** Ends the worker and starts another one. */
  restart: (options?: Pick<PublishingOptions, 'policy' | 'pinterest'>) => Promise<void>;
  clock: TestClock;
  /** Makes it `ms` later for us and for Pinterest, once no step is under way. */
  pass: (ms: number) => Promise<void>;
  /** Milliseconds from now at which it is due. */
  dueInMs: (pin: PinRow) => number;
  /** Waits until the Pin is at rest and `holds`. */
  see: (id: string, holds: (pin: PinRow) => boolean) => Promise<PinRow>;
  /** New tokens for an account, as after a new consent. */
  reconnect: (account: HarnessAccount) => Promise<void>;
  /** A call of Pinterest's API as the account itself makes it. */
  call: (account: HarnessAccount, method: string, path: string, body?: object) => Promise<Response>;
  close: () => Promise<void>;
}

export interface PublishingOptions {
  accounts?: number;
  access?: 'trial' | 'standard' | 'off';
  policy?: Partial<PublishPolicy>;
  pinterest?: Partial<PinterestHost>;
  environment?: Record<string, string>;
  /** Whether boards are read by themselves. */
  readsBoards?: boolean;
  /** Whether the Pins of users are read by themselves. */
  importsPins?: boolean;
  /** Whether the numbers of users are read by themselves. */
  collectsNumbers?: boolean;
  /** Pins that each user made already; people see them. */
  seededPins?: { count: number; days: number; videoEvery?: number };
  /** State that the sandbox starts with, see harness/seed-pins.ts. */
  sandboxDir?: string;
}

export const startHere = (
  harness: CrashHarness,
  options: Pick<PublishingOptions, 'policy' | 'pinterest' | 'environment'> & {
    clock?: Clock;
    /** Default: the key of the harness. */
    keys?: { secretKey: string; acceptedSecretKeys: readonly string[] };
  } = {},
): Promise<App> =>
  startApp({
    config: loadConfig({
      LINCHPIN_PORT: '0',
      LINCHPIN_DATA_DIR: harness.dataDir,
      ...options.environment,
    }),
    secrets: { apiKey: 'k'.repeat(32), ...(options.keys ?? { secretKey }) },
    database: harness.database,
    pinterest: { ...harness.pinterest, ...options.pinterest },
    logger: pino({ level: 'silent' }),
    roles: { serve: false, work: true },
    policy: options.policy ?? {},
    ...(options.clock && { clock: options.clock }),
  });

export async function startPublishing(options: PublishingOptions = {}): Promise<Publishing> {
  const database = await temporaryDatabase(options);
  const clock = await openClock(database.connection);
  const harness = await createHarness({
    database: database.connection,
    clock: clock.now,
    ...options,
  });
  clock.take(harness.sandbox.control);
  let app = await startHere(harness, { ...options, clock: clock.now });
  let stopped: Promise<void> | null = null;
  return {
    harness,
    app: () => app,
    stop: () => (stopped ??= app.close()),
    restart: async (next = {}) => {
      await (stopped ?? app.close());
      app = await startHere(harness, { ...next, clock: clock.now });
      stopped = null;
    },
    clock,
    pass: clock.advance,
    dueInMs: (pin) => (pin.dueAt?.getTime() ?? Infinity) - clock.now(),
    see: async (id, holds) => {
      let pin = await harness.pin(id);
      await until(
        'the Pin is as expected',
        async () => {
          pin = await harness.pin(id);
          return pin.leaseOwner === null && holds(pin);
        },
        8_000,
      ).catch((error: Error) => {
        throw new Error(`${error.message} It is ${JSON.stringify(pin)}`);
      });
      return pin;
    },
    reconnect: async (account) => {
      const box = createBox(secretKey);
      const tokens = harness.sandbox.tokenFor(account.username);
      await updateIdentity(harness.store.db, account.identityId, {
        status: 'connected',
        accessToken: box.seal(tokens.accessToken, account.identityId),
        refreshToken: box.seal(tokens.refreshToken, account.identityId),
        accessExpiresAt: new Date(clock.now() + 30 * 24 * 3600_000),
      });
      await releaseHeldPins(harness.store.db, account.identityId);
    },
    call: (account, method, path, body) =>
      fetch(harness.sandbox.apiUrl + path, {
        method,
        headers: {
          Authorization: `Bearer ${harness.sandbox.tokenFor(account.username).accessToken}`,
          'Content-Type': 'application/json',
        },
        ...(body && { body: JSON.stringify(body) }),
      }),
    close: async () => {
      await (stopped ?? app.close());
      await harness.close();
      await clock.close();
      await database.drop();
    },
  };
}

export const hour = 3600_000;
export const minute = 60_000;
