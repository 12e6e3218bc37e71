import { sql } from 'kysely';
import type { Db } from './pool.ts';

/** application_name of a process's listening connection; shows whether it publishes. */
export const listenerNames = {
  publishes: 'linchpin publisher',
  listens: 'linchpin listener',
} as const;

/** How many processes that publish are connected to the database now. */
export async function countPublishers(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and application_name = ${listenerNames.publishes}`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
