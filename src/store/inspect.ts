import { sql } from 'kysely';
import { createMigrator, openPool, type Connection, type Db } from './database.ts';
import { migrations } from './migrations/index.ts';

export interface DatabaseFacts {
  /** Of PostgreSQL, for example `18.4`. */
  version: string;
  now: Date;
  /** Milliseconds it took to answer. */
  answerMs: number;
  /** Milliseconds by which this machine's clock is ahead of the database's, give or take half of `answerMs`. */
  clockAheadMs: number;
  /** Migrations this program has and the database has not. */
  pendingMigrations: string[];
  /** Migrations of a newer program. */
  unknownMigrations: string[];
}

/** Looks at the database without changing anything in it. */
export async function inspectDatabase(db: Db): Promise<DatabaseFacts> {
  const began = Date.now();
  const { rows } = await sql<{ version: string; now: Date }>`
    select current_setting('server_version') as version, clock_timestamp() as now`.execute(db);
  const answerMs = Date.now() - began;
  const { version = '', now = new Date() } = rows[0] ?? {};
  const known = await createMigrator(db).getMigrations();
  const done = await migrationsDone(db);
  return {
    version: version.split(' ')[0] ?? version,
    now,
    answerMs,
    clockAheadMs: Math.round(began + answerMs / 2 - now.getTime()),
    pendingMigrations: known.filter(({ executedAt }) => !executedAt).map(({ name }) => name),
    unknownMigrations: done.filter((name) => !(name in migrations)),
  };
}

async function migrationsDone(db: Db): Promise<string[]> {
  const { rows } = await sql<{ found: boolean }>`
    select to_regclass('linchpin_migration') is not null as found`.execute(db);
  if (!rows[0]?.found) return [];
  const done = await sql<{ name: string }>`select name from linchpin_migration`.execute(db);
  return done.rows.map(({ name }) => name);
}

/**
 * The same of a database that is not open yet.
 * @throws when it does not answer within ten seconds.
 */
export async function inspectConnection(connection: Connection): Promise<DatabaseFacts> {
  const pool = openPool(connection, 1, () => {});
  try {
    return await inspectDatabase(pool.db);
  } finally {
    await pool.close();
  }
}
