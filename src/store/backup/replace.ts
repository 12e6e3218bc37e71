import type { Writable } from 'node:stream';
import { sql, type Kysely } from 'kysely';
import { from as copyFrom } from 'pg-copy-streams';
import { SetupError } from '../../domain/setup-error.ts';
import type { DatabaseConfig, Db } from '../database/pool.ts';
import { presenceLock } from '../database/listen.ts';
import {
  appliedMigrations,
  migrateWithin,
  refuseUnknown,
  schemaLock,
} from '../database/migrate.ts';
import { markRestoredFeeds } from '../feeds.ts';
import { markRestoredChanges } from '../live-pins/restored.ts';
import { markRestoredPins, type Journaled, type RestoredPins } from '../pins/restored.ts';
import { markRestoredImports } from '../posts/import-work.ts';
import { markRestoredDeliveries } from '../webhooks/replays.ts';
import { openSession } from '../database/session.ts';
import { copy } from './snapshot.ts';
import { currentSchema, listTables, type Table } from '../schema/tables.ts';

export interface Replacement {
  /** Takes the rows of a table as a snapshot gave them, tables in the order of the snapshot. */
  fill(table: Table): Promise<Writable>;
}

export interface ReplaceOptions {
  /** When the rows were read, and the last change of the schema at that time. */
  takenAt: Date;
  migration: string;
  journal: Journaled;
  /** Whether rows that are there may be thrown away. */
  replace: boolean;
  /** Called before the commit; an error rolls everything back. */
  accept(db: Db): Promise<void>;
}

/** Rows are filled into tables of their own, which then take the place of the old ones. */
const scratch = 'linchpin_restore';

/**
 * Replaces all rows, then brings them up to date, in one transaction: the database is then new or as before.
 * @throws SetupError when a process works on the database, it holds rows and may not be replaced, or it is newer.
 */
export async function replaceRows(
  connection: DatabaseConfig,
  options: ReplaceOptions,
  fill: (into: Replacement) => Promise<void>,
): Promise<RestoredPins> {
  refuseUnknown([options.migration]);
  const session = await openSession(connection, 'linchpin restore');
  const { client, db } = session;
  try {
    await client.query('begin');
    await refuseWhileInUse(db);
    const schema = await currentSchema(db);
    await refuseUnlessReplaceable(db, schema, options.replace);

    await sql`create schema ${sql.ref(scratch)}`.execute(db);
    await searchIn(db, scratch);
    await migrateWithin(db, options.migration);
    const tables = await listTables(db, scratch);
    // Migrations make rows of their own, which are in the backup as well.
    for (const { name } of tables) await sql`truncate ${sql.ref(name)} cascade`.execute(db);
    for (const { name } of tables)
      await sql`alter table ${sql.ref(name)} disable trigger user`.execute(db);
    await fill({
      fill: async (table) => {
        const first = monthOf(table.name);
        if (first !== null) await sql`select account_day_month(${first}::date)`.execute(db);
        else if (!tables.some(({ name }) => name === table.name))
          throw new SetupError(
            `The backup holds a table "${table.name}" that is not Linchpin's.`,
            'Give Linchpin a database of its own and make the backup again.',
          );
        return client.query(copyFrom(copy(table.name, table.columns, 'from stdin')));
      },
    });
    for (const { name } of tables) {
      await continueNumbers(db, name);
      await sql`alter table ${sql.ref(name)} enable trigger user`.execute(db);
    }
    await migrateWithin(db);
    // Transaction numbers of another server would hide events or put them out of order.
    await sql`update event set xid = '1'`.execute(db);
    for (const leased of ['task', 'board_refresh', 'token_renewal', 'pin_import', 'collection'])
      await sql`update ${sql.ref(leased)} set lease_owner = null, lease_until = null`.execute(db);
    // Sessions and links of the backup may have been revoked or used since.
    for (const table of ['session', 'password_reset', 'invite', 'device_login'])
      await sql`delete from ${sql.ref(table)}`.execute(db);
    const pins = await markRestoredPins(db, options.takenAt, options.journal);
    await markRestoredChanges(db, options.takenAt);
    await markRestoredImports(db);
    await markRestoredFeeds(db);
    await markRestoredDeliveries(db); // After the Pins, whose change writes events.
    await moveInto(db, schema);
    await searchIn(db, schema);
    await options.accept(session.typed);
    await client.query('commit');
    return pins;
  } finally {
    await session.close(); // Without a commit nothing has happened.
  }
}

