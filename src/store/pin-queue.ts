import { sql } from 'kysely';
import type { PinOutcome } from '../domain/pin.ts';
import type { Db } from './database.ts';
import type { PinRow } from './schema.ts';

/**
 * The Pin row is its own job. A claim is the transition to `publishing`; everything a worker writes
 * afterwards names the lease token of that claim, so a worker whose lease ran out changes nothing.
 * Only the database's clock counts.
 */
export type ClaimedPin = PinRow & { leaseOwner: string; leaseUntil: Date };

export interface ClaimOptions {
  worker: string;
  /** Milliseconds until the lease runs out unless it is renewed. */
  leaseMs: number;
  /** Pins at most. */
  limit: number;
  /** Due Pins looked at: enough that the backlog of one account cannot hide the others. */
  window?: number;
}

const claimable = sql.raw(
  `due.lease_owner is null and due.status in ('scheduled', 'publishing', 'held') and due.due_at <= now()`,
);
const busyAccount = sql.raw(
  `exists (select 1 from pin busy where busy.account_id = due.account_id and busy.lease_owner is not null)`,
);

/** Takes the first due Pin of each account that no worker is writing to. */
export async function claimPins(db: Db, options: ClaimOptions): Promise<ClaimedPin[]> {
  const { rows } = await sql<ClaimedPin>`
    with candidate as materialized (
      select id, account_id, due_at from pin due
      where ${claimable} and not ${busyAccount}
      order by due_at, id limit ${options.window ?? 200}
    ), first_of_account as (
      select distinct on (account_id) id, due_at from candidate order by account_id, due_at, id
    ), pick as (
      select due.id from pin due
      join first_of_account first on first.id = due.id
      join account on account.id = due.account_id
      where ${claimable} and not ${busyAccount}
      order by first.due_at limit ${options.limit}
      for update of due, account skip locked
    )
    update pin set
      status = 'publishing',
      step = coalesce(case when pin.status = 'publishing' then pin.step end, 'preparing'),
      claims = claims + 1,
      lease_owner = ${options.worker},
      lease_until = now() + ${interval(options.leaseMs)},
      lease_token = lease_token + 1,
      updated_at = now()
    from pick where pin.id = pick.id
    returning pin.*`.execute(db);
  return rows;
}

/** Renews the leases of a worker; @returns ids of those it still holds. */
export async function renewLeases(db: Db, worker: string, leaseMs: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update pin set lease_until = now() + ${interval(leaseMs)}
    where lease_owner = ${worker} and lease_until > now() returning id`.execute(db);
  return rows.map((row) => row.id);
}

/**
 * Leaves work behind in a state another worker can go on from. A lease is not a fence: its worker may be paused
 * in the middle of a request, so once a request may have left, the Pin is looked for, never repeated.
 */
const abandon = sql.raw(`
  reconcile_since = case when step = 'creating' then now() else reconcile_since end,
  waits = case when step = 'creating' then 0 else waits end,
  step = case when step = 'creating' then 'reconciling' else step end,
  lease_owner = null, lease_until = null, updated_at = now()`);

/** Takes Pins back from workers that stopped renewing. */
export async function reapLeases(db: Db): Promise<{ id: string; step: string }[]> {
  const { rows } = await sql<{ id: string; step: string }>`
    update pin set due_at = now(), ${abandon}
    where id in (select id from pin where lease_until < now() for update skip locked)
    returning id, step`.execute(db);
  return rows;
}

/** Gives a Pin back whose work ended in a way nobody foresaw; it is due again after `delayMs`. */
export async function abandonPin(db: Db, pin: ClaimedPin, delayMs: number): Promise<void> {
  await sql`
    update pin set due_at = now() + ${interval(delayMs)}, ${abandon}
    where id = ${pin.id} and lease_token = ${pin.leaseToken} and lease_owner is not null`.execute(
    db,
  );
}

/** Which of these Pins on Pinterest already belong to a publication of the account. */
export async function takenPinIds(
  db: Db,
  accountId: string,
  pinterestPinIds: readonly string[],
): Promise<Set<string>> {
  if (pinterestPinIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('pin')
    .select('pinterestPinId')
    .where('accountId', '=', accountId)
    .where('pinterestPinId', 'in', pinterestPinIds)
    .execute();
  return new Set(rows.flatMap((row) => row.pinterestPinId ?? []));
}

/** Makes the Pins of an account due that waited for it to be connected again. */
export async function releaseHeldPins(db: Db, accountId: string): Promise<void> {
  await sql`
    update pin set due_at = now() where account_id = ${accountId} and status = 'held' and due_at is null`.execute(
    db,
  );
}

/** Milliseconds until the next Pin of a free account falls due: 0 or less when one is due, null when none is planned. */
export async function msUntilDue(db: Db): Promise<number | null> {
  const { rows } = await sql<{ ms: number | null }>`
    select extract(epoch from min(due_at) - clock_timestamp())::float8 * 1000 as ms from pin due
    where lease_owner is null and status in ('scheduled', 'publishing', 'held')
      and not ${busyAccount}`.execute(db);
  return rows[0]?.ms ?? null;
}

/**
 * Stores that the create request is about to leave. False: the lease was lost, so it must not leave.
 */
export async function markSending(db: Db, pin: ClaimedPin): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update pin set step = 'creating', sent_at = coalesce(sent_at, now()), attempts = attempts + 1, updated_at = now()
    where id = ${pin.id} and lease_token = ${pin.leaseToken} and lease_until > now()`.execute(db);
  return numAffectedRows === 1n;
}

/** Stores how the work ended and gives the lease back. False: the lease was lost and nothing was changed. */
export async function finishPin(db: Db, pin: ClaimedPin, outcome: PinOutcome): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update pin set ${changes(outcome)},
      lease_owner = null, lease_until = null, updated_at = now()
    where id = ${pin.id} and lease_token = ${pin.leaseToken} and lease_owner is not null`.execute(
    db,
  );
  return numAffectedRows === 1n;
}

function changes(outcome: PinOutcome) {
  switch (outcome.kind) {
    case 'published':
      return sql`status = 'published', step = null, pinterest_pin_id = ${outcome.pinterestPinId},
        published_at = now(), problem = null, held_reason = null`;
    case 'failed':
      return sql`status = 'failed', step = null, problem = ${json(outcome.problem)}, held_reason = null`;
    case 'held':
      return sql`status = 'held', step = null, held_reason = ${json(outcome.reason)}, claims = 0,
        attempts = attempts - ${outcome.refund ? 1 : 0},
        waits = waits + 1,
        due_at = ${outcome.delayMs === null ? null : sql`now() + ${interval(outcome.delayMs)}`}`;
    case 'again':
      return sql`status = 'publishing', step = ${outcome.step}, claims = 0, held_reason = null,
        attempts = attempts - ${outcome.refund ? 1 : 0}, problem = ${json(outcome.problem ?? null)},
        due_at = now() + ${interval(outcome.delayMs)},
        reconcile_since = case when ${outcome.step} = 'reconciling' then coalesce(reconcile_since, now()) end,
        waits = case when step = ${outcome.step} then waits + 1 else 0 end`;
  }
}

const interval = (ms: number) => sql`make_interval(secs => ${ms / 1000}::float8)`;
const json = (value: unknown) => sql`${value === null ? null : JSON.stringify(value)}::jsonb`;
