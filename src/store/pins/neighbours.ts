import { sql } from 'kysely';
import type { Neighbour } from '../../domain/spacing/rules.ts';
import type { Db } from '../database/pool.ts';
import { parseUrl } from '../../domain/parse-url.ts';

/** A planned Pin that stored Pins are compared with. */
export interface PlannedPin {
  /** null: it has no time yet, so only repeats are looked for. */
  at: Date | null;
  link: string | null;
  /** null: repeats of its image on the same board are not looked for. */
  boardId: string | null;
  fingerprint: string | null;
}

/** Why a Pin was found: it goes out around that time, or shares a link or an image, or Pinterest blocked it as spam. */
export type FoundKind = 'before' | 'after' | 'link' | 'image' | 'repeat' | 'blocked';

export interface FoundPin extends Neighbour {
  kind: FoundKind;
  pinterestPinId: string | null;
}

/** How many rows and how far back are looked at: the cost is the same however many Pins an account has. */
export interface NeighbourWindow {
  /** Pins nearest before and from the time on. */
  before: number;
  after: number;
  /** Pins that share the link, or the image, from `…Hours` before the time on. */
  same: number;
  linkHours: number | null;
  imageHours: number | null;
  /** Whether unpublished Pins count; false for a due Pin, which is published before them. */
  planned: boolean;
}

/** Days back in which a repeat of an image and a block for spam count. */
const imageDays = 365;
const blockedDays = 14;

const time = sql.raw(`pin_time(published_at, due_at, scheduled_for)`);
const counts = sql.raw(`status in ('scheduled', 'publishing', 'held', 'published')`);
// An overdue Pin is published now at the earliest. One without due_at whose time has passed waits for a person and is
// ignored.
const columns = sql.raw(`id, pinterest_pin_id, board_id, link, fingerprint,
  case when published_at is null then greatest(pin_time(published_at, due_at, scheduled_for), now())
    else pin_time(published_at, due_at, scheduled_for) end as at`);
const real = sql.raw(`(published_at is not null or due_at is not null or scheduled_for > now())`);
// As spacing-check.ts counts them: planned Pins yield to due ones.
const outAlready = sql.raw(
  `(status = 'published' or status = 'publishing' and sent_at is not null)`,
);

/**
 * Pins of one account, planned and published, that matter to any of `candidates`. One round trip. The text
 * is the same for any number of them, so that the server can keep its plan: planning takes longer than running it.
 */
export async function findNeighbours(
  db: Db,
  identityId: string,
  candidates: readonly PlannedPin[],
  reach: NeighbourWindow,
  exceptIds: readonly string[] = [],
): Promise<FoundPin[]> {
  if (candidates.length === 0) return [];
  const hosts = candidates.flatMap(({ link }) => parseUrl(link ?? '')?.hostname ?? []);
  // On one board, the image only matters on others; null: on any.
  const boards = new Set(candidates.map(({ boardId }) => boardId));
  const [board = null] = boards.size === 1 ? boards : [];
  const except = [...exceptIds];
  const own = sql`identity_id = ${identityId} and ${counts} and ${reach.planned ? real : outAlready} and not id = any(${except}::text[])`;
  const { rows } = await sql<Omit<FoundPin, 'atMs'> & { at: Date }>`
    with wish as (
      select * from unnest(
        ${candidates.map(({ at }) => at)}::timestamptz[], ${candidates.map(({ link }) => link)}::text[],
        ${candidates.map(({ fingerprint }) => fingerprint)}::text[], ${candidates.map(({ boardId }) => boardId)}::text[]
      ) as wish(at, link, fingerprint, board_id)
    ), moment as (select distinct at from wish where at is not null)
    select 'before' as kind, ${columns} from moment
    cross join lateral pins_before(${identityId}, at, ${reach.before}, ${reach.planned}, ${except}::text[])
    union
    select 'after', ${columns} from moment
    cross join lateral pins_from(${identityId}, at, ${reach.after}, ${reach.planned}, ${except}::text[])
    union
    select 'link', found.* from (select distinct at, link from wish where at is not null and link is not null) one
    cross join lateral (
      select ${columns} from pin where ${own} and link = one.link
        and ${time} > one.at - make_interval(hours => ${reach.linkHours}::int)
      order by ${time} limit ${sql.lit(reach.same)}
    ) found
    union
    select 'image', found.* from (
      select distinct at, fingerprint from wish where at is not null and fingerprint is not null
    ) one cross join lateral (
      select ${columns} from pin where ${own} and fingerprint = one.fingerprint
        and board_id is distinct from ${board}::text
        and ${time} > one.at - make_interval(hours => ${reach.imageHours}::int)
      order by ${time} limit ${sql.lit(reach.same)}
    ) found
    union
    select 'repeat', found.* from (
      select distinct fingerprint, board_id from wish where fingerprint is not null and board_id is not null
    ) one cross join lateral (
      select * from (
        select ${columns} from pin where ${own} and fingerprint = one.fingerprint
          and ${time} > now() - make_interval(days => ${imageDays})
        order by ${time} desc limit 100
      ) latest where board_id = one.board_id limit 3
    ) found
    union
    (select 'blocked', id, pinterest_pin_id, board_id, link, fingerprint, created_at from pin
    where identity_id = ${identityId} and status = 'failed' and problem ->> 'code' = 'PIN_SPAM_BLOCKED'
      and created_at > now() - make_interval(days => ${blockedDays})
      and substring(link from '^https?://([^/?#:]+)') = any(${hosts}::text[])
    order by created_at desc limit 10)
    order by at desc, id`.execute(db);
  return rows.map(({ at, ...row }) => ({ ...row, atMs: at.getTime() }));
}

/** The last time at which a Pin of the account goes or went out. */
export async function lastPinTime(db: Db, identityId: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date }>`
    select ${time} as at from pin where identity_id = ${identityId} and ${counts} and ${time} is not null
    order by ${time} desc limit 1`.execute(db);
  return rows[0]?.at ?? null;
}
