import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import type { Config, Secrets } from '../config/index.ts';
import {
  checkSecretKey,
  createPinterestAccess,
  createPinterestPort,
  createTokenBox,
  type PinterestAccess,
} from '../pinterest-access/index.ts';
import { systemClock, type Clock } from '../domain/time/clock.ts';
import {
  createAuthentication,
  createLinks,
  createMetricsServer,
  createServer,
  createSigner,
} from '../http/index.ts';
import { classifyHost, createLinkFollower } from '../fetch/index.ts';
import { journalDir, openJournal } from '../journal/index.ts';
import { startRunner, withPulse } from '../jobs/index.ts';
import { diskStorage, findTranscoder, prepareMediaDir } from '../media/index.ts';
import { createMetrics } from '../metrics/index.ts';
import type { Actor, OperationDeps } from '../operations/index.ts';
import { createAgent } from '../pinterest/index.ts';
import {
  createPublisher,
  defaultPolicy,
  logStep,
  pinJobs,
  type CrashPoint,
  type PublishPolicy,
  type TakenOver,
} from '../publisher/index.ts';
import {
  firstWorkspace,
  openStore,
  type DatabaseConfig,
  type Lane,
  type Store,
} from '../store/index.ts';
import { bootstrapActor, databaseFigures, filePort, keyPort, uploadActor } from './ports.ts';

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
  database: DatabaseConfig;
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
  /** The first workspace. */
  workspaceId: string;
  /** The caller behind the bootstrap key. */
  actor: Actor;
  access: PinterestAccess;
  /** Takes nothing new, ends what is being done, and closes everything in order. */
  close(): Promise<void>;
}

type Close = () => Promise<unknown>;

/**
 * Wires the parts together, from the store outwards, and starts them.
 * @throws SetupError, or the error of a part; everything that was opened is closed then.
 */
export async function startApp(options: AppOptions): Promise<App> {
  const opened: Close[] = [];
  const closeAll = async () => {
    for (const close of opened.splice(0).reverse()) await close();
  };
  try {
    return await assemble(options, (close) => void opened.push(close), closeAll);
  } catch (error) {
    await closeAll().catch(() => {}); // The first error says why.
    throw error;
  }
}

