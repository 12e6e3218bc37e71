import { sql, type Updateable } from 'kysely';
import { anyOf } from './database/any-of.ts';
import type { Db } from './database/pool.ts';
import type { Database, MediaPartRow, MediaRow, NewMedia } from './schema/rows.ts';

export const insertMedia = (db: Db, media: NewMedia): Promise<MediaRow> =>
  db.insertInto('media').values(media).returningAll().executeTakeFirstOrThrow();

/** Fills an announced media with what its file is; undefined: another upload was first, and nothing was changed. */
export const fillMedia = (
  db: Db,
  id: string,
  columns: Updateable<Database['media']>,
): Promise<MediaRow | undefined> =>
  db
    .updateTable('media')
    .set(columns)
    .where('id', '=', id)
    .where('status', '=', 'awaiting_upload')
    .returningAll()
    .executeTakeFirst();

/** The media of these workspaces with these ids that may be used, in no particular order. */
export const findMedia = (
  db: Db,
  workspaceIds: readonly string[],
  ids: readonly string[],
): Promise<MediaRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('media')
        .selectAll()
        .where('workspaceId', '=', anyOf(workspaceIds))
        .where('id', 'in', ids)
        .where('expiredAt', 'is', null)
        .execute();

/** Of the files of a workspace with these names, the newest of each name. */
export async function findMediaNamed(
  db: Db,
  workspaceId: string,
  names: readonly string[],
): Promise<Pick<MediaRow, 'id' | 'filename' | 'sha256'>[]> {
  if (names.length === 0) return [];
  const { rows } = await sql<Pick<MediaRow, 'id' | 'filename' | 'sha256'>>`
    select distinct on (filename) id, filename, sha256 from media
    where workspace_id = ${workspaceId} and filename = ${anyOf(names)} and status = 'ready' and expired_at is null
    order by filename, created_at desc, id desc`.execute(db);
  return rows;
}

/** For background work and public file addresses, where the id itself is the permission. */
export const getMedia = (db: Db, id: string): Promise<MediaRow | undefined> =>
  db.selectFrom('media').selectAll().where('id', '=', id).executeTakeFirst();

export interface MediaFilter {
  kind?: 'image' | 'video' | undefined;
  /** Whether a post shows it. */
  used?: boolean | undefined;
  ids?: readonly string[] | undefined;
  limit: number;
  offset: number;
}

/** Files of these workspaces whose bytes are here, the newest first. */
export const listMedia = (
  db: Db,
  workspaceIds: readonly string[],
  { kind, used, ids, limit, offset }: MediaFilter,
): Promise<MediaRow[]> => {
  const shown = sql<boolean>`media.id in (${shownMedia(workspaceIds)})`;
  return db
    .selectFrom('media')
    .selectAll()
    .where('workspaceId', '=', anyOf(workspaceIds))
    .where('status', '=', 'ready')
    .where('expiredAt', 'is', null)
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? null))
    .$if(ids !== undefined, (query) => query.where('id', '=', anyOf(ids ?? [])))
    .$if(used !== undefined, (query) => query.where(used ? shown : sql<boolean>`not ${shown}`))
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
};

/** Files that posts of these workspaces show, hidden posts left out. */
const shownMedia = (workspaceIds: readonly string[]) => sql`
  select unnest(media_ids) from post where workspace_id = ${anyOf(workspaceIds)} and hidden_at is null
  union all select shown.id from pin join post on post.id = pin.post_id
    cross join lateral unnest(pin.media_ids || pin.cover_media_id) shown(id)
    where pin.workspace_id = ${anyOf(workspaceIds)} and hidden_at is null and shown.id is not null`;

/** A post that shows a file. */
export interface MediaUse {
  mediaId: string;
  postId: string;
  createdAt: Date;
  updatedAt: Date;
}

/** The posts of these workspaces that show the files. */
export async function readMediaUses(
  db: Db,
  workspaceIds: readonly string[],
  mediaIds: readonly string[],
): Promise<MediaUse[]> {
  const { rows } = await sql<MediaUse>`
    select distinct shown.media_id, post.id as post_id, post.created_at, post.updated_at from post
    left join pin on pin.post_id = post.id
    cross join lateral unnest(post.media_ids || pin.media_ids || pin.cover_media_id) shown(media_id)
    where post.workspace_id = ${anyOf(workspaceIds)} and post.hidden_at is null
      and shown.media_id = ${anyOf(mediaIds)} order by post.created_at, post.id`.execute(db);
  return rows;
}

/**
 * Closes a file to new uses, as long unused as can be, so that it is removed a day later: whatever took it up in this
 * moment keeps it.
 */
export const expireMedia = async (db: Db, id: string): Promise<void> =>
  void (await db
    .updateTable('media')
    .set({ unusedSince: new Date(0), expiredAt: sql`now()` })
    .where('id', '=', id)
    .execute());

/** Stores a part in place of one that came before. @returns the key of the bytes of that one; null: there was none. */
export async function putMediaPart(
  db: Db,
  part: Omit<MediaPartRow, 'receivedAt'>,
): Promise<string | null> {
  const { rows } = await sql<{ storageKey: string | null }>`
    with before as (select storage_key from media_part where media_id = ${part.mediaId} and number = ${part.number})
    insert into media_part (media_id, number, storage_key, bytes, etag)
      values (${part.mediaId}, ${part.number}, ${part.storageKey}, ${part.bytes}, ${part.etag})
      on conflict (media_id, number) do update set storage_key = excluded.storage_key, bytes = excluded.bytes,
        etag = excluded.etag, received_at = now()
    returning (select storage_key from before)`.execute(db);
  return rows[0]?.storageKey ?? null;
}

export const listMediaParts = (db: Db, mediaId: string): Promise<MediaPartRow[]> =>
  db.selectFrom('mediaPart').selectAll().where('mediaId', '=', mediaId).orderBy('number').execute();

export const deleteMediaParts = async (db: Db, mediaId: string): Promise<void> =>
  void (await db.deleteFrom('mediaPart').where('mediaId', '=', mediaId).execute());
