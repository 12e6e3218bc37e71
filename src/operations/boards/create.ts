import { putBoard, recordBoardChange } from '../../store/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { presentBoard } from './present.ts';

export const createBoard = implement('boards.create', {
  scope: 'boards:write',
  within: ofAccount,
  async run(context, { accountId, ...wanted }) {
    const account = await requireAccount(context, accountId);
    const { pinterest, startedBefore, links } = context;
    const board = await pinterest.createBoard(account, wanted, { startedBefore });
    const { id, name, privacy } = board;
    await context.commit(
      { subject: { type: 'board', id }, details: { accountId, name, privacy } },
      async (tx) => {
        await putBoard(tx, account.identityId, board);
        await recordBoardChange(tx, account.identityId, board, ['created']);
      },
    );
    return { board: presentBoard(board, account, links) };
  },
  async repeat(context, boardId, { accountId }) {
    const account = await requireAccount(context, accountId);
    const board = await context.pinterest.getBoard(account, boardId);
    return { board: presentBoard(board, account, context.links) };
  },
});
