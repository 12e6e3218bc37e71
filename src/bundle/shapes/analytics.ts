import { z } from 'zod';
import { Post } from './post.ts';
import { Time } from './platform.ts';
import { SocialAccount } from './social-account.ts';

const unknown = z
  .array(z.string())
  .describe('Ours: fields that are 0 since Pinterest does not tell them, or has not yet.');
const row = {
  forced: z.boolean(),
  createdAt: Time,
  updatedAt: Time,
  deletedAt: z.null(),
};

export const AccountSnapshot = z.object({
  id: z.string(),
  socialAccountId: z.string(),
  impressions: z.number().describe('Of the 30 days before, as are views and likes.'),
  impressionsUnique: z.number(),
  views: z.number(),
  viewsUnique: z.number(),
  likes: z.number().describe('Saves.'),
  comments: z.number(),
  postCount: z.number(),
  followers: z.number(),
  following: z.number(),
  unknown,
  ...row,
});

export const PostSnapshot = z.object({
  id: z.string(),
  profilePostId: z.string(),
  impressions: z.number().describe('Of the 30 days before, as are views and saves.'),
  impressionsUnique: z.number(),
  views: z.number(),
  viewsUnique: z.number(),
  likes: z.number().describe('Reactions, since the Pin was made, as are comments.'),
  dislikes: z.number(),
  comments: z.number(),
  shares: z.number(),
  saves: z.number(),
  unknown,
  ...row,
});
export type PostSnapshot = z.output<typeof PostSnapshot>;

/** Figures in Pinterest's own words, among them clicks. */
const raw = z.object({
  summary_metrics: z.record(z.string(), z.number()),
  lifetime_metrics: z.record(z.string(), z.number()).optional(),
});
export const RawAccountSnapshot = z.object({
  id: z.string(),
  socialAccountId: z.string(),
  analyticsId: z.string(),
  raw,
  ...row,
});
export const RawPostSnapshot = z.object({
  id: z.string(),
  profilePostId: z.string(),
  analyticsId: z.string(),
  raw,
  ...row,
});

/** A Pin as Pinterest shows it, made here or elsewhere. */
export const ProfilePost = z.object({
  id: z.string(),
  socialAccountId: z.string(),
  postId: z.string().nullable(),
  externalId: z.string(),
  title: z.string().nullable(),
  description: z.string().nullable(),
  smallThumbnail: z.string().nullable(),
  thumbnail: z.string().nullable(),
  permalink: z.string(),
  extraData: z.record(z.string(), z.unknown()),
  subreddit: z.null(),
  publishedAt: Time,
  type: z.enum(['IMAGE', 'VIDEO']),
  internal: z.boolean().describe('Published from here.'),
  importedAt: Time,
  externallyDeletedAt: Time,
  createdAt: Time,
  updatedAt: Time,
  deletedAt: z.null(),
});

export const AccountAnalytics = z.object({
  socialAccount: SocialAccount,
  items: z.array(AccountSnapshot).describe('One for each of the last 30 days, the newest first.'),
});
export const RawAccountAnalytics = AccountAnalytics.extend({ items: z.array(RawAccountSnapshot) });

export const PostAnalytics = z.object({
  post: Post.nullable(),
  profilePost: ProfilePost.optional(),
  items: z.array(PostSnapshot).describe('One for each of the last 30 days, the newest first.'),
});
export const RawPostAnalytics = PostAnalytics.extend({ items: z.array(RawPostSnapshot) });
