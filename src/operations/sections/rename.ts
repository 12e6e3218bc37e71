import { refusal } from '../../domain/errors/index.ts';
import { forgetSections } from '../../store/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import { requireBoard, requireSection } from '../boards/resolve.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { sectionNow } from './section-now.ts';

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
    await context.commit(
      {
        subject: { type: 'board', id: board.id },
        details: { accountId, sectionId: section.id, name: section.name },
      },
      (tx) => forgetSections(tx, account.identityId, board.id),
    );
    return { section };
  },
  async repeat(context, boardId, { accountId, name }) {
    const account = await requireAccount(context, accountId);
    const section = await sectionNow(context, account, boardId, name);
    if (!section) throw refusal('PIN_SECTION_NOT_FOUND', { values: { section: name } });
    return { section };
  },
});
