import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openBlobs } from './state/blobs.ts';
import { createClock } from './state/clock.ts';
import { createCurves } from './curves/drawn.ts';
import { createControl } from './control/control.ts';
import type { SandboxControl } from './control/control.ts';
import { createFaults } from './state/faults.ts';
import { imagesOf } from './pages/inspector.ts';
import { createRateLimits } from './state/rate-limit.ts';
import { createRequestLog } from './state/request-log.ts';
import { defaultSeed, plant, plantMissing } from './state/seed.ts';
import { userNamed } from './state/users.ts';
import type { SandboxSeed } from './state/seed.ts';
import { buildServer } from './server.ts';
import { defaultSettings, settingsSchema } from './state/settings.ts';
import { openStore } from './state/store.ts';
import { tokenPair } from './oauth/tokens.ts';
import { appSchema } from './state/context.ts';
import type { SandboxContext } from './state/context.ts';

export type { SandboxControl, SandboxState } from './control/control.ts';
export { seedUserSchema } from './state/seed.ts';
export { appSchema } from './state/context.ts';
export type { Fault, FaultInput } from './state/faults.ts';
export type { LoggedRequest, RequestFilter } from './state/request-log.ts';
export type { SandboxSeed, SeedUser } from './state/seed.ts';
export type { Settings as SandboxSettings } from './state/settings.ts';

export interface SandboxOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** Origin that links lead to, when others reach the sandbox by another name than host and port. */
  publicUrl?: string;
  /** Where state is kept over restarts and crashes. Without it, nothing outlives close(). */
  dataDir?: string;
  /** Which published rate limits apply. Default `standard`. */
  access?: 'trial' | 'standard' | 'off';
  /** The consent page answers by itself with a redirect. */
  autoApprove?: boolean;
  clientId?: string;
  clientSecret?: string;
  /** What an empty sandbox starts with. Default: one business account, no boards. */
  seed?: SandboxSeed;
  /** Usernames of further accounts: businesses without boards, made where they are not there yet. */
  accounts?: string[];
  /** How much its Pins are seen, from a seed (see the setting of that name). Default null: not at all, all figures are 0. */
  numbers?: { seed: string; reach?: number } | null;
  /** Whether `image_url` may reach private addresses. Default true: it is a sandbox. */
  allowPrivateUrls?: boolean;
}

export interface Sandbox {
  /** Origin, such as http://127.0.0.1:4401 */
  url: string;
  /** Base of the API: url + /v5 */
  apiUrl: string;
  /** The consent page: url + /oauth/, or under `publicUrl` when there is one. */
  oauthUrl: string;
  clientId: string;
  clientSecret: string;
  /** Issues tokens without the consent page; by default for the first account, with all scopes. */
  tokenFor(username?: string, scopes?: string[]): { accessToken: string; refreshToken: string };
  control: SandboxControl;
  close(): Promise<void>;
}

/** Starts a Pinterest API v5 of your own. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, host = '127.0.0.1', dataDir, seed = defaultSeed, accounts = [] } = options;
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const settings = settingsSchema.parse({
    ...defaultSettings(options.access ?? 'standard'),
    numbers: options.numbers ?? null,
  });
  const clock = createClock();
  const store = openStore(dataDir && join(dataDir, 'journal.jsonl'));
  clock.restore(store.clockOffsets());
  const app = appSchema.parse({
    clientId: options.clientId ?? 'sandbox-app',
    clientSecret: options.clientSecret ?? 'sandbox-secret',
  });
  const sandbox: SandboxContext = {
    store,
    blobs: openBlobs(dataDir && join(dataDir, 'blobs')),
    clock,
    faults: createFaults(),
    limits: createRateLimits(clock, () => sandbox.settings),
    log: createRequestLog(),
    settings: { ...settings },
    app: { ...app },
    curves: createCurves(() => sandbox.settings.numbers),
    autoApprove: options.autoApprove ?? false,
    allowPrivateUrls: options.allowPrivateUrls ?? true,
    url: '',
    // With a data directory, an upload slot outlives a restart; the secret is stable enough there.
    uploadKey: dataDir === undefined ? randomBytes(32).toString('hex') : app.clientSecret,
  };
  if (store.all('users').next().done) plant(sandbox, seed);
  plantMissing(sandbox, accounts);
  forgetExpired(sandbox);
  sweepBlobs(sandbox);

  const control = createControl(sandbox, { seed, accounts, settings, app });
  const server = await buildServer(sandbox, control);
  await server.listen({ port, host });
  const origin = originOf(server.server.address());
  sandbox.url = options.publicUrl ?? origin;

  return {
    url: origin,
    apiUrl: `${origin}/v5`,
    oauthUrl: `${sandbox.url}/oauth/`,
    get clientId() {
      return sandbox.app.clientId;
    },
    get clientSecret() {
      return sandbox.app.clientSecret;
    },
    tokenFor: (username, scopes) => {
      const [first] = store.all('users');
      const user = username === undefined ? first : userNamed(store, username);
      if (user === undefined) throw new Error(`The sandbox has no account '${username ?? ''}'.`);
      return tokenPair(sandbox, user, scopes);
    },
    control,
    close: async () => {
      await server.close();
      await store.close();
      await sandbox.blobs.close();
    },
  };
}

function originOf(bound: AddressInfo | string | null): string {
  if (bound === null || typeof bound === 'string') throw new Error('The sandbox has no port.');
  const { address, family, port } = bound;
  // A wildcard address is for listening only.
  if (address === '0.0.0.0' || address === '::') return `http://127.0.0.1:${port}`;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

/** Expired tokens and codes answer like unknown ones, so nothing is lost with them. */
function forgetExpired({ store, clock }: SandboxContext): void {
  for (const kind of ['tokens', 'codes'] as const) {
    for (const { id, expiresAt } of store.all(kind)) {
      if (expiresAt <= clock.now()) store.remove(kind, id);
    }
  }
}

/** Deletes the bytes of Pins and uploads that are gone. */
function sweepBlobs(sandbox: SandboxContext): void {
  const used = new Set<string>();
  for (const pin of sandbox.store.all('pins'))
    for (const image of imagesOf(pin)) used.add(image.sha256);
  for (const { upload } of sandbox.store.all('media')) if (upload) used.add(upload.file);
  sandbox.blobs.sweep((name) => used.has(name) || used.has(name.split('.')[0] ?? ''));
}
