import { sql } from 'kysely';
import { newId } from '../domain/ids.ts';
import type { Db } from './database.ts';
import type { ApiKeyRow, WorkspaceRow } from './schema.ts';

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

/** Stores a key by its hash; one that is stored already stays as it is. */
export async function insertKey(
  db: Db,
  key: { workspaceId: string; name: string; hash: string; preview: string; scopes: string[] },
): Promise<void> {
  await db
    .insertInto('apiKey')
    .values({ id: newId(), revokedAt: null, ...key })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute();
}
