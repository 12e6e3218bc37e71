import type { AccountRow } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { assessAccount } from './assess.ts';

/** Whether the caller may read numbers, and Pinterest gives them of any of the accounts. */
export const hasAnalyticsAccess = (
  { store, actor }: Pick<Context, 'store' | 'actor'>,
  accounts: readonly AccountRow[],
): boolean =>
  accounts.some(
    (account) =>
      assessAccount(account, store.clock.nowMs(), null).canFetchAnalytics &&
      actor.grants.some(
        ({ workspaceId, scopes }) =>
          workspaceId === account.workspaceId && scopes.includes('analytics:read'),
      ),
  );
