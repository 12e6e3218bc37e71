import { sql } from 'kysely';
import { duplicateWindowHours } from '../../domain/pins/content-key.ts';
import type { Tx } from '../database/pool.ts';

export interface Repeat {
  contentKey: string;
  accountId: string;
  postId: string;
  pinId: string;
}

/**
 * Finds a Pin with one of these keys that was accepted within the window and went out, will go out or may have:
 * drafts, cancelled and refused Pins do not count. Of two acceptances of the same key at once the second waits
 * for the first and sees it.
 * @param ownPinIds Pins that carry the keys themselves.
 */
export async function findRepeat(
  tx: Tx,
  keys: readonly string[],
  ownPinIds: readonly string[],
): Promise<Repeat | undefined> {
  const sorted = [...new Set(keys)].sort(); // In one order, so that two acceptances cannot wait for each other.
  await sql`select pg_advisory_xact_lock(hashtextextended('pin ' || key, 0))
    from unnest(${sorted}::text[]) key`.execute(tx);
  // A statement of its own, so that it sees what others stored before the locks were given.
  const { rows } = await sql<Repeat>`
    select content_key, account_id, post_id, id as pin_id from pin
    where content_key = any(${sorted}) and not id = any(${[...ownPinIds]})
      and accepted_at > now() - make_interval(hours => ${duplicateWindowHours})
      and (status in ('scheduled', 'publishing', 'held', 'published')
        or (status = 'failed' and problem ->> 'code' = 'PIN_OUTCOME_UNKNOWN'))
    order by accepted_at desc limit 1`.execute(tx);
  return rows[0];
}
