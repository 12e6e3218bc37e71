import { z } from 'zod';
import { FanOutInput, Timezone } from './scheduling.ts';
import { ProblemBody } from './problem.ts';
import { Id } from './values.ts';

/**
 * Body of `POST /tools/plan`: what `fanOut` of a new post would do. Where the account enforces its spacing rules, the
 * entries are the times these leave for Pins with the same image.
 */
export const PlanInput = FanOutInput.required({ boards: true }).extend({
  accountId: z.string(),
  start: z.string().describe('As scheduledFor: ISO 8601, or local time in timezone.'),
  timezone: Timezone.optional().describe('Absent: the zone that start names, else UTC.'),
});

export const Plan = z
  .object({
    accountId: Id,
    timezone: z.string(),
    intervalMinutes: z.int(),
    jitterMinutes: z.int(),
    seed: z.string().describe('Send it with the post to get these very times.'),
    start: z.string(),
    end: z.string(),
    count: z.int(),
    entries: z.array(
      z.object({
        boardId: z.string(),
        boardName: z.string().nullable(),
        scheduledFor: z.string(),
        localTime: z.string().describe('With the offset of the zone.'),
      }),
    ),
    warnings: z.array(ProblemBody).optional(),
  })
  .meta({ id: 'Plan' });
