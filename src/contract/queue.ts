import { z } from 'zod';
import { Timezone } from './scheduling.ts';
import { Id, profileId } from './values.ts';

export const QueueSlotInput = z.object({
  dayOfWeek: z.int().min(0).max(6).describe('0 is Sunday.'),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a local time such as 09:30'),
});

/** A week of publishing times. Shape of Zernio's API, with the account it is kept for. */
export const QueueSchedule = z
  .object({
    _id: Id,
    profileId: Id,
    accountId: Id.nullable().describe('null: for every account of the workspace.'),
    name: z.string(),
    timezone: z.string(),
    slots: z.array(QueueSlotInput),
    active: z.boolean(),
    isDefault: z.boolean(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'QueueSchedule' });
export type QueueSchedule = z.output<typeof QueueSchedule>;

const queueId = z.string().optional().describe('Absent: the default queue.');
const accountId = z.string().optional().describe('The default queue of this account.');
const slots = z.array(QueueSlotInput).min(1).max(500);
const name = z.string().trim().min(1).max(100);
const nextSlots = z.array(z.string()).describe('Free slots to come, with the offset of the zone.');

export const CreateQueueInput = z.object({
  profileId,
  accountId,
  name,
  timezone: Timezone,
  slots,
  active: z.boolean().default(true),
});

export const UpdateQueueInput = z.object({
  profileId,
  queueId,
  accountId,
  name: name.optional(),
  timezone: Timezone,
  slots,
  active: z.boolean().optional(),
  setAsDefault: z.boolean().default(false),
  reshuffleExisting: z
    .boolean()
    .default(false)
    .describe('Moves waiting posts of this queue to its new slots, in their order.'),
});
export type UpdateQueueInput = z.output<typeof UpdateQueueInput>;

export const DeleteQueueInput = z.object({
  profileId,
  queueId: z.string().optional().describe('Absent: every queue of the workspace.'),
});

export const GetQueueInput = z.object({
  profileId,
  queueId,
  accountId,
  all: z.enum(['true', 'false']).optional(),
});

/** One queue, or with `all` every queue. */
export const QueueSlots = z
  .union([
    z.object({ queues: z.array(QueueSchedule), count: z.int() }),
    z.object({ exists: z.boolean(), schedule: QueueSchedule.nullable(), nextSlots }),
  ])
  .meta({ id: 'QueueSlots' });

export const CreatedQueue = z
  .object({ success: z.literal(true), schedule: QueueSchedule, nextSlots })
  .meta({ id: 'CreatedQueue' });

export const UpdatedQueue = z
  .object({
    success: z.literal(true),
    schedule: QueueSchedule,
    nextSlots,
    reshuffledCount: z.int(),
    skippedDailyLimit: z.int().describe('Always 0: Linchpin spreads Pins out instead.'),
    isNewQueue: z.boolean(),
  })
  .meta({ id: 'UpdatedQueue' });

export const DeletedQueue = z
  .object({
    success: z.literal(true),
    deleted: z.boolean(),
    deletedCount: z.int(),
    message: z.string(),
  })
  .meta({ id: 'DeletedQueue' });

export const NextSlotInput = z.object({ profileId, queueId, accountId });
export const NextSlot = z
  .object({
    profileId: Id,
    nextSlot: z.string(),
    timezone: z.string(),
    queueId: Id,
    queueName: z.string(),
  })
  .meta({ id: 'NextSlot' });

export const QueuePreviewInput = NextSlotInput.extend({
  count: z.coerce.number().int().min(1).max(100).default(20),
});
export const QueuePreview = z
  .object({
    profileId: Id,
    queueId: Id,
    queueName: z.string(),
    timezone: z.string(),
    count: z.int(),
    slots: nextSlots,
    upcoming: z
      .array(z.object({ at: z.string(), postId: Id.nullable().describe('null: free.') }))
      .describe('Every slot up to the last free one, taken ones with their post.'),
  })
  .meta({ id: 'QueuePreview' });
