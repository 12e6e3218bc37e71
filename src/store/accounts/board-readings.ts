import { sql } from 'kysely';
import type { Db, Tx } from '../database/pool.ts';
import { recordEvent } from '../events.ts';
import type { BoardRow, BoardSection } from '../schema/rows.ts';
import { lockBoards, putSections, type BoardSnapshot } from './boards.ts';

/** A complete reading of a user's boards. */
export interface BoardReading {
  /** When it began, by the database's clock: what was stored since then is newer. */
  startedAt: Date;
  /** All that Pinterest listed, in its order. */
  boards: readonly BoardSnapshot[];
  /** Ids of boards that it did not list and that do not exist any more. */
  gone: readonly string[];
  /** By the id of their board; only of boards whose sections were read. */
  sections: ReadonlyMap<string, readonly BoardSection[]>;
}

/** A board as it was known before a reading. */
export interface KnownBoardState {
  id: string;
  privacy: BoardRow['privacy'];
  /** Whether Pins that wait name it. */
  isPlanned: boolean;
  /** Whether Pins that wait name one of its sections. */
  hasSections: boolean;
}

/** Boards of a user that are not known to be gone, those of planned Pins first; and the database's time. */
export async function knownBoards(
  db: Db,
  identityId: string,
): Promise<{ now: Date; boards: KnownBoardState[] }> {
  const { rows } = await sql<{ now: Date } & (KnownBoardState | { id: null })>`
    with planned as (
      select board_id, bool_or(section_id is not null) as has_sections from (
        select board_id, section_id from pin where identity_id = ${identityId} and ${waits}
        union all
        select board_id, section_id from pin where identity_id = ${identityId} and ${waitsForBoard}
          and workspace_id in (select workspace_id from account where identity_id = ${identityId})
      ) pin group by board_id
    ), known as (
      select board.id, (array_agg(privacy order by seen_at desc))[1] as privacy from board
      join account on account.id = board.account_id
      where account.identity_id = ${identityId} and account.status <> 'disconnected' and board.gone_at is null
      group by board.id
    )
    select now() as now, either.* from (select 1) one left join (
      select coalesce(known.id, planned.board_id) as id,
        -- One of which nothing is known may be secret.
        coalesce(known.privacy, 'SECRET') as privacy, planned.board_id is not null as is_planned,
        coalesce(planned.has_sections, false) as has_sections
      from known full join planned on planned.board_id = known.id
      where not exists (select from board join account on account.id = board.account_id
        where account.identity_id = ${identityId} and board.id = planned.board_id and board.gone_at is not null)
    ) either on true
    order by is_planned desc, either.id`.execute(db);
  return {
    now: rows[0]?.now ?? new Date(),
    boards: rows.flatMap(({ now: _now, ...board }) => (board.id === null ? [] : [board])),
  };
}

/** Ids of the sections of a board that Pins which wait name. */
export async function plannedSections(
  db: Db,
  identityId: string,
  boardId: string,
): Promise<string[]> {
  const { rows } = await sql<{ sectionId: string }>`
    select distinct section_id from (
      select board_id, section_id from pin where identity_id = ${identityId} and ${waits}
      union all
      select board_id, section_id from pin where identity_id = ${identityId} and ${waitsForBoard}
        and workspace_id in (select workspace_id from account where identity_id = ${identityId})
    ) pin where board_id = ${boardId} and section_id is not null`.execute(db);
  return rows.map(({ sectionId }) => sectionId);
}

/** The predicate of the index pin_heads. */
const waits = sql.raw(`lease_owner is null and status in ('scheduled', 'publishing', 'held')
  and step is distinct from 'uploading' and due_at is not null`);
/** Through the index pin_held. */
const waitsForBoard = sql.raw(`(status = 'held' and due_at is null
  and held_reason->>'code' in ('PIN_BOARD_GONE', 'PIN_SECTION_GONE'))`);

export type BoardChange = 'created' | 'renamed' | 'described' | 'privacy' | 'gone' | 'back';

/**
 * Stores a reading for every account of the user, and an event for each change. Boards that were made, changed or
 * deleted since it began stay as they are.
 */
