import { sql } from 'kysely';
import { openStore, type Db, type Store } from '../../src/store/index.ts';
import { openClock, type TestClock } from '../harness/clock.ts';
import { temporaryDatabase } from '../harness/database.ts';

/** A store over a database of its own. */
export async function temporaryStore(): Promise<{
  store: Store;
  clock: TestClock;
  close: () => Promise<void>;
}> {
  const { connection, drop } = await temporaryDatabase();
  const clock = await openClock(connection);
  const store = await openStore(connection, { onError: () => {} });
  return {
    store,
    clock,
    close: async () => {
      await clock.close();
      await store.close();
      await drop();
    },
  };
}

export interface PinRows {
  /** Accounts `<prefix>1`, `<prefix>2` and so on, made where they do not exist. */
  accounts: { prefix: string; count: number };
  /** Pins of each account. */
  pins: number;
  /** Seconds from now at which the first one is due; negative: in the past. */
  dueInSeconds: number;
  /** Seconds between the Pins of an account. */
  apartSeconds?: number;
}

/** Scheduled Pins by the thousand, each with a post of its own; triggers are off meanwhile. */
export const insertPins = (db: Db, rows: PinRows): Promise<void> =>
  db.transaction().execute(async (tx) => {
    const { prefix, count } = rows.accounts;
    await sql`set local session_replication_role = replica`.execute(tx);
    await sql`insert into workspace (id, name) values ('w', 'Rows') on conflict do nothing`.execute(
      tx,
    );
    await sql`
      insert into identity (id, host, pinterest_user_id, username, display_name, status)
      select ${prefix} || n, 'sandbox', ${prefix} || n, ${prefix} || n, '', 'connected'
      from generate_series(1, ${count}::int) n on conflict do nothing`.execute(tx);
    await sql`
      insert into account (id, workspace_id, identity_id, pinterest_user_id, username, display_name, status, sandbox)
      select id, 'w', id, id, id, '', 'connected', true from identity on conflict do nothing`.execute(
      tx,
    );
    await sql`
      create temporary table new_pin on commit drop as
      select replace(gen_random_uuid()::text, '-', '') as id, ${prefix} || account as account_id,
        now() + make_interval(secs => ${rows.dueInSeconds} + n * ${rows.apartSeconds ?? 0.001}::float8) as due_at
      from generate_series(1, ${count}::int) account, generate_series(0, ${rows.pins}::int - 1) n`.execute(
      tx,
    );
    await sql`
      insert into post (id, workspace_id, content, timezone, status, media_ids, scheduled_for)
      select id, 'w', '', 'UTC', 'scheduled', '{}', due_at from new_pin`.execute(tx);
    await sql`
      insert into pin (id, post_id, workspace_id, account_id, identity_id, position, board_id, media_ids, status,
        scheduled_for, due_at)
      select id, id, 'w', account_id, account_id, 0, '1', '{}', 'scheduled', due_at, due_at from new_pin`.execute(
      tx,
    );
  });

/** Puts `count` Pins like this one in line, as due as it is; triggers are off meanwhile, and workers told afterwards. */
export const copyPins = (db: Db, id: string, count: number): Promise<void> =>
  db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    await sql`
      create temporary table copy on commit drop as
      select replace(gen_random_uuid()::text, '-', '') as id from generate_series(1, ${count}::int)`.execute(
      tx,
    );
    await sql`
      insert into post (id, workspace_id, content, timezone, status, media_ids, scheduled_for)
      select copy.id, workspace_id, '', 'UTC', 'scheduled', media_ids, scheduled_for
      from copy, pin where pin.id = ${id}`.execute(tx);
    await sql`
      insert into pin (id, post_id, workspace_id, account_id, identity_id, position, board_id, title, media_ids, status,
        scheduled_for, due_at)
      select copy.id, copy.id, workspace_id, account_id, identity_id, 0, board_id, title, media_ids, 'scheduled', scheduled_for, scheduled_for
      from copy, pin where pin.id = ${id}`.execute(tx);
    await sql`select pg_notify('linchpin_pin_due', '')`.execute(tx);
  });
