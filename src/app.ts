import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import type { Config, Secrets } from './config/index.ts';
import {
  checkSecretKey,
  createConnections,
  createTokenBox,
  type Connections,
} from './connection/index.ts';
import { systemClock, type Clock } from './domain/clock.ts';
import { remember } from './domain/remember.ts';
import { createAuthentication, createLinks, createServer, createSigner } from './http/index.ts';
import { startRunner } from './jobs/index.ts';
import { classifyHost, diskStorage, findTranscoder, followLink } from './media/index.ts';
import type { Actor, OperationDeps } from './operations/index.ts';
import { createAgent } from './pinterest/index.ts';
import {
  createPublisher,
  defaultPolicy,
  pinQueue,
  type CrashPoint,
  type PublishPolicy,
} from './publisher/index.ts';
import { firstWorkspace, openStore, type Connection, type Store } from './store/index.ts';
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

/** Milliseconds a followed link is remembered. */
const linkMemoryMs = 10 * 60_000;

/** Pins a process publishes at once; each belongs to another account. */
const publishConcurrency = 16;

/** Wires the parts together, from the store outwards, and starts them. */
export async function startApp(options: AppOptions): Promise<App> {
  const { config, secrets, pinterest, logger, clock = systemClock } = options;
  const onError = (error: unknown, during = 'store') =>
    logger.error({ err: error, during }, 'background work failed');

  const box = createTokenBox(secrets.secretKey);
  const store = await openStore(options.database, { onError });
  try {
    await checkSecretKey(store.db, box);
  } catch (error) {
    await store.close();
    throw error;
  }
  const dispatcher = createAgent();
  const storage = diskStorage(join(config.dataDir, 'media'));
  const incomingDir = join(config.dataDir, 'media', 'incoming');
  await mkdir(incomingDir, { recursive: true, mode: 0o700 });
  const signer = createSigner(secrets.secretKey);
  const connections = createConnections({
    store,
    box,
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
    followLink: remember(
      (link) => followLink(link, { timeoutMs: 3_000, allowPrivate: config.allowPrivateUrls }),
      linkMemoryMs,
      clock,
    ),
    transcoder: await findTranscoder(config.searchPath),
    originalsArePublic: pinterestCanReach(config.publicUrl, pinterest),
    publishWaitMs: 25_000,
  };
  const actor = await bootstrapActor(store, secrets.apiKey);

  const policy = { ...defaultPolicy, ...options.policy };
  const runner = options.roles.publish
    ? startRunner({
        queue: pinQueue(store, policy),
        handle: createPublisher({
          store,
          connections,
          storage,
          policy,
          originalUrl: (media) => deps.links.original(media),
          at: options.crashPoint,
        }),
        concurrency: publishConcurrency,
        renewEveryMs: policy.renewEveryMs,
        reapEveryMs: policy.reapEveryMs,
        pollMs: 5_000,
        graceMs: policy.shutdownGraceMs,
        onError,
      })
    : null;

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
  const closeAll = async () => {
    await server?.close();
    await runner?.stop();
    await store.close();
    await dispatcher.close();
  };
  try {
    const bound = await server?.listen({ port: config.port, host: config.host });
    // A worker listens to nobody: the server is then taken to be where the settings would put it.
    url ||= bound ?? `http://${config.host}:${config.port}`;
  } catch (error) {
    await closeAll();
    throw error;
  }
  return { url, store, deps, actor, connections, close: closeAll };
}

/** A sandbox on this machine reaches everything; elsewhere it reaches what Pinterest does: public addresses only. */
const pinterestCanReach = (publicUrl: string | null, pinterest: PinterestHost): boolean =>
  (pinterest.sandboxUrl !== null && isHere(pinterest.apiUrl)) ||
  (publicUrl !== null && classifyHost(new URL(publicUrl).hostname) !== 'private');

const isHere = (url: string): boolean => classifyHost(new URL(url).hostname) === 'private';
