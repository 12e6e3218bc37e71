import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../database/pool.ts';
import type { PinRow } from '../schema/rows.ts';

/**
 * The Pin row is its own job. A claim is the transition to `publishing`; everything a worker writes
 * afterwards names the lease token of that claim, so a worker whose lease ran out changes nothing.
 * Only the database's clock counts.
 */
export type ClaimedPin = PinRow & { leaseOwner: string; leaseUntil: Date };

/**
 * Uploading a video takes minutes and writes nothing to a board, so it has a lane of its own: it neither stands before
 * other Pins nor keeps its account from publishing them.
 */
export type Lane = 'pins' | 'uploads';

export interface ClaimOptions {
  lane: Lane;
  worker: string;
  /** Milliseconds until the lease runs out unless it is renewed. */
  leaseMs: number;
  /** Pins at most. */
  limit: number;
  /** Due Pins looked at before the accounts are visited one by one. */
  window?: number;
}

export interface PinClaim {
  pins: ClaimedPin[];
  /** The database's clock at the look: everything claimable that was due by then was seen. */
  at: Date;
  /** Whether due Pins were left, because their account is at work or there were more than asked for. */
  left: boolean;
  /** Whether a due Pin was passed over because another transaction had it locked. */
  passedOver: boolean;
}

const inLane = (lane: Lane, pin: string): string =>
  lane === 'uploads' ? `${pin}.step = 'uploading'` : `${pin}.step is distinct from 'uploading'`;

/** The predicate of the indexes pin_due and pin_waiting, or of the matching indexes for uploads. */
const waiting = (lane: Lane, pin: string) =>
  sql.raw(
    `${pin}.lease_owner is null and ${pin}.status in ('scheduled', 'publishing', 'held') and ${inLane(lane, pin)}
      and ${pin}.due_at is not null`,
  );

/** Ways to find the first due Pin of each account. */
type Heads = (options: ClaimOptions) => RawBuilder<unknown>;

/**
 * The first due Pin of each free account among the `window` Pins due first. Costs the window, however many Pins are
 * due or planned.
 */
const headsInWindow: Heads = ({ lane, window = defaultWindow }) => sql`
  looked as materialized (
    select id, identity_id, due_at from pin due
    where ${waiting(lane, 'due')} and due.due_at <= now()
    order by due_at, id limit ${window}
  ), head as materialized (
    select distinct on (identity_id) id, identity_id, due_at from looked order by identity_id, due_at, id
  )`;

/**
 * The first Pin of each account, jumping from account to account in the index. Costs the number of accounts with
 * waiting Pins, however many of one account are due before the others.
 */
const headsByAccount: Heads = ({ lane }) => sql`
  looked(id, identity_id, due_at) as (
    (select id, identity_id, due_at from pin due
      where ${waiting(lane, 'due')} order by identity_id, due_at, id limit 1)
    union all
    select next.id, next.identity_id, next.due_at from looked cross join lateral (
      select id, identity_id, due_at from pin due
      where ${waiting(lane, 'due')} and due.identity_id > looked.identity_id
      order by identity_id, due_at, id limit 1
    ) next
  ), head as materialized (select id, identity_id, due_at from looked where due_at <= now())`;

/** Takes the first due Pin of the lane of each account that no worker of the lane is at, the longest due first. */
export async function claimPins(db: Db, options: ClaimOptions): Promise<PinClaim> {
  const first = await attempt(db, options, options.limit, headsInWindow);
  const { pins, at, passedOver } = first;
  const missing = options.limit - pins.length;
  // Everything due was seen in the window; what was not taken stays behind.
  if (first.looked < (options.window ?? defaultWindow))
    return { pins, at, left: first.looked > pins.length, passedOver };
  if (missing === 0) return { pins, at, left: true, passedOver };
  const rest = await attempt(db, options, missing, headsByAccount);
  return { pins: [...pins, ...rest.pins], at, left: true, passedOver: rest.passedOver };
}

const defaultWindow = 200;

/** Of two workers that claim at the same moment, the second may see an account as free that the first just took. */
const uniqueViolation = '23505';
const tries = 5;

async function attempt(
  db: Db,
  options: ClaimOptions,
  limit: number,
  heads: Heads,
): Promise<Omit<PinClaim, 'left'> & { looked: number }> {
  for (let round = 1; ; round++)
    try {
      const { rows } = await claimQuery(options, limit, heads).execute(db);
      const pins = rows.flatMap(({ claimAt: _at, looked: _looked, wanted: _wanted, ...pin }) =>
        isClaimed(pin) ? [pin] : [],
      );
      const { claimAt: at = new Date(), looked = 0, wanted = 0 } = rows[0] ?? {};
      return { pins, at, looked, passedOver: pins.length < Math.min(limit, wanted) };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code !== uniqueViolation || round === tries) throw error;
    }
}

type ClaimRow = { claimAt: Date; looked: number; wanted: number } & (ClaimedPin | { id: null });

/** A row without a Pin only carries the figures. */
const isClaimed = (pin: ClaimedPin | { id: null }): pin is ClaimedPin => pin.id !== null;

/** Exported for tests, which look at its plan. */
export const claimQuery = (
  options: ClaimOptions,
  limit: number,
  heads: Heads = headsInWindow,
) => sql<ClaimRow>`
  with recursive busy as materialized (
    select identity_id from pin held where lease_owner is not null and ${sql.raw(inLane(options.lane, 'held'))}
  ), ${heads(options)}, wanted as materialized (
    -- More than asked for, since other workers may be taking some of them right now.
    select id, due_at from head where identity_id not in (select identity_id from busy)
    order by due_at limit ${2 * limit + 8}
  ), pick as (
    select pin.id from wanted join pin on pin.id = wanted.id
    where ${waiting(options.lane, 'pin')} and pin.due_at <= now()
    order by wanted.due_at limit ${limit}
    for no key update of pin skip locked
  ), claimed as (
    update pin set
      status = 'publishing',
      step = coalesce(pin.step, 'preparing'),
      claims = claims + 1,
      -- A search that was held (the account had to be connected again) begins afresh.
      reconcile_since = case when pin.status = 'held' and pin.step = 'reconciling' then now() else pin.reconcile_since end,
      waits = case when pin.status = 'held' and pin.step = 'reconciling' then 0 else pin.waits end,
      search_offset_ms = case when pin.status = 'held' and pin.step = 'reconciling' then null else pin.search_offset_ms end,
      lease_owner = ${options.worker},
      lease_until = now() + make_interval(secs => ${options.leaseMs / 1000}::float8),
      lease_token = lease_token + 1,
      updated_at = now()
    from pick where pin.id = pick.id
    returning pin.*
  )
  select now() as claim_at, (select count(*) from looked) as looked,
    (select count(*) from wanted) as wanted, claimed.*
  from (select 1) one left join claimed on true`;

/**
 * Milliseconds until the next Pin falls due after `since`: 0 or less when one is due, null when none is planned.
 * Pins due before were seen by the claim; those it left belong to accounts at work, whose end wakes the worker.
 */
export async function msUntilDue(db: Db, lane: Lane, since: Date): Promise<number | null> {
  const { rows } = await sql<{ ms: number | null }>`
    select extract(epoch from min(due_at) - clock_timestamp())::float8 * 1000 as ms from pin due
    where ${waiting(lane, 'due')} and due.due_at > ${since}`.execute(db);
  return rows[0]?.ms ?? null;
}
