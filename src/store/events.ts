import { sql } from 'kysely';
import { anyOf } from './database/any-of.ts';
import type { Db } from './database/pool.ts';
import { interval } from './database/interval.ts';

/** Something that happened to a post or a Pin. */
export interface StoredEvent {
  /** Where to go on after it. */
  cursor: string;
  workspaceId: string;
  /** `post.scheduled`, `pin.published` and so on. */
  kind: string;
  postId: string | null;
  pinId: string | null;
  accountId: string | null;
  /** What was so at that moment. */
  facts: Record<string, unknown>;
  at: Date;
}

export interface EventPage {
  events: StoredEvent[];
  /** Where to go on; the same as before where nothing is new. */
  cursor: string;
  /** The cursor is from before a restore, or older than the retention: events in between are missing. */
  reset: boolean;
}

/**
 * Events after a cursor, in the order of their transactions. One of a transaction that is still open could come before
 * what was read already, so only what is older than every open transaction is read: nothing is ever skipped.
 * @param after null: from the oldest that is kept. @param workspaceIds null: of all workspaces.
 */
export async function readEvents(
  db: Db,
  workspaceIds: readonly string[] | null,
  after: string | null,
  limit: number,
): Promise<EventPage> {
  const [xid = '0', id = '0'] = /^\d{1,19}\.\d{1,18}$/.test(after ?? '')
    ? (after ?? '').split('.')
    : [];
  const { rows } = await sql<
    Omit<StoredEvent, 'cursor'> & { xid: string; id: string; ahead: boolean; oldest: string | null }
  >`
    with page as (
      select xid, id, workspace_id, kind, post_id, pin_id, account_id, facts, at from event
      where (xid, id) > (${xid}::text::xid8, ${id}::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
        and (${workspaceIds === null}::boolean or workspace_id = ${anyOf(workspaceIds ?? [])})
      order by xid, id limit ${limit}
    )
    select ${xid}::text::xid8 > pg_snapshot_xmax(pg_current_snapshot()) as ahead,
      (select xid::text from event order by xid, id limit 1) as oldest,
      page.xid::text, page.id::text, workspace_id, kind, post_id, pin_id, account_id, facts, at
    from (select 1) one left join page on true order by page.xid, page.id`.execute(db);
  const [first] = rows;
  const events = rows.flatMap(({ xid: of, id: number, ahead: _ahead, oldest: _oldest, ...event }) =>
    of === null ? [] : [{ ...event, cursor: `${of}.${number}` }],
  );
  const isPast = after !== null && first?.oldest != null && BigInt(first.oldest) > BigInt(xid);
  if (first?.ahead || (isPast && xid !== '0'))
    return { ...(await readEvents(db, workspaceIds, null, limit)), reset: true };
  return { events, cursor: events.at(-1)?.cursor ?? after ?? `${xid}.${id}`, reset: false };
}

/** An event to write. Where its kind has more to say, that goes into `facts`. */
export interface NewEvent {
  workspaceId: string;
  kind: string;
  accountId?: string | null;
  facts?: Record<string, unknown>;
}

/** Writes an event, in the transaction of what happened. Those of posts and Pins are written by triggers. */
export async function recordEvent(
  db: Db,
  { workspaceId, kind, accountId = null, facts = {} }: NewEvent,
): Promise<void> {
  await db
    .insertInto('event')
    .values({ workspaceId, kind, accountId, facts: JSON.stringify(facts) })
    .execute();
}

/** Forgets events that are older than this. @returns how many. */
export async function purgeEvents(db: Db, olderThanMs: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from event where at < now() - ${interval(olderThanMs)}`.execute(db);
  return Number(numAffectedRows ?? 0);
}
