import { z } from 'zod';
import { ProblemBody } from './problem.ts';
import { Id, profileId, Timestamp } from './values.ts';

const FeedRule = z.strictObject({
  board: z.string().trim().min(1).max(200),
  titleHas: z.string().trim().min(1).max(200).optional().describe('In its title, in any case.'),
  category: z.string().trim().min(1).max(200).optional().describe('One of its categories.'),
});

const fields = {
  name: z.string().trim().min(1).max(100),
  board: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .describe('The id or the exact name of the board of entries that no rule fits.'),
  rules: z
    .array(FeedRule)
    .max(50)
    .describe('An entry goes to the board of the first rule whose every part fits it.'),
  makes: z
    .enum(['draft', 'approval', 'queue'])
    .describe(
      'draft: a person plans each. approval: it goes out once a person approves it. queue: it takes the next free slot of the default queue.',
    ),
};

export const Feed = z
  .object({
    id: Id,
    profileId: Id,
    accountId: Id,
    url: z.string(),
    title: z.string().nullable().describe('As the feed calls itself.'),
    ...fields,
    isPaused: z.boolean(),
    readAt: Timestamp.nullable().describe('null: not yet.'),
    nextReadAt: Timestamp.nullable(),
    problem: ProblemBody.nullable().describe('Why the last reading failed.'),
    createdAt: Timestamp,
  })
  .meta({ id: 'Feed' });
export type Feed = z.output<typeof Feed>;

export const ListFeedsInput = z.object({ profileId });
export const FeedList = z.object({ feeds: z.array(Feed) }).meta({ id: 'FeedList' });

export const CreateFeedInput = z.strictObject({
  url: z.string().trim().min(1).max(2048).describe('Of an RSS, Atom, RDF or JSON Feed.'),
  accountId: z.string(),
  name: fields.name.optional().describe('Default: as the feed calls itself.'),
  board: fields.board,
  rules: fields.rules.default([]),
  makes: fields.makes.default('draft'),
});
export type CreateFeedInput = z.output<typeof CreateFeedInput>;

export const UpdateFeedInput = z.strictObject({
  feedId: z.string(),
  name: fields.name.optional(),
  board: fields.board.optional(),
  rules: fields.rules.optional(),
  makes: fields.makes.optional(),
  isPaused: z.boolean().optional(),
});
export type UpdateFeedInput = z.output<typeof UpdateFeedInput>;

export const ChangedFeed = z
  .object({ message: z.string(), feed: Feed })
  .meta({ id: 'ChangedFeed' });

export const FeedIdInput = z.object({ feedId: z.string() });

export const FeedEntries = z
  .object({
    entries: z.array(
      z.object({
        title: z.string().nullable(),
        link: z.string().nullable(),
        outcome: z.enum(['made', 'refused']),
        postId: Id.nullable(),
        problem: ProblemBody.nullable().describe('Why no post was made, or only a draft.'),
        seenAt: Timestamp,
      }),
    ),
  })
  .meta({ id: 'FeedEntries' });
