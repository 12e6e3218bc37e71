import type { AccountSpacing } from '../../contract/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import { defaultSpacing, type RulesInForce } from '../../domain/spacing/rules.ts';
import { findFreeTimes, readRules, type AccountRow } from '../../store/index.ts';
import type { Context } from '../context.ts';

/** The rules of an account as the API shows them. */
export async function presentSpacing(
  context: Context,
  account: AccountRow,
): Promise<AccountSpacing> {
  const { db } = context.store;
  const inForce = (await readRules(db, [account.identityId])).get(account.identityId);
  if (!inForce) throw refusal('ACCOUNT_NOT_FOUND', { values: { accountId: account.id } }); // Removed meanwhile.
  const { warmUpEndsMs, ...rules } = inForce;
  const nowMs = context.clock();
  const warmsUp = warmUpEndsMs !== null && warmUpEndsMs > nowMs;
  return {
    rules,
    defaults: defaultSpacing,
    isDefault: account.spacing === null,
    warmingUpUntil: warmsUp ? new Date(warmUpEndsMs).toISOString() : null,
    nextFreeAt:
      rules.mode === 'off' ? null : await nextFreeAt(context, account.identityId, inForce),
  };
}

async function nextFreeAt(
  context: Context,
  identityId: string,
  rules: RulesInForce,
): Promise<string> {
  const wantedMs = context.clock();
  const pin = { id: 'next', boardId: '', link: null, fingerprint: null, wantedMs };
  const [place] = await findFreeTimes(context.store.db, identityId, rules, [pin]);
  return new Date(place?.atMs ?? wantedMs).toISOString();
}
