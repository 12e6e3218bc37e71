import { LinchpinError } from '../../domain/errors/index.ts';
import { putSections } from '../../store/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import { ageMs, asWarnings, maxAgeMs, outdated } from '../boards/freshen.ts';
import { requireBoard } from '../boards/resolve.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';

export const listSections = implement('sections.list', {
  scope: 'boards:read',
  within: ofAccount,
  async run(context, { accountId, boardId, refresh }) {
    const { store, pinterest } = context;
    const account = await requireAccount(context, accountId);
    const board = await requireBoard(context, account, boardId, 'boardId');
    const answer = (sections: readonly { id: string; name: string }[], readAt: Date) => ({
      sections: [...sections],
      asOf: readAt.toISOString(),
      ageSeconds: Math.floor(ageMs(context, readAt) / 1000),
    });
    const { sections: known, sectionsReadAt: readAt } = board;
    if (known && readAt && !refresh && ageMs(context, readAt) < maxAgeMs)
      return answer(known, readAt);
    const startedAt = new Date(store.clock.nowMs());
    try {
      const sections = await pinterest.readSections(account, board.id);
      await putSections(store.db, account.identityId, board.id, sections, startedAt);
      return answer(sections, startedAt);
    } catch (error) {
      if (!(error instanceof LinchpinError) || !known || !readAt) throw error;
      return { ...answer(known, readAt), warnings: [outdated(readAt), ...asWarnings(error)] };
    }
  },
});
