import { sql, type Updateable } from 'kysely';
import { newId } from '../../domain/ids.ts';
import { anyOf } from '../database/any-of.ts';
import type { Db, Tx } from '../database/pool.ts';
import type { AccountRow, AccountStatus, BoardRow, Database } from '../schema/rows.ts';

export interface AccountProfile {
  pinterestUserId: string;
  username: string;
  displayName: string;
  profileImage: string | null;
  scopes: string[];
  sandbox: boolean;
}

/** Adds the account, or takes the new profile into the one this workspace has; either way it is connected. */
export const upsertAccount = (
  db: Db,
  workspaceId: string,
  profile: AccountProfile,
): Promise<AccountRow> =>
  db
    .insertInto('account')
    .values({
      id: newId(),
      workspaceId,
      status: 'connected',
      accessToken: null,
      refreshToken: null,
      accessExpiresAt: null,
      refreshExpiresAt: null,
      defaultBoardId: null,
      ...profile,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['workspaceId', 'pinterestUserId'])
        .doUpdateSet({ ...profile, status: 'connected', updatedAt: sql`now()` }),
    )
    .returningAll()
    .executeTakeFirstOrThrow();

export const updateAccount = async (
  db: Db,
  id: string,
  change: Updateable<Database['account']>,
): Promise<void> => {
  await db
    .updateTable('account')
    .set({ ...change, updatedAt: sql`now()` })
    .where('id', '=', id)
    .execute();
};

export const findAccount = (
  db: Db,
  workspaceId: string,
  id: string,
): Promise<AccountRow | undefined> =>
  db
    .selectFrom('account')
    .selectAll()
    .where('id', '=', id)
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst();

/** Those of `ids` that belong to the workspace, each with its boards in Pinterest's order. */
export async function findAccountsWithBoards(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<AccountWithBoards[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<AccountWithBoards>`
    select account.*, coalesce((
      select jsonb_agg(jsonb_build_object(
        'accountId', account_id, 'id', id, 'name', name, 'pinCount', pin_count) order by position)
      from board where account_id = account.id), '[]') as boards
    from account where workspace_id = ${workspaceId} and id = any(${[...ids]})`.execute(db);
  return rows;
}

export type KnownBoard = Pick<BoardRow, 'accountId' | 'id' | 'name' | 'pinCount'>;
export type AccountWithBoards = AccountRow & { boards: KnownBoard[] };

/** For background work, which is not done on behalf of one workspace. */
export const getAccount = (db: Db, id: string): Promise<AccountRow> =>
  db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

/** Reads the account and keeps others from changing it until the transaction ends; new Pins may still refer to it. */
export const lockAccount = (tx: Tx, id: string): Promise<AccountRow> =>
  tx
    .selectFrom('account')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();

export const listAccounts = (db: Db, workspaceIds: readonly string[]): Promise<AccountRow[]> =>
  db
    .selectFrom('account')
    .selectAll()
    .where('workspaceId', '=', anyOf(workspaceIds))
    .orderBy('createdAt')
    .orderBy('id')
    .execute();

/** How many accounts there are in each status, over all workspaces. */
export const countAccounts = (db: Db): Promise<{ status: AccountStatus; count: number }[]> =>
  db
    .selectFrom('account')
    .select(({ fn }) => ['status', fn.countAll<number>().as('count')])
    .groupBy('status')
    .orderBy('status')
    .execute();
