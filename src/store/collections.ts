import { sql } from 'kysely';
import {
  dayText,
  runsOf,
  type Day,
  type MediaKind,
  type PlanPin,
  type Runs,
} from '../analytics/index.ts';
import type { Problem } from '../domain/errors/index.ts';
import { findOwner, type MetricOwner } from './analytics/owners.ts';
import type { Db } from './database/pool.ts';
import { leasedRows, type LeasedRows } from './leases.ts';
import type { CollectionRow, CollectionState } from './schema/rows.ts';
import type { Store } from './store.ts';

/** Readings of the numbers of Pinterest users, one row for the account and one for its Pins. */
export const collections = (
  store: Pick<Store, 'db' | 'leaseDb' | 'notifications'>,
): LeasedRows<CollectionRow> =>
  leasedRows(store, {
    table: 'collection',
    key: 'identity_id',
    leaseMs: 60_000,
    retryMs: (claims) => Math.min(2 ** claims * 30_000, 3600_000),
    maxClaims: 1_000_000, // Pinterest can be out of reach for days.
  });

/** The row of another task of the same user; undefined: it was never planned. */
export const findCollection = (
  db: Db,
  identityId: string,
  task: CollectionRow['task'],
): Promise<CollectionRow | undefined> =>
  db
    .selectFrom('collection')
    .selectAll()
    .where('identityId', '=', identityId)
    .where('task', '=', task)
    .executeTakeFirst();

export interface SliceEnd {
  dueAt: Date;
  progress: CollectionState;
  problem: Problem | null;
  /** Whether everything due was read. */
  isFinished: boolean;
}

/** Gives a row back with what is to be remembered. */
export const endCollection = (
  store: Pick<Store, 'transaction'>,
  rows: Pick<LeasedRows<CollectionRow>, 'finish'>,
  row: CollectionRow,
  { dueAt, progress, problem, isFinished }: SliceEnd,
): Promise<void> =>
  store.transaction(async (tx) => {
    if (!(await rows.finish(tx, row, dueAt))) return;
    await sql`
      update collection set progress = ${JSON.stringify(progress)}::jsonb,
        problem = ${problem && JSON.stringify(problem)}::jsonb,
        finished_at = case when ${isFinished}::boolean then now() else finished_at end
      where id = ${row.id}`.execute(tx);
  });

/** Has the Pins of a user read by this time at the latest. */
export const planPinsBy = async (db: Db, identityId: string, at: Date): Promise<void> =>
  void (await sql`
    update collection set due_at = least(due_at, ${at}) where identity_id = ${identityId} and task = 'pins'
      and lease_owner is null and due_at is distinct from least(due_at, ${at})`.execute(db));

/** A Pin as its next reading is planned, and how it is asked for. */
export interface CollectedPin extends PlanPin {
  kind: MediaKind;
  /** Sum of its lifetime numbers; null: not known. */
  lifetime: number | null;
}

/** Sum of the lifetime numbers of lists, without saves, which not all lists have. */
const counted = sql`
  ((lifetime->>'impressions')::numeric + coalesce((lifetime->>'pinClicks')::numeric, 0)
    + coalesce((lifetime->>'outboundClicks')::numeric, 0))::float8`;

/**
 * The Pins of a user that may be read now: without those that are gone, or that wait after a refusal.
 * @param only one of them, also where Pinterest refused it
 */
