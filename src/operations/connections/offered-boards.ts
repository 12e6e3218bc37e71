import type { ReadBoard } from '../../pinterest-access/index.ts';
import { implement } from '../operation.ts';
import { theWorkspace } from '../within.ts';
import { requireGrant } from './granted.ts';
import { userProfile } from './return-url.ts';

export const offeredBoards = implement('connections.boards', {
  scope: 'accounts:write',
  within: theWorkspace,
  async run(context, { tempToken }) {
    const { grant } = await requireGrant(context, tempToken);
    return { boards: (await context.pinterest.connections.boards(grant)).map(offered) };
  },
});

export const pendingData = implement('connections.pendingData', {
  scope: 'accounts:write',
  within: theWorkspace,
  async run(context, { token }) {
    const { connection, grant } = await requireGrant(context, token);
    const boards = await context.pinterest.connections.boards(grant);
    return {
      platform: 'pinterest' as const,
      profileId: context.workspaceId,
      tempToken: token,
      expiresIn: Math.max(
        0,
        Math.floor((connection.expiresAt.getTime() - context.store.clock.nowMs()) / 1000),
      ),
      userProfile: userProfile(grant.user),
      selectionType: 'boards' as const,
      boards: boards.map(offered),
    };
  },
});

const offered = ({ id, name, description, privacy }: ReadBoard) => ({
  id,
  name,
  description,
  privacy,
});
