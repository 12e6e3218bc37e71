import {
  deleteMedia,
  ensurePresentMonths,
  expiredMedia,
  forgetNumbersBefore,
  leasedRows,
  markUnusedMedia,
  purgeConnections,
  purgeDeliveries,
  purgeSessions,
  purgeEvents,
  purgeKeyWindows,
  purgePinChanges,
  purgePostImports,
  purgeRequests,
  readBoardsAhead,
  type LeasedRow,
  type LeasedRows,
  type Store,
} from '../store/index.ts';
import { dayAt } from '../analytics/index.ts';
import type { Handler } from './job-source.ts';

const day = 24 * 3600_000;

/** Milliseconds after which what is only kept for a while is forgotten. Ours. */
const keep = {
  /** Keys of requests: a client that repeats one does so within hours. */
  requests: 7 * day,
  /** Events: a reader that was away for longer starts again. */
  events: 30 * day,
  /** Deliveries to webhooks, with their log: as long as Zernio keeps them. */
  deliveries: 30 * day,
  /** Changes of live Pins that ended: for that long they can be undone. */
  pinChanges: 90 * day,
  /** What became of the rows of files of posts. */
  postImports: 90 * day,
};

/**
 * Boards are read at most half an hour before a Pin that is planned for one of them, so that a board that is gone is
 * noticed while there is time; they are looked for this often. Ms. Ours.
 */
const boards = { everyMs: 5 * 60_000, aheadMs: 35 * 60_000, olderThanMs: 30 * 60_000 };

/** Milliseconds: 50 years. A file that was deleted counts as unused since 1970 (store/media.ts). */
const forEver = 50 * 365 * day;

/** Files whose rows are deleted together. */
const filesAtOnce = 100;

/** Tasks of the installation, one row each, so that of several processes one does what is due. */
export const maintenanceTasks = (store: Store): LeasedRows<LeasedRow> =>
  leasedRows(store, {
    table: 'task',
    key: 'id',
    leaseMs: 60_000,
    retryMs: (claims) => Math.min(2 ** claims * 60_000, 6 * 3600_000),
    maxClaims: 1_000_000, // Housekeeping that fails today may work tomorrow.
  });

export interface MaintenanceDeps {
  store: Store;
  tasks: LeasedRows<LeasedRow>;
  /** Removes stored bytes; what is not there is no error. */
  removeFile: (key: string) => Promise<void>;
  /** Removes what uploads left that were cut off. */
  removeLeftovers: () => Promise<void>;
  /** Milliseconds an uploaded file is kept that nothing uses; null: no limit. */
  keepUnusedMediaMs: number | null;
  /** Milliseconds the numbers of a day are kept; null: no limit. */
  keepAnalyticsMs: number | null;
}

/** Does a task and plans its next round: the next day, or after minutes. */
export const maintain =
  (deps: MaintenanceDeps): Handler<LeasedRow> =>
  async (task) => {
    const { store, tasks } = deps;
    if (task.id === 'purge') {
      await purgeRequests(store.longDb, keep.requests);
      await purgeEvents(store.longDb, keep.events);
      await purgePinChanges(store.longDb, keep.pinChanges);
      await purgeDeliveries(store.longDb, keep.deliveries);
      await purgeConnections(store.longDb);
      await purgeSessions(store.longDb);
      await purgeKeyWindows(store.longDb);
      await purgePostImports(store.longDb, keep.postImports);
    }
    if (task.id === 'unused-media') {
      await collectUnusedMedia(deps);
      await deps.removeLeftovers();
    }
    if (task.id === 'analytics') {
      const nowMs = store.clock.nowMs();
      await ensurePresentMonths(store.longDb, dayAt(nowMs));
      if (deps.keepAnalyticsMs !== null)
        await forgetNumbersBefore(store.longDb, dayAt(nowMs - deps.keepAnalyticsMs));
    }
    if (task.id === 'boards') await readBoardsAhead(store.db, boards);
    const nextMs = task.id === 'boards' ? boards.everyMs : day;
    await tasks.finish(store.db, task, new Date(store.clock.nowMs() + nextMs));
  };

async function collectUnusedMedia({
  store,
  removeFile,
  keepUnusedMediaMs,
}: MaintenanceDeps): Promise<void> {
  // Also where all are kept: a file that was deleted while a post took it up stays.
  await markUnusedMedia(store.longDb, keepUnusedMediaMs ?? forEver);
  for (;;) {
    const expired = await expiredMedia(store.db, filesAtOnce);
    if (expired.length === 0) return;
    // Bytes first: what a crash leaves is a row without bytes, which the next run finds again.
    for (const key of expired.flatMap(({ keys }) => keys)) await removeFile(key);
    await deleteMedia(
      store.db,
      expired.map(({ id }) => id),
    );
  }
}
