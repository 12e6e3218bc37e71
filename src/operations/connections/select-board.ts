import { refusal } from '../../domain/errors/index.ts';
import { shownName } from '../accounts/present.ts';
import { implement } from '../operation.ts';
import { theWorkspace } from '../within.ts';
import { requireGrant } from './granted.ts';
import { linkGrant } from './link.ts';
import { requireReturnable, returnTo } from './return-url.ts';

export const selectBoard = implement('connections.selectBoard', {
  scope: 'accounts:write',
  within: theWorkspace,
  async run(context, { tempToken, boardId, redirect_url }) {
    if (redirect_url !== undefined) requireReturnable(redirect_url);
    const { connection, grant } = await requireGrant(context, tempToken);
    const boards = await context.pinterest.connections.boards(grant);
    const board = boards.find(({ id }) => id === boardId);
    if (boardId !== undefined && !board)
      throw refusal('PIN_BOARD_NOT_FOUND', {
        field: 'boardId',
        values: { board: boardId, username: grant.user.username, suggestion: '' },
      });
    const account = await linkGrant(context, grant, {
      connectionId: connection.id,
      ...(board && { defaultBoardId: board.id }),
    });
    const back = returnTo(redirect_url ?? connection.returnUrl, account);
    return {
      message: 'Pinterest account connected.',
      ...(back !== null && { redirect_url: back }),
      account: {
        accountId: account.id,
        platform: 'pinterest' as const,
        username: account.username,
        displayName: shownName(account),
        profilePicture: account.profileImage,
        isActive: true,
        defaultBoardName: board?.name ?? null,
      },
    };
  },
});
