import { z } from 'zod';
import { SocialAccount } from './social-account.ts';
import { Time } from './platform.ts';

export const User = z.object({
  id: z.string(),
  externalId: z.string(),
  email: z.string().describe('Empty: none is known, as of an API key.'),
  firstName: z.string().nullable(),
  lastName: z.null(),
  avatarUrl: z.null(),
  timezone: z.null(),
  role: z.literal('CUSTOMER'),
  createdAt: Time,
  updatedAt: Time,
  deletedAt: z.null(),
});

/** An installation of Linchpin is one organization. */
export const Organization = z.object({
  id: z.string(),
  createdById: z.string(),
  name: z.string(),
  avatarUrl: z.null(),
  dailyPostLimit: z.null().describe('There is none but the spacing rules of an account.'),
  dailyCommentLimit: z.null(),
  monthlyImportLimitPerAccount: z.null(),
  apiAccess: z.literal(true),
  analyticsDisabled: z.literal(false),
  analyticsPostsDisabled: z.literal(false),
  uploadsCompressionEnabled: z.literal(false),
  analyticsInterval: z.int().describe('Hours between two readings of numbers.'),
  analyticsPostsInterval: z.int(),
  forcedAccountAnalyticsDailyLimit: z.int(),
  forcedPostAnalyticsDailyLimit: z.int(),
  showVerboseErrors: z.literal(true),
  disconnectCheckEnabled: z.literal(true),
  deleteAccountAfter: z.literal(0),
  createdAt: Time,
  updatedAt: Time,
  deletedAt: z.null(),
  suspended: z.literal(false),
});

/** A workspace. */
export const Team = z.object({
  id: z.string(),
  name: z.string(),
  avatarUrl: z.string().nullable(),
  organizationId: z.string(),
  createdById: z.string(),
  createdAt: Time,
  updatedAt: Time,
  deletedAt: Time,
});

export const WholeTeam = Team.extend({
  organization: Organization,
  createdBy: User,
  bots: z.array(z.never()),
  socialAccounts: z.array(SocialAccount),
  bio: z.null(),
});

export const WholeOrganization = Organization.extend({
  createdBy: User,
  subscription: z.null(),
  promotionCode: z.null(),
  teams: z.array(Team),
});

export const Used = z
  .object({ used: z.int(), limit: z.int(), remaining: z.int() })
  .describe('Without a limit, that is the largest whole number there is.');
