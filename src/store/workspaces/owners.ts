import { anyOf } from '../database/any-of.ts';
import type { Db } from '../database/pool.ts';

/** Tables whose rows belong to one workspace. */
export type Owned =
  | 'post'
  | 'account'
  | 'media'
  | 'queue'
  | 'webhook'
  | 'pinChange'
  | 'postImport'
  | 'feed';

/** The workspaces, of those given, in which rows with these ids are; each once. */
export async function workspacesOf(
  db: Db,
  table: Owned,
  ids: readonly string[],
  among: readonly string[],
): Promise<string[]> {
  if (ids.length === 0 || among.length === 0) return [];
  const rows = await db
    .selectFrom(table)
    .select('workspaceId')
    .distinct()
    .where('id', '=', anyOf(ids))
    .where('workspaceId', '=', anyOf(among))
    .execute();
  return rows.map(({ workspaceId }) => workspaceId);
}