/** @param onClose takes how to close a part; parts are closed in the opposite order. */
async function assemble(
  options: AppOptions,
  onClose: (close: Close) => void,
  closeAll: () => Promise<void>,
): Promise<App> {
  const { config, secrets, pinterest, logger, clock = systemClock } = options;
  const onError = (error: unknown, during = 'store') =>
    logger.error({ err: error, during }, 'background work failed');

  const box = createTokenBox(secrets.secretKey);
  const store = await openStore(options.database, { onError, publishes: options.roles.publish });
  onClose(store.close);
  await checkSecretKey(store.db, box);
  const metrics = createMetrics({
    version: config.version,
    database: () => databaseFigures(store.db),
  });
  const dispatcher = createAgent();
  onClose(() => dispatcher.close());
  const mediaDir = join(config.dataDir, 'media');
  const incomingDir = await prepareMediaDir(mediaDir);
  const storage = diskStorage(mediaDir);
  const journal = openJournal(join(config.dataDir, journalDir), (error) =>
    onError(error, 'writing the journal'),
  );
  onClose(journal.close);
  const signer = createSigner(secrets.secretKey);
  const access = createPinterestAccess({
    store,
    box,
    app: pinterest,
    host: pinterest.sandboxUrl === null ? 'api.pinterest.com' : 'sandbox',
    dispatcher,
    userAgent: `Linchpin/${config.version}`,
    clock,
    onRequest: metrics.onRequest,
    onError: (error) => onError(error, 'waking what waits for Pinterest'),
  });

  const policy = { ...defaultPolicy, ...options.policy };
  const onTakenOver: TakenOver = (pins) => {
    metrics.onTakenOver(pins);
    for (const pin of pins) logger.warn({ pinId: pin.id, step: pin.from }, 'Pin taken over');
  };
  const lanes = {
    pins: withPulse(pinJobs(store, policy, 'pins', onTakenOver)),
    uploads: withPulse(pinJobs(store, policy, 'uploads', onTakenOver)),
  };

  let url = config.publicUrl ?? '';
  const linkOptions = { publicUrl: () => url, sandboxUrl: pinterest.sandboxUrl, signer, clock };
  const deps: OperationDeps = {
    store,
    storage,
    pinterest: createPinterestPort(access, clock),
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
    publisher: options.roles.publish ? { lastLookAgeMs: lanes.pins.pulse.ageMs } : null,
    publishWaitMs: 25_000,
  };
  // A worker answers no requests, and the key in its data directory may differ from the servers' key.
  const { workspaceId, actor } = await bootstrapActor(
    store,
    options.roles.serve ? secrets.apiKey : null,
  );

  const publish = createPublisher({
    store,
    access,
    storage,
    journal,
    policy,
    originalUrl: (media) => deps.links.original(media),
    onStep: (report) => {
      metrics.onStep(report);
      logStep(logger, report);
    },
    at: options.crashPoint,
  });
  const startLane = (lane: Lane) =>
    startRunner({
      queue: lanes[lane].queue,
      handle: publish,
      concurrency: policy.atOnce[lane],
      renewEveryMs: policy.renewEveryMs,
      reclaimEveryMs: policy.reclaimEveryMs,
      pollMs: 5_000,
      graceMs: policy.shutdownGraceMs,
      onError,
    });
  const runners = options.roles.publish ? [startLane('pins'), startLane('uploads')] : [];
  const stopPublishing = async () => {
    await Promise.all(runners.map((runner) => runner.stop()));
    store.notifications.endWaits();
  };
  const doors: Close[] = [];
  // Together: a request may be waiting for a Pin that is handed back now.
  onClose(() => Promise.all([...doors.map((close) => close()), stopPublishing()]));

  const authentication = createAuthentication(keyPort(store), signer, clock);
  const metricsPort = {
    ...metrics,
    token: config.metrics.token,
    // With an address for others, a proxy may stand in front, and its requests come from this machine.
    openToThisMachine: config.metrics.token === null && config.publicUrl === null,
  };
  const server = options.roles.serve
    ? await createServer({
        logger,
        deps,
        authentication,
        metrics: metricsPort,
        onHttp: metrics.onHttp,
        files: filePort(store),
        publicUrl: linkOptions.publicUrl,
        uploadActor: uploadActor(store, linkOptions),
        webDir: join(config.packageRoot, 'dist', 'web'),
        ready: async () => void (await firstWorkspace(store.db)),
      })
    : null;
  const figures =
    !options.roles.serve && config.metrics.port !== null
      ? await createMetricsServer({ logger, metrics: metricsPort, authentication })
      : null;
  for (const door of [server, figures]) if (door) doors.push(() => door.close());

  const bound = await server?.listen({ port: config.port, host: config.host });
  await figures?.listen({ port: config.metrics.port ?? 0, host: config.host });
  // Workers do not listen; use the configured address.
  url ||= bound ?? `http://${config.host}:${config.port}`;

  let closing: Promise<void> | undefined;
  return { url, store, deps, workspaceId, actor, access, close: () => (closing ??= closeAll()) };
}

/** A sandbox on this machine reaches everything; elsewhere it reaches what Pinterest does: public addresses only. */
const pinterestCanReach = (publicUrl: string | null, pinterest: PinterestHost): boolean =>
  (pinterest.sandboxUrl !== null && isHere(pinterest.apiUrl)) ||
  (publicUrl !== null && classifyHost(new URL(publicUrl).hostname) !== 'private');

const isHere = (url: string): boolean => classifyHost(new URL(url).hostname) === 'private';
