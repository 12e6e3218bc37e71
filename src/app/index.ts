import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import pLimit from 'p-limit';
import { nativeDoor } from '../api/index.ts';
import { bundleDoor, bundleWebhooks } from '../bundle/index.ts';
import { hashKey } from '../domain/api-key.ts';
import { createRefresh } from '../collector/index.ts';
import { connectPages } from '../connect-pages/index.ts';
import type { Config, Secrets } from '../config/index.ts';
import { systemClock, type Clock } from '../domain/time/clock.ts';
import { ownFormats, type DeliveryPolicy } from '../deliveries/index.ts';
import { deviceLoginDoor } from '../device-login/index.ts';
import { createBox, createPasswords, createSigner } from '../encryption/index.ts';
import { createLinkFollower } from '../fetch/index.ts';
import {
  createAuthentication,
  createKeyLimit,
  createLinks,
  createMetricsServer,
  createServer,
} from '../http/index.ts';
import { journalPlace, openJournal } from '../journal/index.ts';
import { mcpDoor } from '../mcp/index.ts';
import { postizDoor } from '../postiz/index.ts';
import {
  createRenditions,
  findTranscoder,
  openStorage,
  prepareMediaDir,
  requireSpace,
} from '../media/index.ts';
import { createMetrics } from '../metrics/index.ts';
import type { Actor, OperationDeps } from '../operations/index.ts';
import { createAgent } from '../pinterest/index.ts';
import {
  checkSecretKey,
  createPinterestPort,
  type PinterestAccess,
} from '../pinterest-access/index.ts';
import type { ChangeCrashPoint, ChangePolicy } from '../pin-changes/index.ts';
import type { CrashPoint, PublishPolicy } from '../publisher/index.ts';
import {
  firstWorkspace,
  createDimensionCache,
  openStore,
  takeRequests,
  type DatabaseConfig,
  type Store,
} from '../store/index.ts';
import { bootstrapActor } from './bootstrap.ts';
import { hostOf, pinterestAccess, pinterestCanReach, type PinterestHost } from './pinterest.ts';
import { connectionPort, databaseFigures, filePort, postPresenter, uploadActor } from './ports.ts';
import { resealSecrets } from './reseal.ts';
import { createCallers } from './callers.ts';
import { signInPort } from './sign-in.ts';
import { createWorkers } from './workers.ts';

export type { PinterestHost } from './pinterest.ts';

export interface AppOptions {
  config: Config;
  secrets: Secrets;
  database: DatabaseConfig;
  /** The Pinterest that accounts are connected to unless another host is named. */
  pinterest: PinterestHost;
  /** Further hosts, whose accounts are published for as well. */
  otherHosts?: readonly PinterestHost[] | undefined;
  logger: FastifyBaseLogger;
  /** Whether this process answers HTTP, and whether it publishes and does all other background work. */
  roles: { serve: boolean; work: boolean };
  clock?: Clock;
  policy?: Partial<PublishPolicy>;
  deliveryPolicy?: Partial<DeliveryPolicy>;
  /** For tests that stop the process in the middle of publishing. */
  crashPoint?: CrashPoint;
  /** The same of changes of live Pins, and their waits. */
  changeCrashPoint?: ChangeCrashPoint;
  changePolicy?: Partial<ChangePolicy>;
  /** Seconds between two questions of a command line whether it is let in. */
  devicePollSeconds?: number;
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
  const { config, secrets, pinterest, logger, roles, clock = systemClock } = options;
  const hosts = [pinterest, ...(options.otherHosts ?? [])];
  const sandboxUrl = hosts.find((host) => host.sandboxUrl !== null)?.sandboxUrl ?? null;
  const onError = (error: unknown, during = 'store') =>
    logger.error({ err: error, during }, 'background work failed');

  const box = createBox(secrets.secretKey, secrets.acceptedSecretKeys);
  const store = await openStore(options.database, { onError, publishes: roles.work });
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
  const media = openStorage(config.media, mediaDir);
  onClose(media.close);
  await media.check();
  const { storage } = media;
  const renditions = createRenditions(storage, {
    requireSpace: storage.requireSpace,
    onError: (error) => logger.warn({ err: error }, 'rendition not made or not kept'),
  });
  const journal = openJournal(journalPlace(config.dataDir, media.notes), (error) =>
    onError(error, 'writing the journal'),
  );
  onClose(journal.close);
  const signer = createSigner(secrets.secretKey, secrets.acceptedSecretKeys);
  const access = pinterestAccess({
    store,
    box,
    hosts,
    dispatcher,
    version: config.version,
    clock,
    onRequest: metrics.onRequest,
    onError,
  });

