import { newId } from '../../domain/ids.ts';
import type { QueueRow } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { requireOwnProfile, requireQueue, shownFreeSlots } from '../scheduling/find-schedule.ts';
import { ofQueue } from '../within.ts';
import { addQueue } from './add-queue.ts';
import { presentQueue } from './present.ts';

export const createQueue = implement('queues.create', {
  scope: 'queues:write',
  within: ofQueue,
  async run(context, { profileId, accountId, ...queue }) {
    requireOwnProfile(context, profileId);
    const id = newId();
    const made = await context.commit({ subject: { type: 'queue', id } }, (tx) =>
      addQueue(context, tx, accountId, { ...queue, id }),
    );
    return answer(context, made);
  },
  async repeat(context, queueId) {
    return answer(context, await requireQueue(context, context.store.db, { queueId }));
  },
});

const answer = async (context: Context, queue: QueueRow) => ({
  success: true as const,
  schedule: presentQueue(queue),
  nextSlots: await shownFreeSlots(context, context.store.db, queue),
});
