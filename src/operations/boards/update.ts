import { refusal } from '../../domain/errors/index.ts';
import { putBoard, recordBoardChange, type BoardSnapshot } from '../../store/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { presentBoard } from './present.ts';
import { requireBoard, requireOwn } from './resolve.ts';

export const updateBoard = implement('boards.update', {
  scope: 'boards:write',
  within: ofAccount,
  async run(context, { accountId, boardId, name, description, privacy }) {
    const account = await requireAccount(context, accountId);
    const { identityId } = account;
    const before = await requireBoard(context, account, boardId, 'boardId');
    requireOwn(before, account, 'boardId');
    if (name === undefined && description === undefined && privacy === undefined)
      throw refusal('INVALID_FIELD_VALUE', {
        field: 'name',
        values: { field: 'name', reason: 'say what is to change: name, description or privacy.' },
      });
    const wanted = {
      ...(name !== undefined && { name }),
      ...(description !== undefined && { description: description ?? '' }),
      ...(privacy !== undefined && { privacy }),
    };
    // A repetition writes once more: what is as wanted then stays so.
    const board = await context.pinterest.updateBoard(account, before.id, wanted);
    await context.commit(
      { subject: { type: 'board', id: board.id }, details: { accountId, ...wanted } },
      async (tx) => {
        await putBoard(tx, identityId, board);
        await recordBoardChange(tx, identityId, board, changesOf(before, board));
      },
    );
    return { board: presentBoard(board, account, context.links) };
  },
  async repeat(context, boardId, { accountId }) {
    const account = await requireAccount(context, accountId);
    const board = await context.pinterest.getBoard(account, boardId);
    return { board: presentBoard(board, account, context.links) };
  },
});

const changesOf = (before: BoardSnapshot, after: BoardSnapshot) => [
  ...(before.name === after.name ? [] : (['renamed'] as const)),
  ...(before.description === after.description ? [] : (['described'] as const)),
  ...(before.privacy === after.privacy ? [] : (['privacy'] as const)),
];
