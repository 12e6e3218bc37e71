import { sql } from 'kysely';
import { bucketStart, dayText, type Day } from '../../analytics/index.ts';
import type { Db, Tx } from '../database/pool.ts';
import type { Store } from '../store.ts';

/** Prefix of the names of the tables that account_day consists of, one for each month. */
export const monthPrefix = 'account_day_';

/** Makes the tables of the months these days lie in, where they are missing. Readers do not wait. */
export async function ensureMonths(db: Db, days: readonly Day[]): Promise<void> {
  for (const first of new Set(days.map((day) => bucketStart(day, 'month'))))
    await sql`select account_day_month(${dayText(first)}::date)`.execute(db);
}

/**
 * Months there always are: those that a reading of Pinterest's 90 days writes to, and two ahead. @param today the
 * database's
 */
export const ensurePresentMonths = (db: Db, today: Day): Promise<void> =>
  ensureMonths(
    db,
    [-95, -62, -31, 0, 31, 62].map((distance) => today + distance),
  );

/** A transaction that writes days; a month that has no table yet gets one, and the transaction is done again. */
export async function writeDays<T>(
  store: Pick<Store, 'transaction' | 'longDb'>,
  days: readonly Day[],
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  try {
    return await store.transaction(work);
  } catch (error) {
    if (!isMissingMonth(error)) throw error;
    await ensureMonths(store.longDb, days);
    return await store.transaction(work);
  }
}

/** PostgreSQL has no code of its own for a row that no partition takes: it is that of a check, without its name. */
const isMissingMonth = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  error.code === '23514' &&
  'routine' in error &&
  error.routine === 'ExecFindPartition';

/** Milliseconds to wait for the lock of a month's table: later statements on the numbers queue behind it. Ours. */
const lockTimeoutMs = 2_000;

/**
 * Forgets all numbers of days before this one: whole months by their tables, the rest row by row. A table that is in
 * use for long is left for the next time, its rows are deleted now.
 */
export async function forgetNumbersBefore(db: Db, first: Day): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select inhrelid::regclass::text as name from pg_inherits
    where inhparent = 'account_day'::regclass order by 1`.execute(db);
  const firstMonth = monthPrefix + dayText(first).slice(0, 7).replace('-', '');
  for (const { name } of rows.filter((row) => row.name < firstMonth)) await dropMonth(db, name);
  await sql`delete from account_day where day < ${dayText(first)}::date`.execute(db);
  await sql`delete from account_state_day where day < ${dayText(first)}::date`.execute(db);
}

const dropMonth = (db: Db, name: string): Promise<void> =>
  db
    .transaction()
    .execute(async (tx) => {
      await sql`select set_config('lock_timeout', ${String(lockTimeoutMs)}, true)`.execute(tx);
      await sql`drop table ${sql.ref(name)}`.execute(tx);
    })
    .catch((error: unknown) => {
      if (!isLockTimeout(error)) throw error;
    });

const isLockTimeout = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '55P03';
