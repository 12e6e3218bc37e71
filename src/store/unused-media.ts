import { sql } from 'kysely';
import type { Db } from './database/pool.ts';
import { interval } from './database/interval.ts';

/**
 * Finds out which files nothing uses, and for how long. One pass over all rows.
 * @param keepMs how long an unused file stays usable
 */
export async function markUnusedMedia(db: Db, keepMs: number): Promise<void> {
  const keep = interval(keepMs);
  // A post whose Pin is asked about is compared with what was sent, which may not be what it says now.
  await sql`
    with used as (
      select unnest(media_ids) as id from post where hidden_at is null
      union select unnest(pin.media_ids || cover_media_id) from pin join post on post.id = post_id
        where hidden_at is null
      union select jsonb_array_elements_text(sent_snapshot->'mediaIds') from pin
        where jsonb_typeof(sent_snapshot->'mediaIds') = 'array'
    ), found as (
      select media.id, case when used.id is null then coalesce(media.unused_since, now()) end as since
      from media left join used on used.id = media.id
      where media.unused_since is not null or media.created_at < now() - interval '1 day'
    )
    update media set
      unused_since = found.since,
      expired_at = case when found.since < now() - ${keep} then coalesce(media.expired_at, now()) end
    from found
    where found.id = media.id and (media.unused_since is distinct from found.since
      or (media.expired_at is null and found.since < now() - ${keep}))`.execute(db);
}

/** A file that may go: it was closed to new uses a day ago, so none can be on its way. */
export interface ExpiredMedia {
  id: string;
  /** Keys of its bytes. */
  keys: string[];
}

export async function expiredMedia(db: Db, most: number): Promise<ExpiredMedia[]> {
  const { rows } = await sql<ExpiredMedia>`
    select id, array_remove(array[original_key, prepared_key], null)
      || array(select storage_key from media_part where media_id = media.id) as keys from media
    where expired_at < now() - interval '1 day' order by expired_at limit ${most}`.execute(db);
  return rows;
}

export const deleteMedia = async (db: Db, ids: readonly string[]): Promise<void> =>
  void (await db
    .deleteFrom('media')
    .where('id', 'in', [...ids])
    .where('expiredAt', 'is not', null)
    .execute());
