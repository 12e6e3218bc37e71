import { sql } from 'kysely';
import type { Db } from './database.ts';

/** A Pin of the same account that shares an image and board, a link, or a blocked site with a new one. */
export interface EarlierUse {
  pinId: string;
  pinterestPinId: string | null;
  /** When it went or goes out. */
  at: Date;
  sameImage: boolean;
  sameLink: boolean;
  /** Pinterest blocked it as spam. */
  blocked: boolean;
  host: string | null;
}

/** Days back in which a repeat counts. */
const imageDays = 365;
const linkDays = 14;

/** Earlier and planned uses, the newest first; at most a handful of each kind. */
export async function earlierUses(
  db: Db,
  pin: { accountId: string; boardId: string; link: string | null; fingerprint: string | null },
): Promise<EarlierUse[]> {
  const host = pin.link !== null && URL.canParse(pin.link) ? new URL(pin.link).hostname : null;
  const { rows } = await sql<EarlierUse>`
    (select pin.id as pin_id, pin.pinterest_pin_id, coalesce(published_at, scheduled_for, pin.created_at) as at,
      true as same_image, false as same_link, false as blocked, null as host
    from pin join media on media.id = pin.media_ids[1]
    where pin.account_id = ${pin.accountId} and pin.board_id = ${pin.boardId}
      and pin.status in ('scheduled', 'publishing', 'held', 'published')
      and media.fingerprint = ${pin.fingerprint} and media.workspace_id = pin.workspace_id
      and pin.created_at > now() - make_interval(days => ${imageDays})
    order by pin.created_at desc limit 3)
    union all
    (select id, pinterest_pin_id, coalesce(published_at, scheduled_for, created_at),
      false, link = ${pin.link}, problem ->> 'code' is not distinct from 'PIN_SPAM_BLOCKED', ${host}::text
    from pin
    where account_id = ${pin.accountId} and link is not null
      and (link = ${pin.link} or (status = 'failed' and problem ->> 'code' = 'PIN_SPAM_BLOCKED'
        and substring(link from '^https?://([^/?#:]+)') = ${host}))
      and status in ('scheduled', 'publishing', 'held', 'published', 'failed')
      and created_at > now() - make_interval(days => ${linkDays})
    order by created_at desc limit 10)`.execute(db);
  return rows.filter((row) => row.sameImage || row.sameLink || row.blocked);
}
