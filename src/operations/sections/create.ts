import { requireAccount } from '../accounts/require-account.ts';
import { requireBoard } from '../boards/resolve.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { repeatSection, storeSection } from './section-now.ts';

export const createSection = implement('sections.create', {
  scope: 'boards:write',
  within: ofAccount,
  async run(context, { accountId, boardId, name }) {
    const account = await requireAccount(context, accountId);
    const board = await requireBoard(context, account, boardId, 'boardId');
    const { pinterest, startedBefore } = context;
    const section = await pinterest.createSection(account, board.id, name, { startedBefore });
    return storeSection(context, account, board.id, section);
  },
  repeat: repeatSection,
});
