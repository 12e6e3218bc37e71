import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../database/pool.ts';

/**
 * Makes due what waits because Pinterest could not be reached, in the order in which it was planned: an answer came.
 * @param identityId null: of every account.
 * @returns how many Pins.
 */
export async function wakeUnreachable(db: Db, identityId: string | null): Promise<number> {
  const ofAccount: RawBuilder<unknown> =
    identityId === null ? sql`true` : sql`identity_id = ${identityId}`;
  const { numAffectedRows } = await sql`
    update pin set due_at = least(now(), coalesce(moved_to, scheduled_for, now()))
    where id in (
      select id from pin where id in (
        select id from pin where status = 'held' and ${ofAccount}
          and held_reason->>'code' = 'PINTEREST_UNAVAILABLE'
        union all
        select id from pin where step = 'reconciling' and status = 'publishing' and ${ofAccount}
          and problem->>'code' = 'PINTEREST_UNAVAILABLE')
      and lease_owner is null and due_at > now()
      order by id for no key update skip locked)`.execute(db);
  return Number(numAffectedRows ?? 0);
}
