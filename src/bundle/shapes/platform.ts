import { z } from 'zod';

/** The networks of bundle.social's API, of which Linchpin publishes to one. */
export const networks = [
  'TIKTOK',
  'YOUTUBE',
  'INSTAGRAM',
  'FACEBOOK',
  'TWITTER',
  'THREADS',
  'LINKEDIN',
  'PINTEREST',
  'REDDIT',
  'MASTODON',
  'DISCORD',
  'SLACK',
  'BLUESKY',
  'GOOGLE_BUSINESS',
  'SNAPCHAT',
] as const;
export const Network = z.enum(networks);

/** bundle.social's API knows one account of a network in a team; here there may be several. */
export const socialAccountId = z
  .string()
  .optional()
  .describe('Ours: which Pinterest account, where the team has several.');

export const Time = z.string().nullable();
