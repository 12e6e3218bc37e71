import { sql } from 'kysely';
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
  leaseMs: number,
): LeasedRows<PinChangeRow> =>
  leasedRows(store, {
    table: 'pin_change',
    key: 'identity_id',
    leaseMs,
    retryMs: (claims) => Math.min(2 ** claims * 1_000, 600_000),
    maxClaims: 20, // Answers that say "later" do not count: only work that ended in the middle, or in an unknown error.
  });

/** A change that is to be made. */
export interface NewPinChange {
  id: string;
  identityId: string;
  accountId: string;
  workspaceId: string;
  pinterestPinId: string;
  kind: 'edit' | 'delete';
  before: Partial<LiveFields>;
  wanted: Partial<LiveFields>;
  askedBy: NamedActor;
  batchId: string | null;
  undoOf: string | null;
  /** From now until it is made, ms. */
  delayMs: number;
}

/** Rows of one statement. */
const chunk = 500;

/**
 * Stores changes, all in one transaction.
 * @returns ids of Pins that have an open change already; nothing was stored of these.
 */
export async function insertPinChanges(
  tx: Tx,
  changes: readonly NewPinChange[],
): Promise<string[]> {
  const taken: string[] = [];
  for (let at = 0; at < changes.length; at += chunk) {
    const part = changes.slice(at, at + chunk);
    const { rows } = await sql<{ id: string }>`
      insert into pin_change (id, identity_id, account_id, workspace_id, pinterest_pin_id, kind, before, wanted, asked_by,
        batch_id, undo_of, due_at)
      select id, "identityId", "accountId", "workspaceId", "pinterestPinId", kind, before, wanted, "askedBy", "batchId",
        "undoOf", now() + make_interval(secs => "delayMs" / 1000)
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as change(id text, "identityId" text, "accountId" text,
        "workspaceId" text, "pinterestPinId" text, kind text, before jsonb, wanted jsonb, "askedBy" jsonb, "batchId" text,
        "undoOf" text, "delayMs" float8)
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

/** The changes of a batch, or the one with this id, locked until the transaction ends. */
export async function lockPinChanges(
  tx: Tx,
  workspaceId: string,
  which: { id: string } | { batchId: string },
): Promise<PinChangeRow[]> {
  const { rows } = await sql<PinChangeRow>`
    select * from pin_change where workspace_id = ${workspaceId}
      and ${'id' in which ? sql`id = ${which.id}` : sql`batch_id = ${which.batchId}`}
    order by id for no key update`.execute(tx);
  return rows;
}

/** Whether a request for it may have left, or is about to: then only Pinterest knows. */
export const isUnderWay = ({ leaseOwner, sentAt }: PinChangeRow): boolean =>
  leaseOwner !== null || sentAt !== null;

/** Ends locked changes that no worker holds, without asking Pinterest anything. */
export const cancelPinChanges = async (tx: Tx, ids: readonly string[]): Promise<void> =>
  void (await sql`
    update pin_change set state = 'cancelled', due_at = null, problem = null, ended_at = now()
    where id = ${anyOf(ids)}`.execute(tx));

/**
 * Has a change that came to rest made after all.
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
      problem = null, sent_at = null, ended_at = null, waits = 0, given_up_at = null
    where id = ${id} and not exists (select from pin_change other where other.identity_id = change.identity_id
      and other.pinterest_pin_id = change.pinterest_pin_id and other.state = 'open')`.execute(tx);
  return numAffectedRows === 1n;
}

/** Has the changes go on that wait for an account to be connected, or for a permission. */
export const wakePinChanges = async (db: Db, identityId: string): Promise<void> =>
  void (await sql`
    update pin_change set due_at = now(), waits = 0 where identity_id = ${identityId} and state = 'open'
      and problem is not null and lease_owner is null`.execute(db));

/** Forgets changes that came to rest long ago. @returns how many. */
export async function purgePinChanges(db: Db, olderThanMs: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from pin_change where state <> 'open' and ended_at < now() - ${interval(olderThanMs)}`.execute(
    db,
  );
  return Number(numAffectedRows ?? 0);
}
