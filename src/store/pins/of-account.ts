import { sql } from 'kysely';
import type { Problem } from '../../domain/errors/index.ts';
import type { Db } from '../database/pool.ts';
import { insertEvent, storable } from './events.ts';

/** Planned Pins of an account that no worker holds. Other transactions lock Pins in this order. */
const planned = (accountId: string) => sql`
  select id from pin where account_id = ${accountId} and lease_owner is null
    and (status in ('scheduled', 'held') or (status = 'publishing' and step is distinct from 'reconciling'
      and step is distinct from 'creating'))
    and held_reason->>'code' is distinct from 'PIN_RESTORED_UNCERTAIN' and reconcile_since is null
  order by id for update`;

/** Holds the planned Pins of an account until it is connected again. @returns how many */
export async function holdPinsOfAccount(
  db: Db,
  accountId: string,
  reason: Problem,
): Promise<number> {
  const { rows } = await sql`
    with held as (
      update pin set status = 'held', due_at = null, held_reason = ${storable(reason)}::jsonb, updated_at = now(),
        step = case when step in ('uploading', 'processing') then step end
      where id in (${planned(accountId)}) returning id, attempts
    ), told as (${insertEvent('held', 'held', sql`jsonb_build_object('reason', ${storable(reason)}::jsonb)`)})
    select id from held`.execute(db);
  return rows.length;
}

/** Cancels the planned Pins of an account. @returns how many */
export async function cancelPinsOfAccount(
  db: Db,
  accountId: string,
  by: { type: string; id: string | null; name: string },
): Promise<number> {
  const { rows } = await sql`
    with cancelled as (
      update pin set status = 'cancelled', step = null, due_at = null, held_reason = null, updated_at = now()
      where id in (${planned(accountId)}) returning id, attempts
    ), told as (${insertEvent('cancelled', 'cancelled', sql`jsonb_build_object('by', ${JSON.stringify(by)}::jsonb)`)})
    select id from cancelled`.execute(db);
  return rows.length;
}

/** Pins of an account by what may still happen to them. */
export interface AccountPins {
  /** Drafts, and what waits for its time or for something else. */
  planned: number;
  /** What is being sent, or whose answer is being looked for. */
  atWork: number;
}

export async function countPinsOfAccount(db: Db, accountId: string): Promise<AccountPins> {
  const { rows } = await sql<AccountPins>`
    select count(*) filter (where not at_work)::int as planned, count(*) filter (where at_work)::int as at_work from (
      select lease_owner is not null or coalesce(step in ('creating', 'reconciling'), false) or reconcile_since is not null
        as at_work
      from pin where account_id = ${accountId} and status in ('draft', 'scheduled', 'held', 'publishing')) pin`.execute(
    db,
  );
  return rows[0] ?? { planned: 0, atWork: 0 };
}

/** Removes every Pin of an account, and posts of which nothing is left. @returns how many posts. */
export async function deletePinsOfAccount(db: Db, accountId: string): Promise<number> {
  const { rows } = await sql`
    with gone as (delete from pin where account_id = ${accountId} returning post_id)
    delete from post where id in (select post_id from gone)
      and not exists (select 1 from pin where pin.post_id = post.id and pin.account_id <> ${accountId})
    returning id`.execute(db);
  return rows.length;
}