  let url = config.publicUrl ?? '';
  const linkOptions = { publicUrl: () => url, sandboxUrl, signer, clock };
  const links = createLinks(linkOptions);
  const port = createPinterestPort(access, clock);
  const workers = createWorkers({
    store,
    access,
    pinterest: port,
    storage,
    renditions,
    journal,
    metrics,
    logger,
    originalUrl: links.original,
    keepUnusedMediaMs: config.keepUnusedMediaMs,
    keepAnalyticsMs: config.keepAnalyticsMs,
    policy: options.policy,
    crashPoint: options.crashPoint,
    changePolicy: options.changePolicy,
    changeCrashPoint: options.changeCrashPoint,
    operations: () => deps,
    deliveries: {
      box,
      presentPost: postPresenter(store, links),
      formats: {
        ...ownFormats,
        bundle: bundleWebhooks({ mediaUrl: (id) => links.media({ id, filename: null }) }),
      },
      allowPrivate: config.allowPrivateUrls,
      policy: options.deliveryPolicy,
    },
    onError,
  });
  const deps: OperationDeps = {
    store,
    storage,
    pinterest: port,
    numbers: createRefresh({ store, pinterest: port }),
    links,
    passwords: createPasswords(),
    clock,
    box,
    incomingDir,
    fetch: { allowPrivate: config.allowPrivateUrls, timeoutMs: config.fetchTimeoutMs },
    instance: {
      version: config.version,
      mode: pinterest.sandboxUrl === null ? 'production' : 'sandbox',
      sandboxUrl,
      ownApp: config.pinterest.appId !== null,
    },
    hosts: hosts.map(hostOf),
    bulkTurn: pLimit(2), // Others need connections and time as well.
    followLink: createLinkFollower(
      { timeoutMs: 3_000, allowPrivate: config.allowPrivateUrls },
      clock,
    ),
    pinDimensions: createDimensionCache(() => performance.now(), true),
    transcoder: await findTranscoder(config.searchPath),
    originalsArePublic: hosts.every((host) => pinterestCanReach(config.publicUrl, host)),
    publisher: roles.work ? { lastLookAgeMs: workers.lastLookAgeMs } : null,
    publishWaitMs: 25_000,
  };
  // A worker answers no requests, and the key in its data directory may differ from the servers' key.
  const { workspaceId, actor } = await bootstrapActor(store, roles.serve ? secrets.apiKey : null);
  if (roles.work) {
    workers.start();
    // Beside everything else: with a key that stays there is nothing to do.
    void resealSecrets(store, box).then(
      ({ resealed, unreadable }) => {
        if (resealed > 0) logger.info({ resealed }, 'secrets sealed with the present secret key');
        if (unreadable > 0) logger.warn({ unreadable }, 'secrets of an unknown secret key');
      },
      (error: unknown) => onError(error, 'sealing secrets again'),
    );
  }
  const doors: Close[] = [];
  // Together: a request may be waiting for a Pin that is handed back now.
  onClose(() => Promise.all([...doors.map((close) => close()), workers.stop()]));

  const callers = createCallers(store, onError);
  doors.push(callers.close);
  const authentication = createAuthentication(callers);
  const connections = connectionPort(store);
  const metricsPort = {
    ...metrics,
    token: config.metrics.token,
    // With an address for others, a proxy may stand in front, and its requests come from this machine.
    openToThisMachine: config.metrics.token === null && config.publicUrl === null,
    operatorWorkspace: async () => (await firstWorkspace(store.db))?.id ?? null,
  };
  const keyLimit = createKeyLimit({
    nowMs: store.clock.nowMs,
    take: (keyId, minute, count) => takeRequests(store.db, keyId, minute, count),
  });
  const server = roles.serve
    ? await createServer({
        logger,
        // Of a path that is not there, the first that owns it says so.
        doors: [
          bundleDoor({ deps, authentication, keyLimit, publicUrl: linkOptions.publicUrl }),
          postizDoor({ deps, authentication, keyLimit, publicUrl: linkOptions.publicUrl }),
          mcpDoor({ deps, authentication, keyLimit, publicUrl: linkOptions.publicUrl }),
          deviceLoginDoor({
            deps,
            publicUrl: linkOptions.publicUrl,
            pollSeconds: options.devicePollSeconds ?? 5, // As RFC 8628 has it.
          }),
          nativeDoor({
            deps,
            authentication,
            keyLimit,
            uploadActor: uploadActor(store, linkOptions),
            ticketActor: connections.ticketActor,
            publicUrl: linkOptions.publicUrl,
          }),
          connectPages({
            deps,
            authentication,
            connections,
            signer,
            hash: hashKey,
          }),
        ],
        authentication,
        signIn: signInPort(deps),
        oidc: config.oidc,
        box,
        storage,
        redirectFiles: config.media.redirect,
        renditions,
        metrics: metricsPort,
        onHttp: metrics.onHttp,
        files: filePort(store),
        sandboxUrl,
        publicUrl: linkOptions.publicUrl,
        webDir: join(config.packageRoot, 'dist', 'web'),
        ready: async () => {
          await firstWorkspace(store.db);
          await requireSpace(incomingDir);
        },
      })
    : null;
  const figures =
    !roles.serve && config.metrics.port !== null
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
