import { sql, type RawBuilder } from 'kysely';
import { publishedLimits, trialOverall, type LimitCategory } from '../../domain/rate-limits.ts';
import type { Db } from '../database/pool.ts';

/**
 * Pinterest's counters as all processes share them. `used` counts what left us; each answer's headers correct it.
 * A row is made by the first answer that speaks of a limit, so where Pinterest sets none, none is imagined.
 * With Trial access one counter serves the whole app, with Standard access each Pinterest user has its own.
 */
export interface QuotaKey {
  identityId: string;
  /** `app:` and the client id. */
  app: string;
  category: LimitCategory;
}

/** Whether a counter lets one more request leave now. */
export type QuotaGate =
  | { kind: 'open'; used: number | null; endsAt: Date | null }
  /** The counter is at its limit until `endsAt`. */
  | { kind: 'full'; allowed: number; windowSeconds: number; endsAt: Date; delayMs: number };

/** The answer of {@link counterOf}. */
export interface QuotaRow {
  known: boolean;
  used: number | null;
  takenEndsAt: Date | null;
  allowed: number | null;
  windowSeconds: number | null;
  endsAt: Date | null;
  fullMs: number | null;
}

/** The counter that applies: the app's where there is one, else the account's. */
const owner = ({ identityId, app, category }: QuotaKey) => sql`(
  select owner from quota where category = ${category} and owner in (${app}, ${identityId})
  order by owner = ${app} desc limit 1)`;

/** Whether Pinterest has not spoken of any counter that applies. */
export const noCounter = ({ identityId, app, category }: QuotaKey) => sql`
  not exists (select 1 from quota where category = ${category} and owner in (${app}, ${identityId}))`;

/** Pinterest counts every request of an app with Trial access together, regardless of its category. */
const overall = 'all';

/**
 * Spends one of the counter that applies, and of the app's overall one where there is one, or nothing.
 * @param share of a window that may be used up; `unless`: what keeps the request from being sent.
 */
export const spend = (
  key: QuotaKey,
  share: number,
  unless: RawBuilder<unknown> = sql`false`,
) => sql`
  app_overall as (
    select allowed, window_seconds, case when ends_at <= now() then 0 else used end as used, ends_at from quota
    where owner = ${key.app} and category = ${overall} for no key update
  ), taken as (
    update quota set ${countOne}
    where category = ${key.category} and owner = ${owner(key)}
      and (ends_at <= now() or used < floor(allowed * ${share}::float8))
      and not exists (select 1 from app_overall where used >= floor(allowed * ${share}::float8))
      and not ${unless}
    returning used, ends_at
  ), taken_overall as (
    update quota set ${countOne}
    where owner = ${key.app} and category = ${overall} and exists (select 1 from taken)
  )`;

const countOne = sql.raw(`
  used = case when ends_at <= now() then 1 else used + 1 end,
  ends_at = case when ends_at <= now() then now() + make_interval(secs => window_seconds) else ends_at end,
  updated_at = now()`);

/** The columns of {@link QuotaRow}, and what `taken` spent: of the overall counter where that is the one used up. */
export const counterOf = (key: QuotaKey, share: number) => sql`
  counter.owner is not null as known,
  (select used from taken) as used, (select ends_at from taken) as taken_ends_at,
  coalesce(full_overall.allowed, counter.allowed) as allowed,
  coalesce(full_overall.window_seconds, counter.window_seconds) as window_seconds,
  coalesce(full_overall.ends_at, counter.ends_at) as ends_at,
  extract(epoch from coalesce(full_overall.ends_at, counter.ends_at) - now())::float8 * 1000 as full_ms
  from (select 1) one
  left join quota counter on counter.category = ${key.category} and counter.owner = ${owner(key)}
  left join app_overall full_overall on full_overall.used >= floor(full_overall.allowed * ${share}::float8)`;

