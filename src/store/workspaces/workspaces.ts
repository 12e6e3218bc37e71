import { sql } from 'kysely';
import { newId } from '../../domain/ids.ts';
import { anyOf } from '../database/any-of.ts';
import type { Db } from '../database/pool.ts';
import type { WorkspaceRow } from '../schema/rows.ts';

/** Those that were not deleted. */
const present = (db: Db) => db.selectFrom('workspace').selectAll().where('deletedAt', 'is', null);

export const firstWorkspace = (db: Db): Promise<WorkspaceRow | undefined> =>
  present(db).orderBy('createdAt').orderBy('id').executeTakeFirst();

/**
 * Keeps others from making, renaming or deleting a workspace until the transaction ends: of several processes that start
 * on an empty database at once, one makes the first.
 */
export const lockWorkspaces = async (tx: Db): Promise<void> =>
  void (await sql`lock table workspace in share row exclusive mode`.execute(tx));

export const findWorkspace = (db: Db, id: string): Promise<WorkspaceRow | undefined> =>
  present(db).where('id', '=', id).executeTakeFirst();

/** Those of the ids that are there, the oldest first. */
export const listWorkspaces = (db: Db, ids: readonly string[]): Promise<WorkspaceRow[]> =>
  present(db).where('id', '=', anyOf(ids)).orderBy('createdAt').orderBy('id').execute();

export const insertWorkspace = (
  db: Db,
  name: string,
  more: Partial<Pick<WorkspaceRow, 'id' | 'description' | 'color' | 'avatarUrl'>> = {},
): Promise<WorkspaceRow> =>
  db
    .insertInto('workspace')
    .values({ id: newId(), name, deletedAt: null, ...more })
    .returningAll()
    .executeTakeFirstOrThrow();

export type WorkspaceChange = Partial<
  Pick<WorkspaceRow, 'name' | 'description' | 'color' | 'avatarUrl' | 'approvalRoles'>
>;

export const changeWorkspace = async (
  db: Db,
  id: string,
  change: WorkspaceChange,
): Promise<void> => {
  if (Object.keys(change).length > 0)
    await db.updateTable('workspace').set(change).where('id', '=', id).execute();
};

/** Makes one of several workspaces the one that is seen first. */
export const makeDefault = async (db: Db, id: string, among: readonly string[]): Promise<void> => {
  await sql`update workspace set is_default = (id = ${id}) where id = ${anyOf(among)}`.execute(db);
};

/** Hides a workspace from every caller; its rows stay. Its webhooks are switched off, which no caller could do later. */
export const deleteWorkspace = async (db: Db, id: string): Promise<void> => {
  await sql`
    update webhook set is_active = false, updated_at = now() where workspace_id = ${id} and is_active`.execute(
    db,
  );
  await sql`
    update delivery set state = 'dropped', due_at = null, ended_at = now()
    where state = 'pending' and lease_owner is null and webhook_id in (select id from webhook where workspace_id = ${id})`.execute(
    db,
  );
  await sql`update workspace set deleted_at = now(), is_default = false where id = ${id}`.execute(
    db,
  );
};

export async function countWorkspaces(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('workspace')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('deletedAt', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

/** Posts and files made in these workspaces since a moment. */
export async function countMadeSince(
  db: Db,
  workspaceIds: readonly string[],
  since: Date,
): Promise<{ posts: number; media: number }> {
  const { rows } = await sql<{ posts: number; media: number }>`
    select (select count(*) from post where workspace_id = ${anyOf(workspaceIds)} and created_at >= ${since})::int as posts,
      (select count(*) from media where workspace_id = ${anyOf(workspaceIds)} and created_at >= ${since}
        and status = 'ready')::int as media`.execute(db);
  return rows[0] ?? { posts: 0, media: 0 };
}

/** Every workspace that a person or a key reaches, the default first, then the oldest. */
export async function workspacesReached(
  db: Db,
  { type, id }: { type: string; id: string | null },
): Promise<(WorkspaceRow & { role: string | null })[]> {
  if (id === null) return [];
  const reached =
    type === 'person'
      ? sql`select workspace_id, role from membership where person_id = ${id}`
      : sql`select workspace_id, null as role from api_key where id = ${id}
          union select workspace_id, null from api_key_grant where key_id = ${id}`;
  const { rows } = await sql<WorkspaceRow & { role: string | null }>`
    select workspace.*, reached.role from workspace join (${reached}) reached on reached.workspace_id = workspace.id
    where deleted_at is null order by is_default desc, created_at, id`.execute(db);
  return rows;
}
