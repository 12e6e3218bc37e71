import { listAccounts as readAccounts } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';
import { hasAnalyticsAccess } from './analytics-access.ts';
import { presentAccount } from './present.ts';

export const listAccounts = implement('accounts.list', {
  scope: 'accounts:read',
  within: everyWorkspace,
  async run(context, input) {
    const all = await readAccounts(context.store.db, context.workspaceIds);
    const hasAccess = hasAnalyticsAccess(
      context,
      all.filter(({ status }) => status !== 'disconnected'),
    );
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
      return { accounts, hasAnalyticsAccess: hasAccess };
    const page = input.page ?? 1;
    const limit = input.limit ?? 100;
    return {
      accounts: accounts.slice((page - 1) * limit, page * limit),
      hasAnalyticsAccess: hasAccess,
      pagination: {
        page,
        limit,
        total: accounts.length,
        pages: Math.ceil(accounts.length / limit),
      },
    };
  },
});
