import { sql } from 'kysely';
import { newId } from '../domain/ids.ts';
import type { Slot } from '../domain/time/slots.ts';
import type { Db, Tx } from './database/pool.ts';
import type { QueueRow } from './schema/rows.ts';

export interface NewQueue {
  /** Absent: a new one. */
  id?: string;
  workspaceId: string;
  accountId: string | null;
  name: string;
  timezone: string;
  slots: readonly Slot[];
  active: boolean;
}

/** Every queue of a workspace, the oldest first. */
export const listQueues = (db: Db, workspaceId: string): Promise<QueueRow[]> =>
  db
    .selectFrom('queue')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .orderBy('createdAt')
    .orderBy('id')
    .execute();

/** The queue with this id, else the default one of the account, else that of the workspace. */
export async function findQueue(
  db: Db,
  workspaceId: string,
  wanted: { queueId?: string | undefined; accountId?: string | undefined },
): Promise<QueueRow | undefined> {
  const queues = await listQueues(db, workspaceId);
  if (wanted.queueId !== undefined) return queues.find((queue) => queue.id === wanted.queueId);
  const defaults = queues.filter((queue) => queue.isDefault);
  return (
    defaults.find((queue) => queue.accountId !== null && queue.accountId === wanted.accountId) ??
    defaults.find((queue) => queue.accountId === null)
  );
}

/** Keeps others from giving out slots of this queue, or changing it, until the transaction ends. */
export const lockQueue = (tx: Tx, id: string): Promise<QueueRow | undefined> =>
  tx.selectFrom('queue').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();

/** Lets queues of a workspace be made, changed and removed one at a time. Take it before a queue's own lock. */
export const lockQueues = async (tx: Tx, workspaceId: string): Promise<void> => {
  await tx
    .selectFrom('workspace')
    .select('id')
    .where('id', '=', workspaceId)
    .forNoKeyUpdate()
    .execute();
};

/** The first queue of an account, or of the workspace, is its default. */
export async function insertQueue(tx: Tx, queue: NewQueue): Promise<QueueRow> {
  await lockQueues(tx, queue.workspaceId);
  const others = await listQueues(tx, queue.workspaceId);
  const isDefault = !others.some((other) => other.isDefault && other.accountId === queue.accountId);
  return tx
    .insertInto('queue')
    .values({ id: newId(), ...queue, isDefault, slots: JSON.stringify(queue.slots) })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Changes a queue, with lockQueues held; with `isDefault` it replaces the present default. */
export async function updateQueue(
  tx: Tx,
  queue: QueueRow,
  change: Pick<NewQueue, 'name' | 'timezone' | 'slots' | 'active'> & { isDefault: boolean },
): Promise<QueueRow> {
  if (change.isDefault) await clearDefault(tx, queue);
  return tx
    .updateTable('queue')
    .set({ ...change, slots: JSON.stringify(change.slots), updatedAt: sql`now()` })
    .where('id', '=', queue.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

const clearDefault = (tx: Tx, queue: QueueRow) =>
  tx
    .updateTable('queue')
    .set({ isDefault: false })
    .where('workspaceId', '=', queue.workspaceId)
    .where('isDefault', '=', true)
    .where('accountId', 'is not distinct from', queue.accountId)
    .execute();

/** Removes one queue, or all; its posts keep their times. The oldest that is left becomes the default. */
export async function deleteQueues(tx: Tx, workspaceId: string, id?: string): Promise<number> {
  await lockQueues(tx, workspaceId);
  let query = tx.deleteFrom('queue').where('workspaceId', '=', workspaceId);
  if (id !== undefined) query = query.where('id', '=', id);
  const deleted = await query.returningAll().execute();
  for (const { accountId } of deleted.filter((queue) => queue.isDefault)) {
    const heir = (await listQueues(tx, workspaceId)).find((queue) => queue.accountId === accountId);
    if (heir)
      await tx.updateTable('queue').set({ isDefault: true }).where('id', '=', heir.id).execute();
  }
  return deleted.length;
}

/** Posts that have a slot of the queue after `after`, by the slot's time in milliseconds. */
export async function takenSlots(
  db: Db,
  queueId: string,
  after: Date,
): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('post')
    .select(['id', 'scheduledFor'])
    .where('queueId', '=', queueId)
    .where('scheduledFor', '>', after)
    .execute();
  return new Map(
    rows.flatMap((row) => (row.scheduledFor ? [[Number(row.scheduledFor), row.id]] : [])),
  );
}

/** Ids of posts that wait for their slot of the queue, in the order of the slots. */
export async function queuedPostIds(db: Db, queueId: string, after: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('post')
    .select('id')
    .where('queueId', '=', queueId)
    .where('scheduledFor', '>', after)
    .where('status', '=', 'scheduled')
    .orderBy('scheduledFor')
    .execute();
  return rows.map((row) => row.id);
}
