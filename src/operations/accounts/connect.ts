import { replaceBoards } from '../../store/index.ts';
import type { Context } from '../context.ts';

/** Completes an OAuth consent and stores the account and its boards. @throws LinchpinError OAUTH_FAILED */
export async function connectAccount(
  { pinterest, store, workspaceId }: Pick<Context, 'pinterest' | 'store' | 'workspaceId'>,
  grant: { code: string; redirectUri: string },
): Promise<{ accountId: string; username: string; boards: number }> {
  const account = await pinterest.connect(workspaceId, grant);
  const boards = await pinterest.listBoards(account);
  await replaceBoards(store.db, account.id, boards);
  return { accountId: account.id, username: account.username, boards: boards.length };
}
