import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import type { Config, Secrets } from './config/index.ts';
import { createConnections, createTokenBox, type Connections } from './connection/index.ts';
import { systemClock, type Clock } from './domain/clock.ts';
import { createAuthentication, createLinks, createServer, createSigner } from './http/index.ts';
import { startRunner } from './jobs/index.ts';
import { classifyHost, createLinkFollower, diskStorage, findTranscoder } from './media/index.ts';
import type { Actor, OperationDeps } from './operations/index.ts';
import { createAgent } from './pinterest/index.ts';
import {
  createPublisher,
  defaultPolicy,
  pinQueue,
  type CrashPoint,
  type PublishPolicy,
} from './publisher/index.ts';
import {
  firstWorkspace,
  openStore,
  type Connection,
  type Lane,
  type Store,
} from './store/index.ts';
import { bootstrapActor, filePort, keyPort, pinterestPort, uploadActor } from './ports.ts';

/** The Pinterest this process talks to: Pinterest itself, or a sandbox. */
export interface PinterestHost {
  apiUrl: string;
  oauthUrl: string;
  clientId: string;
  clientSecret: string;
  /** Origin of the sandbox's pages; null: Pinterest itself. */
  sandboxUrl: string | null;
}

export interface AppOptions {
  config: Config;
  secrets: Secrets;
  database: Connection;
  pinterest: PinterestHost;
  logger: FastifyBaseLogger;
  /** Whether this process answers HTTP, and whether it publishes. */
  roles: { serve: boolean; publish: boolean };
  clock?: Clock;
  policy?: Partial<PublishPolicy>;
  /** For tests that stop the process in the middle of publishing. */
  crashPoint?: CrashPoint;
}

export interface App {
  /** Origin under which others reach this server. */
  url: string;
  store: Store;
  deps: OperationDeps;
  /** The first workspace, as the bootstrap key sees it. */
  actor: Actor;
  connections: Connections;
  /** Takes nothing new, ends what is being done, and closes everything in order. */
  close(): Promise<void>;
}


/** Wires the parts together, from the store outwards, and starts them. */
export async function startApp(options: AppOptions): Promise<App> {
  const { config, secrets, pinterest, logger, clock = systemClock } = options;
  const onError = (error: unknown, during = 'store') =>
    logger.error({ err: error, during }, 'background work failed');

  const store = await openStore(options.database, { onError });
  const dispatcher = createAgent();
  const storage = diskStorage(join(config.dataDir, 'media'));
  const incomingDir = join(config.dataDir, 'media', 'incoming');
  await mkdir(incomingDir, { recursive: true, mode: 0o700 });
  const signer = createSigner(secrets.secretKey);
  const connections = createConnections({
    store,
    box: createTokenBox(secrets.secretKey),
    app: pinterest,
    sandbox: pinterest.sandboxUrl !== null,
    dispatcher,
    userAgent: `Linchpin/${config.version}`,
    clock,
  });

  let url = config.publicUrl ?? '';
  const linkOptions = { publicUrl: () => url, sandboxUrl: pinterest.sandboxUrl, signer, clock };
  const deps: OperationDeps = {
    store,
    storage,
    pinterest: pinterestPort(connections, clock),
    links: createLinks(linkOptions),
    clock,
    incomingDir,
    fetch: { allowPrivate: config.allowPrivateUrls, timeoutMs: config.fetchTimeoutMs },
    instance: {
      version: config.version,
      mode: pinterest.sandboxUrl === null ? 'production' : 'sandbox',
      sandboxUrl: pinterest.sandboxUrl,
    },
    followLink: createLinkFollower(
      { timeoutMs: 3_000, allowPrivate: config.allowPrivateUrls },
      clock,
    ),
    transcoder: await findTranscoder(config.searchPath),
    originalsArePublic: pinterestCanReach(config.publicUrl, pinterest),
    publishWaitMs: 25_000,
  };
  const actor = await bootstrapActor(store, secrets.apiKey);

  const policy = { ...defaultPolicy, ...options.policy };
  const publish = createPublisher({
    store,
    connections,
    storage,
    policy,
    originalUrl: (media) => deps.links.original(media),
    at: options.crashPoint,
  });
  const startLane = (lane: Lane) =>
    startRunner({
      queue: pinQueue(store, policy, lane),
      handle: publish,
      concurrency: policy.atOnce[lane],
      renewEveryMs: policy.renewEveryMs,
      reapEveryMs: policy.reapEveryMs,
      pollMs: 5_000,
      graceMs: policy.shutdownGraceMs,
      onError,
    });
  const runners = options.roles.publish ? [startLane('pins'), startLane('uploads')] : [];

  const server = options.roles.serve
    ? await createServer({
        logger,
        deps,
        authentication: createAuthentication(keyPort(store), signer, clock),
        files: filePort(store),
        publicUrl: linkOptions.publicUrl,
        uploadActor: uploadActor(store, linkOptions),
        webDir: join(config.packageRoot, 'dist', 'web'),
        ready: async () => void (await firstWorkspace(store.db)),
      })
    : null;
  const stopPublishing = async () => {
    await Promise.all(runners.map((runner) => runner.stop()));
    store.notifications.endWaits();
  };
  const closeAll = async () => {
    // Together: a request may be waiting for a Pin that is handed back now.
    await Promise.all([server?.close(), stopPublishing()]);
    await store.close();
    await dispatcher.close();
  };
  try {
    const bound = await server?.listen({ port: config.port, host: config.host });
    url ||= bound ?? '';
  } catch (error) {
    await closeAll();
    throw error;
  }
  let closing: Promise<void> | undefined;
  return { url, store, deps, actor, connections, close: () => (closing ??= closeAll()) };
}

/** A sandbox on this machine reaches everything; Pinterest reaches public addresses only. */
const pinterestCanReach = (publicUrl: string | null, pinterest: PinterestHost): boolean =>
  pinterest.sandboxUrl !== null ||
  (publicUrl !== null && classifyHost(new URL(publicUrl).hostname) !== 'private');
