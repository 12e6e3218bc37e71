import { replaceBoards } from '../../store/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { presentBoard } from './present.ts';

export const listBoards = implement('boards.list', {
  scope: 'boards:read',
  within: ofAccount,
  async run(context, { accountId }) {
    const account = await requireAccount(context, accountId);
    const boards = await context.pinterest.listBoards(account);
    await replaceBoards(context.store.db, account.id, boards);
    return { boards: boards.map((board) => presentBoard(board, account, context.links)) };
  },
});
