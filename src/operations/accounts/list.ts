import { AccountList, ListAccountsInput, type Account } from '../../contract/index.ts';
import { listAccounts as readAccounts, type AccountRow } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { operation } from '../operation.ts';

export const listAccounts = operation({
  name: 'accounts.list',
  summary: 'The connected Pinterest accounts',
  scope: 'read',
  destructive: false,
  input: ListAccountsInput,
  output: AccountList,
  async run(context, input) {
    const { workspaceId } = context.actor;
    const all = await readAccounts(context.store.db, workspaceId);
    const accounts = all
      .filter((row) => row.status !== 'disconnected' || input.status === 'disconnected')
      .filter(
        (row) =>
          input.status === undefined ||
          (row.status === 'connected') === (input.status === 'connected'),
      )
      .filter(() => input.platform === undefined || input.platform === 'pinterest')
      .filter((row) => input.profileId === undefined || row.workspaceId === input.profileId)
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

const presentAccount = (context: Context, row: AccountRow): Account => ({
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
    sandbox: row.sandbox,
  },
});
