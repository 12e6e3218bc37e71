import { openPool, type Connection, type Db, type Tx } from './database.ts';
import { openNotifications, type Notifications } from './listen.ts';
import { migrate } from './migrate.ts';

/** The open store: one pool for requests and work, one small pool that keeps leases alive. */
export interface Store {
  db: Db;
  /** Leases are renewed here, so that a busy main pool cannot let them run out. */
  leaseDb: Db;
  notifications: Notifications;
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Connections for requests and work together. */
  poolSize?: number;
  onError: (error: Error) => void;
}

/** Connects, brings the schema up to date and starts listening. */
export async function openStore(connection: Connection, options: StoreOptions): Promise<Store> {
  const main = openPool(connection, options.poolSize ?? 10, options.onError);
  const lease = openPool(connection, 2, options.onError);
  try {
    await migrate(main.db);
    const notifications = await openNotifications(connection, options.onError);
    return {
      db: main.db,
      leaseDb: lease.db,
      notifications,
      transaction: (work) => main.db.transaction().execute(work),
      close: async () => {
        await notifications.close();
        await Promise.all([main.close(), lease.close()]);
      },
    };
  } catch (error) {
    await Promise.all([main.close(), lease.close()]);
    throw error;
  }
}
