import { sql } from 'kysely';
import { newId } from '../../domain/ids.ts';
import { anyOf } from '../database/any-of.ts';
import type { Db } from '../database/pool.ts';
import type { ApiKeyRow, WorkspaceRow } from '../schema/rows.ts';

export const firstWorkspace = (db: Db): Promise<WorkspaceRow | undefined> =>
  db.selectFrom('workspace').selectAll().orderBy('createdAt').orderBy('id').executeTakeFirst();

/**
 * Keeps other processes from making a first workspace until the transaction ends: of several that start on an empty
 * database at once, one makes it.
 */
export const lockBootstrap = async (tx: Db): Promise<void> =>
  void (await sql`lock table workspace in share row exclusive mode`.execute(tx));

export const findWorkspace = (db: Db, id: string): Promise<WorkspaceRow | undefined> =>
  db.selectFrom('workspace').selectAll().where('id', '=', id).executeTakeFirst();

export const insertWorkspace = (db: Db, name: string): Promise<WorkspaceRow> =>
  db.insertInto('workspace').values({ id: newId(), name }).returningAll().executeTakeFirstOrThrow();

export interface NewKey {
  workspaceId: string;
  name: string;
  hash: string;
  preview: string;
  /** As domain/scopes.ts expands them. */
  scopes: string[];
}

/** A key with every workspace it reaches. */
export interface GrantedKey {
  id: string;
  name: string;
  grants: { workspaceId: string; scopes: string[] }[];
}

const grantedKeys = (db: Db) =>
  db
    .selectFrom('apiKey')
    .where('revokedAt', 'is', null)
    .select(['id', 'name', 'workspaceId', 'scopes'])
    .select(
      sql<{ workspaceId: string; scopes: string[] }[]>`(
        select coalesce(jsonb_agg(jsonb_build_object('workspaceId', workspace_id, 'scopes', scopes)), '[]')
        from api_key_grant where key_id = api_key.id)`.as('others'),
    );

const withGrants = (
  row: { id: string; name: string; others: GrantedKey['grants'] } & GrantedKey['grants'][number],
): GrantedKey => ({
  id: row.id,
  name: row.name,
  grants: [{ workspaceId: row.workspaceId, scopes: row.scopes }, ...row.others],
});

/** Lets a key reach another workspace. */
export const grantKey = async (
  db: Db,
  keyId: string,
  { workspaceId, scopes }: GrantedKey['grants'][number],
): Promise<void> => {
  await db
    .insertInto('apiKeyGrant')
    .values({ keyId, workspaceId, scopes })
    .onConflict((conflict) => conflict.columns(['keyId', 'workspaceId']).doUpdateSet({ scopes }))
    .execute();
};

/** The key with this hash, unless it was revoked. */
export async function findKeyByHash(db: Db, hash: string): Promise<GrantedKey | undefined> {
  const row = await grantedKeys(db).where('hash', '=', hash).executeTakeFirst();
  return row && withGrants(row);
}

export async function findKey(db: Db, id: string): Promise<GrantedKey | undefined> {
  const row = await grantedKeys(db).where('id', '=', id).executeTakeFirst();
  return row && withGrants(row);
}

/**
 * Makes a key the one that the settings name, and revokes the one they named before. Call it in a transaction.
 * @returns its id.
 */
export async function keepBootstrapKey(tx: Db, key: NewKey): Promise<string> {
  await lockBootstrap(tx);
  const bootstrap = { bootstrap: true, revokedAt: null };
  const { id } = await tx
    .insertInto('apiKey')
    .values({ id: newId(), ...bootstrap, ...key })
    .onConflict((conflict) =>
      conflict.column('hash').doUpdateSet({ ...bootstrap, scopes: key.scopes }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('apiKey')
    .set({ revokedAt: sql`now()` })
    .where('bootstrap', '=', true)
    .where('revokedAt', 'is', null)
    .where('id', '<>', id)
    .execute();
  return id;
}

/** The keys of these workspaces, revoked ones too, the newest first. */
export const listKeys = (db: Db, workspaceIds: readonly string[]): Promise<ApiKeyRow[]> =>
  db
    .selectFrom('apiKey')
    .selectAll()
    .where('workspaceId', '=', anyOf(workspaceIds))
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .execute();

/** Revokes a key of a workspace; undefined: it has no such key that is not revoked. */
export const revokeKey = (
  db: Db,
  workspaceId: string,
  id: string,
): Promise<ApiKeyRow | undefined> =>
  db
    .updateTable('apiKey')
    .set({ revokedAt: sql`now()` })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .returningAll()
    .executeTakeFirst();

export const insertKey = (db: Db, key: NewKey & { id?: string }): Promise<ApiKeyRow> =>
  db
    .insertInto('apiKey')
    .values({ id: newId(), revokedAt: null, ...key })
    .returningAll()
    .executeTakeFirstOrThrow();
