import {
  leasedRows,
  purgeEvents,
  purgeRequests,
  type LeasedRow,
  type LeasedRows,
  type Store,
} from '../store/index.ts';
import type { Handler } from './job-source.ts';

const day = 24 * 3600_000;

/** Milliseconds after which what is only kept for a while is forgotten. Ours. */
const keep = {
  /** Keys of requests: a client that repeats one does so within hours. */
  requests: 7 * day,
  /** Events: a reader that was away for longer starts again. */
  events: 30 * day,
};

/** Tasks of the installation, one row each, so that of several processes one does what is due. */
export const maintenanceTasks = (store: Store): LeasedRows<LeasedRow> =>
  leasedRows(store, {
    table: 'task',
    key: 'id',
    leaseMs: 60_000,
    retryMs: (claims) => Math.min(2 ** claims * 60_000, 6 * 3600_000),
    maxClaims: 1_000_000, // Housekeeping that fails today may work tomorrow.
  });

/** Does a task and plans it for the next day. */
export const maintain =
  (store: Store, tasks: LeasedRows<LeasedRow>): Handler<LeasedRow> =>
  async (task) => {
    if (task.id === 'purge') {
      await purgeRequests(store.db, keep.requests);
      await purgeEvents(store.db, keep.events);
    }
    await tasks.finish(store.db, task, new Date(store.clock.nowMs() + day));
  };