export async function storeReading(
  tx: Tx,
  identityId: string,
  reading: BoardReading,
): Promise<void> {
  const { startedAt, boards, gone } = reading;
  for (const account of await lockBoards(tx, identityId)) {
    if (account.boardsReadAt !== null && account.boardsReadAt > startedAt) continue;
    const before = await tx
      .selectFrom('board')
      .selectAll()
      .where('accountId', '=', account.id)
      .where('seenAt', '<=', startedAt)
      .execute();
    await upsert(tx, account.id, boards, startedAt);
    const missing = before.filter(({ id }) => !boards.some((board) => board.id === id));
    const lost = missing.filter(({ id, goneAt }) => goneAt === null && gone.includes(id));
    await unlist(
      tx,
      account.id,
      missing.filter(({ listed }) => listed).map(({ id }) => id),
      lost.map(({ id }) => id),
    );
    await keepNamesOf(tx, account.id, gone);
    await tx
      .updateTable('account')
      .set({ boardsReadAt: startedAt })
      .where('id', '=', account.id)
      .execute();
    const changes = [
      ...lost.map(({ id, name }) => ({ boardId: id, name, change: 'gone' as const })),
      // The first reading changes nothing: before it nothing was known.
      ...(account.boardsReadAt === null ? [] : boards.flatMap((board) => changesOf(before, board))),
    ];
    const made = await stillNew(tx, account.id, startedAt);
    for (const facts of changes)
      if (facts.change !== 'created' || made.has(facts.boardId))
        await recordEvent(tx, {
          workspaceId: account.workspaceId,
          kind: 'board.changed',
          accountId: account.id,
          facts,
        });
  }
  for (const [boardId, sections] of reading.sections)
    await putSections(tx, identityId, boardId, sections, startedAt);
}

function changesOf(
  before: readonly BoardRow[],
  board: BoardSnapshot,
): { boardId: string; name: string; change: BoardChange }[] {
  const old = before.find(({ id }) => id === board.id);
  const changes: BoardChange[] = old
    ? [
        ...(old.goneAt === null ? [] : ['back' as const]),
        ...(old.name === board.name ? [] : ['renamed' as const]),
        ...(old.description === board.description ? [] : ['described' as const]),
        ...(old.privacy === board.privacy ? [] : ['privacy' as const]),
      ]
    : ['created'];
  return changes.map((change) => ({ boardId: board.id, name: board.name, change }));
}

/** Ids of boards whose row is of this very reading: one that we made meanwhile had its event then. */
async function stillNew(tx: Tx, accountId: string, startedAt: Date): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('board')
    .select('id')
    .where('accountId', '=', accountId)
    .where('seenAt', '=', startedAt)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

const upsert = (tx: Tx, accountId: string, boards: readonly BoardSnapshot[], startedAt: Date) =>
  sql`
    insert into board (account_id, id, name, description, privacy, pin_count, owner_username, cover_url, position, seen_at)
    select ${accountId}, id, name, description, privacy, "pinCount", "ownerUsername", "coverUrl", place - 1, ${startedAt}
    from rows from (jsonb_to_recordset(${JSON.stringify(boards)}::jsonb) as (id text, name text, description text,
      privacy text, "pinCount" int, "ownerUsername" text, "coverUrl" text)) with ordinality
      as board(id, name, description, privacy, "pinCount", "ownerUsername", "coverUrl", place)
    on conflict (account_id, id) do update set name = excluded.name, description = excluded.description,
      privacy = excluded.privacy, pin_count = excluded.pin_count, owner_username = excluded.owner_username,
      cover_url = excluded.cover_url, position = excluded.position, seen_at = excluded.seen_at, listed = true,
      gone_at = null
    where board.seen_at <= excluded.seen_at`.execute(tx);

/** A row for a board of planned Pins that is gone and of which nothing was kept. */
const keepNamesOf = (tx: Tx, accountId: string, gone: readonly string[]): Promise<unknown> =>
  sql`
    insert into board (account_id, id, name, description, privacy, position, listed, gone_at)
    select ${accountId}, id, id, '', 'PUBLIC', 0, false, now() from unnest(${[...gone]}::text[]) gone(id)
    where exists (select from pin where account_id = ${accountId} and board_id = gone.id)
    on conflict do nothing`.execute(tx);

const unlist = (
  tx: Tx,
  accountId: string,
  missing: readonly string[],
  lost: readonly string[],
): Promise<unknown> =>
  sql`update board set listed = false, gone_at = case when id = any(${[...lost]}::text[]) then now() else gone_at end
    where account_id = ${accountId} and id = any(${[...missing, ...lost]}::text[])`.execute(tx);

/** Tells every workspace that links to the user what became of a board. */
export async function recordBoardChange(
  tx: Tx,
  identityId: string,
  { id, name }: Pick<BoardRow, 'id' | 'name'>,
  changes: readonly (BoardChange | 'deleted')[],
): Promise<void> {
  for (const account of await lockBoards(tx, identityId))
    for (const change of changes)
      await recordEvent(tx, {
        workspaceId: account.workspaceId,
        kind: 'board.changed',
        accountId: account.id,
        facts: { boardId: id, name, change },
      });
}
