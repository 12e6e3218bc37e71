import { updateAccount } from '../../store/index.ts';
import { presentAccount } from '../accounts/present.ts';
import { requireAccount } from '../accounts/require-account.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { requireBoard } from './resolve.ts';

export const setDefaultBoard = implement('boards.setDefault', {
  scope: 'accounts:write',
  within: ofAccount,
  async run(context, { accountId, defaultBoardId }) {
    const account = await requireAccount(context, accountId);
    const board =
      defaultBoardId === null
        ? null
        : await requireBoard(context, account, defaultBoardId, 'defaultBoardId');
    await context.commit(
      {
        subject: { type: 'account', id: accountId },
        details: { defaultBoardId: board?.id ?? null },
      },
      (tx) => updateAccount(tx, accountId, { defaultBoardId: board?.id ?? null }),
    );
    return answer(context, accountId, board?.name);
  },
  repeat: (context, accountId) => answer(context, accountId),
});

async function answer(context: Context, accountId: string, name?: string) {
  const account = await requireAccount(context, accountId);
  const message =
    account.defaultBoardId === null
      ? 'The account has no default board now.'
      : name === undefined
        ? 'The default board is set.'
        : `Pins without a board go to "${name}" now.`;
  return { message, account: presentAccount(context, account) };
}
