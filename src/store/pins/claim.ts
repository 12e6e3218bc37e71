import { sql } from 'kysely';
import type { Db } from '../database/pool.ts';
import type { MediaRow, PinRow } from '../schema/rows.ts';
import { interval } from '../database/interval.ts';

/**
 * The Pin row is its own job. A claim is the transition to `publishing`; everything a worker writes
 * afterwards names the lease token of that claim, so a worker whose lease ran out changes nothing.
 * Only the database's clock counts.
 */
export type ClaimedPin = PinRow & {
  leaseOwner: string;
  leaseUntil: Date;
  media: ClaimedMedia[];
  /** User name of its account where that was disconnected; null: it is linked. */
  disconnectedUsername: string | null;
};

/** What publishing needs of the media of a Pin, its cover included, in no particular order. */
export type ClaimedMedia = Pick<
  MediaRow,
  | 'id'
  | 'kind'
  | 'filename'
  | 'width'
  | 'height'
  | 'dominantColor'
  | 'preparedKey'
  | 'preparedType'
  | 'preparedBytes'
>;

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
  /** What an earlier claim of this lane has found; it may be a second old. */
  behind?: OverdueIdentities;
}

/**
 * Identities with more due Pins than can be read at each claim: up to `until`, all due Pins are theirs, so a claim asks
 * for the first Pin of each of them by name and reads the line from there on.
 */
export interface OverdueIdentities {
  identityIds: readonly string[];
  until: Date | null;
}

/** Nothing is known: the whole line is read. */
export const noOverdueIdentities: OverdueIdentities = { identityIds: [], until: null };

export interface PinClaim {
  pins: ClaimedPin[];
  /** The database's clock at the look: everything claimable that was due by then was seen. */
  at: Date;
  /** Whether due Pins were left, because their account is at work or there were more than asked for. */
  left: boolean;
  /** Whether a due Pin was passed over because another transaction had it locked. */
  passedOver: boolean;
  behind: OverdueIdentities;
}

const inLane = (lane: Lane, pin: string): string =>
  lane === 'uploads' ? `${pin}.step = 'uploading'` : `${pin}.step is distinct from 'uploading'`;

/** The predicate of the indexes pin_line and pin_heads, or of the matching indexes for uploads. */
const waiting = (lane: Lane, pin: string) =>
  sql.raw(
    `${pin}.lease_owner is null and ${pin}.status in ('scheduled', 'publishing', 'held') and ${inLane(lane, pin)}
      and ${pin}.due_at is not null`,
  );

/** Pins read from the line at a time. */
const window = 200;

/** Each round passes at least one account that is at work or not free, so a claim seldom needs three. */
const maxRounds = 32;

/** With more accounts behind than this, the line itself is the shorter way. */
const maxBehind = 400;

/**
 * Claims the first due Pin of each Pinterest user (identity) that has no claimed Pin in this lane, longest due first.
 */
export async function claimPins(db: Db, options: ClaimOptions): Promise<PinClaim> {
  const pins: ClaimedPin[] = [];
  let behind = options.behind ?? noOverdueIdentities;
  for (let round = 1; ; round++) {
    const missing = options.limit - pins.length;
    const look = await attempt(db, { ...options, limit: missing, behind });
    pins.push(...look.pins);
    const { at, passedOver } = look;
    const more = look.read === window;
    if (!more || pins.length === options.limit || round === maxRounds) {
      // Of those far behind, more is left whatever was taken.
      const left = more || behind !== noOverdueIdentities || look.read > look.pins.length;
      if (behind !== noOverdueIdentities) behind = { ...behind, until: look.from ?? at };
      return { pins, at, left, passedOver: passedOver && pins.length < options.limit, behind };
    }
    const identityIds = [...new Set([...behind.identityIds, ...look.identityIds])];
    behind = identityIds.length > maxBehind ? noOverdueIdentities : { identityIds, until: look.to };
  }
}

/** Of two workers that claim at the same moment, the second may see an account as free that the first just took. */
const uniqueViolation = '23505';
const tries = 5;

interface Look extends Pick<PinClaim, 'pins' | 'at' | 'passedOver'> {
  /** Pins read from the line, at most {@link window}; whose they are, and when the first and the last is due. */
  read: number;
  identityIds: string[];
  from: Date | null;
  to: Date | null;
}

