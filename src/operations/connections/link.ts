import { LinchpinError } from '../../domain/errors/index.ts';
import type { Grant } from '../../pinterest-access/index.ts';
import { endConnection, findAccount, updateAccount, type AccountRow } from '../../store/index.ts';
import { refreshBoards } from '../boards/refresh.ts';
import type { Context } from '../context.ts';

/**
 * Connects the account of a grant to the workspace, and reads its boards.
 * @param connectionId of the connection that ends with it. @param defaultBoardId absent: it keeps the one it has.
 */
export async function linkGrant(
  context: Context,
  grant: Grant,
  { connectionId, defaultBoardId }: { connectionId?: string; defaultBoardId?: string | undefined },
): Promise<AccountRow> {
  const { pinterest, workspaceId } = context;
  const subject = { type: 'connection' as const, id: connectionId ?? 'token' };
  const details = { host: grant.host, username: grant.user.username };
  const linked = await context.commit({ subject, details }, async (tx) => {
    const account = await pinterest.connections.link(tx, workspaceId, grant);
    if (connectionId !== undefined)
      await endConnection(tx, connectionId, { status: 'connected', accountId: account.id });
    if (defaultBoardId !== undefined) await updateAccount(tx, account.id, { defaultBoardId });
    return (await findAccount(tx, workspaceId, account.id)) ?? account;
  });
  pinterest.connections.linked(linked.identityId);
  // An account whose boards cannot be read just now gets them when they are asked for.
  await refreshBoards(context, linked.identityId).catch((error: unknown) => {
    if (!(error instanceof LinchpinError)) throw error;
  });
  return linked;
}
