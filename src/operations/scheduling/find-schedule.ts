import { refusal } from '../../domain/errors/index.ts';
import { freeSlots, withOffset } from '../../domain/time/slots.ts';
import { findQueue, takenSlots, type Db, type QueueRow } from '../../store/index.ts';
import type { Context } from '../context.ts';

/** Which queue is meant. `profileId` is Zernio's word for the workspace. */
export interface WantedQueue {
  profileId?: string | undefined;
  queueId?: string | undefined;
  accountId?: string | undefined;
}

/** Free slots shown with a queue. */
const shownSlots = 10;

/** The queue, or null where there is none. @throws LinchpinError QUEUE_NOT_FOUND for another's workspace */
export async function lookUpQueue(
  context: Context,
  db: Db,
  wanted: WantedQueue,
): Promise<QueueRow | null> {
  requireOwnProfile(context, wanted.profileId);
  return (await findQueue(db, context.workspaceId, wanted)) ?? null;
}

/** @throws LinchpinError QUEUE_NOT_FOUND */
export async function requireQueue(
  context: Context,
  db: Db,
  wanted: WantedQueue,
): Promise<QueueRow> {
  const queue = await lookUpQueue(context, db, wanted);
  if (!queue)
    throw refusal('QUEUE_NOT_FOUND', {
      field: 'queueId',
      values: { queue: wanted.queueId ?? '(default)' },
    });
  return queue;
}

/** A workspace is only known to its own keys. @throws LinchpinError NOT_FOUND */
export function requireOwnProfile(context: Context, profileId: string | undefined): void {
  if (profileId !== undefined && profileId !== context.workspaceId)
    throw refusal('NOT_FOUND', { field: 'profileId' });
}

/** The next free slots of a queue; none for one that is switched off. */
export async function nextFreeSlots(
  context: Context,
  db: Db,
  queue: QueueRow,
  count: number,
): Promise<Date[]> {
  if (!queue.active) return [];
  const nowMs = context.clock();
  const taken = await takenSlots(db, queue.id, new Date(nowMs));
  return freeSlots(queue, nowMs, count, (at) => taken.has(at.getTime()));
}

/** The free slots shown with a queue, with the offset of its zone. */
export const shownFreeSlots = async (
  context: Context,
  db: Db,
  queue: QueueRow,
): Promise<string[]> =>
  (await nextFreeSlots(context, db, queue, shownSlots)).map((at) => withOffset(at, queue.timezone));
