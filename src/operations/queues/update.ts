import { refusal } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import {
  lockQueue,
  lockQueues,
  updateQueue as storeQueue,
  type QueueRow,
} from '../../store/index.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { lookUpQueue, requireQueue, shownFreeSlots } from '../scheduling/find-schedule.ts';
import { reshuffle } from '../scheduling/reshuffle.ts';
import { ofQueue } from '../within.ts';
import { addQueue } from './add-queue.ts';
import { presentQueue } from './present.ts';

export const updateQueue = implement('queues.update', {
  scope: 'queues:write',
  within: ofQueue,
  async run(context, input) {
    // Known before the transaction, so that a repeated request finds it; a new one gets this id.
    const before = await lookUpQueue(context, context.store.db, input);
    const id = before?.id ?? newId();
    const result = await context.commit({ subject: { type: 'queue', id } }, async (tx) => {
      await lockQueues(tx, context.workspaceId);
      const found = await lookUpQueue(context, tx, input);
      const queue = found && (await lockQueue(tx, found.id));
      if (!queue) {
        if (input.queueId !== undefined)
          throw refusal('QUEUE_NOT_FOUND', {
            field: 'queueId',
            values: { queue: input.queueId },
          });
        const made = await addQueue(context, tx, input.accountId, {
          id,
          name: input.name ?? 'Queue',
          timezone: input.timezone,
          slots: input.slots,
          active: input.active ?? true,
        });
        return { queue: made, moved: 0, isNew: true };
      }
      const changed = await storeQueue(tx, queue, {
        name: input.name ?? queue.name,
        timezone: input.timezone,
        slots: input.slots,
        active: input.active ?? queue.active,
        isDefault: input.setAsDefault || queue.isDefault,
      });
      const moved = input.reshuffleExisting ? await reshuffle(context, tx, changed) : 0;
      return { queue: changed, moved, isNew: false };
    });
    return answer(context, result);
  },
  async repeat(context, queueId) {
    const queue = await requireQueue(context, context.store.db, { queueId });
    return answer(context, { queue, moved: 0, isNew: false });
  },
});

const answer = async (
  context: Context,
  { queue, moved, isNew }: { queue: QueueRow; moved: number; isNew: boolean },
) => ({
  success: true as const,
  schedule: presentQueue(queue),
  nextSlots: await shownFreeSlots(context, context.store.db, queue),
  reshuffledCount: moved,
  skippedDailyLimit: 0,
  isNewQueue: isNew,
});