/** Spends one request of the category, unless this share of its counter, or of the app's overall one, is used up. */
export async function passQuotaGate(db: Db, key: QuotaKey, share: number): Promise<QuotaGate> {
  const { rows } = await sql<QuotaRow>`
    with ${spend(key, share)} select ${counterOf(key, share)}`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('The gate gave no answer.');
  return quotaGate(row);
}

export function quotaGate(row: QuotaRow): QuotaGate {
  if (!row.known || row.used !== null)
    return { kind: 'open', used: row.used, endsAt: row.takenEndsAt };
  return {
    kind: 'full',
    allowed: row.allowed ?? 0,
    windowSeconds: row.windowSeconds ?? 0,
    endsAt: row.endsAt ?? new Date(),
    // The window may have ended between the guarded update and now.
    delayMs: Math.max(row.fullMs ?? 0, 0),
  };
}

/** What Pinterest's headers say of one counter. */
export interface QuotaReading {
  category: LimitCategory;
  /** Whether the counter belongs to the app as a whole (Trial access). */
  shared: boolean;
  allowed: number;
  windowSeconds: number;
  /** Both null when the headers spoke of another counter at that moment. */
  remaining: number | null;
  resetMs: number | null;
}

/** Two readings of the same window may differ by this much: `x-ratelimit-reset` counts whole seconds. */
const sameWindowSeconds = 2;

/**
 * Takes in what Pinterest said. Within a window its count and ours only rise, since requests of other processes may be
 * on their way; a new window begins with its count.
 * @param uncounted requests of ours that no gate has counted.
 */
export async function correctQuota(
  db: Db,
  key: Omit<QuotaKey, 'category'>,
  reading: QuotaReading,
  uncounted: number,
): Promise<void> {
  const row = reading.shared ? key.app : key.identityId;
  const used = reading.remaining === null ? null : reading.allowed - reading.remaining;
  const resetSeconds =
    reading.resetMs === null ? reading.windowSeconds : Math.max(reading.resetMs / 1000, 0.001);
  await sql`
    insert into quota as known (owner, category, allowed, window_seconds, used, ends_at)
    values (${row}, ${reading.category}, ${reading.allowed}, ${reading.windowSeconds},
      ${used ?? 1}::int, now() + make_interval(secs => ${resetSeconds}::float8))
    on conflict (owner, category) do update set
      allowed = excluded.allowed,
      window_seconds = excluded.window_seconds,
      used = case
        when ${used}::int is null then
          case when known.ends_at <= now() then 1 else known.used + ${uncounted}::int end
        when abs(extract(epoch from known.ends_at - excluded.ends_at)) <= ${sameWindowSeconds}
          then greatest(known.used, excluded.used)
        else excluded.used end,
      ends_at = case
        when ${used}::int is null and known.ends_at > now() then known.ends_at
        when ${used}::int is not null
          and abs(extract(epoch from known.ends_at - excluded.ends_at)) <= ${sameWindowSeconds}
          then known.ends_at
        else excluded.ends_at end,
      updated_at = now()`.execute(db);
  if (reading.shared)
    await sql`
      insert into quota as known (owner, category, allowed, window_seconds, used, ends_at)
      values (${key.app}, ${overall}, ${trialOverall.requests}, ${trialOverall.windowSeconds}, 1,
        now() + make_interval(secs => ${trialOverall.windowSeconds}))
      on conflict (owner, category) do update set
        used = case when known.ends_at <= now() then 1 else known.used + ${uncounted}::int end,
        ends_at = case when known.ends_at <= now() then excluded.ends_at else known.ends_at end,
        updated_at = now()`.execute(db);
  // Access was raised from Trial to Standard: the app's counters no longer apply.
  else
    await sql`delete from quota where owner = ${key.app} and category in (${reading.category}, ${overall})`.execute(
      db,
    );
}

