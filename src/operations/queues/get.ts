import { listQueues } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { lookUpQueue, requireOwnProfile, shownFreeSlots } from '../scheduling/find-schedule.ts';
import { ofQueue } from '../within.ts';
import { presentQueue } from './present.ts';

export const getQueue = implement('queues.get', {
  scope: 'queues:read',
  within: ofQueue,
  async run(context, { all, ...wanted }) {
    const { db } = context.store;
    if (all === 'true') {
      requireOwnProfile(context, wanted.profileId);
      const queues = await listQueues(db, context.workspaceId);
      return { queues: queues.map(presentQueue), count: queues.length };
    }
    const queue = await lookUpQueue(context, db, wanted);
    if (!queue) return { exists: false, schedule: null, nextSlots: [] };
    return {
      exists: true,
      schedule: presentQueue(queue),
      nextSlots: await shownFreeSlots(context, db, queue),
    };
  },
});
