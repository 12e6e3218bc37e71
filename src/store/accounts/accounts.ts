import { sql, type Updateable } from 'kysely';
import { newId } from '../../domain/ids.ts';
import { anyOf } from '../database/any-of.ts';
import { purgeNumbers } from '../analytics/owners.ts';
import type { Db, Tx } from '../database/pool.ts';
import type { AccountRow, AccountStatus, BoardRow, Database } from '../schema/rows.ts';
import {
  lockIdentity,
  planRenewal,
  updateTokens,
  upsertIdentity,
  type PinterestProfile,
} from './identities.ts';

/** Of an account and its identity, the columns of {@link AccountRow}. */
const columns =
  sql.raw(`account.id, account.workspace_id, account.identity_id, account.default_board_id, account.custom_name,
  account.boards_read_at, account.link_tags,
  (select link_tags from workspace where workspace.id = account.workspace_id) as workspace_link_tags,
  case when account.status = 'disconnected' then account.status else identity.status end as status, account.created_at,
  identity.host, identity.pinterest_user_id, identity.username, identity.display_name, identity.profile_image,
  identity.scopes, identity.spacing, identity.clock_offset_ms, identity.capabilities, identity.missing_scopes,
  identity.access_expires_at, identity.refresh_expires_at, identity.refresh_token is not null as renewable`);
const tables = sql.raw('account join identity on identity.id = account.identity_id');

/**
 * Links the workspace to a Pinterest user, whom it takes in or whose profile it brings up to date; either way the user
 * counts as connected. Call it in a transaction.
 */
