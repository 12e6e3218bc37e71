import { refusal } from '../../domain/errors/index.ts';
import { updateAccount } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { shownName } from './present.ts';
import { requireAccount } from './require-account.ts';

export const renameAccount = implement('accounts.rename', {
  scope: 'accounts:write',
  within: ofAccount,
  async run(context, { accountId, displayName, username }) {
    const account = await requireAccount(context, accountId);
    if (username !== undefined && username !== account.username)
      throw refusal('USERNAME_IS_PINTERESTS', {
        field: 'username',
        values: { username: account.username },
      });
    const customName =
      displayName === undefined ? account.customName : displayName === '' ? null : displayName;
    await context.commit(
      { subject: { type: 'account', id: accountId }, details: { displayName: customName } },
      (tx) => updateAccount(tx, accountId, { customName }),
    );
    return {
      message: 'Account changed.',
      username: account.username,
      displayName: customName ?? account.displayName,
    };
  },
  async repeat(context, accountId) {
    const account = await requireAccount(context, accountId);
    return {
      message: 'Account changed.',
      username: account.username,
      displayName: shownName(account),
    };
  },
});
