import { refusal } from '../../domain/errors/index.ts';
import { findAccount, type AccountRow } from '../../store/index.ts';
import type { Context } from '../context.ts';

/** @throws LinchpinError ACCOUNT_NOT_FOUND */
export async function requireAccount(context: Context, accountId: string): Promise<AccountRow> {
  const account = await findAccount(context.store.db, context.workspaceId, accountId);
  if (!account) throw refusal('ACCOUNT_NOT_FOUND', { field: 'accountId', values: { accountId } });
  return account;
}
