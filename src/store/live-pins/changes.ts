import { sql } from 'kysely';
import type { Problem } from '../../domain/errors/index.ts';
import type { LiveFields } from '../../domain/pins/live-change.ts';
import { anyOf } from '../database/any-of.ts';
import { interval } from '../database/interval.ts';
import type { Db, Tx } from '../database/pool.ts';
import { leasedRows, type LeasedRows } from '../leases.ts';
import type { NamedActor, PinChangeRow, PinChangeState } from '../schema/rows.ts';
import type { Store } from '../store.ts';

/** Wanted changes of live Pins that are due. Its key is the Pinterest user: writes of one user must not overlap. */
export const pinChanges = (
  store: Pick<Store, 'db' | 'leaseDb' | 'notifications'>,
  { leaseMs, maxClaims }: { leaseMs: number; maxClaims: number },
): LeasedRows<PinChangeRow> =>
  leasedRows(store, {
    table: 'pin_change',
    key: 'identity_id',
    leaseMs,
    retryMs: (claims) => Math.min(2 ** claims * 1_000, 600_000),
    maxClaims,
  });

/** A change that is to be made. */
export interface NewPinChange {
  id: string;
  identityId: string;
  accountId: string;
  workspaceId: string;
  pinterestPinId: string;
  kind: 'edit' | 'delete' | 'save';
  before: Partial<LiveFields>;
  wanted: Partial<LiveFields>;
  askedBy: NamedActor;
  batchId: string | null;
  undoOf: string | null;
  /** From now until it is made, ms. */
  delayMs: number;
  /** Why it is not made: then it is kept as refused, as the result of a row of a batch. */
  refusal?: Problem;
  /** Of a save: the post that makes it, so that nothing is left to do. */
  postId?: string;
}

/** Rows of one statement. */
const chunk = 500;

/**
 * Stores changes, all in one transaction, those of one user in the order of their Pins: two requests then wait for each
 * other, instead of failing.
 * @returns ids of Pins that have an open change already; nothing was stored of these.
 */
export async function insertPinChanges(
  tx: Tx,
  changes: readonly NewPinChange[],
): Promise<string[]> {
  const taken: string[] = [];
  const sorted = changes.toSorted((a, b) => (a.pinterestPinId < b.pinterestPinId ? -1 : 1));
  for (let at = 0; at < sorted.length; at += chunk) {
    const part = sorted.slice(at, at + chunk);
    const { rows } = await sql<{ id: string }>`
      insert into pin_change (id, identity_id, account_id, workspace_id, pinterest_pin_id, kind, before, wanted, asked_by,
        batch_id, undo_of, due_at, state, problem, post_id, ended_at)
      select id, "identityId", "accountId", "workspaceId", "pinterestPinId", kind, before, wanted, "askedBy", "batchId",
        "undoOf", case when rests then null else now() + make_interval(secs => "delayMs" / 1000) end,
        case when refusal is not null then 'refused' when rests then 'done' else 'open' end, refusal, "postId",
        case when rests then now() end
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as change(id text, "identityId" text, "accountId" text,
        "workspaceId" text, "pinterestPinId" text, kind text, before jsonb, wanted jsonb, "askedBy" jsonb, "batchId" text,
        "undoOf" text, "delayMs" float8, refusal jsonb, "postId" text),
        lateral (select refusal is not null or "postId" is not null as rests) as rest
      on conflict (identity_id, pinterest_pin_id) where state = 'open' do nothing returning id`.execute(
      tx,
    );
    const stored = new Set(rows.map(({ id }) => id));
    taken.push(...part.filter(({ id }) => !stored.has(id)).map((change) => change.pinterestPinId));
  }
  return taken;
}

export interface PinChangeFilter {
  state?: PinChangeState | undefined;
  batchId?: string | undefined;
  pinterestPinId?: string | undefined;
  accountId?: string | undefined;
}

/** Changes that these workspaces asked for, the newest first. @param after the last one of the page before. */
export async function listPinChanges(
  db: Db,
  workspaceIds: readonly string[],
  filter: PinChangeFilter,
  page: { after: string | null; limit: number },
): Promise<PinChangeRow[]> {
  const { state, batchId, pinterestPinId, accountId } = filter;
  const { rows } = await sql<PinChangeRow>`
    select * from pin_change change where workspace_id = ${anyOf(workspaceIds)}
      and (${state ?? null}::text is null or state = ${state ?? null})
      and (${batchId ?? null}::text is null or batch_id = ${batchId ?? null})
      and (${pinterestPinId ?? null}::text is null or pinterest_pin_id = ${pinterestPinId ?? null})
      and (${accountId ?? null}::text is null or account_id = ${accountId ?? null})
      and (${page.after}::text is null or (asked_at, id) < (select asked_at, id from pin_change where id = ${page.after}))
    order by asked_at desc, id desc limit ${page.limit}`.execute(db);
  return rows;
}

