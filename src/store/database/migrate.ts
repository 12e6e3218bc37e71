import { setTimeout as delay } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import { SetupError } from '../../domain/setup-error.ts';
import type { Db } from './pool.ts';
import { migrations } from '../schema/migrations/index.ts';
import type { Migration, NewIndex, Rounds } from '../schema/migrations/migration.ts';

/** Any session or transaction without our plugins: migrations write plain SQL. */
type Session = Kysely<unknown>;

export interface MigrateOptions {
  /** Every migration by name, in the order of names. */
  set?: Readonly<Record<string, Migration>>;
  /** Milliseconds a statement waits for a lock, and keeps others waiting behind it, before it is tried again. */
  lockTimeoutMs?: number;
  /** Milliseconds until the waiting for locks is given up. */
  patienceMs?: number;
}

/** Session advisory lock for changing the schema or replacing all rows. The number is arbitrary. */
export const schemaLock = 731_100_2;

/** The oldest supported server: PostgreSQL 15. */
const oldestServer = 150_000;

/**
 * Brings the schema up to date. Several processes may start at once: one migrates, the others wait for it. Processes
 * at work are never kept waiting for longer than `lockTimeoutMs`.
 * @returns names of what was done; what was done before a failure stays done.
 * @throws SetupError when the server is too old, or a newer release has migrated the database.
 */
export async function migrate(db: Db, options: MigrateOptions = {}): Promise<string[]> {
  const { set = migrations } = options;
  const plain = db.withoutPlugins() as Kysely<unknown>; // Tables change under it, so it knows none.
  await checkServer(plain);
  if ((await pendingMigrations(plain, set)).length === 0) return [];
  return plain.connection().execute(async (session) => {
    await takeSchemaLock(session);
    try {
      const pending = await pendingMigrations(session, set);
      for (const name of pending) await apply(session, name, set[name], options);
      return pending;
    } finally {
      await sql`select pg_advisory_unlock(${schemaLock})`.execute(session);
    }
  });
}

/** Applies migrations up to and including `last` within a transaction, to tables that are not in use. */
export async function migrateWithin(tx: Session, last?: string): Promise<string[]> {
  const pending = (await pendingMigrations(tx, migrations)).filter(
    (name) => last === undefined || name <= last,
  );
  for (const name of pending) {
    const migration = migrations[name];
    if (migration && 'up' in migration) await migration.up(tx);
    else {
      for (const index of migration?.indexes ?? []) await createIndex(tx, index, '');
      if (migration?.rounds) await applyRounds(tx, migration.rounds);
    }
    await record(tx, name);
  }
  return pending;
}

/** The last migration this release knows. */
export const newestMigration = (): string => Object.keys(migrations).sort().at(-1) ?? '';

/** Names of migrations that were applied, in order. */
export async function appliedMigrations(db: Session): Promise<string[]> {
  const { rows: tables } = await sql<{ found: string | null }>`
    select to_regclass('linchpin_migration')::text as found`.execute(db);
  if ((tables[0]?.found ?? null) === null) return [];
  const { rows } = await sql<{
    name: string;
  }>`select name from linchpin_migration order by name`.execute(db);
  return rows.map((row) => row.name);
}

/** @throws SetupError when a newer release has made one of these changes. */
export function refuseUnknown(
  applied: readonly string[],
  set: Readonly<Record<string, Migration>> = migrations,
): void {
  const newer = applied.find((name) => !(name in set));
  if (newer !== undefined)
    throw new SetupError(
      `This release is older than the data: it does not know the change "${newer}".`,
      'Start the release that was running before, or a newer one. To go back, restore a backup made before the update.',
    );
}

async function pendingMigrations(
  db: Session,
  set: Readonly<Record<string, Migration>>,
): Promise<string[]> {
  const applied = await appliedMigrations(db);
  refuseUnknown(applied, set);
  return Object.keys(set)
    .sort()
    .filter((name) => !applied.includes(name));
}

/**
 * Polls instead of blocking: a blocked statement holds a snapshot, and CREATE INDEX CONCURRENTLY waits for all older
 * snapshots.
 */
async function takeSchemaLock(session: Session): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ taken: boolean }>`
      select pg_try_advisory_lock(${schemaLock}) as taken`.execute(session);
    if (rows[0]?.taken) return;
    await delay(100);
  }
}

async function checkServer(db: Session): Promise<void> {
  const { rows } = await sql<{ version: number; name: string }>`
    select current_setting('server_version_num')::int as version, current_setting('server_version') as name`.execute(
    db,
  );
  const [server] = rows;
  if (server && server.version < oldestServer)
    throw new SetupError(
      `The database server is PostgreSQL ${server.name}; Linchpin needs 15 or newer.`,
      'Update the server, or unset DATABASE_URL to use the built-in one.',
    );
}

async function apply(
  session: Session,
  name: string,
  migration: Migration | undefined,
  options: MigrateOptions,
): Promise<void> {
  if (migration && 'up' in migration) return applyInTransaction(session, name, migration, options);
  for (const index of migration?.indexes ?? []) {
    // An interrupted concurrent build leaves an invalid index of this name.
    await sql`drop index concurrently if exists ${sql.ref(index.name)}`.execute(session);
    await createIndex(session, index, 'concurrently');
  }
  if (migration?.rounds) await applyRounds(session, migration.rounds);
  await record(session, name);
}

async function applyRounds(db: Session, { statement }: Rounds): Promise<void> {
  for (;;) {
    const { numAffectedRows } = await sql.raw(statement).execute(db);
    if (!numAffectedRows) return;
  }
}

const lockNotAvailable = '55P03';

async function applyInTransaction(
  session: Session,
  name: string,
  migration: Extract<Migration, { up: unknown }>,
  { lockTimeoutMs = 2_000, patienceMs = 10 * 60_000 }: MigrateOptions,
): Promise<void> {
  for (const began = performance.now(); ;)
    try {
      return await session.transaction().execute(async (tx) => {
        // Everything that comes after a statement waiting for a lock waits too, so it must not wait for long.
        await sql`select set_config('lock_timeout', ${String(lockTimeoutMs)}, true)`.execute(tx);
        await migration.up(tx);
        await record(tx, name);
      });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code !== lockNotAvailable) throw error;
      if (performance.now() - began > patienceMs)
        throw new SetupError(
          `The database could not be updated: something kept a table locked for ${Math.round(patienceMs / 60_000)} minutes.`,
          'Look for a long transaction in pg_stat_activity, end it, and start again.',
          { cause: error },
        );
      // Those that were kept waiting go first.
      await delay(lockTimeoutMs / 2 + Math.random() * lockTimeoutMs);
    }
}

const createIndex = (db: Session, index: NewIndex, how: 'concurrently' | '') =>
  sql`create ${sql.raw(index.unique ? 'unique' : '')} index ${sql.raw(how)} ${sql.ref(index.name)} on ${sql.raw(index.on)}`.execute(
    db,
  );

async function record(db: Session, name: string): Promise<void> {
  await sql`create table if not exists linchpin_migration (name text primary key, timestamp text not null)`.execute(
    db,
  );
  await sql`insert into linchpin_migration values (${name}, ${new Date().toISOString()})`.execute(
    db,
  );
}