export interface Limit {
  category: LimitCategory;
  limit: number;
  windowSeconds: number;
  used: number;
  left: number;
  /** When the window ends; null: nothing was used in this window. */
  resetsAt: Date | null;
  /** When the next request may leave; null: at once. */
  nextFreeAt: Date | null;
  /** Whether Pinterest itself said so, or it is the figure of its documentation. */
  source: 'pinterest' | 'published';
}

/** What an account may still ask of Pinterest, by category. */
export async function readLimits(db: Db, identityId: string, app: string): Promise<Limit[]> {
  const { rows } = await sql<{
    owner: string;
    category: string;
    allowed: number;
    windowSeconds: number;
    used: number;
    endsAt: Date;
    open: boolean;
  }>`
    select owner, category, allowed, window_seconds, used, ends_at, ends_at > now() as open from quota
    where owner in (${app}, ${identityId}) order by owner = ${app} desc`.execute(db);
  return publishedLimits.map(({ category, standard }) => {
    const row = rows.find((item) => item.category === category);
    const limit = row?.allowed ?? standard.requests;
    const used = row?.open ? Math.min(row.used, limit) : 0;
    const resetsAt = row?.open ? row.endsAt : null;
    return {
      category,
      limit,
      windowSeconds: row?.windowSeconds ?? standard.windowSeconds,
      used,
      left: limit - used,
      resetsAt,
      nextFreeAt: used < limit ? null : resetsAt,
      source: row ? 'pinterest' : 'published',
    };
  });
}

/** A counter as it stands; `accountId` null: that of the app as a whole. */
export interface Counter {
  accountId: string | null;
  category: string;
  allowed: number;
  used: number;
  /** When the window ends; null: nothing was used in this window. */
  endsAt: Date | null;
}

const counterColumns = sql.raw(`account.id as account_id, quota.category, quota.allowed,
  case when ends_at > now() then used else 0 end as used,
  case when ends_at > now() then ends_at end as ends_at`);

/** The counters Pinterest has spoken of: those of the workspace's accounts, and the app's. */
export async function listCounters(db: Db, workspaceId: string): Promise<Counter[]> {
  const { rows } = await sql<Counter>`
    select ${counterColumns}
    from quota left join account on account.identity_id = quota.owner and account.workspace_id = ${workspaceId}
    where account.id is not null or quota.owner like 'app:%'
    order by quota.owner, quota.category`.execute(db);
  return rows;
}

/** The app's counters, and of those of all accounts the `limit` that are nearest to their end. */
export async function fullestCounters(db: Db, limit: number): Promise<Counter[]> {
  const { rows } = await sql<Counter>`
    with fullest as (
      (select * from quota where owner like 'app:%')
      union all
      (select * from quota where owner not like 'app:%' and ends_at > now()
        order by used::float8 / greatest(allowed, 1) desc, owner limit ${limit})
    )
    select ${counterColumns} from fullest quota
    -- A Pinterest user in several workspaces has one counter: the oldest account stands for it.
    left join lateral (
      select id from account where identity_id = quota.owner order by created_at, id limit 1
    ) account on true
    where account.id is not null or quota.owner like 'app:%'
    order by quota.owner, quota.category`.execute(db);
  return rows;
}

/** Accounts that have used up a limit, by its category. */
export async function countUsedUp(db: Db): Promise<{ category: string; count: number }[]> {
  const { rows } = await sql<{ category: string; count: number }>`
    select category, count(*) filter (where ends_at > now() and used >= allowed)::int as count from quota
    where owner not like 'app:%' group by category order by category`.execute(db);
  return rows;
}

/**
 * Whether Pinterest counts requests for the app as a whole, as it does with Trial access; null: it has not spoken of any
 * counter yet.
 */
export async function readTrialAccess(
  db: Db,
  identityId: string,
  app: string | null,
): Promise<boolean | null> {
  const { rows } = await sql<{ trial: boolean | null }>`
    select bool_or(owner = ${app}) as trial from quota where owner in (${app}, ${identityId})`.execute(
    db,
  );
  return rows[0]?.trial ?? null;
}
