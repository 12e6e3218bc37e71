import { sql } from 'kysely';
import type { Db } from '../database/pool.ts';
import { leasedRows, type LeasedRow, type LeasedRows } from '../leases.ts';
import type { Store } from '../store.ts';
import { interval } from '../database/interval.ts';

/** Readings of the boards of Pinterest users, one row for each. The id of a row is that of the identity. */
export const boardRefreshes = (
  store: Pick<Store, 'db' | 'leaseDb' | 'notifications'>,
): LeasedRows<LeasedRow> =>
  leasedRows(store, {
    table: 'board_refresh',
    key: 'id',
    leaseMs: 60_000,
    retryMs: (claims) => Math.min(2 ** claims * 30_000, 3600_000),
    maxClaims: 1_000_000, // Pinterest can be out of reach for days.
  });

/**
 * Makes the boards of users due to be read that have Pins planned within `aheadMs` and were last read more than
 * `olderThanMs` ago. Costs the Pins planned within that time.
 */
export async function readBoardsAhead(
  db: Db,
  { aheadMs, olderThanMs }: { aheadMs: number; olderThanMs: number },
): Promise<void> {
  await sql`
    update board_refresh set due_at = now()
    where due_at > now() and lease_owner is null and claims = 0 and id in (
      select distinct identity_id from pin
      where lease_owner is null and status in ('scheduled', 'publishing', 'held') and step is distinct from 'uploading'
        and due_at > now() and due_at <= now() + ${interval(aheadMs)})
    and exists (select from identity where identity.id = board_refresh.id and status = 'connected')
    and not exists (select from account where identity_id = board_refresh.id
      and boards_read_at > now() - ${interval(olderThanMs)})`.execute(db);
}

/** Whether the boards may be read because a request named one that is not known: once in `everyMs` for each user. */
export async function mayLookForBoard(
  db: Db,
  identityId: string,
  everyMs: number,
): Promise<boolean> {
  const { rows } = await sql`
    insert into board_refresh as refresh (id, due_at, asked_at) values (${identityId}, now() + interval '6 hours', now())
    on conflict (id) do update set asked_at = now()
      where refresh.asked_at is null or refresh.asked_at < now() - ${interval(everyMs)} or refresh.asked_at > now()
    returning 1`.execute(db);
  return rows.length > 0;
}

/** Whether a user is connected and linked to by an account that is in use. */
export async function isInUse(db: Db, identityId: string): Promise<boolean> {
  const { rows } = await sql`
    select from identity where id = ${identityId} and status = 'connected' and exists (
      select from account where identity_id = ${identityId} and status <> 'disconnected')`.execute(
    db,
  );
  return rows.length > 0;
}
