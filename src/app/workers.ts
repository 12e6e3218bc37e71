import type { FastifyBaseLogger } from 'fastify';
import { collectDue } from '../collector/index.ts';
import {
  defaultDeliveryPolicy,
  deliver,
  deliveryJobs,
  type DeliverDeps,
  type DeliveryPolicy,
} from '../deliveries/index.ts';
import { createPoster } from '../fetch/index.ts';
import type { Journal } from '../journal/index.ts';
import {
  maintain,
  maintenanceTasks,
  startRunner,
  withHeartbeat,
  type Runner,
  type RunnerOptions,
} from '../jobs/index.ts';
import type { MediaStorage, Renditions } from '../media/index.ts';
import type { Metrics } from '../metrics/index.ts';
import {
  renewTokens,
  tokenRenewals,
  type PinterestAccess,
  type PinterestPort,
} from '../pinterest-access/index.ts';
import {
  changeDuePins,
  defaultChangePolicy,
  type ChangeCrashPoint,
  type ChangePolicy,
} from '../pin-changes/index.ts';
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
  importDuePins,
  importDuePosts,
  planDueBatches,
  readDueFeed,
  refreshDueBoards,
  type OperationDeps,
} from '../operations/index.ts';
import {
  boardRefreshes,
  feeds,
  pinBatches,
  pinChanges,
  collections,
  pinImports,
  postImports,
  type Lane,
  type MediaRow,
  type Store,
} from '../store/index.ts';

export interface WorkersOptions {
  store: Store;
  access: PinterestAccess;
  pinterest: PinterestPort;
  storage: MediaStorage;
  renditions: Pick<Renditions, 'remove'>;
  journal: Journal;
  metrics: Pick<Metrics, 'onStep' | 'onTakenOver' | 'onAttempt'>;
  logger: FastifyBaseLogger;
  /** The file as it was given, before it was repaired. */
  originalUrl: (media: Pick<MediaRow, 'id' | 'filename'>) => string;
  /** Milliseconds an uploaded file is kept that nothing uses; null: no limit. */
  keepUnusedMediaMs: number | null;
  /** Milliseconds the numbers of a day are kept; null: no limit. */
  keepAnalyticsMs: number | null;
  policy: Partial<PublishPolicy> | undefined;
  crashPoint: CrashPoint | undefined;
  changePolicy: Partial<ChangePolicy> | undefined;
  changeCrashPoint: ChangeCrashPoint | undefined;
  /** What making posts needs; asked for when the work begins. */
  operations: () => OperationDeps;
  /** How deliveries to webhooks are made: what opens secrets, and how a post is shown. */
  deliveries: Pick<DeliverDeps, 'box' | 'presentPost' | 'formats'> & {
    allowPrivate: boolean;
    policy: Partial<DeliveryPolicy> | undefined;
  };
  onError: (error: unknown, during: string) => void;
}

/** All background work of a process; nothing runs before `start`. */
export interface Workers {
  /** Milliseconds since Pins that are due were last looked for; null: never. */
  lastLookAgeMs(): number | null;
  start(): void;
  /** Takes nothing new, and ends or hands back what is being done. */
  stop(): Promise<void>;
}

/** Milliseconds between looks for what no notification announced. */
const pollMs = {
  pins: 5_000,
  changes: 5_000,
  batches: 5_000,
  files: 5_000,
  deliveries: 5_000,
  tasks: 60_000,
  boards: 60_000,
  imports: 60_000,
  collections: 60_000,
  feeds: 60_000,
};

/** Users whose boards are read at the same time. */
const boardReadings = 2;

/** Users whose Pins are read at the same time. */
const pinReadings = 2;

/** Users whose live Pins are changed at the same time. */
const pinChangings = 4;
/** Users from whose batches changes are made at the same time. */
const batchPlannings = 2;
/** Workspaces whose files of posts are worked through at the same time. */
const fileImportings = 2;
/** Feeds that are read at the same time. */
const feedReadings = 2;
/** Users whose numbers are read at the same time. */
const numberReadings = 2;

