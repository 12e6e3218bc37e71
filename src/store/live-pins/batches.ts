import { sql } from 'kysely';
import type { Problem } from '../../domain/errors/index.ts';
import { anyOf } from '../database/any-of.ts';
import { interval } from '../database/interval.ts';
import type { Db, Tx } from '../database/pool.ts';
import { leasedRows, type LeasedRows } from '../leases.ts';
import { storable } from '../pins/events.ts';
import type { NamedActor, PinBatchRow, PinChangeRow, PinChangeState } from '../schema/rows.ts';
import type { Store } from '../store.ts';

/** Batches whose changes are still to be made from them. Its key is the Pinterest user. */
export const pinBatches = (
  store: Pick<Store, 'db' | 'leaseDb' | 'notifications'>,
): LeasedRows<PinBatchRow> =>
  leasedRows(store, {
    table: 'pin_batch',
    key: 'identity_id',
    leaseMs: 30_000,
    retryMs: (claims) => Math.min(2 ** claims * 1_000, 600_000),
    maxClaims: 20,
  });

/** The batch was stopped, or another worker has it. */
export class BatchLost extends Error {}

export interface NewPinBatch {
  id: string;
  identityId: string;
  accountId: string;
  workspaceId: string;
  what: object;
  chosen: object;
  /** How many rows are chosen now. */
  total: number;
  askedBy: NamedActor;
}

/** Stores a batch, which is due at once. */
export const insertPinBatch = async (tx: Tx, batch: NewPinBatch): Promise<void> =>
  void (await sql`
    insert into pin_batch (id, identity_id, account_id, workspace_id, what, chosen, total, asked_by, due_at)
    values (${batch.id}, ${batch.identityId}, ${batch.accountId}, ${batch.workspaceId},
      ${JSON.stringify(batch.what)}::jsonb, ${JSON.stringify(batch.chosen)}::jsonb, ${batch.total},
      ${JSON.stringify(batch.askedBy)}::jsonb, now())`.execute(tx));

/** Keeps others from the batch until the transaction ends, and says where to go on. @throws BatchLost */
export async function holdPinBatch(
  tx: Tx,
  { id, leaseToken }: Pick<PinBatchRow, 'id' | 'leaseToken'>,
): Promise<string> {
  const { rows } = await sql<{ after: string }>`
    select after from pin_batch where id = ${id} and lease_token = ${leaseToken} and state = 'planning'
    for no key update`.execute(tx);
  if (!rows[0]) throw new BatchLost('The batch was stopped, or another worker has it.');
  return rows[0].after;
}

/** How far a batch is: the last Pin that was looked at, and how many were. */
export const placeInBatch = (db: Db, id: string): Promise<Pick<PinBatchRow, 'after' | 'looked'>> =>
  db
    .selectFrom('pinBatch')
    .select(['after', 'looked'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

/** What was done of a held batch. */
export interface BatchStep {
  after: string;
  looked: number;
  same: number;
  /** Whether there is nothing left of it. */
  ends: boolean;
}

/** Stores with the changes how far a batch is, so that a process that dies has done a whole step or none. */
export const advancePinBatch = async (
  tx: Tx,
  id: string,
  { after, looked, same, ends }: BatchStep,
): Promise<void> =>
  void (await sql`
    update pin_batch set after = ${after}, looked = least(total, looked + ${looked}), same = same + ${same},
      state = case when ${ends} then 'done' else state end,
      due_at = case when ${ends} then null else due_at end,
      ended_at = case when ${ends} then now() end
    where id = ${id}`.execute(tx));

/** Makes no more changes from a batch; those that were made stay. @param why absent: it is undone. */
export const stopPinBatch = async (
  db: Db,
  { id, workspaceId }: Pick<PinBatchRow, 'id' | 'workspaceId'>,
  why?: Problem,
): Promise<void> =>
  void (await sql`
    update pin_batch set state = 'stopped', problem = ${why ? storable(why) : null}::jsonb, due_at = null, ended_at = now(), lease_owner = null, lease_until = null,
      lease_token = lease_token + 1
    where id = ${id} and workspace_id = ${workspaceId} and state = 'planning'`.execute(db));

/** A batch with how many of its changes are in which state. */
export interface CountedBatch extends PinBatchRow {
  changes: Partial<Record<PinChangeState, number>>;
}

/** Batches that these workspaces asked for, the newest first. @param after the last one of the page before. */
export async function listPinBatches(
  db: Db,
  workspaceIds: readonly string[],
  filter: { id?: string; accountId?: string | undefined },
  page: { after: string | null; limit: number },
): Promise<CountedBatch[]> {
  const { id, accountId } = filter;
  const { rows } = await sql<CountedBatch>`
    select batch.*, coalesce((select jsonb_object_agg(state, count) from (
        select state, count(*)::int as count from pin_change change where change.batch_id = batch.id group by state
      ) counted), '{}') as changes
    from pin_batch batch where workspace_id = ${anyOf(workspaceIds)}
      and (${id ?? null}::text is null or id = ${id ?? null})
      and (${accountId ?? null}::text is null or account_id = ${accountId ?? null})
      and (${page.after}::text is null or (asked_at, id) < (select asked_at, id from pin_batch where id = ${page.after}))
    order by asked_at desc, id desc limit ${page.limit}`.execute(db);
  return rows;
}

/** Changes that something may have come of, or may still come of, and that were not taken back. */
const undoable = (batchId: string) => sql`
  batch_id = ${batchId} and state in ('open', 'conflict', 'done')
  and not exists (select from pin_change undo where undo.undo_of = change.id)`;

/** Rows of a batch that undoing it looks at next, locked until the transaction ends. */
export async function lockChangesOfBatch(
  tx: Tx,
  batchId: string,
  after: string,
  limit: number,
): Promise<PinChangeRow[]> {
  const { rows } = await sql<PinChangeRow>`
    select * from pin_change change where ${undoable(batchId)} and id > ${after} order by id limit ${limit}
    for no key update`.execute(tx);
  return rows;
}

/** How many rows undoing a batch has to look at, and how many of these are under way. */
export async function countUndoable(
  db: Db,
  batchId: string,
): Promise<{ all: number; underWay: number }> {
  const { rows } = await sql<{ all: number; underWay: number }>`
    select count(*)::int as all, (count(*) filter (where state = 'open' and sent_at is not null))::int as under_way
    from pin_change change where ${undoable(batchId)}`.execute(db);
  return rows[0] ?? { all: 0, underWay: 0 };
}

/** Starts a batch again after some time: what was under way has then ended, or is looked at once more. */
export const beginBatchAgain = async (tx: Tx, id: string, inMs: number): Promise<void> =>
  void (await sql`
    update pin_batch set after = '', due_at = now() + ${interval(inMs)} where id = ${id}`.execute(
    tx,
  ));
