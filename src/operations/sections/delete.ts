import { refusal } from '../../domain/errors/index.ts';
import {
  countPlannedPins,
  forgetSections,
  type AccountRow,
  type BoardRow,
  type BoardSection,
} from '../../store/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import { cancelOpenPins } from '../boards/cancel-pins.ts';
import { countPins, moveOpenPins, refuseLeft } from '../boards/move-pins.ts';
import { requireBoard, requireSection } from '../boards/resolve.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { sectionNow } from './section-now.ts';

const deleted = { message: 'The section is deleted, with every Pin in it.' };

export const deleteSection = implement('sections.delete', {
  scope: 'boards:write',
  within: ofAccount,
  async run(context, { accountId, boardId, sectionId, pinsToBoard, cancelPins }) {
    const account = await requireAccount(context, accountId);
    const board = await requireBoard(context, account, boardId, 'boardId');
    const done = (name: string) => ({
      subject: { type: 'board' as const, id: board.id },
      details: { accountId, sectionId, name },
    });
    const { identityId } = account;
    // An earlier try may have deleted it.
    if (context.startedBefore && !(await sectionNow(context, account, board.id, sectionId))) {
      await context.commit(done(sectionId), (tx) => forgetSections(tx, identityId, board.id));
      return deleted;
    }
    const section = await requireSection(context, account, board.id, sectionId, 'sectionId');
    const of = { accountId, boardId: board.id, sectionId: section.id };
    if (pinsToBoard) await movePinsToBoard(context, account, board, section);
    else if (!cancelPins) {
      const count = await countPlannedPins(context.store.db, of);
      if (count > 0)
        throw refusal('BOARD_HAS_PINS', {
          field: 'sectionId',
          values: { count: countPins(count), what: 'the section', name: section.name },
          details: { plannedPins: count },
        });
    }
    await context.pinterest.deleteSection(account, board.id, section.id);
    await context.commit(done(section.name), async (tx) => {
      if (cancelPins) await cancelOpenPins(context, tx, of);
      await forgetSections(tx, identityId, board.id);
    });
    return { message: `Deleted the section "${section.name}" with every Pin in it.` };
  },
  repeat: () => Promise.resolve(deleted),
});

const movePinsToBoard = (
  context: Context,
  account: AccountRow,
  board: BoardRow,
  section: BoardSection,
): Promise<void> =>
  context.commit(
    {
      subject: { type: 'board', id: board.id },
      details: { accountId: account.id, sectionId: section.id },
      more: true,
    },
    async (tx) => {
      const from = { boardId: board.id, sectionId: section.id };
      const to = { boardId: board.id, name: board.name, sectionId: null };
      const result = await moveOpenPins(context, tx, account, from, to);
      refuseLeft(result, { what: 'the section', name: section.name, field: 'pinsToBoard' });
    },
  );
