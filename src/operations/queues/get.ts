import {
  GetQueueInput,
  NextSlot,
  NextSlotInput,
  QueuePreview,
  QueuePreviewInput,
  QueueSlots,
} from '../../contract/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import { slotsAfter, withOffset } from '../../domain/time/slots.ts';
import { listQueues, takenSlots } from '../../store/index.ts';
import { operation } from '../operation.ts';
import {
  lookUpQueue,
  nextFreeSlots,
  requireOwnProfile,
  requireQueue,
  shownFreeSlots,
} from '../scheduling/find-schedule.ts';
import { presentQueue } from './present.ts';

export const getQueue = operation({
  name: 'queues.get',
  summary: 'A queue with its next free slots, or every queue',
  scope: 'read',
  destructive: false,
  input: GetQueueInput,
  output: QueueSlots,
  async run(context, { all, ...wanted }) {
    const { db } = context.store;
    if (all === 'true') {
      requireOwnProfile(context, wanted.profileId);
      const queues = await listQueues(db, context.actor.workspaceId);
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

export const nextSlot = operation({
  name: 'queues.nextSlot',
  summary: 'The next free slot of a queue; it is not reserved',
  scope: 'read',
  destructive: false,
  input: NextSlotInput,
  output: NextSlot,
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

export const previewQueue = operation({
  name: 'queues.preview',
  summary: 'The slots of a queue to come, free and taken',
  scope: 'read',
  destructive: false,
  input: QueuePreviewInput,
  output: QueuePreview,
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
