import { z } from 'zod';
import { Timestamp } from './values.ts';

export const AccountPostsInput = z.object({ accountId: z.string() });

/** The newest Pins of an account in the words of Zernio's API, which has no null: what is not known is left out. */
export const AccountPosts = z
  .object({
    status: z.literal('success'),
    posts: z
      .array(
        z.object({
          id: z.string().describe("Pinterest's id."),
          platform: z.literal('pinterest'),
          message: z.string(),
          createdTime: Timestamp.optional(),
          permalink: z.string(),
          picture: z.string().optional(),
          mediaType: z.string().optional(),
          commentCount: z.int().optional(),
          likeCount: z.int().optional(),
        }),
      )
      .describe('Up to 25, also those made elsewhere.'),
    lastUpdated: Timestamp.optional().describe('When they were last read from Pinterest.'),
  })
  .meta({ id: 'AccountPosts' });
export type AccountPosts = z.output<typeof AccountPosts>;
