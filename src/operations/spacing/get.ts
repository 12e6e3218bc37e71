import { implement } from '../operation.ts';
import { requireAccount } from '../accounts/require-account.ts';
import { ofAccount } from '../within.ts';
import { presentSpacing } from './present.ts';

export const getSpacing = implement('spacing.get', {
  scope: 'accounts:read',
  within: ofAccount,
  run: async (context, { accountId }) =>
    presentSpacing(context, await requireAccount(context, accountId)),
});
