import { foldName } from '../../domain/text/name.ts';
import { listBoards as storedBoards } from '../../store/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { ageMs, freshenBoards, maxAgeMs } from './freshen.ts';
import { presentBoard } from './present.ts';

export const listBoards = implement('boards.list', {
  scope: 'boards:read',
  within: ofAccount,
  async run(context, { accountId, refresh, search }) {
    const before = await requireAccount(context, accountId);
    const warnings = await freshenBoards(context, before, refresh ? 0 : maxAgeMs);
    const account = await requireAccount(context, accountId);
    const boards = await storedBoards(context.store.db, [account.id]);
    const wanted = foldName(search ?? '');
    const readAt = account.boardsReadAt ?? new Date(context.store.clock.nowMs());
    return {
      boards: boards
        .filter(({ name, description }) => foldName(`${name}\n${description}`).includes(wanted))
        .map((board) => presentBoard(board, account, context.links)),
      asOf: readAt.toISOString(),
      ageSeconds: Math.floor(ageMs(context, readAt) / 1000),
      ...(warnings.length > 0 && { warnings }),
    };
  },
});
