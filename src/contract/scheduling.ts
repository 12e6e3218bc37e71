import { z } from 'zod';
import { isTimezone, unknownTimezoneText } from '../domain/time/zone.ts';
import { Id } from './values.ts';

export const Timezone = z
  .string()
  .trim()
  .refine(isTimezone, { error: ({ input }) => unknownTimezoneText(String(input)) })
  .describe('IANA time zone such as Europe/Berlin.');

/** Spreads one content over several boards, each at a time of its own. */
export const FanOutInput = z.object({
  boards: z
    .array(z.string())
    .min(1)
    .max(100)
    .optional()
    .describe('Ids or exact names; the one entry in platforms is then used for each of them.'),
  intervalMinutes: z.int().min(1).max(129_600).describe('Up to 90 days.'),
  jitterMinutes: z.int().min(0).max(129_599).default(0).describe('Less than the interval.'),
  seed: z.string().max(100).optional().describe('The same seed gives the same times.'),
});
export type FanOutInput = z.output<typeof FanOutInput>;

/** Zernio's repeated publishing, which is not offered: only that it is off can be said. */
const Recycling = z
  .looseObject({ enabled: z.boolean().optional() })
  .refine(
    ({ enabled }) => enabled === false,
    'posts are not repeated: plan each repetition as a post of its own',
  )
  .nullable()
  .optional()
  .describe('Refused unless enabled is false: posts are not repeated.');

/** Fields of a new or changed post that decide when it goes out, and whether it may. */
export const schedulingFields = {
  queuedFromProfile: z
    .string()
    .optional()
    .describe(
      'Takes the next free slot of a queue of this workspace, unless scheduledFor is given.',
    ),
  queueId: z
    .string()
    .optional()
    .describe('With queuedFromProfile: another queue than the default.'),
  fanOut: FanOutInput.optional(),
  requiresApproval: z
    .boolean()
    .optional()
    .describe('Nothing goes out before a person approves it.'),
  allowDuplicate: z
    .boolean()
    .optional()
    .describe('Accepts a Pin that was accepted for the same board within 24 hours.'),
  ifPast: z
    .enum(['publish', 'refuse'])
    .optional()
    .describe(
      'What becomes of a time that has passed. Absent: a new post is published at once, with a warning; a change is refused.',
    ),
  recycling: Recycling,
  ignoreSpacing: z
    .boolean()
    .optional()
    .describe('Keeps the times as they are, whatever the spacing rules of the account say.'),
};

/** Whether a post needs approval before it goes out, and who gave it. */
export const Approval = z
  .object({
    required: z.boolean(),
    approvedBy: z.string().nullable().describe('Name of the API key.'),
    approvedAt: z.string().nullable(),
  })
  .meta({ id: 'Approval' });
export type Approval = z.output<typeof Approval>;

/** What a post says of its schedule besides its time. */
export const postScheduling = {
  queuedFromProfile: Id.optional(),
  queueId: Id.optional().describe('Queue whose slot the post has.'),
  approval: Approval,
};
