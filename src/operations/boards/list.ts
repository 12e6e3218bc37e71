import { replaceBoards } from '../../store/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';

export const listBoards = implement('boards.list', {
  scope: 'boards:read',
  within: ofAccount,
  async run(context, { accountId }) {
    const { db } = context.store;
    const account = await requireAccount(context, accountId);
    const boards = await context.pinterest.listBoards(account);
    await replaceBoards(db, account.id, boards);
    return {
      boards: boards.map((board) => ({
        id: board.id,
        name: board.name,
        description: board.description,
        privacy: board.privacy,
        url: context.links.board(account, board.name),
        pinCount: board.pinCount,
        isDefault: board.id === account.defaultBoardId,
      })),
    };
  },
});
