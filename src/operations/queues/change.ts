import {
  CreatedQueue,
  CreateQueueInput,
  DeletedQueue,
  DeleteQueueInput,
  UpdatedQueue,
  UpdateQueueInput,
} from '../../contract/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import { isTimezone } from '../../domain/time/schedule.ts';
import {
  deleteQueues,
  findAccount,
  insertQueue,
  lockQueue,
  lockQueues,
  updateQueue as storeQueue,
  type NewQueue,
  type QueueRow,
  type Tx,
} from '../../store/index.ts';
import type { Context } from '../context.ts';
import { operation } from '../operation.ts';
import { lookUpQueue, requireOwnProfile, shownFreeSlots } from '../scheduling/find-schedule.ts';
import { presentQueue } from './present.ts';
import { reshuffle } from '../scheduling/reshuffle.ts';

export const createQueue = operation({
  name: 'queues.create',
  summary: 'Makes a queue of weekly slots; the first one is the default',
  scope: 'write',
  destructive: false,
  input: CreateQueueInput,
  output: CreatedQueue,
  async run(context, { profileId, accountId, ...queue }) {
    requireOwnProfile(context, profileId);
    const made = await context.store.transaction((tx) => addQueue(context, tx, accountId, queue));
    const nextSlots = await shownFreeSlots(context, context.store.db, made);
    return { success: true as const, schedule: presentQueue(made), nextSlots };
  },
});

export const updateQueue = operation({
  name: 'queues.update',
  summary: 'Changes a queue, or makes the first one',
  scope: 'write',
  destructive: false,
  input: UpdateQueueInput,
  output: UpdatedQueue,
  async run(context, input) {
    const { store } = context;
    requireTimezone(input.timezone);
    const result = await store.transaction(async (tx) => {
      await lockQueues(tx, context.actor.workspaceId);
      const found = await lookUpQueue(context, tx, input);
      const queue = found && (await lockQueue(tx, found.id));
      if (!queue) {
        if (input.queueId !== undefined)
          throw refusal('QUEUE_NOT_FOUND', {
            field: 'queueId',
            values: { queue: input.queueId },
          });
        const made = await addQueue(context, tx, input.accountId, {
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
    return {
      success: true as const,
      schedule: presentQueue(result.queue),
      nextSlots: await shownFreeSlots(context, store.db, result.queue),
      reshuffledCount: result.moved,
      skippedDailyLimit: 0,
      isNewQueue: result.isNew,
    };
  },
});

export const deleteQueue = operation({
  name: 'queues.delete',
  summary: 'Deletes a queue, or all of them; posts keep their times',
  scope: 'write',
  destructive: true,
  input: DeleteQueueInput,
  output: DeletedQueue,
  async run(context, { profileId, queueId }) {
    requireOwnProfile(context, profileId);
    const deletedCount = await context.store.transaction((tx) =>
      deleteQueues(tx, context.actor.workspaceId, queueId),
    );
    if (deletedCount === 0 && queueId !== undefined)
      throw refusal('QUEUE_NOT_FOUND', { field: 'queueId', values: { queue: queueId } });
    return {
      success: true as const,
      deleted: deletedCount > 0,
      deletedCount,
      message: 'Posts that had a slot keep their time.',
    };
  },
});

async function addQueue(
  context: Context,
  tx: Tx,
  accountId: string | undefined,
  queue: Omit<NewQueue, 'workspaceId' | 'accountId'>,
): Promise<QueueRow> {
  const { workspaceId } = context.actor;
  requireTimezone(queue.timezone);
  if (accountId !== undefined && !(await findAccount(tx, workspaceId, accountId)))
    throw refusal('ACCOUNT_NOT_FOUND', { field: 'accountId', values: { accountId } });
  return insertQueue(tx, { ...queue, workspaceId, accountId: accountId ?? null });
}

function requireTimezone(timezone: string): void {
  if (!isTimezone(timezone))
    throw refusal('INVALID_FIELD_VALUE', {
      field: 'timezone',
      values: {
        field: 'timezone',
        reason: `"${timezone}" is not a time zone such as Europe/Berlin.`,
      },
    });
}
