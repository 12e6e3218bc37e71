import { z } from 'zod';
import { postStatuses } from '../domain/pins/statuses.ts';
import { ProblemBody } from './problem.ts';
import { Id } from './values.ts';

/** Rows of one call. */
export const maxBulkRows = 500;

/** One row: the fields of `POST /posts` (create) or of `PUT /posts/{postId}` (update) beside these. */
export const BulkRow = z
  .looseObject({
    action: z
      .enum(['create', 'update', 'cancel'])
      .optional()
      .describe('Default: create. The other fields are those of that call.'),
    postId: z.string().optional().describe('With update and cancel.'),
    requestId: z
      .string()
      .max(255)
      .optional()
      .describe(
        'The idempotency key of this row, the same as if it were sent alone. Default: the key of the call and the place of the row.',
      ),
  })
  .meta({ id: 'BulkRow' });
export type BulkRow = z.output<typeof BulkRow>;

/** Body of `POST /posts/bulk`. A row that is refused stops no other one. */
export const BulkPostsInput = z.object({
  posts: z.array(BulkRow).min(1).max(maxBulkRows),
  dryRun: z.boolean().optional().describe('Checks every row, and stores nothing.'),
});
export type BulkPostsInput = z.output<typeof BulkPostsInput>;

/** `existing`: made by an earlier request under the same key. `valid`: would be taken. */
export const bulkOutcomes = [
  'created',
  'existing',
  'updated',
  'cancelled',
  'valid',
  'refused',
] as const;

export const BulkResult = z
  .object({
    index: z.int().describe('Place of the row, from 0.'),
    outcome: z.enum(bulkOutcomes),
    postId: Id.nullable(),
    status: z.enum(postStatuses).nullable().describe('Of the post, as it is now.'),
    scheduledFor: z.string().nullable(),
    problems: z
      .array(ProblemBody)
      .describe('Why it was refused; with another outcome warnings. Fields are those of the row.'),
  })
  .meta({ id: 'BulkResult' });
export type BulkResult = z.output<typeof BulkResult>;

export const BulkPosts = z
  .object({
    message: z.string(),
    counts: z.record(z.enum(bulkOutcomes), z.int()),
    results: z.array(BulkResult).describe('One for each row, in order.'),
  })
  .meta({ id: 'BulkPosts' });
export type BulkPosts = z.output<typeof BulkPosts>;
