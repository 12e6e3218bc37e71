import { z } from 'zod';
import { Id, Timestamp } from './values.ts';

export const timelineKinds = [
  'drafted',
  'accepted',
  'edited',
  'approved',
  'cancelled',
  'retried',
  'resolved',
  'reconnected',
  'board_back',
  'board_moved',
  'live_changed',
  'live_removed',
  'spaced',
  'restored',
  'request',
  'again',
  'held',
  'taken_over',
  'interrupted',
  'published',
  'failed',
  'other',
] as const;

/** One thing that happened to a Pin. */
export const TimelineEntry = z
  .object({
    id: z.int().nullable().describe('null for the beginning, which has no entry of its own.'),
    at: Timestamp.describe('By the clock of the database; of a request: when it left.'),
    kind: z.enum(timelineKinds),
    attempt: z.int().describe('Create requests counted when this step began.'),
    text: z.string().describe('What happened, in a sentence. Times in it are UTC.'),
    by: z.string().optional().describe('Name of the API key of who did it.'),
    request: z
      .object({
        operation: z.string(),
        status: z.int().nullable().describe('null: no answer came.'),
        code: z.int().nullable().describe("Pinterest's error code."),
        durationMs: z.int(),
        requestId: z.string().nullable().describe("Pinterest's id of the request."),
        message: z.string().nullable().describe('Why it failed; null on success.'),
        rateLimit: z
          .object({
            limit: z.int().nullable(),
            remaining: z.int().nullable(),
            resetMs: z.int().nullable(),
          })
          .nullable()
          .describe('What the headers said; null: nothing.'),
      })
      .optional(),
    decision: z
      .object({
        from: z.string().nullable().describe('The step that was worked on.'),
        outcome: z.string(),
        step: z.string().nullable().describe('The step that follows, where it is named.'),
        code: z.string().nullable().describe('Code of the reason (docs/errors.md).'),
        waitMs: z
          .int()
          .nullable()
          .describe('null: nothing is waited for, or nobody knows how long.'),
        dueAt: Timestamp.nullable().describe('When it goes on.'),
      })
      .optional(),
  })
  .meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.output<typeof TimelineEntry>;

export const TimelineInput = z.strictObject({
  postId: z.string(),
  pinId: z.string().optional().describe('Of this Pin only.'),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(500)
    .default(100)
    .describe('Entries of each Pin at most: the newest.'),
  before: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe(
      'Entries before the one with this id: `earlier` of the last answer. Use it with pinId.',
    ),
});

export const Timeline = z
  .object({
    postId: Id,
    pins: z.array(
      z.object({
        pinId: Id,
        title: z.string().nullable(),
        boardName: z.string().nullable(),
        status: z.string(),
        entries: z.array(TimelineEntry).describe('Oldest first.'),
        earlier: z
          .int()
          .nullable()
          .describe(
            'Give it as `before`, with pinId, for the entries before these; null: there are none.',
          ),
      }),
    ),
  })
  .meta({ id: 'Timeline' });
export type Timeline = z.output<typeof Timeline>;
