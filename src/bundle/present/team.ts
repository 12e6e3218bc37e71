import type { Profile as ProfileSchema } from '../../contract/index.ts';
import type { z } from 'zod';
import type { Caller } from '../../door/index.ts';
import { forcesPerTeam } from '../limits.ts';
import type { Organization, Team, User } from '../shapes/team.ts';

type Profile = z.output<typeof ProfileSchema>;

/** An installation is one organization with all its teams. */
export const organizationId = 'linchpin';

export const presentTeam = (profile: Profile): z.output<typeof Team> => ({
  id: profile._id,
  name: profile.name,
  avatarUrl: profile.avatarUrl,
  organizationId,
  createdById: profile.userId,
  createdAt: profile.createdAt,
  updatedAt: profile.createdAt,
  deletedAt: null,
});

export const presentOrganization = (
  createdById: string,
  teams: number,
): z.output<typeof Organization> => ({
  id: organizationId,
  createdById,
  name: 'Linchpin',
  avatarUrl: null,
  dailyPostLimit: null,
  dailyCommentLimit: null,
  monthlyImportLimitPerAccount: null,
  apiAccess: true,
  analyticsDisabled: false,
  analyticsPostsDisabled: false,
  uploadsCompressionEnabled: false,
  analyticsInterval: 24,
  analyticsPostsInterval: 24,
  forcedAccountAnalyticsDailyLimit: forcesPerTeam * teams,
  forcedPostAnalyticsDailyLimit: forcesPerTeam * teams,
  showVerboseErrors: true,
  disconnectCheckEnabled: true,
  deleteAccountAfter: 0,
  createdAt: null,
  updatedAt: null,
  deletedAt: null,
  suspended: false,
});

/** Who calls, as a user. */
export async function presentCaller(caller: Caller): Promise<z.output<typeof User>> {
  const { userId, name, email } = await caller.run('keys.verify', {});
  return {
    id: userId,
    externalId: userId,
    email: email ?? '',
    firstName: name,
    lastName: null,
    avatarUrl: null,
    timezone: null,
    role: 'CUSTOMER',
    createdAt: null,
    updatedAt: null,
    deletedAt: null,
  };
}
