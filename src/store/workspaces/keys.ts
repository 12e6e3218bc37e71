import { sql } from 'kysely';
import { newId } from '../../domain/ids.ts';
import { anyOf } from '../database/any-of.ts';
import type { Db } from '../database/pool.ts';
import type { ApiKeyRow, NamedActor } from '../schema/rows.ts';
import { lockWorkspaces } from './workspaces.ts';

export interface KeyGrant {
  workspaceId: string;
  /** As domain/scopes.ts expands them. */
  scopes: string[];
}

export interface NewKey extends KeyGrant {
  name: string;
  hash: string;
  preview: string;
  expiresAt?: Date | null;
  requestsPerMinute?: number | null;
  createdBy?: NamedActor;
}

/** A key with every workspace it reaches, the first of them its own. */
export interface GrantedKey {
  id: string;
  name: string;
  requestsPerMinute: number | null;
  grants: (KeyGrant & { needsApproval: boolean })[];
}

/** Of those that are neither revoked nor expired. */
const grantedKeys = (db: Db) =>
  db
    .selectFrom('apiKey')
    .where('revokedAt', 'is', null)
    .where(sql<boolean>`(expires_at is null or expires_at > now())`)
    .select(['id', 'name', 'requestsPerMinute'])
    .select(
      sql<GrantedKey['grants']>`(
        select coalesce(jsonb_agg(jsonb_build_object('workspaceId', workspace.id, 'scopes', granted.scopes,
          'needsApproval', 'api_key' = any(approval_roles)) order by is_own desc, workspace.created_at, workspace.id), '[]')
        from (
          select api_key.workspace_id, api_key.scopes, true as is_own
          union all select workspace_id, scopes, false from api_key_grant where key_id = api_key.id
        ) granted join workspace on workspace.id = granted.workspace_id and workspace.deleted_at is null)`.as(
        'grants',
      ),
    );

/** The key with this hash, unless it was revoked or has expired. */
export const findKeyByHash = (db: Db, hash: string): Promise<GrantedKey | undefined> =>
  grantedKeys(db).where('hash', '=', hash).executeTakeFirst();

export const findKey = (db: Db, id: string): Promise<GrantedKey | undefined> =>
  grantedKeys(db).where('id', '=', id).executeTakeFirst();

/** Lets a key reach another workspace. */
export const grantKey = async (
  db: Db,
  keyId: string,
  { workspaceId, scopes }: KeyGrant,
): Promise<void> => {
  await db
    .insertInto('apiKeyGrant')
    .values({ keyId, workspaceId, scopes })
    .onConflict((conflict) => conflict.columns(['keyId', 'workspaceId']).doUpdateSet({ scopes }))
    .execute();
};

/** Lets the operator's key reach a new workspace, so that nothing in the installation is out of its reach. */
export const grantBootstrapKey = async (db: Db, workspaceId: string): Promise<void> => {
  await sql`
    insert into api_key_grant (key_id, workspace_id, scopes)
    select id, ${workspaceId}, scopes from api_key where bootstrap and revoked_at is null and workspace_id <> ${workspaceId}
    on conflict do nothing`.execute(db);
};

/**
 * Makes a key the one that the settings name, and revokes the one they named before, whose workspaces it takes over. Call
 * it in a transaction.
 * @returns its id.
 */
export async function keepBootstrapKey(tx: Db, key: NewKey): Promise<string> {
  await lockWorkspaces(tx);
  const bootstrap = { bootstrap: true, revokedAt: null };
  const { id } = await tx
    .insertInto('apiKey')
    .values({ id: newId(), ...bootstrap, ...withoutActor(key) })
    .onConflict((conflict) =>
      conflict.column('hash').doUpdateSet({
        ...bootstrap,
        scopes: key.scopes,
        expiresAt: null, // It may have been made as another key, with an end.
        requestsPerMinute: null,
      }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  const before = sql`select id from api_key where bootstrap and revoked_at is null and id <> ${id}`;
  await sql`
    insert into api_key_grant (key_id, workspace_id, scopes)
    select distinct ${id}, workspace_id, ${sql`${key.scopes}::text[]`} from api_key_grant
    where (key_id = ${id} or key_id in (${before})) and workspace_id <> (select workspace_id from api_key where id = ${id})
    on conflict (key_id, workspace_id) do update set scopes = excluded.scopes`.execute(tx);
  await sql`update api_key set revoked_at = now() where id in (${before})`.execute(tx);
  return id;
}

/** A key as it is listed. */
export interface ListedKey extends ApiKeyRow {
  usedAt: Date | null;
  /** Of the workspaces that were asked about. */
  grants: KeyGrant[];
}

/** The keys that reach these workspaces, revoked ones too, the newest first. */
export async function listKeys(db: Db, workspaceIds: readonly string[]): Promise<ListedKey[]> {
  const { rows } = await sql<ListedKey>`
    select api_key.*, used_at, reached.grants
    from api_key
    left join api_key_use on key_id = api_key.id
    cross join lateral (
      select jsonb_agg(jsonb_build_object('workspaceId', workspace_id, 'scopes', scopes)) as grants
      from (
        select api_key.workspace_id, api_key.scopes
        union all select workspace_id, scopes from api_key_grant where key_id = api_key.id
      ) granted where workspace_id = ${anyOf(workspaceIds)}
    ) reached
    where reached.grants is not null order by created_at desc, id desc`.execute(db);
  return rows;
}

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

/** Takes a workspace out of the reach of a key that belongs to another one. */
export const ungrantKey = async (db: Db, workspaceId: string, keyId: string): Promise<void> => {
  await db
    .deleteFrom('apiKeyGrant')
    .where('workspaceId', '=', workspaceId)
    .where('keyId', '=', keyId)
    .execute();
};

export const insertKey = (db: Db, key: NewKey & { id?: string }): Promise<ApiKeyRow> =>
  db
    .insertInto('apiKey')
    .values({ id: newId(), revokedAt: null, ...withoutActor(key) })
    .returningAll()
    .executeTakeFirstOrThrow();

const withoutActor = <Key extends NewKey>({ createdBy, ...key }: Key) => ({
  expiresAt: null,
  requestsPerMinute: null,
  ...key,
  createdBy: createdBy ? JSON.stringify(createdBy) : null,
});

/** Notes that keys and sessions were used, each at most once a minute whatever the number of processes. */
export async function noteUses(
  db: Db,
  { keys, sessions }: { keys: readonly string[]; sessions: readonly string[] },
): Promise<void> {
  if (keys.length > 0)
    await sql`
      insert into api_key_use (key_id, used_at) select id, now() from api_key where id = ${anyOf(keys)}
      on conflict (key_id) do update set used_at = excluded.used_at
        where api_key_use.used_at < now() - interval '1 minute'`.execute(db);
  // A session goes on for 30 days from the day it was last used.
  if (sessions.length > 0)
    await sql`
      update session set seen_at = now(), expires_at = now() + interval '30 days'
      where id = ${anyOf(sessions)} and seen_at < now() - interval '1 minute'`.execute(db);
}
