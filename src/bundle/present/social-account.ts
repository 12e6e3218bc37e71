import type { Account } from '../../contract/index.ts';
import { LinchpinError } from '../../domain/errors/index.ts';
import type { Caller } from '../caller.ts';
import type { SocialAccount } from '../shapes/social-account.ts';

type Channels = SocialAccount['channels'];

/** @param checkedAt when its sign-in was found to be no good. */
export const presentAccount = (
  account: Account,
  channels: Channels,
  checkedAt: string | null = null,
): SocialAccount => ({
  id: account._id,
  type: 'PINTEREST',
  teamId: account.profileId,
  username: account.username,
  displayName: account.displayName,
  bio: null,
  avatarUrl: account.profilePicture,
  externalId: account.metadata.pinterestUserId,
  providerPageId: null,
  userUsername: account.username,
  userDisplayName: account.displayName,
  userEmail: null,
  userId: account.metadata.pinterestUserId,
  channels,
  mastodonServerId: null,
  instagramConnectionMethod: null,
  twitterSubType: null,
  isTiktokBusinessAccount: null,
  disconnectedCheckTryAt: checkedAt,
  deleteOn: null,
  createdAt: null,
  updatedAt: null,
  deletedAt: null,
  needsReconnection: account.needsReconnection,
  defaultChannelId: account.metadata.defaultBoardId,
});

/** An account with its boards. @param refresh reads them from Pinterest at once. */
export async function withChannels(
  caller: Caller,
  account: Account,
  { refresh = false }: { refresh?: boolean } = {},
): Promise<SocialAccount> {
  const { boards } = await caller.run('boards.list', {
    accountId: account._id,
    ...(refresh && { refresh: 'true' }),
  });
  return presentAccount(
    account,
    boards.map(({ id, name, url, coverUrl }) => ({
      id,
      name,
      username: null,
      address: url,
      avatarUrl: coverUrl,
      webhook: null,
      metadata: null,
    })),
  );
}

/** In a list: an account whose boards cannot be read is shown without them. */
export const withChannelsIfKnown = (caller: Caller, account: Account): Promise<SocialAccount> =>
  withChannels(caller, account).catch((error: unknown) => {
    if (error instanceof LinchpinError) return presentAccount(account, null);
    throw error;
  });
