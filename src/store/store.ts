import { sql } from 'kysely';
import { createWaitCorrection } from './database/clock-set-back.ts';
import { readDatabaseClock, type DatabaseClock } from './database/clock.ts';
import { openPool, type DatabaseConfig, type Db, type Tx } from './database/pool.ts';
import { openNotifications, type Notifications } from './database/listen.ts';
import { migrate } from './database/migrate.ts';
import { isStalePlan } from './database/prepared.ts';
import { listenerNames } from './database/presence.ts';
import { unusableDatabase } from './database/unusable.ts';

/** The open store: one pool for requests and work, one small pool that keeps leases alive, one connection for long work. */
export interface Store {
  db: Db;
  /** Leases are renewed here, so that a busy main pool cannot let them run out. */
  leaseDb: Db;
  /** For statements that may take minutes; on the others a silent server is given up. */
  longDb: Db;
  notifications: Notifications;
  clock: DatabaseClock;
  /** `work` may run twice, when a newer release changed a table in between; its first run left nothing. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Connections of the main pool, shared by requests and background work. Default 10. */
  poolSize?: number;
  /** Whether the process publishes: it is then counted among the publishers while it is connected. */
  publishes?: boolean;
  /** Milliseconds a statement may go without an answer. */
  answerMs?: number;
  onError: (error: Error) => void;
}

/** Far beyond what any statement of a request or a lease takes. Ours. */
const defaultAnswerMs = 20_000;

/** Connects, brings the schema up to date and starts listening. @throws SetupError when there is no connection */
export async function openStore(connection: DatabaseConfig, options: StoreOptions): Promise<Store> {
  const { onError, poolSize = 10, answerMs = defaultAnswerMs } = options;
  const main = openPool(connection, poolSize, onError, answerMs);
  const lease = openPool(connection, 2, onError, answerMs);
  const long = openPool(connection, 1, onError);
  const closeAll = () => Promise.all([main.close(), lease.close(), long.close()]);
  try {
    await sql`select 1`.execute(main.db).catch((error: unknown) => {
      throw unusableDatabase(error);
    });
    await migrate(long.db);
    const waitCorrection = createWaitCorrection(lease.db, options.onError);
    const clock = await readDatabaseClock(main.db, waitCorrection.setBack);
    const notifications = await openNotifications(
      connection,
      options.onError,
      options.publishes ? listenerNames.publishes : listenerNames.listens,
    );
    return {
      db: main.db,
      leaseDb: lease.db,
      longDb: long.db,
      notifications,
      clock,
      transaction: (work) => inTransaction(main.db, work),
      close: async () => {
        waitCorrection.stop();
        await notifications.close();
        await closeAll();
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

const inTransaction = <T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> => {
  const once = () => db.transaction().execute(work);
  return once().catch((error: unknown) => {
    if (isStalePlan(error)) return once();
    throw error;
  });
};
