import { sql, type RawBuilder } from 'kysely';
import type { PinOutcome } from '../../domain/pins/pin.ts';
import type { Db } from '../database/pool.ts';
import type { PinEventRow } from '../schema/rows.ts';

/** The kinds of events of a Pin. The timeline has words for each. */
export type PinEventKind =
  | 'edited'
  | 'approved'
  | 'cancelled'
  | 'retried'
  | 'resolved'
  | 'spaced'
  | 'restored'
  | 'reconnected'
  | 'board_back'
  | 'board_moved'
  | 'taken_over'
  | 'interrupted'
  | 'request'
  | 'live_changed'
  | 'live_removed'
  | PinOutcome['kind'];

export interface PinEvent {
  kind: PinEventKind;
  detail: Record<string, unknown>;
}

/**
 * Adds to the timeline of a Pin: requests, codes, waits and decisions, in the order given. What began earlier
 * (`detail.startedAtMs`, by this machine's clock) is converted to the database's clock.
 */
export async function addPinEvents(
  db: Db,
  pinId: string,
  attempt: number,
  events: readonly PinEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await sql`with pin as (select ${pinId}::text as id) ${insertEvents('pin', attempt, events)}`.execute(
    db,
  );
}

/** JSON without NUL and lone surrogates, which PostgreSQL rejects. Pinterest may echo both. */
export const storable = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? part.replace(/\p{Surrogate}|\0/gu, '') : part,
  );

/** SQL that inserts these events for each row of the CTE `rows` (column `id`), in the given order. */
export const insertEvents = (
  rows: string,
  attempt: number,
  events: readonly PinEvent[],
): RawBuilder<unknown> => {
  const nowMs = Date.now();
  const entries = events.map(({ kind, detail }) => {
    const { startedAtMs } = detail;
    const agoMs = typeof startedAtMs === 'number' ? Math.max(nowMs - startedAtMs, 0) : 0;
    return { kind, detail, agoMs };
  });
  return sql`
    insert into pin_event (pin_id, attempt, kind, detail, at)
    select id, ${attempt}::int, event ->> 'kind', event -> 'detail',
      clock_timestamp() - make_interval(secs => (event ->> 'agoMs')::float8 / 1000)
    from ${sql.table(rows)}, jsonb_array_elements(${storable(entries)}::jsonb) with ordinality entry(event, place)
    order by place`;
};

/**
 * The end of a statement that changes Pins: an event for each row (`id`, `attempts`) of its part `rows`, in the same
 * round trip. `detail` is an expression over these rows.
 */
export const insertEvent = (
  rows: string,
  kind: PinEventKind,
  detail: RawBuilder<unknown> = sql`'{}'::jsonb`,
): RawBuilder<unknown> => sql`
  insert into pin_event (pin_id, attempt, kind, detail)
  select id, attempts, ${kind}, ${detail} from ${sql.table(rows)}`;

export interface EventPage {
  /** Of this Pin only. */
  pinId?: string | undefined;
  /** Only what came before the event with this id. */
  before?: number | undefined;
  /** Events of each Pin at most: the newest. */
  limit: number;
}

/** The newest events of every Pin of a post, oldest first. Costs the page, however long the histories are. */
export async function listPinEvents(
  db: Db,
  postId: string,
  page: EventPage,
): Promise<PinEventRow[]> {
  const { rows } = await sql<PinEventRow>`
    select event.* from pin cross join lateral (
      select * from pin_event
      where pin_event.pin_id = pin.id ${page.before === undefined ? sql`` : sql`and id < ${page.before}`}
      order by id desc limit ${page.limit}
    ) event
    where pin.post_id = ${postId} ${page.pinId === undefined ? sql`` : sql`and pin.id = ${page.pinId}`}
    order by event.id`.execute(db);
  return rows;
}

/** The first change of every Pin that was edited: it says what the Pin was before. */
export async function firstEdits(db: Db, postId: string): Promise<Map<string, PinEventRow>> {
  const { rows } = await sql<PinEventRow>`
    select event.* from pin cross join lateral (
      select * from pin_event where pin_event.pin_id = pin.id and kind = 'edited' order by id limit 1
    ) event
    where pin.post_id = ${postId}`.execute(db);
  return new Map(rows.map((row) => [row.pinId, row]));
}
