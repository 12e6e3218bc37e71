import { z } from 'zod';
import { Time } from './platform.ts';

/** A board. */
export const Channel = z.object({
  id: z.string(),
  name: z.string().nullable(),
  username: z.null(),
  address: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  webhook: z.null(),
  metadata: z.null(),
});

/** A connected Pinterest account. */
export const SocialAccount = z.object({
  id: z.string(),
  type: z.literal('PINTEREST'),
  teamId: z.string(),
  username: z.string().nullable(),
  displayName: z.string().nullable(),
  bio: z.null(),
  avatarUrl: z.string().nullable(),
  externalId: z.string().nullable(),
  providerPageId: z.null(),
  userUsername: z.string().nullable(),
  userDisplayName: z.string().nullable(),
  userEmail: z.null(),
  userId: z.string().nullable(),
  channels: z.array(Channel).nullable().describe('Its boards; null: not read.'),
  mastodonServerId: z.null(),
  instagramConnectionMethod: z.null(),
  twitterSubType: z.null(),
  isTiktokBusinessAccount: z.null(),
  disconnectedCheckTryAt: Time.describe('null: its sign-in is good.'),
  deleteOn: z.null(),
  createdAt: Time,
  updatedAt: Time,
  deletedAt: Time,
  needsReconnection: z.boolean().describe('Ours.'),
  defaultChannelId: z.string().nullable().describe('Ours: the board of Pins that name none.'),
});
export type SocialAccount = z.output<typeof SocialAccount>;
