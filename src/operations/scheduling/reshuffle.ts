import { pinEditability } from '../../domain/pins/editability.ts';
import { freeSlots } from '../../domain/time/slots.ts';
import {
  addPinEvents,
  changePins,
  changePostRow,
  lockPost,
  queuedPostIds,
  takenSlots,
  type QueueRow,
  type Tx,
} from '../../store/index.ts';
import { namedActor, type Context } from '../context.ts';
import { spaceOut } from './space-out.ts';

/**
 * Gives the waiting posts of a locked queue its new slots, in the order of their old ones. A post that a worker
 * has begun, or one of whose Pins is out, keeps its time.
 * @returns how many posts moved.
 */
export async function reshuffle(context: Context, tx: Tx, queue: QueueRow): Promise<number> {
  const nowMs = context.clock();
  const ids = await queuedPostIds(tx, queue.id, new Date(nowMs));
  const posts = [];
  for (const id of ids) {
    const locked = await lockPost(tx, queue.workspaceId, id);
    const waits = locked?.pins.every(
      (pin) => pin.status === 'scheduled' && pinEditability(pin) === 'editable',
    );
    if (locked && waits) posts.push(locked);
  }
  // Release the old slots first: a new slot may be the old slot of another post.
  for (const { post } of posts) await changePostRow(tx, post.id, { queueId: null });
  const taken = await takenSlots(tx, queue.id, new Date(nowMs));
  const slots = freeSlots(queue, nowMs, posts.length, (at) => taken.has(at.getTime()));
  let moved = 0;
  for (const [index, { post, pins }] of posts.entries()) {
    const at = slots[index];
    if (!at) break;
    await changePostRow(tx, post.id, { queueId: queue.id, scheduledFor: at });
    if (post.scheduledFor?.getTime() === at.getTime()) continue;
    moved++;
    for (const pin of pins) {
      // A target with a time of its own keeps it.
      if (pin.scheduledFor?.getTime() !== post.scheduledFor?.getTime()) continue;
      await changePins(tx, [pin.id], {
        scheduledFor: at,
        movedTo: null,
        ...(pin.dueAt && { dueAt: at }),
      });
      await addPinEvents(tx, pin.id, pin.attempts, [
        {
          kind: 'edited',
          detail: {
            by: namedActor(context.actor),
            queueId: queue.id,
            before: { status: pin.status, scheduledFor: pin.scheduledFor },
            scheduledFor: at,
          },
        },
      ]);
    }
  }
  await spaceOut(
    context,
    tx,
    posts.map(({ post }) => post.id),
  );
  return moved;
}