/** How many changes of a batch are in which state. */
export async function countBatch(
  db: Db,
  workspaceId: string,
  batchId: string,
): Promise<Partial<Record<PinChangeState, number>>> {
  const { rows } = await sql<{ state: PinChangeState; count: number }>`
    select state, count(*)::int as count from pin_change
    where batch_id = ${batchId} and workspace_id = ${workspaceId} group by state`.execute(db);
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

export const findPinChange = (
  db: Db,
  workspaceId: string,
  id: string,
): Promise<PinChangeRow | undefined> =>
  db
    .selectFrom('pinChange')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();

/** The change with this id, locked until the transaction ends. */
export async function lockPinChange(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<PinChangeRow | undefined> {
  const { rows } = await sql<PinChangeRow>`
    select * from pin_change where workspace_id = ${workspaceId} and id = ${id} for no key update`.execute(
    tx,
  );
  return rows[0];
}

/** Whether a request for it may have left: then only reading the Pin says what came of it. */
export const isUnderWay = ({ sentAt }: PinChangeRow): boolean => sentAt !== null;

/**
 * Ends locked changes of which no request has left, without asking Pinterest anything. A worker that holds one loses its
 * lease, and with it the right to send (`markChangeSent`).
 */
export const cancelPinChanges = async (tx: Tx, ids: readonly string[]): Promise<void> =>
  void (await sql`
    update pin_change set state = 'cancelled', due_at = null, problem = null, ended_at = now(), lease_owner = null,
      lease_until = null, lease_token = lease_token + 1
    where id = ${anyOf(ids)}`.execute(tx));

/**
 * Opens a change that had ended.
 * @param before what the person sees now.
 * @returns false: another change of the Pin is open.
 */
export async function reopenPinChange(
  tx: Tx,
  id: string,
  before: Partial<LiveFields>,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update pin_change as change set state = 'open', due_at = now(), before = ${JSON.stringify(before)}::jsonb, live = null,
      problem = null, sent_at = null, ended_at = null, waits = 0, given_up_at = null, from_backup = null
    where id = ${id} and not exists (select from pin_change other where other.identity_id = change.identity_id
      and other.pinterest_pin_id = change.pinterest_pin_id and other.state = 'open')`.execute(tx);
  return numAffectedRows === 1n;
}

/** Changes that a person can answer for together: of a batch, or out of a backup. */
export type WaitingChanges = { batchId: string } | { fromBackup: true };

const waitingOf = (workspaceId: string, which: WaitingChanges) => sql`
  workspace_id = ${workspaceId} and (state = 'conflict'
    or (state = 'refused' and problem ->> 'code' = 'LIVE_PIN_EDIT_NOT_GRANTED'))
  and ${'batchId' in which ? sql`batch_id = ${which.batchId}` : sql`from_backup is not null`}`;

/** Of which kinds the changes are that wait for a person. */
export async function waitingKinds(
  db: Db,
  workspaceId: string,
  which: WaitingChanges,
): Promise<PinChangeRow['kind'][]> {
  const { rows } = await sql<{ kind: PinChangeRow['kind'] }>`
    select distinct kind from pin_change where ${waitingOf(workspaceId, which)}`.execute(db);
  return rows.map(({ kind }) => kind);
}

/**
 * Answers all of them: has them made, over what was shown as the conflict, or drops them.
 * @returns how many; one whose Pin has another open change is left.
 */
export async function answerWaiting(
  tx: Tx,
  workspaceId: string,
  which: WaitingChanges,
  keep: 'mine' | 'theirs',
): Promise<number> {
  const chosen = sql`
    with chosen as materialized (
      select id, identity_id, pinterest_pin_id from pin_change where ${waitingOf(workspaceId, which)}
      order by id for no key update
    )`;
  const { numAffectedRows } = await (
    keep === 'theirs'
      ? sql`${chosen}
        update pin_change change set state = 'cancelled', due_at = null, problem = null, ended_at = now()
        from chosen where change.id = chosen.id`
      : sql`${chosen}
        update pin_change change set state = 'open', due_at = now(), before = before || coalesce(live, '{}'), live = null,
          problem = null, sent_at = null, ended_at = null, waits = 0, given_up_at = null, from_backup = null
        from chosen where change.id = chosen.id
          and not exists (select from pin_change other where other.identity_id = chosen.identity_id
            and other.pinterest_pin_id = chosen.pinterest_pin_id and other.state = 'open')
          and not exists (select from chosen later where later.identity_id = chosen.identity_id
            and later.pinterest_pin_id = chosen.pinterest_pin_id and later.id > chosen.id)`
  ).execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** Makes changes due that wait for an account to be connected, or for a permission. */
export const wakePinChanges = async (db: Db, identityId: string): Promise<void> =>
  void (await sql`
    update pin_change set due_at = now(), waits = 0 where identity_id = ${identityId} and state = 'open'
      and problem is not null and lease_owner is null`.execute(db));

/** Deletes changes that ended long ago, and their batches. @returns how many changes. */
export async function purgePinChanges(db: Db, olderThanMs: number): Promise<number> {
  await sql`
    delete from pin_batch where ended_at < now() - ${interval(olderThanMs)}
      and not exists (select from pin_change change where change.batch_id = pin_batch.id)`.execute(
    db,
  );
  const { numAffectedRows } = await sql`
    delete from pin_change where state <> 'open' and ended_at < now() - ${interval(olderThanMs)}`.execute(
    db,
  );
  return Number(numAffectedRows ?? 0);
}
