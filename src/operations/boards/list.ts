import { BoardList, ListBoardsInput } from '../../contract/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import { findAccount, replaceBoards } from '../../store/index.ts';
import { operation } from '../operation.ts';

export const listBoards = operation({
  name: 'accounts.boards',
  summary: 'The boards of an account, read from Pinterest at once',
  scope: 'read',
  destructive: false,
  input: ListBoardsInput,
  output: BoardList,
  async run(context, { accountId }) {
    const { db } = context.store;
    const account = await findAccount(db, context.actor.workspaceId, accountId);
    if (!account) throw refusal('ACCOUNT_NOT_FOUND', { field: 'accountId', values: { accountId } });
    const boards = await context.pinterest.listBoards(account.id);
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
