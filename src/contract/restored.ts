import { z } from 'zod';
import { Id, Timestamp } from './values.ts';

/** Pins that were due between a backup and its restore, and whose outcome only a person can tell. */
export const RestoredPins = z
  .object({
    count: z.int().describe('How many wait for an answer; `pins` names the first of them.'),
    changes: z
      .int()
      .describe(
        'Changes of live Pins that were open in the backup and ask whether they are to be made; pins.answerChanges answers.',
      ),
    pins: z.array(
      z.object({
        postId: Id,
        pinId: Id,
        accountId: Id,
        username: z.string(),
        boardId: z.string(),
        boardName: z.string().nullable(),
        title: z.string().nullable(),
        scheduledFor: Timestamp.nullable(),
        backupTakenAt: Timestamp,
        candidates: z
          .array(
            z.object({
              pinterestPinId: z.string(),
              title: z.string().nullable(),
              createdAt: z.string().nullable(),
              same: z.array(z.string()),
            }),
          )
          .describe('Pins on Pinterest that it may be.'),
      }),
    ),
  })
  .meta({ id: 'RestoredPins' });
export type RestoredPins = z.output<typeof RestoredPins>;

export const AnswerRestoredInput = z.object({
  outcome: z
    .enum(['publish', 'discard'])
    .describe('publish: they are not out, send them now; discard: they are out, or not wanted.'),
  pinIds: z
    .array(z.string())
    .min(1)
    .max(1000)
    .optional()
    .describe('Default: every Pin that waits for this answer.'),
});

export const AnsweredRestored = z
  .object({
    message: z.string(),
    answered: z.int(),
    left: z.int().describe('Pins that still wait for an answer.'),
  })
  .meta({ id: 'AnsweredRestored' });
export type AnsweredRestored = z.output<typeof AnsweredRestored>;
