import { z } from 'zod';
import type { Account } from '../contract/index.ts';
import { refusal } from '../domain/errors/index.ts';
import type { Caller } from '../door/index.ts';

/** The field of every tool that works on one account: its user name or id, as the instructions say. */
export const account = z.string().optional();

/** The account that is named; without a name, the only one. @throws LinchpinError ACCOUNT_NOT_FOUND, ACCOUNT_REQUIRED */
export async function chooseAccount(caller: Caller, wanted: string | undefined): Promise<Account> {
  const { accounts } = await caller.run('accounts.list', {});
  const details = { accounts: accounts.map(({ username }) => username) };
  const found = accounts.filter(
    ({ _id, username }) => wanted === undefined || wanted === _id || wanted === username,
  );
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  throw only
    ? refusal('ACCOUNT_REQUIRED', { field: 'account', details })
    : refusal('ACCOUNT_NOT_FOUND', {
        field: 'account',
        values: { accountId: wanted ?? '(none is connected)' },
        details,
      });
}
