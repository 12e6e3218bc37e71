import { refusal } from '../../domain/errors/index.ts';
import { findAccount, type AccountRow } from '../../store/index.ts';
import type { Context } from '../context.ts';

/**
 * An account that is linked to the workspace. A disconnected one counts as absent: its Pinterest user may be connected
 * in another workspace, whose sign-in must not be used for this one.
 * @throws LinchpinError ACCOUNT_NOT_FOUND
 */
export async function requireAccount(context: Context, accountId: string): Promise<AccountRow> {
  const account = await requireAnyAccount(context, accountId);
  if (account.status === 'disconnected') throw notFound(accountId);
  return account;
}

/** The same, also a disconnected account: for calls that send nothing to Pinterest. @throws LinchpinError ACCOUNT_NOT_FOUND */
export async function requireAnyAccount(context: Context, accountId: string): Promise<AccountRow> {
  const account = await findAccount(context.store.db, context.workspaceId, accountId);
  if (!account) throw notFound(accountId);
  return account;
}

const notFound = (accountId: string) =>
  refusal('ACCOUNT_NOT_FOUND', { field: 'accountId', values: { accountId } });
