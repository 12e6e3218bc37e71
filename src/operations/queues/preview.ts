import { slotsAfter, withOffset } from '../../domain/time/slots.ts';
import { takenSlots } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { requireQueue } from '../scheduling/find-schedule.ts';
import { ofQueue } from '../within.ts';

export const previewQueue = implement('queues.preview', {
  scope: 'queues:read',
  within: ofQueue,
  async run(context, { count, ...wanted }) {
    const { db } = context.store;
    const queue = await requireQueue(context, db, wanted);
    const nowMs = context.clock();
    const taken = await takenSlots(db, queue.id, new Date(nowMs));
    const slots: string[] = [];
    const upcoming: { at: string; postId: string | null }[] = [];
    if (queue.active)
      for (const time of slotsAfter(queue.slots, queue.timezone, nowMs)) {
        const at = withOffset(time, queue.timezone);
        const postId = taken.get(time.getTime()) ?? null;
        upcoming.push({ at, postId });
        if (postId === null) slots.push(at);
        if (slots.length === count) break;
      }
    return {
      profileId: queue.workspaceId,
      queueId: queue.id,
      queueName: queue.name,
      timezone: queue.timezone,
      count: slots.length,
      slots,
      upcoming,
    };
  },
});