/** Every kind of background work, each with its table, its handler and how many rows at once. */
export function createWorkers(options: WorkersOptions): Workers {
  const { store, metrics, logger, onError } = options;
  const policy = { ...defaultPolicy, ...options.policy };
  const onTakenOver: TakenOver = (pins) => {
    metrics.onTakenOver(pins);
    for (const pin of pins) logger.warn({ pinId: pin.id, step: pin.from }, 'Pin taken over');
  };
  const publish = createPublisher({
    ...options,
    policy,
    onStep: (report) => {
      metrics.onStep(report);
      logStep(logger, report);
    },
    at: options.crashPoint,
  });
  const lanes = {
    pins: withHeartbeat(pinJobs(store, policy, 'pins', onTakenOver)),
    uploads: withHeartbeat(pinJobs(store, policy, 'uploads', onTakenOver)),
  };
  const lane = (name: Lane) => () =>
    startRunner({
      source: lanes[name].source,
      handle: publish,
      concurrency: policy.atOnce[name],
      renewEveryMs: policy.renewEveryMs,
      reclaimEveryMs: policy.reclaimEveryMs,
      pollMs: pollMs.pins,
      graceMs: policy.shutdownGraceMs,
      onError,
    });
  const tasks = maintenanceTasks(store);
  const renewals = tokenRenewals(store);
  const refreshes = boardRefreshes(store);
  const imports = pinImports(store);
  const changePolicy = { ...defaultChangePolicy, ...options.changePolicy };
  const changes = pinChanges(store, changePolicy);
  const batches = pinBatches(store);
  const files = postImports(store);
  const collecting = collections(store);
  const dueFeeds = feeds(store);
  const seldom: Pick<RunnerOptions<never>, 'renewEveryMs' | 'reclaimEveryMs'> = {
    renewEveryMs: tasks.leaseMs / 4,
    reclaimEveryMs: pollMs.tasks,
  };
  const deliveryPolicy = { ...defaultDeliveryPolicy, ...options.deliveries.policy };
  const poster = createPoster({
    allowPrivate: options.deliveries.allowPrivate,
    timeoutMs: deliveryPolicy.timeoutMs,
    maxBytes: deliveryPolicy.maxAnswerBytes,
  });
  const workers: readonly (() => Runner)[] = [
    lane('pins'),
    lane('uploads'),
    () =>
      startRunner({
        source: tasks,
        handle: maintain({
          store,
          tasks,
          removeFile: async (key) => {
            await options.renditions.remove(key);
            await options.storage.remove(key);
          },
          removeLeftovers: () => options.storage.removeLeftovers(),
          keepUnusedMediaMs: options.keepUnusedMediaMs,
          keepAnalyticsMs: options.keepAnalyticsMs,
        }),
        concurrency: 1,
        pollMs: pollMs.tasks,
        ...seldom,
        onError,
      }),
    () =>
      startRunner({
        source: renewals,
        handle: renewTokens(store, renewals, options.access.tokens),
        concurrency: 4,
        pollMs: pollMs.tasks,
        ...seldom,
        onError,
      }),
    () =>
      startRunner({
        source: refreshes,
        handle: refreshDueBoards(options, refreshes),
        concurrency: boardReadings,
        pollMs: pollMs.boards,
        ...seldom,
        onError,
      }),
    () =>
      startRunner({
        source: imports,
        handle: importDuePins(options, imports),
        concurrency: pinReadings,
        pollMs: pollMs.imports,
        ...seldom,
        onError,
      }),
    () =>
      startRunner({
        source: changes,
        handle: changeDuePins(
          { store, access: options.access, policy: changePolicy, at: options.changeCrashPoint },
          changes,
        ),
        concurrency: pinChangings,
        renewEveryMs: policy.renewEveryMs,
        reclaimEveryMs: policy.reclaimEveryMs,
        pollMs: pollMs.changes,
        graceMs: policy.shutdownGraceMs,
        onError,
      }),
    () =>
      startRunner({
        source: batches,
        handle: (row, signal) => planDueBatches(options.operations(), batches)(row, signal),
        concurrency: batchPlannings,
        renewEveryMs: batches.leaseMs / 4,
        reclaimEveryMs: pollMs.batches,
        pollMs: pollMs.batches,
        onError,
      }),
    () =>
      startRunner({
        source: files,
        handle: (row, signal) => importDuePosts(options.operations(), files)(row, signal),
        concurrency: fileImportings,
        renewEveryMs: files.leaseMs / 4,
        reclaimEveryMs: pollMs.files,
        pollMs: pollMs.files,
        onError,
      }),
    () =>
      startRunner({
        source: collecting,
        handle: collectDue(options, collecting),
        concurrency: numberReadings,
        pollMs: pollMs.collections,
        ...seldom,
        onError,
      }),
    () =>
      startRunner({
        source: dueFeeds,
        handle: (feed, signal) => readDueFeed(options.operations(), dueFeeds)(feed, signal),
        concurrency: feedReadings,
        pollMs: pollMs.feeds,
        ...seldom,
        onError,
      }),
    () =>
      startRunner({
        source: deliveryJobs(store, deliveryPolicy),
        handle: deliver({
          ...options.deliveries,
          store,
          poster,
          random: Math.random,
          onAttempt: metrics.onAttempt,
          onDisabled: ({ id, name, disabledReason }) =>
            logger.warn({ webhookId: id, name, reason: disabledReason }, 'webhook switched off'),
        }),
        concurrency: deliveryPolicy.atOnce.process,
        renewEveryMs: deliveryPolicy.leaseMs / 4,
        reclaimEveryMs: deliveryPolicy.reclaimEveryMs,
        pollMs: pollMs.deliveries,
        graceMs: deliveryPolicy.shutdownGraceMs,
        onError,
      }),
  ];
  let runners: Runner[] = [];
  return {
    lastLookAgeMs: lanes.pins.pulse.ageMs,
    start: () => {
      runners = workers.map((start) => start());
    },
    stop: async () => {
      await Promise.all(runners.map((runner) => runner.stop()));
      await poster.close();
      store.notifications.endWaits();
    },
  };
}
