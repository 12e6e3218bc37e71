import { refusal } from '../../domain/errors/index.ts';
import { listAccounts, type AccountRow } from '../../store/index.ts';
import { hasAnalyticsAccess } from '../accounts/analytics-access.ts';
import type { Context } from '../context.ts';

/**
 * The accounts that are asked about; other networks have none.
 * @throws LinchpinError ANALYTICS_ACCESS_MISSING where there are some, and numbers of none of them can be read
 */
export async function accountsAsked(
  context: Context,
  { accountId, platform }: { accountId?: string | undefined; platform?: string | undefined },
): Promise<AccountRow[]> {
  if (platform !== undefined && platform !== 'pinterest' && platform !== 'all') return [];
  const all = await listAccounts(context.store.db, context.workspaceIds);
  const accounts = all.filter(
    ({ id, status }) =>
      status !== 'disconnected' &&
      (accountId === undefined || accountId === 'all' || accountId === id),
  );
  if (accounts.length > 0 && !hasAnalyticsAccess(context, accounts))
    throw refusal(
      'ANALYTICS_ACCESS_MISSING',
      accountId === undefined ? {} : { field: 'accountId' },
    );
  return accounts;
}
