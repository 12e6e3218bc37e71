import { refusal } from '../../domain/errors/index.ts';
import { withOffset } from '../../domain/time/slots.ts';
import { implement } from '../operation.ts';
import { nextFreeSlots, requireQueue } from '../scheduling/find-schedule.ts';
import { ofQueue } from '../within.ts';

export const nextSlot = implement('queues.nextSlot', {
  scope: 'queues:read',
  within: ofQueue,
  async run(context, wanted) {
    const { db } = context.store;
    const queue = await requireQueue(context, db, wanted);
    const [at] = await nextFreeSlots(context, db, queue, 1);
    // 404 as in Zernio's API.
    if (!at) throw refusal('QUEUE_NOT_FOUND', { values: { queue: `"${queue.name}" in use` } });
    return {
      profileId: queue.workspaceId,
      nextSlot: withOffset(at, queue.timezone),
      timezone: queue.timezone,
      queueId: queue.id,
      queueName: queue.name,
    };
  },
});
