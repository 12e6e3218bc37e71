import type { Feed } from '../../contract/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import { findFeed, type FeedRow } from '../../store/index.ts';
import type { Context } from '../context.ts';

export const presentFeed = (row: FeedRow): Feed => ({
  id: row.id,
  profileId: row.workspaceId,
  accountId: row.accountId,
  url: row.url,
  title: row.title,
  name: row.name,
  board: row.board,
  rules: row.rules,
  makes: row.makes,
  isPaused: row.isPaused,
  readAt: row.readAt?.toISOString() ?? null,
  nextReadAt: row.dueAt?.toISOString() ?? null,
  problem: row.problem,
  createdAt: row.createdAt.toISOString(),
});

/** @throws LinchpinError NOT_FOUND */
export async function requireFeed(
  { store, workspaceId }: Pick<Context, 'store' | 'workspaceId'>,
  feedId: string,
): Promise<FeedRow> {
  const row = await findFeed(store.db, [workspaceId], feedId);
  if (!row) throw refusal('NOT_FOUND', { field: 'feedId' });
  return row;
}
