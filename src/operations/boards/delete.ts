import { refusal } from '../../domain/errors/index.ts';
import {
  countPlannedPins,
  holdPinsOfGoneBoards,
  recordBoardChange,
  removeBoard,
  type AccountRow,
  type BoardRow,
} from '../../store/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { cancelOpenPins } from './cancel-pins.ts';
import { countPins, moveOpenPins, refuseLeft } from './move-pins.ts';
import { requireBoard, requireFormerBoard, requireOwn } from './resolve.ts';

export const deleteBoard = implement('boards.delete', {
  scope: 'boards:write',
  within: ofAccount,
  async run(context, { accountId, boardId, movePinsTo, cancelPins }) {
    const account = await requireAccount(context, accountId);
    // An earlier try may have deleted it already.
    const board = context.startedBefore
      ? await requireFormerBoard(context, account, boardId, 'boardId')
      : await requireBoard(context, account, boardId, 'boardId');
    requireOwn(board, account, 'boardId');
    const moved = await settlePins(context, account, board, { movePinsTo, cancelPins });
    await context.pinterest.deleteBoard(account, board.id);
    const { identityId } = account;
    const cancelled = await context.commit(
      { subject: { type: 'board', id: board.id }, details: { accountId, name: board.name } },
      async (tx) => {
        const count = cancelPins
          ? await cancelOpenPins(context, tx, { accountId: account.id, boardId: board.id })
          : 0;
        await removeBoard(tx, identityId, board.id);
        await recordBoardChange(tx, identityId, board, ['deleted']);
        return count;
      },
    );
    // Pins of other workspaces, and those that came meanwhile.
    await holdPinsOfGoneBoards(context.store.db, identityId);
    const also =
      moved > 0
        ? ` ${countPins(moved)} moved first.`
        : cancelled > 0
          ? ` ${countPins(cancelled)} cancelled.`
          : '';
    return { message: `Deleted the board "${board.name}" with every Pin on it.${also}` };
  },
  repeat: () => Promise.resolve({ message: 'The board is deleted, with every Pin on it.' }),
});

/**
 * Sees to it that no planned Pin loses its board without a word.
 * @returns how many were moved.
 * @throws LinchpinError BOARD_HAS_PINS
 */
async function settlePins(
  context: Context,
  account: AccountRow,
  board: Pick<BoardRow, 'id' | 'name'>,
  given: { movePinsTo: string | undefined; cancelPins: boolean | undefined },
): Promise<number> {
  if (given.movePinsTo !== undefined) {
    const to = await requireBoard(context, account, given.movePinsTo, 'movePinsTo');
    if (to.id === board.id)
      throw refusal('INVALID_FIELD_VALUE', {
        field: 'movePinsTo',
        values: { field: 'movePinsTo', reason: 'it is the board that is to be deleted.' },
      });
    return context.commit(
      {
        subject: { type: 'board', id: board.id },
        details: { accountId: account.id, movedTo: to.id },
        more: true,
      },
      async (tx) => {
        const destination = { boardId: to.id, name: to.name, sectionId: null };
        const result = await moveOpenPins(context, tx, account, { boardId: board.id }, destination);
        refuseLeft(result, { what: 'the board', name: board.name, field: 'movePinsTo' });
        return result.moved;
      },
    );
  }
  const of = { accountId: account.id, boardId: board.id };
  const count = given.cancelPins ? 0 : await countPlannedPins(context.store.db, of);
  if (count > 0)
    throw refusal('BOARD_HAS_PINS', {
      field: 'boardId',
      values: { count: countPins(count), what: 'the board', name: board.name },
      details: { plannedPins: count },
    });
  return 0;
}
