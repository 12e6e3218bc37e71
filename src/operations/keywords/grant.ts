import { LinchpinError, refusal } from '../../domain/errors/index.ts';
import { scopeUses } from '../../domain/pinterest-scopes.ts';
import type { AccountRow } from '../../store/index.ts';
import { isGranted } from '../accounts/assess.ts';

/** Whether the connection is known to lack what keyword ideas need; of a pasted token that is often not known. */
export const lacksKeywords = (account: AccountRow): boolean =>
  scopeUses.keywords.some((scope) => isGranted(account, scope) === false);

/** Whether the connection is known to have it. */
export const hasKeywords = (account: AccountRow): boolean =>
  scopeUses.keywords.every((scope) => isGranted(account, scope) === true);

/** @throws LinchpinError KEYWORDS_NOT_GRANTED, also in place of Pinterest's own refusal */
export async function withKeywordGrant<T>(account: AccountRow, work: () => Promise<T>): Promise<T> {
  // Also where the answer is remembered: otherwise it would depend on what others asked for.
  if (lacksKeywords(account)) throw notGranted(account);
  try {
    return await work();
  } catch (error) {
    if (error instanceof LinchpinError && error.code === 'PINTEREST_SCOPE_MISSING')
      throw notGranted(account, error);
    throw error;
  }
}

const notGranted = ({ username }: AccountRow, cause?: unknown) =>
  refusal('KEYWORDS_NOT_GRANTED', { field: 'accountId', values: { username }, cause });