export async function upsertAccount(
  db: Db,
  workspaceId: string,
  profile: PinterestProfile,
): Promise<AccountRow> {
  const identity = await upsertIdentity(db, profile);
  const { host, scopes: _, ...repeated } = profile;
  const linked = {
    identityId: identity.id,
    ...repeated,
    // The release before allows a Pinterest user once in a workspace, regardless of its host.
    ...(host === 'api-sandbox.pinterest.com' && {
      pinterestUserId: `${host}/${profile.pinterestUserId}`,
    }),
    sandbox: host === 'sandbox',
  };
  const { id } = await db
    .insertInto('account')
    .values({
      id: newId(),
      workspaceId,
      status: 'connected',
      defaultBoardId: null,
      customName: null,
      ...linked,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['workspaceId', 'identityId'])
        .doUpdateSet({ ...linked, status: 'connected', updatedAt: sql`now()` }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  const account = await findAccount(db, workspaceId, id);
  if (!account) throw new Error('The account that was just stored is gone.');
  return account;
}

/**
 * Links another workspace to the Pinterest user of an account, with the boards that are known. Call it in a transaction.
 * @returns the id of the account there; `isNew`: it was not in use there before.
 */
export async function copyAccount(
  tx: Tx,
  { id: accountId, identityId }: Pick<AccountRow, 'id' | 'identityId'>,
  workspaceId: string,
): Promise<{ id: string; isNew: boolean }> {
  await lockIdentity(tx, identityId);
  const before = await tx
    .selectFrom('account')
    .select(['id', 'status'])
    .where('workspaceId', '=', workspaceId)
    .where('identityId', '=', identityId)
    .executeTakeFirst();
  if (before) {
    const isNew = before.status === 'disconnected';
    if (isNew) await updateAccount(tx, before.id, { status: 'connected' });
    return { id: before.id, isNew };
  }
  const id = newId();
  await sql`
    insert into account (id, workspace_id, identity_id, status, pinterest_user_id, username, display_name,
        profile_image, sandbox, boards_read_at)
      select ${id}, ${workspaceId}, identity_id, status, pinterest_user_id, username, display_name, profile_image,
        sandbox, boards_read_at from account where id = ${accountId}`.execute(tx);
  await sql`
    insert into board (account_id, id, name, description, privacy, pin_count, owner_username, cover_url, position,
        seen_at, listed, gone_at, sections, sections_read_at)
      select ${id}, id, name, description, privacy, pin_count, owner_username, cover_url, position, seen_at, listed,
        gone_at, sections, sections_read_at from board where account_id = ${accountId}`.execute(tx);
  return { id, isNew: true };
}

export async function findAccount(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<AccountRow | undefined> {
  const { rows } = await sql<AccountRow>`
    select ${columns} from ${tables}
    where account.id = ${id} and account.workspace_id = ${workspaceId}`.execute(db);
  return rows[0];
}

/** Accounts by id, of whatever workspace: for what was found within one. */
export async function findAccounts(db: Db, ids: readonly string[]): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select ${columns} from ${tables} where account.id = ${anyOf(ids)}`.execute(db);
  return rows;
}

/** Those of `ids` that belong to the workspace, each with its boards in Pinterest's order. */
export async function findAccountsWithBoards(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<AccountWithBoards[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<AccountWithBoards>`
    select ${columns}, coalesce((
      select jsonb_agg(jsonb_build_object(
        'accountId', account_id, 'id', id, 'name', name, 'pinCount', pin_count) order by position)
      from board where account_id = account.id and listed), '[]') as boards
    from ${tables} where account.workspace_id = ${workspaceId} and account.id = ${anyOf(ids)}`.execute(
    db,
  );
  return rows;
}

export type KnownBoard = Pick<BoardRow, 'accountId' | 'id' | 'name' | 'pinCount'>;
export type AccountWithBoards = AccountRow & { boards: KnownBoard[] };

/** The accounts of these workspaces, the oldest first. */
export async function listAccounts(db: Db, workspaceIds: readonly string[]): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select ${columns} from ${tables} where account.workspace_id = ${anyOf(workspaceIds)}
    order by account.created_at, account.id`.execute(db);
  return rows;
}

/** How many accounts there are in each status, over all workspaces. */
export async function countAccounts(db: Db): Promise<{ status: AccountStatus; count: number }[]> {
  const { rows } = await sql<{ status: AccountStatus; count: number }>`
    select status, count(*)::int as count from (select ${columns} from ${tables}) account
    group by status order by status`.execute(db);
  return rows;
}

/** Accounts that link to a Pinterest user and are in use, of any workspace. */
export const linkedAccounts = (
  db: Db,
  identityId: string,
): Promise<{ id: string; workspaceId: string }[]> =>
  db
    .selectFrom('account')
    .select(['id', 'workspaceId'])
    .where('identityId', '=', identityId)
    .where('status', '<>', 'disconnected')
    .orderBy('id')
    .execute();

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

/**
 * Ends the link of a workspace to a Pinterest user. The last one removes the tokens: no workspace is left for which they could
 * be used. Call it in a transaction.
 */
export async function unlinkAccount(
  tx: Tx,
  { id, identityId }: Pick<AccountRow, 'id' | 'identityId'>,
): Promise<void> {
  const identity = await lockIdentity(tx, identityId);
  await updateAccount(tx, id, { status: 'disconnected' });
  if ((await linkedAccounts(tx, identityId)).length > 0) return;
  await updateTokens(tx, identity, {
    status: 'needs_reconnection',
    accessToken: null,
    refreshToken: null,
    accessExpiresAt: null,
    refreshExpiresAt: null,
    scopes: [],
  });
  await planRenewal(tx, identityId, null);
}

/** Removes what Pinterest told of an account; what others link to of the user stays. */
export async function forgetAccountData(
  tx: Tx,
  { id, identityId }: Pick<AccountRow, 'id' | 'identityId'>,
): Promise<void> {
  await tx.deleteFrom('board').where('accountId', '=', id).execute();
  await tx.deleteFrom('queue').where('accountId', '=', id).execute();
  if ((await linkedAccounts(tx, identityId)).length > 0) return;
  await tx.deleteFrom('pinImport').where('id', '=', identityId).execute();
  await tx.deleteFrom('collection').where('identityId', '=', identityId).execute();
  await tx.deleteFrom('pinCollection').where('identityId', '=', identityId).execute();
  await purgeNumbers(tx, identityId);
  // What was to be changed of Pins, and what was seen of them then.
  for (const table of ['pinBatch', 'pinChange', 'hiddenPin', 'remotePin'] as const)
    await tx.deleteFrom(table).where('identityId', '=', identityId).execute();
}
