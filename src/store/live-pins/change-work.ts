import { sql } from 'kysely';
import type { Problem } from '../../domain/errors/index.ts';
import { fieldsOf, type LiveFields } from '../../domain/pins/live-change.ts';
import { anyOf } from '../database/any-of.ts';
import type { Db, Tx } from '../database/pool.ts';
import type { LeasedRows } from '../leases.ts';
import { insertEvent, storable } from '../pins/events.ts';
import type { PinChangeRow } from '../schema/rows.ts';
import type { Store } from '../store.ts';
import { putLivePins, type LivePinSnapshot } from './put.ts';

/** What a change has to wait for. */
export interface InTheWay {
  /** A Pin of the user is due: it goes out before anything is changed. */
  pinIsDue: boolean;
  /** It may be the Pin of a publication whose answer was lost, which is searched by its words. */
  unresolved: { postId: string; pinId: string } | null;
}

/** How long before a request was sent a Pin can have been made, by Pinterest's clock, that it made. */
const clockSlack = sql`interval '1 day'`;

type Unresolved = NonNullable<InTheWay['unresolved']>;

/** Live Pins, of those named, that may be a publication of the user whose outcome is open; with one such each. */
export async function findUnresolved(
  db: Db,
  identityId: string,
  pinterestPinIds: readonly string[],
): Promise<Map<string, Unresolved>> {
  const { rows } = await sql<Unresolved & { pinterestPinId: string }>`
    with lost as materialized (
      select id, post_id, sent_at from pin
      where identity_id = ${identityId} and sent_at is not null and pinterest_pin_id is null
        and (step in ('creating', 'reconciling') or reconcile_since is not null
          or (status = 'failed' and problem ->> 'code' = 'PIN_OUTCOME_UNKNOWN')
          or held_reason ->> 'code' = 'PIN_RESTORED_UNCERTAIN')
        and status in ('publishing', 'held', 'failed')
    )
    select distinct on (live.pinterest_pin_id) live.pinterest_pin_id, lost.post_id, lost.id as pin_id
    from remote_pin live join lost on live.created_at is null or live.created_at > lost.sent_at - ${clockSlack}
    where live.identity_id = ${identityId} and live.pinterest_pin_id = ${anyOf(pinterestPinIds)} and live.pin_id is null
    order by live.pinterest_pin_id, lost.sent_at`.execute(db);
  return new Map(
    rows.map(({ pinterestPinId, postId, pinId }) => [pinterestPinId, { postId, pinId }]),
  );
}

export async function inTheWay(
  db: Db,
  { identityId, pinterestPinId }: Pick<PinChangeRow, 'identityId' | 'pinterestPinId'>,
): Promise<InTheWay> {
  const { rows } = await sql<{ due: boolean }>`
    select exists (select from pin where identity_id = ${identityId} and due_at <= now()
      and step is distinct from 'uploading' and status in ('scheduled', 'publishing', 'held')) as due`.execute(
    db,
  );
  return {
    pinIsDue: rows[0]?.due ?? false,
    unresolved:
      (await findUnresolved(db, identityId, [pinterestPinId])).get(pinterestPinId) ?? null,
  };
}

/**
 * Stores that a request for the change is about to leave.
 * @returns false: the lease was lost, or the change was cancelled; nothing may be sent.
 */
