import { refusal } from '../../domain/errors/index.ts';
import { deleteQueues } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { requireOwnProfile } from '../scheduling/find-schedule.ts';
import { ofQueue } from '../within.ts';

export const deleteQueue = implement('queues.delete', {
  scope: 'queues:write',
  within: ofQueue,
  async run(context, { profileId, queueId }) {
    requireOwnProfile(context, profileId);
    const subject = { type: 'queue', id: queueId ?? 'all' } as const;
    return context.commit({ subject }, async (tx) => {
      const deletedCount = await deleteQueues(tx, context.workspaceId, queueId);
      if (deletedCount === 0 && queueId !== undefined)
        throw refusal('QUEUE_NOT_FOUND', { field: 'queueId', values: { queue: queueId } });
      return answer(deletedCount);
    });
  },
  // All were deleted by the request before; none is left.
  repeat: () => Promise.resolve(answer(0)),
});

const answer = (deletedCount: number) => ({
  success: true as const,
  deleted: deletedCount > 0,
  deletedCount,
  message: 'Posts that had a slot keep their time.',
});
