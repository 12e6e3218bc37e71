import { sql } from 'kysely';
import { newId } from '../../domain/ids.ts';
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

/** The key with this hash, unless it was revoked. */
export const findKeyByHash = (db: Db, hash: string): Promise<ApiKeyRow | undefined> =>
  db
    .selectFrom('apiKey')
    .selectAll()
    .where('hash', '=', hash)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();

export const findKey = (db: Db, id: string): Promise<ApiKeyRow | undefined> =>
  db
    .selectFrom('apiKey')
    .selectAll()
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();

/**
 * Makes a key the one that the settings name, and revokes the one they named before. Call it in a transaction.
 * @returns its id.
 */
export async function keepBootstrapKey(
  tx: Db,
  key: { workspaceId: string; name: string; hash: string; preview: string; scopes: string[] },
): Promise<string> {
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

/** The keys of a workspace, revoked ones too, the newest first. */
export const listKeys = (db: Db, workspaceId: string): Promise<ApiKeyRow[]> =>
  db
    .selectFrom('apiKey')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
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

export const insertKey = (
  db: Db,
  key: { workspaceId: string; name: string; hash: string; preview: string; scopes: string[] },
): Promise<ApiKeyRow> =>
  db
    .insertInto('apiKey')
    .values({ id: newId(), revokedAt: null, ...key })
    .returningAll()
    .executeTakeFirstOrThrow();