export async function markChangeSent(db: Db, { id, leaseToken }: PinChangeRow): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update pin_change set sent_at = coalesce(sent_at, now())
    where id = ${id} and lease_token = ${leaseToken} and lease_owner is not null and lease_until > now()
      and state = 'open'`.execute(db);
  return numAffectedRows === 1n;
}

type Rows = Pick<LeasedRows<PinChangeRow>, 'finish'>;

/** Gives a change back that has to wait. @param dueAt null: until something wakes it. */
export const waitWithChange = (
  store: Pick<Store, 'transaction'>,
  rows: Rows,
  row: PinChangeRow,
  { dueAt, problem }: { dueAt: Date | null; problem: Problem | null },
): Promise<void> =>
  store.transaction(async (tx) => {
    if (!(await rows.finish(tx, row, dueAt))) return;
    await sql`
      update pin_change set waits = waits + 1, problem = ${problem && storable(problem)}::jsonb
      where id = ${row.id}`.execute(tx);
  });

/** How a change ended. */
export type ChangeEnd =
  | { state: 'done'; live: LivePinSnapshot | 'gone'; problem?: Problem }
  | { state: 'refused'; problem: Problem }
  | {
      state: 'conflict';
      problem: Problem;
      /** What Pinterest shows, of the fields that were to be changed. */
      shown: Partial<LiveFields>;
      live: LivePinSnapshot;
    };

/**
 * Ends a change: its row, the live Pin as it is now, the audit log, and events of our publication are one transaction.
 * @returns false: the lease was lost, and nothing was stored.
 */
export const endChange = (
  store: Pick<Store, 'transaction'>,
  rows: Rows,
  row: PinChangeRow,
  end: ChangeEnd,
): Promise<boolean> =>
  store.transaction(async (tx) => {
    if (!(await rows.finish(tx, row, null))) return false;
    const found = 'problem' in end ? storable(end.problem) : null;
    const shown = end.state === 'conflict' ? storable(end.shown) : null;
    await sql`
      update pin_change set state = ${end.state}, ended_at = now(), waits = 0, problem = ${found}::jsonb,
        live = ${shown}::jsonb
      where id = ${row.id}`.execute(tx);
    if (end.state !== 'refused' && end.live !== 'gone')
      await putLivePins(tx, row.identityId, [end.live]);
    if (end.state === 'done') await tell(tx, row, end.live === 'gone');
    await announceEnd(tx, row);
    return true;
  });

/** Calls that wait for the end of a change of our publication wait for its post. */
const announceEnd = async (tx: Tx, { identityId, pinterestPinId }: PinChangeRow): Promise<void> =>
  void (await sql`
    select pg_notify('linchpin_post_done', pin.post_id) from pin
    where identity_id = ${identityId} and pinterest_pin_id = ${pinterestPinId}`.execute(tx));

async function tell(tx: Tx, row: PinChangeRow, isGone: boolean): Promise<void> {
  const { identityId, pinterestPinId, workspaceId, accountId } = row;
  const kind = isGone ? 'pin.removed' : 'pin.changed';
  const fields = fieldsOf(row.wanted);
  if (isGone)
    await sql`
      update remote_pin set gone_at = coalesce(gone_at, now()), gone_why = 'unpublished', missed_run = null
      where identity_id = ${identityId} and pinterest_pin_id = ${pinterestPinId}`.execute(tx);
  const detail = storable({ by: row.askedBy, fields });
  await sql`
    with own as (
      select id, attempts from pin where identity_id = ${identityId} and pinterest_pin_id = ${pinterestPinId}
    ) ${insertEvent('own', isGone ? 'live_removed' : 'live_changed', sql`${detail}::jsonb`)}`.execute(
    tx,
  );
  const facts = storable({ pinterestPinId, ...(!isGone && { fields }), changeId: row.id });
  // The event of a Pin made elsewhere belongs to the account, that of a publication to the workspace that published it.
  await sql`
    insert into event (workspace_id, kind, post_id, pin_id, account_id, facts)
    select coalesce(own.workspace_id, ${workspaceId}), ${kind}, own.post_id, own.id,
      coalesce(own.account_id, ${accountId}), ${facts}::jsonb
    from (select 1) one left join pin own on own.identity_id = ${identityId}
      and own.pinterest_pin_id = ${pinterestPinId}
    where ${!isGone}::boolean or own.id is not null`.execute(tx);
  const values = { pinterestPinId, changeId: row.id, outcome: 'done', ...(!isGone && { fields }) };
  await sql`
    insert into audit_entry (workspace_id, operation, subject_type, subject_id, actor, details)
    values (${workspaceId}, ${isGone ? 'pins.delete' : 'pins.update'}, 'live_pin', ${pinterestPinId},
      ${JSON.stringify(row.askedBy)}::jsonb, ${storable(values)}::jsonb)`.execute(tx);
}

/**
 * Refuses every open edit of a user that no worker holds: Pinterest does not let its app edit Pins. Said once, instead
 * of once for each Pin.
 */
export const refuseEdits = async (db: Db, identityId: string, problem: Problem): Promise<void> =>
  void (await sql`
    update pin_change set state = 'refused', problem = ${storable(problem)}::jsonb, due_at = null, ended_at = now()
    where identity_id = ${identityId} and kind = 'edit' and state = 'open' and lease_owner is null`.execute(
    db,
  ));
