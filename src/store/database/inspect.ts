import { sql, type Kysely } from 'kysely';
import { openPool, type DatabaseConfig, type Db } from './pool.ts';
import { appliedMigrations } from './migrate.ts';
import { migrations } from '../schema/migrations/index.ts';

export interface DatabaseInspection {
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
export async function inspectDatabase(db: Db): Promise<DatabaseInspection> {
  const began = Date.now();
  const { rows } = await sql<{ version: string; now: Date }>`
    select current_setting('server_version') as version, clock_timestamp() as now`.execute(db);
  const answerMs = Date.now() - began;
  const { version = '', now = new Date() } = rows[0] ?? {};
  const applied = await appliedMigrations(db.withoutPlugins() as Kysely<unknown>); // It asks for no table of ours.
  return {
    version: version.split(' ')[0] ?? version,
    now,
    answerMs,
    clockAheadMs: Math.round(began + answerMs / 2 - now.getTime()),
    pendingMigrations: Object.keys(migrations).filter((name) => !applied.includes(name)),
    unknownMigrations: applied.filter((name) => !(name in migrations)),
  };
}

/**
 * The same of a database that is not open yet.
 * @throws when it does not answer within ten seconds.
 */
export async function inspectConnection(connection: DatabaseConfig): Promise<DatabaseInspection> {
  const pool = openPool(connection, 1, () => {});
  try {
    return await inspectDatabase(pool.db);
  } finally {
    await pool.close();
  }
}