export async function readCollectedPins(
  db: Db,
  identityId: string,
  topPins: readonly string[],
  only: string | null = null,
): Promise<CollectedPin[]> {
  const owner = await findOwner(db, identityId);
  const top = new Set(topPins);
  const found: CollectedPin[] = [];
  // Without plugins, each of which copies every row, and in batches, which do not block the event loop. With a cursor,
  // as a statement for each batch would get a bad plan before the tables are analyzed.
  await db
    .withoutPlugins()
    .transaction()
    .execute(async (tx) => {
      await sql`
        declare collected no scroll cursor for
        select live.pinterest_pin_id as id, ordinal,
          floor(extract(epoch from created_at) / 86400)::int as "createdDay",
          coalesce(creative_type like '%VIDEO%', false) and coalesce(without_video_until <= now(), true) as "isVideo",
          ${counted} as lifetime, lifetime_then::float8 as "lifetimeThen",
          (rolling_90d->>'impressions')::float8 as rolling,
          coalesce((rolling_90d->>'impressions')::numeric = 0 and (rolling_90d->>'pinClicks')::numeric = 0
            and (rolling_90d->>'outboundClicks')::numeric = 0, false) as silent,
          read_through - date '1970-01-01' as "readThrough",
          floor(extract(epoch from looked_at) / 86400)::int as "lookedAtDay"
        from remote_pin live
          left join pin_collection known
            on known.identity_id = live.identity_id and known.pinterest_pin_id = live.pinterest_pin_id
        where live.identity_id = ${identityId} and gone_at is null
          and (${only}::text is null and (not_before is null or not_before <= now())
            or live.pinterest_pin_id = ${only}::text)`.execute(tx);
      for (;;) {
        const { rows } = await sql<CollectedRow>`fetch ${sql.lit(atOnce)} from collected`.execute(
          tx,
        );
        for (const row of rows) found.push(collectedPin(row, owner, top));
        if (rows.length < atOnce) return;
      }
    });
  return found;
}

/** Pins that are read at once: some milliseconds of work. Ours. */
const atOnce = 250;

interface CollectedRow {
  id: string;
  ordinal: number | null;
  createdDay: Day | null;
  isVideo: boolean;
  lifetime: number | null;
  lifetimeThen: number | null;
  rolling: number | null;
  silent: boolean;
  readThrough: Day | null;
  lookedAtDay: Day | null;
}

function collectedPin(
  { ordinal, isVideo, lifetimeThen, ...row }: CollectedRow,
  owner: MetricOwner | null,
  top: ReadonlySet<string>,
): CollectedPin {
  const runs = (set: 'standard' | 'video'): Runs =>
    owner && ordinal !== null ? runsOf(owner.coverage[set], ordinal) : [];
  const isRead = row.readThrough !== null;
  return {
    ...row,
    kind: isVideo ? 'video' : 'image',
    runs: isVideo ? [runs('standard'), runs('video')] : [runs('standard')],
    rise: isRead && row.lifetime !== null ? Math.max(0, row.lifetime - (lifetimeThen ?? 0)) : null,
    top: top.has(row.id),
  };
}

/** How asking for a Pin's days went. */
export interface PinOutcome {
  id: string;
  /** The last day that Pinterest had; null: it was not read. */
  readThrough: Day | null;
  lifetime: number | null;
  /** Not to be asked for again before. */
  notBefore: Date | null;
  /** Not to be asked for a video's numbers before; undefined: as it was. */
  withoutVideoUntil?: Date;
  /** Whether a person asked for it. */
  isRefresh?: boolean;
}

/** Keeps how asking for Pins went. */
export async function recordOutcomes(
  db: Db,
  identityId: string,
  outcomes: readonly PinOutcome[],
): Promise<void> {
  if (outcomes.length === 0) return;
  const rows = outcomes.map(({ readThrough, ...outcome }) => ({
    ...outcome,
    readThrough: readThrough === null ? null : dayText(readThrough),
  }));
  await sql`
    insert into pin_collection as known (identity_id, pinterest_pin_id, read_at, read_through, lifetime_then, not_before,
      without_video_until, looked_at, refreshed_at)
    select ${identityId}, id, case when "readThrough" is not null then now() end, "readThrough", lifetime, "notBefore",
      "withoutVideoUntil", case when "isRefresh" then now() end, case when "isRefresh" then now() end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as told(id text, "readThrough" date, lifetime numeric,
      "notBefore" timestamptz, "withoutVideoUntil" timestamptz, "isRefresh" boolean)
    order by id
    on conflict (identity_id, pinterest_pin_id) do update set
      read_at = coalesce(excluded.read_at, known.read_at),
      read_through = coalesce(excluded.read_through, known.read_through),
      lifetime_then = case when excluded.read_at is null then known.lifetime_then else excluded.lifetime_then end,
      not_before = excluded.not_before,
      without_video_until = coalesce(excluded.without_video_until, known.without_video_until),
      looked_at = coalesce(excluded.looked_at, known.looked_at),
      refreshed_at = coalesce(excluded.refreshed_at, known.refreshed_at)`.execute(db);
}

