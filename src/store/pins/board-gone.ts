import { sql } from 'kysely';
import { problem, type Problem } from '../../domain/errors/index.ts';
import type { Db } from '../database/pool.ts';
import { insertEvent, storable } from './events.ts';

/** Holds in a row after which a Pin is not released by itself: Pinterest lists its board and refuses the Pin. */
const mostReleases = 5;

/** A section that was on a board and is not any more. */
export interface GoneSection {
  boardId: string;
  sectionId: string;
}

/**
 * Holds the planned Pins of a user whose board is gone, before their time, until they are moved or the board is back. A
 * Pin that is being published or searched for is left to that.
 * @returns how many.
 */
export async function holdPinsOfGoneBoards(db: Db, identityId: string): Promise<number> {
  const { rows: boards } = await sql<{ id: string; name: string }>`
    select distinct board.id, board.name from account join board on board.account_id = account.id
    where account.identity_id = ${identityId} and board.gone_at is not null and exists (
      select from pin where pin.account_id = account.id and pin.board_id = board.id and ${planned})`.execute(
    db,
  );
  let held = 0;
  for (const { id, name } of boards) {
    const reason = problem('PIN_BOARD_GONE', { details: { boardId: id, boardName: name } });
    held += await hold(db, identityId, { boardId: id, sectionId: null }, reason);
  }
  return held;
}

/** The same for Pins of sections that are gone. */
export async function holdPinsOfGoneSections(
  db: Db,
  identityId: string,
  sections: readonly GoneSection[],
): Promise<number> {
  let held = 0;
  for (const section of sections)
    held += await hold(
      db,
      identityId,
      section,
      problem('PIN_SECTION_GONE', { details: { ...section } }),
    );
  return held;
}

/** Not taken up, and nothing was sent or uploaded yet. */
const planned =
  sql.raw(`pin.status in ('scheduled', 'held') and pin.due_at is not null and pin.lease_owner is null
  and (pin.step is null or pin.step = 'preparing')`);

async function hold(
  db: Db,
  identityId: string,
  { boardId, sectionId }: { boardId: string; sectionId: string | null },
  reason: Problem,
): Promise<number> {
  const { rows } = await sql`
    with gone as (
      update pin set status = 'held', held_reason = ${storable(reason)}::jsonb, due_at = null, step = null, updated_at = now()
      where id in (
        select pin.id from account join pin on pin.account_id = account.id and pin.board_id = ${boardId}
        where account.identity_id = ${identityId} and ${planned}
          and (${sectionId}::text is null or pin.section_id = ${sectionId})
        order by pin.id for no key update of pin skip locked)
      returning id, attempts
    ), told as (
      ${insertEvent('gone', 'held', sql`jsonb_build_object('reason', ${storable(reason)}::jsonb, 'dueAt', null)`)}
    )
    select id from gone`.execute(db);
  return rows.length;
}

/**
 * Puts Pins back in line whose board, and section where it was read, is listed again; what is overdue goes out at once.
 * @returns how many.
 */
export async function releasePinsOfListedBoards(db: Db, identityId: string): Promise<number> {
  const { rows } = await sql`
    with back as (
      update pin set status = 'scheduled', held_reason = null, updated_at = now(),
        due_at = case when post.requires_approval and post.approved_at is null then null
          else coalesce(pin.moved_to, pin.scheduled_for, now()) end
      from post where post.id = pin.post_id and pin.id in (
        select pin.id from account join pin on pin.account_id = account.id and pin.workspace_id = account.workspace_id
          join board on board.account_id = account.id and board.id = pin.board_id
        where account.identity_id = ${identityId} and pin.status = 'held' and pin.due_at is null
          and pin.lease_owner is null and pin.waits <= ${mostReleases} and board.listed and board.gone_at is null
          and (pin.held_reason->>'code' = 'PIN_BOARD_GONE' or pin.held_reason->>'code' = 'PIN_SECTION_GONE'
            and board.sections @> jsonb_build_array(jsonb_build_object('id', pin.section_id)))
        order by pin.id for no key update of pin skip locked)
      returning pin.id, pin.attempts
    ), told as (
      ${insertEvent('back', 'board_back')}
    )
    select id from back`.execute(db);
  return rows.length;
}
