import { sql } from 'kysely';
import type { PinOutcome } from '../../domain/pins/pin.ts';
import { waitsForPersonCodes } from '../../domain/pins/waits-for-person.ts';
import type { Db } from '../database/pool.ts';
import type { ClaimedPin } from './claim.ts';
import { storable, insertEvents, insertEvent, type PinEvent } from './events.ts';
import { interval } from '../database/interval.ts';

/**
 * Renews leases of a worker. It names the Pins it works on: one whose claim it never heard of, or whose end it could
 * not store, must run out.
 * @returns ids of those it still holds.
 */
export async function renewLeases(
  db: Db,
  worker: string,
  ids: readonly string[],
  leaseMs: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update pin set lease_until = now() + ${interval(leaseMs)}
    where id = any(${ids}) and lease_owner = ${worker} and lease_until > now() returning id`.execute(
    db,
  );
  return rows.map((row) => row.id);
}

/**
 * Hands Pins back at once, as if they had not been taken up, unless their create request may be on its way.
 * @returns ids of those handed back.
 */
export async function releaseLeases(
  db: Db,
  worker: string,
  ids: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update pin set due_at = now(), claims = greatest(claims - 1, 0),
      lease_owner = null, lease_until = null, updated_at = now()
    where id = any(${ids}) and lease_owner = ${worker} and step is distinct from 'creating'
    returning id`.execute(db);
  return rows.map((row) => row.id);
}

/**
 * State in which another worker can continue. An expired lease does not stop a paused worker from sending, so a Pin
 * whose create may have been sent is searched for, never sent again.
 */
const afterLostLease = sql.raw(`
  reconcile_since = case when step = 'creating' then now() else reconcile_since end,
  waits = case when step = 'creating' then 0 else waits end,
  search_offset_ms = case when step = 'creating' then null else search_offset_ms end,
  step = case when step = 'creating' then 'reconciling' else step end,
  lease_owner = null, lease_until = null, updated_at = now()`);

/** Longer than any lease that is given. */
const longestLeaseMs = 20_000;

/**
 * Takes Pins back from workers that stopped renewing. `from` is the step in which it was found. A lease that ends later
 * than any can is one from before the clock was set back: it ends a lease's length from now, unless it is renewed.
 */
export async function reclaimExpiredLeases(
  db: Db,
  leaseMs = longestLeaseMs,
): Promise<{ id: string; step: string; from: string | null }[]> {
  const { rows } = await sql<{ id: string; step: string; from: string | null }>`
    with overlong as (
      update pin set lease_until = now() + ${interval(leaseMs)}
      where lease_owner is not null and lease_until > now() + 2 * ${interval(leaseMs)}
    ), dead as (select id as dead_id, step as found from pin
      where lease_owner is not null and lease_until < now() for update skip locked),
    reaped as (
      update pin set due_at = now(), ${afterLostLease} from dead where pin.id = dead.dead_id
      returning pin.id, pin.attempts, pin.step, dead.found as "from"
    ), told as (
      ${insertEvent('reaped', 'taken_over', sql`jsonb_build_object('from', "from", 'step', step)`)}
    )
    select id, step, "from" from reaped`.execute(db);
  return rows;
}

/** Releases a Pin whose handler threw an unexpected error; it is due again after `delayMs`. */
export async function failPin(db: Db, pin: ClaimedPin, delayMs: number): Promise<void> {
  await sql`
    with abandoned as (
      update pin set due_at = now() + ${interval(delayMs)}, ${afterLostLease}
      where id = ${pin.id} and lease_token = ${pin.leaseToken} and lease_owner is not null
      returning id, attempts, step
    ) ${insertEvent('abandoned', 'interrupted', sql`jsonb_build_object('from', ${pin.step}::text, 'step', step, 'delayMs', ${delayMs}::float8)`)}`.execute(
    db,
  );
}

/**
 * Lets the Pins of a Pinterest user go on that waited for it to be connected again: at once where their time has passed,
 * otherwise at their time, and never before the approval that their post waits for.
 */
export async function releaseHeldPins(db: Db, identityId: string): Promise<void> {
  await sql`
    with released as (
      update pin set due_at = waiting.at,
        status = case when waiting.at <= now() then pin.status else 'scheduled' end,
        held_reason = case when waiting.at <= now() then pin.held_reason end
      from (
        select pin.id, case when post.requires_approval and post.approved_at is null then null
            else greatest(now(), coalesce(pin.moved_to, pin.scheduled_for, now())) end as at
        from pin join post on post.id = pin.post_id
        where pin.identity_id = ${identityId} and pin.status = 'held' and pin.lease_owner is null
          and (due_at is null or held_reason->>'code' in ('PINTEREST_SCOPE_MISSING', 'ACCOUNT_TOKEN_UNREADABLE'))
          and coalesce(held_reason->>'code', '') <> all(${[...waitsForPersonCodes]}::text[])
          and account_id in (select id from account where identity_id = ${identityId} and status <> 'disconnected')
        order by pin.id for update of pin) waiting -- Other transactions lock Pins in this order.
      where waiting.id = pin.id
      returning pin.id, pin.attempts
    ) ${insertEvent('released', 'reconnected')}`.execute(db);
}

