import { requireAccount } from '../accounts/require-account.ts';
import { requireBoard, requireSection } from '../boards/resolve.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { repeatSection, sectionNow, storeSection } from './section-now.ts';

export const renameSection = implement('sections.rename', {
  scope: 'boards:write',
  within: ofAccount,
  async run(context, { accountId, boardId, sectionId, name }) {
    const account = await requireAccount(context, accountId);
    const board = await requireBoard(context, account, boardId, 'boardId');
    // Named by its old name, a section that an earlier try renamed has the new one.
    const before =
      (context.startedBefore && (await sectionNow(context, account, board.id, name))) ||
      (await requireSection(context, account, board.id, sectionId, 'sectionId'));
    const section = await context.pinterest.renameSection(account, board.id, before.id, name);
    return storeSection(context, account, board.id, section);
  },
  repeat: repeatSection,
});
