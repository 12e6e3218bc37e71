import { sql } from 'kysely';
import type { Db } from '../database/pool.ts';
import type { Store } from '../store.ts';
import { holdImport, type HeldImport } from './import-run.ts';

/** Share of the live Pins of a user that one run marks as gone unasked; at least one. Ours. */
const unaskedShare = 0.05;

/**
 * Goes on to the Pins that were missed, once every board was read. Those of boards that are known to be gone were missed
 * as well.
 * @returns how many boards were not read to the end: then the run is not complete, nothing was missed for certain, and it
 * goes no further.
 * @throws ImportLost
 */
export const startMissing = (
  store: Pick<Store, 'transaction'>,
  held: HeldImport,
): Promise<number> =>
  store.transaction(async (tx) => {
    const { run, startedAt } = await holdImport(tx, held);
    const { rows } = await sql<{ unread: number }>`
      select count(*)::int as unread from pin_import_board where identity_id = ${held.id} and not was_read`.execute(
      tx,
    );
    const unread = rows[0]?.unread ?? 0;
    if (unread > 0) return unread;
    await sql`
      update remote_pin set missed_run = ${run}
      where identity_id = ${held.id} and gone_at is null and first_seen_at < ${startedAt}
        and board_id in (select board.id from board join account on account.id = board.account_id
          where account.identity_id = ${held.id} and board.gone_at is not null)
        and not exists (select from pin_import_board board where board.identity_id = ${held.id}
          and board.board_id = remote_pin.board_id)`.execute(tx);
    await sql`
      update pin_import set phase = 'missing', completed_at = started_at, may_remove = greatest(1, (
        select floor(count(*) * ${unaskedShare}::float8) from remote_pin
        where identity_id = ${held.id} and gone_at is null and first_seen_at < ${startedAt}))
      where id = ${held.id}`.execute(tx);
    return 0;
  });

/** What is left to ask after. */
export interface Missing {
  /** The next one; null: none. */
  pinterestPinId: string | null;
  /** Whether it may not be marked as gone unless a person says so. */
  isTooMany: boolean;
}

export async function nextMissing(db: Db, { id }: HeldImport): Promise<Missing> {
  const { rows } = await sql<Missing>`
    select (select pinterest_pin_id from remote_pin
        where identity_id = import.id and missed_run = import.run and gone_at is null
        order by pinterest_pin_id limit 1) as pinterest_pin_id,
      not removes_all and removed >= coalesce(may_remove, 0) as is_too_many
    from pin_import import where id = ${id}`.execute(db);
  return rows[0] ?? { pinterestPinId: null, isTooMany: false };
}

/** How many Pins of the run are missing and were not asked after. */
export async function countMissing(db: Db, { id }: HeldImport): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from remote_pin join pin_import import on import.id = remote_pin.identity_id
    where remote_pin.identity_id = ${id} and missed_run = import.run and gone_at is null`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** A Pin that was missed is there, or this connection may not see it: nothing is known of it but that. */
export const keepMissing = async (
  db: Db,
  { id }: HeldImport,
  pinterestPinId: string,
): Promise<void> =>
  void (await sql`update remote_pin set missed_run = null
    where identity_id = ${id} and pinterest_pin_id = ${pinterestPinId}`.execute(db));

/**
 * Marks a Pin as gone that was missed and is not found by its id, and tells it where it is a publication of ours.
 * Publications stay as they are: a cancelled one could be published again.
 * @throws ImportLost
 */
export const markGone = (
  store: Pick<Store, 'transaction'>,
  held: HeldImport,
  pinterestPinId: string,
): Promise<void> =>
  store.transaction(async (tx) => {
    await holdImport(tx, held);
    await sql`
      with gone as (
        update remote_pin set gone_at = now(), gone_why = 'not_found', missed_run = null
        where identity_id = ${held.id} and pinterest_pin_id = ${pinterestPinId} and gone_at is null
        returning pinterest_pin_id, pin_id
      ), counted as (
        update pin_import set removed = removed + 1 where id = ${held.id} and exists (select from gone)
      )
      insert into event (workspace_id, kind, post_id, pin_id, account_id, facts)
      select pin.workspace_id, 'pin.removed', pin.post_id, pin.id, pin.account_id,
        jsonb_build_object('pinterestPinId', gone.pinterest_pin_id)
      from gone join pin on pin.id = gone.pin_id`.execute(tx);
  });
