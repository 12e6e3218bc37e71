import { z } from 'zod';
import { CreatePostInput } from './post.ts';
import { ProblemBody } from './problem.ts';
import { Media } from './media.ts';

/** Body of `POST /tools/validate/post`: a post as it would be created. */
export const ValidatePostInput = CreatePostInput.extend({
  repair: z.boolean().optional().describe('Puts right what can be, and shows the result.'),
  suggestions: z
    .boolean()
    .optional()
    .describe(
      'Asks Pinterest for searches related to title and board, and names those the text does not use, as hints.',
    ),
});
export type ValidatePostInput = z.output<typeof ValidatePostInput>;

/** Zernio's shape with every problem in full. */
export const ValidatedPost = z
  .object({
    valid: z.boolean(),
    message: z.string(),
    errors: z.array(z.object({ platform: z.string(), error: z.string() })).optional(),
    warnings: z.array(z.object({ platform: z.string(), warning: z.string() })),
    problems: z.array(ProblemBody).describe('Errors, warnings and hints, each with its fix.'),
    repaired: z
      .object({
        valid: z.boolean(),
        changes: z.array(
          z.object({
            field: z.string(),
            code: z.string(),
            before: z.unknown(),
            after: z.unknown(),
          }),
        ),
        post: z.record(z.string(), z.unknown()).describe('Ready to be sent to POST /posts.'),
        media: z.array(Media).describe('The media as they would be published.'),
        problems: z.array(ProblemBody),
      })
      .optional(),
  })
  .meta({ id: 'ValidatedPost' });
export type ValidatedPost = z.output<typeof ValidatedPost>;

export const PostLengthInput = z.object({ text: z.string() });
export const PostLength = z.object({
  text: z.string(),
  platforms: z.object({
    pinterest: z.object({ count: z.int(), limit: z.int(), valid: z.boolean() }),
  }),
});

export const ValidateMediaInput = z.object({ url: z.string() });
export const ValidatedMedia = z
  .object({
    valid: z.boolean(),
    url: z.string(),
    error: z.string().optional(),
    contentType: z.string().nullable(),
    size: z.int().nullable().describe('Bytes.'),
    sizeFormatted: z.string().nullable(),
    type: z.enum(['image', 'video', 'unknown']),
    width: z.int().nullable(),
    height: z.int().nullable(),
    durationSeconds: z.number().nullable(),
    notes: z.array(z.string()),
    platformLimits: z.object({
      pinterest: z.object({
        limit: z.int(),
        limitFormatted: z.string(),
        withinLimit: z.boolean().nullable(),
      }),
    }),
    problems: z.array(ProblemBody),
  })
  .meta({ id: 'ValidatedMedia' });
export type ValidatedMedia = z.output<typeof ValidatedMedia>;