async function attempt(db: Db, options: ClaimOptions): Promise<Look> {
  for (let round = 1; ; round++)
    try {
      const { rows } = await claimQuery(options).execute(db);
      const pins = rows.flatMap(({ look: _look, ...pin }) => (isClaimed(pin) ? [pin] : []));
      const look = rows[0]?.look;
      if (!look) throw new Error('The claim returned no row.');
      return {
        ...look,
        pins,
        at: new Date(look.at),
        from: look.from === null ? null : new Date(look.from),
        to: look.to === null ? null : new Date(look.to),
        passedOver: pins.length < Math.min(options.limit, look.wanted),
      };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code !== uniqueViolation || round === tries) throw error;
    }
}

/** `look` is JSON, the same in each row: times in it are ISO 8601. */
type ClaimRow = {
  look: {
    at: string;
    wanted: number;
    read: number;
    identityIds: string[];
    from: string | null;
    to: string | null;
  };
} & (ClaimedPin | { id: null });

/** A row without a Pin only carries the figures. */
const isClaimed = (pin: ClaimedPin | { id: null }): pin is ClaimedPin => pin.id !== null;

/** Exported for tests, which look at its plan. */
export const claimQuery = ({
  lane,
  worker,
  leaseMs,
  limit,
  behind = noOverdueIdentities,
}: ClaimOptions) => sql<ClaimRow>`
  with busy as materialized (
    select identity_id from pin held where lease_owner is not null and ${sql.raw(inLane(lane, 'held'))}
  ), line as materialized (
    select identity_id, due_at from pin due
    where ${waiting(lane, 'due')} and due.due_at <= now() ${past(behind)}
    order by due_at, id limit ${window}
  ), head as materialized (
    select identity_id, min(due_at) as due_at from line group by identity_id
    union all
    select known.identity_id, first.due_at from unnest(${[...behind.identityIds]}::text[]) known(identity_id)
    cross join lateral (
      select due_at from pin due where ${waiting(lane, 'due')} and due.identity_id = known.identity_id
      order by due_at, id limit 1
    ) first where first.due_at <= now()
  ), wanted as materialized (
    -- More than asked for, since other workers may be taking some of them right now.
    select identity_id, due_at from head where identity_id not in (select identity_id from busy)
    order by due_at limit ${2 * limit + 8}
  ), pick as (
    select pin.id from wanted
    cross join lateral (
      select id from pin due where ${waiting(lane, 'due')} and due.identity_id = wanted.identity_id
      order by due_at, id limit 1
    ) first
    join pin on pin.id = first.id
    where ${waiting(lane, 'pin')} and pin.due_at <= now()
    order by wanted.due_at limit ${limit}
    for no key update of pin skip locked
  ), claimed as (
    update pin set
      status = 'publishing',
      step = coalesce(pin.step, 'preparing'),
      claims = claims + 1,
      -- A search that was held until the account was connected again starts over. A start time in the future (the
      -- clock was set back) is replaced by now(): elapsed time would be negative.
      reconcile_since = case when pin.status = 'held' and pin.step = 'reconciling' or pin.reconcile_since > now()
        then now() else pin.reconcile_since end,
      upload_since = case when pin.upload_since > now() then now() else pin.upload_since end,
      waits = case when pin.status = 'held' and pin.step = 'reconciling' then 0 else pin.waits end,
      search_offset_ms = case when pin.status = 'held' and pin.step = 'reconciling' then null else pin.search_offset_ms end,
      lease_owner = ${worker},
      lease_until = now() + ${interval(leaseMs)},
      lease_token = lease_token + 1,
      updated_at = now()
    from pick where pin.id = pick.id
    returning pin.*
  )
  select claimed.*, (
      select coalesce(jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'filename', filename, 'width', width,
        'height', height, 'dominantColor', dominant_color, 'preparedKey', prepared_key, 'preparedType', prepared_type,
        'preparedBytes', prepared_bytes)), '[]')
      from media where media.id = any(claimed.media_ids || array_remove(array[claimed.cover_media_id], null))
    ) as media,
    (select username from account where id = claimed.account_id and status = 'disconnected') as disconnected_username,
    jsonb_build_object(
      'at', now(),
      'wanted', (select count(*) from wanted),
      'read', (select count(*) from line),
      'from', (select min(due_at) from line),
      'to', (select max(due_at) from line),
      'identityIds', (select coalesce(jsonb_agg(distinct identity_id), '[]') from line)
    ) as look
  from (select 1) one left join claimed on true`;

/**
 * A Pin due at once becomes visible only when its transaction commits, so the last 5 s are read again; accept
 * transactions are much shorter.
 */
const past = ({ identityIds, until }: OverdueIdentities) =>
  until === null
    ? sql``
    : sql`and due.due_at >= least(${until}::timestamptz, now() - interval '5 seconds')
        and due.identity_id <> all (${[...identityIds]}::text[])`;

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
