import { sql } from 'kysely';
import { duplicateWindowHours } from '../../domain/pins/content-key.ts';
import { boardGoneCodes } from '../../domain/pins/waits-for-person.ts';
import { anyOf } from '../database/any-of.ts';
import type { Db, Tx } from '../database/pool.ts';
import type { PinRow, PostRow } from '../schema/rows.ts';
import type { Repeat } from './duplicates.ts';
import { insertEvent, storable } from './events.ts';

export interface BoardOfPins {
  accountId: string;
  boardId: string;
  /** Absent: of the whole board. */
  sectionId?: string;
}

/** Drafts and Pins that wait or are being published on a board; not what is out, failed or cancelled. */
const open = ['draft', 'scheduled', 'publishing', 'held'] as const;

/** How many Pins wait for a board, drafts not counted. */
export async function countPlannedPins(
  db: Db,
  { accountId, boardId, sectionId }: BoardOfPins,
): Promise<number> {
  const { count } = await db
    .selectFrom('pin')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('accountId', '=', accountId)
    .where('boardId', '=', boardId)
    .where('status', 'in', open.slice(1))
    .$if(sectionId !== undefined, (query) => query.where('sectionId', '=', sectionId ?? ''))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * Locks the open Pins of a board and then their posts, each in the order of their ids as every other change does.
 * Workers pass them over until the transaction ends.
 */
export async function lockPinsOfBoard(
  tx: Tx,
  { accountId, boardId, sectionId }: BoardOfPins,
): Promise<{ pins: PinRow[]; posts: PostRow[] }> {
  const pins = await tx
    .selectFrom('pin')
    .selectAll()
    .where('accountId', '=', accountId)
    .where('boardId', '=', boardId)
    .where('status', 'in', open)
    .$if(sectionId !== undefined, (query) => query.where('sectionId', '=', sectionId ?? ''))
    .orderBy('id')
    .forUpdate()
    .execute();
  const posts = await tx
    .selectFrom('post')
    .selectAll()
    .where('id', '=', anyOf([...new Set(pins.map(({ postId }) => postId))]))
    .orderBy('id')
    .forUpdate()
    .execute();
  return { pins, posts };
}

/** SHA-256 of files by their ids; one whose bytes are not known is left out. */
export async function hashesOfMedia(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('media')
    .select(['id', 'sha256'])
    .where('id', '=', anyOf(ids))
    .where('sha256', 'is not', null)
    .execute();
  return new Map(rows.flatMap(({ id, sha256 }) => (sha256 === null ? [] : [[id, sha256]])));
}

/** Other Pins with one of these keys that wait, or went out within the window in which the same Pin counts as a repeat. */
export async function findTwins(
  db: Db,
  keys: readonly string[],
  ownPinIds: readonly string[],
): Promise<Map<string, Repeat>> {
  const { rows } = await sql<Repeat>`
    select content_key, account_id, post_id, id as pin_id from pin
    where content_key = ${anyOf(keys)} and not id = ${anyOf(ownPinIds)}
      and (status in ('scheduled', 'publishing', 'held')
        or accepted_at > now() - make_interval(hours => ${duplicateWindowHours})
          and (status = 'published' or status = 'failed' and problem->>'code' = 'PIN_OUTCOME_UNKNOWN'))`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.contentKey, row]));
}

export interface PinMove {
  id: string;
  contentKey: string | null;
  /** Whether its post has to be approved now. */
  waits: boolean;
}

export interface NewPlace {
  boardId: string;
  boardName: string;
  sectionId: string | null;
  by: Record<string, unknown>;
}

/**
 * Puts locked Pins on another board. Those that were held because their board is gone are in line again, for the time
 * they were planned for.
 * @returns ids of these.
 */
export async function putPinsOnBoard(
  tx: Tx,
  moves: readonly PinMove[],
  { boardId, boardName, sectionId, by }: NewPlace,
): Promise<string[]> {
  const gone = sql`(pin.status = 'held' and pin.held_reason->>'code' = any(${[...boardGoneCodes]}::text[]))`;
  const { rows } = await sql<{ id: string; wasGone: boolean }>`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as wanted(id text, "contentKey" text, waits boolean)
    ), before as (
      select pin.id, ${gone} as was_gone from pin join wanted on wanted.id = pin.id
    ), moved as (
      update pin set board_id = ${boardId}, section_id = ${sectionId}, content_key = wanted."contentKey",
        status = case when pin.status = 'held' and (${gone} or wanted.waits) then 'scheduled' else pin.status end,
        held_reason = case when ${gone} or wanted.waits then null else pin.held_reason end,
        waits = case when ${gone} then 0 else pin.waits end,
        problem = case when ${gone} then null else pin.problem end,
        due_at = case when pin.status = 'draft' or wanted.waits then null
          when ${gone} then coalesce(pin.moved_to, pin.scheduled_for, now()) else pin.due_at end,
        updated_at = now()
      from wanted where pin.id = wanted.id
      returning pin.id, pin.attempts, wanted.waits
    ), told as (
      ${insertEvent('moved', 'board_moved', sql`jsonb_build_object('by', ${storable(by)}::jsonb, 'toBoard', ${boardName}::text, 'approvalVoid', waits)`)}
    )
    select moved.id, before.was_gone from moved join before on before.id = moved.id`.execute(tx);
  return rows.flatMap(({ id, wasGone }) => (wasGone ? id : []));
}

/**
 * Counts a change of these locked posts.
 * @param requiring those that need an approval from now on. @param unapproved those whose approval the change ends.
 */
export async function changePostsTogether(
  tx: Tx,
  ids: readonly string[],
  {
    requiring = [],
    unapproved = [],
  }: { requiring?: readonly string[]; unapproved?: readonly string[] } = {},
): Promise<void> {
  const ends = sql`id = any(${[...unapproved]}::text[])`;
  await sql`update post set revision = revision + 1, updated_at = now(),
      requires_approval = requires_approval or id = any(${[...requiring]}::text[]),
      approved_by = case when ${ends} then null else approved_by end,
      approved_at = case when ${ends} then null else approved_at end
    where id = any(${[...ids]}::text[])`.execute(tx);
}
