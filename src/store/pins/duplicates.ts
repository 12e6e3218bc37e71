import { sql } from 'kysely';
import { duplicateWindowHours } from '../../domain/pins/content-key.ts';
import type { Tx } from '../database/pool.ts';

export interface Repeat {
  contentKey: string;
  accountId: string;
  postId: string;
  pinId: string;
}

/** Locks that all content keys share: one for each key would fill PostgreSQL's lock table when posts come in hundreds. */
const stripes = 1024;
/** Sets these locks apart from others that have two numbers. */
const lockClass = 7311043;

/**
 * Finds Pins with these keys that were accepted within the window and went out, will go out or may have: drafts,
 * cancelled and refused Pins do not count. Of two acceptances of the same key at once the second waits for the first
 * and sees it.
 * @param ownPinIds Pins that carry the keys themselves.
 * @returns the latest one of each key that has any
 */
export async function findRepeats(
  tx: Tx,
  keys: readonly string[],
  ownPinIds: readonly string[] = [],
): Promise<Map<string, Repeat>> {
  const distinct = [...new Set(keys)];
  // In one order, so that two acceptances cannot wait for each other.
  await sql`select pg_advisory_xact_lock(${lockClass}::int, stripe) from (
      select distinct (hashtextextended(key, 0) & ${stripes - 1})::int as stripe from unnest(${distinct}::text[]) key
      order by stripe
    ) line`.execute(tx);
  // A statement of its own, so that it sees what others stored before the locks were given.
  const { rows } = await sql<Repeat>`
    select distinct on (content_key) content_key, account_id, post_id, id as pin_id from pin
    where content_key = any(${distinct}) and not id = any(${[...ownPinIds]})
      and accepted_at > now() - make_interval(hours => ${duplicateWindowHours})
      and (status in ('scheduled', 'publishing', 'held', 'published')
        or (status = 'failed' and problem ->> 'code' = 'PIN_OUTCOME_UNKNOWN'))
    order by content_key, accepted_at desc`.execute(tx);
  return new Map(rows.map((row) => [row.contentKey, row]));
}
