import type { Updateable } from 'kysely';
import { anyOf } from './database/any-of.ts';
import type { Db } from './database/pool.ts';
import type { Database, MediaRow, NewMedia } from './schema/rows.ts';

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

/** For background work and public file addresses, where the id itself is the permission. */
export const getMedia = (db: Db, id: string): Promise<MediaRow | undefined> =>
  db.selectFrom('media').selectAll().where('id', '=', id).executeTakeFirst();
