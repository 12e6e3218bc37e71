import type { Account } from '../../contract/index.ts';
import { listAccounts as readAccounts, type AccountRow } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';

export const listAccounts = implement('accounts.list', {
  scope: 'accounts:read',
  within: everyWorkspace,
  async run(context, input) {
    const all = await readAccounts(context.store.db, context.workspaceIds);
    const accounts = all
      .filter((row) => row.status !== 'disconnected' || input.status === 'disconnected')
      .filter(
        (row) =>
          input.status === undefined ||
          (row.status === 'connected') === (input.status === 'connected'),
      )
      .filter(() => input.platform === undefined || input.platform === 'pinterest')
      .map((row) => presentAccount(context, row));
    if (input.page === undefined && input.limit === undefined)
      return { accounts, hasAnalyticsAccess: true };
    const page = input.page ?? 1;
    const limit = input.limit ?? 100;
    return {
      accounts: accounts.slice((page - 1) * limit, page * limit),
      hasAnalyticsAccess: true,
      pagination: {
        page,
        limit,
        total: accounts.length,
        pages: Math.ceil(accounts.length / limit),
      },
    };
  },
});

/** An account as the API shows it. */
export const presentAccount = (context: Context, row: AccountRow): Account => ({
  _id: row.id,
  platform: 'pinterest',
  profileId: row.workspaceId,
  username: row.username,
  displayName: row.displayName,
  profilePicture: row.profileImage,
  profileUrl: context.links.profile(row),
  isActive: row.status === 'connected',
  needsReconnection: row.status === 'needs_reconnection',
  metadata: {
    pinterestUserId: row.pinterestUserId,
    defaultBoardId: row.defaultBoardId,
    sandbox: row.host === 'sandbox',
  },
});
