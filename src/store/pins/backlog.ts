import { sql, type RawBuilder } from 'kysely';
import type { ErrorCode } from '../../domain/errors/index.ts';
import { waitsForPersonCodes } from '../../domain/pins/waits-for-person.ts';
import type { Db } from '../database/pool.ts';

/** How many Pins wait for what. One may count in several: a held Pin whose time has come is due, too. */
export interface Backlog {
  /** Due, and not taken up by a worker. */
  due: number;
  /** Seconds the longest of these is due; null: none is. */
  oldestDueSeconds: number | null;
  /** Claimed by a worker. */
  publishing: number;
  /** Searched for, because the answer was lost. */
  reconciling: number;
  held: number;
  /** Held until their account is connected again. */
  waitingForAccount: number;
  waitingForApproval: number;
  /** Failed, and only a person can tell whether they were published. */
  outcomeUnknown: number;
}

/**
 * Counts through indexes that hold only what waits, so a million planned Pins cost nothing.
 * @param workspaceId null: of all workspaces.
 */
export async function readBacklog(db: Db, workspaceId: string | null): Promise<Backlog> {
  const { rows } = await backlogQuery(workspaceId).execute(db);
  const [backlog] = rows;
  if (!backlog) throw new Error('The backlog was not counted.');
  return backlog;
}

/** The predicates of the indexes pin_line, pin_upload_line, pin_held and pin_unknown. */
const waiting = `lease_owner is null and status in ('scheduled', 'publishing', 'held')`;
const inLine = sql.raw(`${waiting} and step is distinct from 'uploading'`);
const uploading = sql.raw(`${waiting} and step = 'uploading'`);
const unknown = sql.raw(`status = 'failed' and problem->>'code' = 'PIN_OUTCOME_UNKNOWN'`);
/** Waiting for a person: out of a backup, or their board is gone. */
const asked = sql.raw(
  `(coalesce(held_reason->>'code', '') in (${waitsForPersonCodes.map((code) => `'${code}'`).join(', ')}))`,
);
const within = (workspaceId: string | null): RawBuilder<unknown> =>
  workspaceId === null ? sql`true` : sql`workspace_id = ${workspaceId}`;

/** Exported for tests, which look at its plan. */
export const backlogQuery = (workspaceId: string | null) => sql<Backlog>`
    with due as materialized (
      select due_at from pin where ${inLine} and due_at <= now() and ${within(workspaceId)}
      union all
      select due_at from pin where ${uploading} and due_at <= now() and ${within(workspaceId)}
    )
    select
      (select count(*)::int from due) as due,
      (select extract(epoch from now() - min(due_at))::float8 from due) as oldest_due_seconds,
      (select count(*)::int from pin where lease_owner is not null and ${within(workspaceId)}) as publishing,
      (select count(*)::int from pin where step = 'reconciling' and not ${asked} and ${within(workspaceId)}) as reconciling,
      (select count(*)::int from pin where status = 'held' and ${within(workspaceId)}) as held,
      (select count(*)::int from pin where status = 'held' and lease_owner is null and due_at is null
        and not ${asked} and ${within(workspaceId)}) as waiting_for_account,
      (select count(*)::int from pin where ${inLine} and due_at is null and status = 'scheduled'
        and ${within(workspaceId)}) as waiting_for_approval,
      (select count(*)::int from pin where ${unknown} and ${within(workspaceId)}) as outcome_unknown`;

/** Pins with the same reason. */
export interface Reason {
  code: ErrorCode;
  count: number;
  /** Of an example: the last that failed, or the next that goes on. */
  message: string;
  fix: string;
  postId: string;
  pinId: string;
}

/** Why Pins of the workspace failed in the last day, by code. */
export async function recentFailures(db: Db, workspaceId: string): Promise<Reason[]> {
  const { rows } = await sql<Reason>`
    select distinct on (problem->>'code') problem->>'code' as code,
      count(*) over (partition by problem->>'code')::int as count,
      problem->>'message' as message, problem->>'fix' as fix, post_id, id as pin_id
    from pin
    where status = 'failed' and workspace_id = ${workspaceId} and updated_at > now() - interval '24 hours'
    order by problem->>'code', updated_at desc`.execute(db);
  return rows;
}

/** Why Pins of the workspace are held, and when the first of each goes on; null: after a person acts. */
export async function heldReasons(
  db: Db,
  workspaceId: string,
): Promise<(Reason & { nextAt: Date | null })[]> {
  const { rows } = await sql<Reason & { nextAt: Date | null }>`
    select distinct on (held_reason->>'code') held_reason->>'code' as code,
      count(*) over (partition by held_reason->>'code')::int as count, due_at as next_at,
      held_reason->>'message' as message, held_reason->>'fix' as fix, post_id, id as pin_id
    from pin where status = 'held' and workspace_id = ${workspaceId}
    order by held_reason->>'code', due_at, id`.execute(db);
  return rows;
}

/** Pins whose outcome only a person can tell, the oldest first. */
export async function unknownPins(
  db: Db,
  workspaceId: string,
  limit: number,
): Promise<{ postId: string; pinId: string; title: string | null }[]> {
  const { rows } = await sql<{ postId: string; pinId: string; title: string | null }>`
    select post_id, id as pin_id, title from pin
    where ${unknown} and workspace_id = ${workspaceId} order by updated_at limit ${limit}`.execute(
    db,
  );
  return rows;
}
