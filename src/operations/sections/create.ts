import { refusal } from '../../domain/errors/index.ts';
import { forgetSections } from '../../store/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import { requireBoard } from '../boards/resolve.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { sectionNow } from './section-now.ts';

export const createSection = implement('sections.create', {
  scope: 'boards:write',
  within: ofAccount,
  async run(context, { accountId, boardId, name }) {
    const account = await requireAccount(context, accountId);
    const board = await requireBoard(context, account, boardId, 'boardId');
    const { pinterest, startedBefore } = context;
    const section = await pinterest.createSection(account, board.id, name, { startedBefore });
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