/** When the first Pin may be asked for again that Pinterest refused; null: there is none. */
export async function nextRetry(db: Db, identityId: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select min(not_before) as at from pin_collection
    where identity_id = ${identityId} and not_before > now()`.execute(db);
  return rows[0]?.at ?? null;
}

/**
 * Milliseconds since a person last had a Pin, or with null the account, read; null: never. By the database's clock, which
 * every process shares.
 */
export async function refreshedAgoMs(
  db: Db,
  identityId: string,
  pinterestPinId: string | null,
): Promise<number | null> {
  const { rows } = await sql<{ ms: number | null }>`
    select extract(epoch from now() - refreshed_at)::float8 * 1000 as ms from ${
      pinterestPinId === null
        ? sql`collection where identity_id = ${identityId} and task = 'account'`
        : sql`pin_collection where identity_id = ${identityId} and pinterest_pin_id = ${pinterestPinId}`
    }`.execute(db);
  return rows[0]?.ms ?? null;
}

/** Keeps that a person had an account read just now. */
export const recordAccountRefresh = async (db: Db, identityId: string): Promise<void> =>
  void (await sql`
    update collection set refreshed_at = now()
    where identity_id = ${identityId} and task = 'account'`.execute(db));

type TaskProgress = Pick<CollectionRow, 'dueAt' | 'leaseOwner' | 'finishedAt' | 'problem'>;

/** How far the reading of a user's numbers is. */
export interface CollectionProgress {
  account: TaskProgress | null;
  pins:
    | (TaskProgress & {
        /** Pins that are there and of which Pinterest has a day, and of how many of them days were read. */
        total: number;
        read: number;
        /** Pins that Pinterest refused the last time, also those that were read before. */
        refused: number;
        /** Pins that were neither read nor refused. */
        unread: number;
      })
    | null;
}

export async function collectionProgress(db: Db, identityId: string): Promise<CollectionProgress> {
  const { rows } = await sql<TaskProgress & Pick<CollectionRow, 'task'>>`
    select task, due_at, lease_owner, finished_at, problem from collection
    where identity_id = ${identityId}`.execute(db);
  const counts = await sql<{ total: number; read: number; refused: number; unread: number }>`
    select count(*)::int as total, count(read_at)::int as read,
      (count(*) filter (where not_before > now()))::int as refused,
      (count(*) filter (where read_at is null and (not_before is null or not_before <= now())))::int as unread
    from remote_pin live left join pin_collection known
      on known.identity_id = live.identity_id and known.pinterest_pin_id = live.pinterest_pin_id
    where live.identity_id = ${identityId} and gone_at is null and (known.read_at is not null or created_at is null
      or (created_at at time zone 'UTC')::date <= coalesce(
        (select available_through from metric_owner where identity_id = ${identityId}), 'infinity'))`.execute(
    db,
  );
  const { total = 0, read = 0, refused = 0, unread = 0 } = counts.rows[0] ?? {};
  const of = (wanted: CollectionRow['task']) => {
    const row = rows.find(({ task }) => task === wanted);
    if (!row) return null;
    const { task: _task, ...rest } = row;
    return rest;
  };
  const pins = of('pins');
  return { account: of('account'), pins: pins && { ...pins, total, read, refused, unread } };
}
