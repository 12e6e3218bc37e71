import { sql } from 'kysely';
import type { Db, Tx } from '../database/pool.ts';
import { leasedRows, type LeasedRows } from '../leases.ts';
import type { PinImportRow } from '../schema/rows.ts';
import type { Store } from '../store.ts';

/** Readings of the Pins of Pinterest users, one row for each. The id of a row is that of the identity. */
export const pinImports = (
  store: Pick<Store, 'db' | 'leaseDb' | 'notifications'>,
): LeasedRows<PinImportRow> =>
  leasedRows(store, {
    table: 'pin_import',
    key: 'id',
    leaseMs: 60_000,
    retryMs: (claims) => Math.min(2 ** claims * 30_000, 3600_000),
    maxClaims: 1_000_000, // Pinterest can be out of reach for days.
  });

/**
 * Has the Pins of a user read now, or the run that is under way go on.
 * @param removesAll whether every Pin that is missing may be marked as gone, however many there are.
 */
export const askForImport = async (
  tx: Tx,
  identityId: string,
  removesAll: boolean,
): Promise<void> =>
  void (await sql`
    insert into pin_import as import (id, due_at, removes_all) values (${identityId}, now(), ${removesAll})
    on conflict (id) do update set removes_all = import.removes_all or excluded.removes_all, given_up_at = null,
      due_at = case when import.lease_owner is null then now() else import.due_at end`.execute(tx));

/** How far the reading of a user's Pins is, and how the last one went. */
export interface ImportProgress extends Pick<
  PinImportRow,
  | 'phase'
  | 'dueAt'
  | 'leaseOwner'
  | 'startedAt'
  | 'finishedAt'
  | 'completedAt'
  | 'removed'
  | 'problem'
> {
  boards: { total: number; done: number; unread: number };
  pins: { seen: number; expected: number | null };
}

/** @returns undefined where nothing is known of a reading. */
export async function importProgress(
  db: Db,
  identityId: string,
): Promise<ImportProgress | undefined> {
  const { rows } = await sql<
    Omit<ImportProgress, 'boards' | 'pins'> & {
      total: number;
      done: number;
      unread: number;
      seen: number;
      expected: number | null;
    }
  >`
    select phase, due_at, lease_owner, started_at, finished_at, completed_at, removed, problem, boards.*
    from pin_import import cross join lateral (
      select count(*)::int as total, count(ended_at)::int as done,
        (count(*) filter (where ended_at is not null and not was_read))::int as unread,
        coalesce(sum(pins_seen), 0)::int as seen, sum(pin_count)::int as expected
      from pin_import_board where identity_id = import.id
    ) boards where id = ${identityId}`.execute(db);
  return rows.map(({ total, done, unread, seen, expected, ...row }) => ({
    ...row,
    boards: { total, done, unread },
    pins: { seen, expected },
  }))[0];
}