/** The first day of the month whose numbers a table holds, one of those that account_day consists of; else null. */
function monthOf(table: string): string | null {
  const [, year, month] = /^account_day_(\d{4})(\d{2})$/.exec(table) ?? [];
  return year === undefined ? null : `${year}-${month}-01`;
}

/** Replaces the first schema of search_path and keeps the others. */
const searchIn = (db: Kysely<unknown>, schema: string) =>
  sql`
    select set_config('search_path', string_agg(
      quote_ident(case when name = current_schema() then ${schema} else name end), ', ' order by place), true)
    from unnest(current_schemas(false)) with ordinality searched(name, place)`.execute(db);

async function refuseWhileInUse(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ free: boolean }>`
    select pg_try_advisory_xact_lock(${presenceLock}) and pg_try_advisory_xact_lock(${schemaLock}) as free`.execute(
    db,
  );
  if (!rows[0]?.free)
    throw new SetupError(
      'Linchpin is running on this database.',
      'Stop every "linchpin serve" and "linchpin worker" that uses it, then restore again.',
    );
}

async function refuseUnlessReplaceable(
  db: Kysely<unknown>,
  schema: string,
  replace: boolean,
): Promise<void> {
  const applied = await appliedMigrations(db);
  refuseUnknown(applied);
  const present = await listTables(db, schema);
  if (applied.length === 0 && present.length > 0)
    throw new SetupError(
      `The database holds tables that are not Linchpin's, such as "${present[0]?.name}".`,
      'Restore into a database of its own.',
    );
  if (replace || !present.some(({ name }) => name === 'workspace')) return;
  const { rows } = await sql`select 1 from workspace limit 1`.execute(db);
  if (rows.length > 0)
    throw new SetupError(
      'The database is not empty.',
      'Restore into an empty one, or add --replace: everything that is there now is then lost.',
    );
}

/** New rows get numbers after those that were filled in. */
async function continueNumbers(db: Kysely<unknown>, table: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select attname::text as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped
      and pg_get_serial_sequence(${table}, attname) is not null`.execute(db);
  for (const { name } of rows)
    await sql`
      select setval(pg_get_serial_sequence(${table}, ${name}), coalesce(max(${sql.ref(name)}), 0) + 1, false)
      from ${sql.ref(table)}`.execute(db);
}

/**
 * Moves tables, views and functions to the schema, replacing those of the same name. Tables that consist of others go
 * first: what they consisted of goes with the old ones.
 */
async function moveInto(db: Kysely<unknown>, schema: string): Promise<void> {
  const { rows } = await sql<{ kind: string; name: string }>`
    select case relkind when 'v' then 'view' else 'table' end as kind, quote_ident(relname) as name,
        position(relkind::text in 'pr v') as place
      from pg_class where relnamespace = ${scratch}::regnamespace and relkind in ('p', 'r', 'v')
    union all
    select 'function', quote_ident(proname) || '(' || pg_get_function_identity_arguments(oid) || ')', 3 from pg_proc
      where pronamespace = ${scratch}::regnamespace
    order by place`.execute(db);
  for (const { kind, name } of rows) {
    const [what, thing] = [sql.raw(kind), sql.raw(name)];
    await sql`drop ${what} if exists ${sql.ref(schema)}.${thing} cascade`.execute(db);
    await sql`alter ${what} ${sql.ref(scratch)}.${thing} set schema ${sql.ref(schema)}`.execute(db);
  }
  // Fails if anything is left in it that the code above does not know.
  await sql`drop schema ${sql.ref(scratch)}`.execute(db);
}
