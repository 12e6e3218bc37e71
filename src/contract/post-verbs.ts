import { z } from 'zod';
import { CreatePostInput, maxTags, Post } from './post.ts';
import { ProblemBody } from './problem.ts';
import { Timezone } from './scheduling.ts';

const postId = z.string();

/** A field that null empties. */
const emptiable = <Schema extends z.ZodType>(schema: Schema, empty: z.output<Schema>) =>
  schema
    .nullable()
    .transform((value) => value ?? empty)
    .optional();

/** Body of `PUT /posts/{postId}`: any field of a new post; what is absent stays as it is, and null empties. */
export const UpdatePostInput = CreatePostInput.extend({
  postId,
  content: emptiable(z.string(), ''),
  title: emptiable(z.string(), ''),
  tags: emptiable(z.array(z.string()).max(maxTags), []),
  hashtags: emptiable(z.array(z.string()).max(maxTags), []),
  mentions: emptiable(z.array(z.string()).max(maxTags), []),
  metadata: emptiable(z.record(z.string(), z.unknown()), {}),
  referenceKey: CreatePostInput.shape.referenceKey.unwrap().nullable().optional(),
});
export type UpdatePostInput = z.output<typeof UpdatePostInput>;

export const PostIdInput = z.object({ postId });

export const HidePostInput = z.object({
  postId,
  hidden: z.boolean().describe('true: lists leave it out, and its key may be given again.'),
});

export const RetryPostInput = z.object({
  postId,
  pinId: z.string().optional().describe('Only this Pin of the post; default: all that failed.'),
});

/** When Pins go out whose time passed while they waited for the approval. */
export const ApprovePostInput = z.object({
  postId,
  publishNow: z.boolean().optional().describe('Those whose time has passed go out at once.'),
  ifPast: z
    .enum(['publish', 'refuse'])
    .optional()
    .describe('publish: the same as publishNow. Either needs the right to publish.'),
  scheduledFor: z.string().optional().describe('Those whose time has passed go out at this one.'),
  timezone: Timezone.optional().describe('Of scheduledFor; default: that of the post.'),
});

/** Answer of the verbs that may publish; `error` when that did not fully succeed. */
export const ChangedPost = z
  .object({
    message: z.string(),
    post: Post,
    error: z.string().optional(),
    warnings: z.array(ProblemBody).optional(),
  })
  .meta({ id: 'ChangedPost' });
export type ChangedPost = z.output<typeof ChangedPost>;

/** What a person saw on the board, where Pinterest's answers do not show it. */
export const ResolvePinInput = z.object({
  postId,
  pinId: z.string(),
  outcome: z.enum(['published', 'not_published']),
  pinterestPinId: z
    .string()
    .optional()
    .describe('With published: the id of the Pin or its address on Pinterest.'),
});
