import { sql } from 'kysely';
import { anyOf } from '../database/any-of.ts';
import type { Db, Tx } from '../database/pool.ts';
import type { AccountGroupRow } from '../schema/rows.ts';

/** Groups by name, with those of their accounts that are linked to the workspace; others are back when they are. */
export async function listAccountGroups(
  db: Db,
  workspaceIds: readonly string[],
): Promise<AccountGroupRow[]> {
  const { rows } = await sql<AccountGroupRow>`
    select id, workspace_id, name, created_at,
      array(select account.id from unnest(account_ids) with ordinality listed(id, place)
        join account on account.id = listed.id and account.workspace_id = account_group.workspace_id
          and account.status <> 'disconnected'
        order by place) as account_ids
    from account_group where workspace_id = ${anyOf(workspaceIds)} order by lower(name), id`.execute(
    db,
  );
  return rows;
}

export interface NewAccountGroup {
  id: string;
  workspaceId: string;
  name: string;
  accountIds: string[];
}

/** @returns false: the workspace has a group of this name, and nothing was written. */
export async function insertAccountGroup(db: Db, group: NewAccountGroup): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('accountGroup')
    .values(group)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0) > 0;
}

/**
 * @param change `accountIds` null: they stay as they are stored.
 * @returns false: the workspace has another group of this name. Call it in a transaction: another change waits.
 */
export async function changeAccountGroup(
  tx: Tx,
  id: string,
  { name, accountIds }: { name: string; accountIds: string[] | null },
): Promise<boolean> {
  await sql`lock table account_group in share row exclusive mode`.execute(tx);
  const { numAffectedRows } = await sql`
    update account_group set name = ${name}, account_ids = coalesce(${accountIds}::text[], account_ids) where id = ${id} and not exists (
      select from account_group other where other.workspace_id = account_group.workspace_id
        and other.id <> account_group.id and lower(other.name) = lower(${name}))`.execute(tx);
  return Number(numAffectedRows ?? 0) > 0;
}

export const deleteAccountGroup = async (db: Db, id: string): Promise<void> =>
  void (await db.deleteFrom('accountGroup').where('id', '=', id).execute());