/**
 * Stores how the work ended with its timeline, and gives the lease back. False: the lease was lost and nothing was
 * changed.
 */
export async function finishPin(
  db: Db,
  pin: ClaimedPin,
  outcome: PinOutcome,
  events: readonly PinEvent[],
): Promise<boolean> {
  const { rows } = await sql`
    with finished as (
      update pin set ${changes(outcome)},
        lease_owner = null, lease_until = null, updated_at = now()
      where id = ${pin.id} and lease_token = ${pin.leaseToken} and lease_owner is not null
      returning id
    ), told as (
      ${insertEvents('finished', pin.attempts, events)}
    )
    select id from finished`.execute(db);
  return rows.length === 1;
}

function changes(outcome: PinOutcome) {
  // One out of a backup that is proven not to be out begins as any other.
  const absent = sql`(${outcome.kind === 'again' ? outcome.step : null}::text = 'preparing' and sent_snapshot ? 'restored')`;
  const begins = outcome.kind === 'again' && outcome.search !== undefined;
  switch (outcome.kind) {
    case 'published':
      return sql`status = 'published', step = null, pinterest_pin_id = ${outcome.pinterestPinId},
        published_at = now(), problem = null, held_reason = null`;
    case 'failed':
      return sql`status = 'failed', step = null, problem = ${json(outcome.problem)}, held_reason = null`;
    case 'held':
      // A search and a video upload continue in their step after a hold.
      return sql`status = 'held',
        step = case when step in ('uploading', 'processing', 'reconciling') then step end,
        held_reason = ${json(outcome.reason)}, claims = 0,
        attempts = attempts - ${outcome.refund ? 1 : 0},
        sent_at = case when step = 'reconciling' or attempts > ${outcome.refund ? 1 : 0} then sent_at end,
        waits = waits + 1,
        due_at = ${heldUntil(outcome)}`;
    case 'again':
      return sql`status = 'publishing', step = ${outcome.step}, claims = 0, held_reason = null,
        problem = ${json(outcome.problem ?? null)}, due_at = now() + ${interval(outcome.delayMs)}, ${upload(outcome.uploadId)}
        reconcile_since = case when ${outcome.step} = 'reconciling'
          then case when ${begins} then now() else coalesce(reconcile_since, now()) end end,
        sent_at = case when ${absent} then null else sent_at end,
        sent_snapshot = case when ${absent} then null
          when step = 'creating' and ${outcome.step} = 'reconciling'
          then sent_snapshot || jsonb_build_object('endedMs', round(extract(epoch from now()) * 1000)) else sent_snapshot end,
        search_offset_ms = case when ${outcome.step} = 'reconciling'
          then coalesce(${outcome.search?.offsetMs ?? null}::bigint, search_offset_ms) end,
        waits = case
          when ${begins} then 1
          when step is distinct from ${outcome.step} then 0
          -- Answered and unanswered looks are counted apart: only the former prove anything.
          when (problem is null) <> ${outcome.problem === undefined} then 1
          else waits + 1 end`;
  }
}

/** In the same update as the step, so that no crash can fall between them and send a video twice. */
const upload = (id: string | undefined) =>
  id === undefined
    ? sql``
    : sql`upload_id = ${id}, upload_since = now(), upload_round = upload_round + 1,`;

/**
 * A reconnection committed before this statement has already released the held Pins, so this one gets a due time. One of
 * an account that was disconnected has none, also while another workspace has its user connected.
 */
const heldUntil = ({ delayMs, dueAt, asks }: Extract<PinOutcome, { kind: 'held' }>) =>
  asks
    ? sql`null`
    : dueAt
      ? sql`${dueAt}::timestamptz`
      : delayMs === null
        ? sql`case when (select status from identity where identity.id = pin.identity_id for share) = 'connected'
            and (select status from account where account.id = pin.account_id for share) <> 'disconnected'
          then now() + ${interval(reconnectedMs)} end`
        : sql`now() + ${interval(delayMs)}`;

/** Delay, ms, that prevents a hot loop while the status of the account is in doubt. */
const reconnectedMs = 2_000;
const json = (value: unknown) => sql`${value === null ? null : storable(value)}::jsonb`;
