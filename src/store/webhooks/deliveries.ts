import { sql } from 'kysely';
import type { WebhookFormat } from '../../domain/webhooks/events.ts';
import { leasedRows, type LeasedRows } from '../leases.ts';
import type { Db, Tx } from '../database/pool.ts';
import type { DeliveryRow, DeliveryState, WebhookRow } from '../schema/rows.ts';
import type { Store } from '../store.ts';
import { keepRequest } from '../workspaces/requests.ts';
import { dropPending, lockWebhook } from './webhooks.ts';
import { interval } from '../database/interval.ts';

export interface DeliveryLimits {
  /** Milliseconds that a claim or a renewal lasts. */
  leaseMs: number;
  /** Deliveries of a webhook at once, and of one that fails: it must not take the places of others. */
  atOnce: { webhook: number; failing: number };
  /** Milliseconds until a delivery is due again whose work threw an error, by how often it was claimed in a row. */
  retryMs(claims: number): number;
}

/** Milliseconds without success after a failure from which a webhook counts as failing: one that errs at times is not. */
const failingMs = 5_000;

const uniqueViolation = '23505';
const tries = 5;

/** Deliveries as a source of jobs: each webhook has so many places, whatever waits for another. */
export function deliveryRows(
  store: Pick<Store, 'db' | 'leaseDb' | 'notifications'>,
  { leaseMs, atOnce, retryMs }: DeliveryLimits,
): LeasedRows<DeliveryRow> {
  const rows = leasedRows<DeliveryRow>(store, {
    table: 'delivery',
    key: 'order_key',
    leaseMs,
    retryMs,
    maxClaims: Number.MAX_SAFE_INTEGER, // The handler ends what was claimed too often, as it ends all others.
  });

  const claimOnce = async (worker: string, limit: number) => {
    const { rows: found } = await sql<
      { claimAt: Date; wanted: number } & (DeliveryRow | { id: null })
    >`
      with busy as materialized (
        select webhook_id, order_key from delivery where lease_owner is not null
      ), places as materialized (
        select id, case when failing_since < now() - ${interval(failingMs)}
            then ${atOnce.failing}::int else ${atOnce.webhook}::int end
          - (select count(*)::int from busy where webhook_id = webhook.id) as free
        from webhook
      ), heads as materialized (
        select distinct on (order_key) due.* from places cross join lateral (
          select id, order_key, due_at, seq from delivery
          where webhook_id = places.id and lease_owner is null and due_at is not null and due_at <= now()
            and order_key not in (select order_key from busy)
          order by due_at, seq limit greatest(places.free, 0)
        ) due
        where places.free > 0 order by order_key, due_at, seq
      ), wanted as materialized (
        select id, due_at, seq from heads order by due_at, seq limit ${2 * limit + 8}
      ), pick as (
        select job.id from wanted join delivery job on job.id = wanted.id
        where job.lease_owner is null and job.due_at <= now()
        order by wanted.due_at, wanted.seq limit ${limit} for no key update of job skip locked
      ), claimed as (
        update delivery as job set claims = claims + 1, lease_owner = ${worker},
          lease_until = now() + ${interval(leaseMs)}, lease_token = lease_token + 1
        from pick where job.id = pick.id returning job.*
      )
      select now() as claim_at, (select count(*)::int from wanted) as wanted, claimed.*
      from (select 1) one left join claimed on true`.execute(store.db);
    const jobs = found.flatMap(({ claimAt: _at, wanted: _wanted, ...row }) =>
      row.id === null ? [] : [row],
    );
    const { claimAt: at = new Date(), wanted = 0 } = found[0] ?? {};
    // Always true: whatever ends frees a place of its webhook.
    return { jobs, at, left: true, passedOver: jobs.length < Math.min(limit, wanted) };
  };

  return {
    ...rows,
    async claim(worker, limit) {
      for (let round = 1; ; round++)
        try {
          return await claimOnce(worker, limit);
        } catch (error) {
          // Of two workers that claim at the same moment, the second may see a line as free that the first just took.
          const code = error instanceof Error && 'code' in error ? error.code : undefined;
          if (code !== uniqueViolation || round === tries) throw error;
        }
    },
  };
}

const held = (row: DeliveryRow) =>
  sql`id = ${row.id} and lease_token = ${row.leaseToken} and lease_owner is not null`;

/** Fixes what every attempt sends. @returns false when the lease was lost. */
export async function freezeBody(
  db: Db,
  row: DeliveryRow,
  format: WebhookFormat,
  body: Buffer,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update delivery set body = ${body}, format = ${format} where ${held(row)} and body is null`.execute(
    db,
  );
  return numAffectedRows === 1n;
}

/** What a request was and what came back. */
export interface Attempt {
  url: string;
  requestHeaders: Record<string, string>;
  status: number | null;
  answer: string | null;
  error: string | null;
  durationMs: number;
}

/** What an attempt means for its delivery and its webhook. */
export interface Verdict {
  state: DeliveryState;
  /** Milliseconds until the next attempt; null: there is none. */
  againMs: number | null;
  /** Whether it says how the webhook fares; that of a test and of a replay to one that is off does not. */
  counts: boolean;
  /** Why the webhook is switched off; null: it is not. */
  disabledReason: string | null;
}

class LeaseLost extends Error {}

/** What was stored of an attempt. */
export interface EndedAttempt {
  state: DeliveryState;
  /** The webhook when the attempt switched it off. */
  disabled: WebhookRow | null;
}

/**
 * Stores an attempt and what follows: the next one, or the end, after which the next delivery of its line falls due.
 * @param judge decides, with the webhook as it is now.
 * @returns null: nothing was stored, since the webhook was deleted or the lease was lost.
 */
export async function endAttempt(
  store: Pick<Store, 'transaction'>,
  row: DeliveryRow,
  attempt: Attempt,
  judge: (webhook: WebhookRow, now: Date) => Verdict,
): Promise<EndedAttempt | null> {
  const work = async (tx: Tx): Promise<EndedAttempt | null> => {
    const webhook = await lockWebhook(tx, row.webhookId);
    if (!webhook) return null;
    const verdict = judge(webhook, webhook.now);
    await storeAttempt(tx, row, attempt, verdict);
    if (verdict.counts && !isKnownGood(webhook, verdict))
      await countAttempt(tx, row.webhookId, verdict);
    if (verdict.state !== 'pending') await bringUpNext(tx, row);
    const { state } = verdict;
    if (verdict.disabledReason === null) return { state, disabled: null };
    await tx
      .updateTable('webhook')
      .set({
        isActive: false,
        disabledAt: sql`now()`,
        disabledReason: verdict.disabledReason,
        updatedAt: sql`now()`,
      })
      .where('id', '=', webhook.id)
      .execute();
    await dropPending(tx, webhook.id);
    await keepRequest(
      tx,
      {
        workspaceId: webhook.workspaceId,
        operation: 'webhooks.update',
        actor: { type: 'system', id: null, name: 'Linchpin' },
        subject: { type: 'webhook', id: webhook.id },
        details: { isActive: false, reason: verdict.disabledReason },
      },
      null,
    );
    const { disabledReason } = verdict;
    return { state, disabled: { ...webhook, isActive: false, disabledReason } };
  };
  return store.transaction(work).catch((error: unknown) => {
    if (error instanceof LeaseLost) return null;
    throw error;
  });
}

async function storeAttempt(
  tx: Tx,
  row: DeliveryRow,
  attempt: Attempt,
  { state, againMs }: Verdict,
): Promise<void> {
  const { url, requestHeaders, status, answer, error, durationMs } = attempt;
  const { rows } = await sql`
    with ended as (
      update delivery set state = ${state}, attempts = attempts + 1, claims = 0, lease_owner = null,
        lease_until = null, ended_at = case when ${state !== 'pending'}::boolean then now() end,
        due_at = ${againMs === null ? sql`null` : sql`now() + ${interval(againMs)}`}
      where ${held(row)} returning id, attempts
    )
    insert into delivery_attempt (delivery_id, webhook_id, attempt, url, request_headers, status, answer, error,
      duration_ms)
    select id, ${row.webhookId}::text, attempts, ${url}::text, ${JSON.stringify(requestHeaders)}::jsonb, ${status}::int,
      ${answer}::text, ${error}::text, ${Math.round(durationMs)}::int
    from ended returning 1`.execute(tx);
  if (rows.length === 0) throw new LeaseLost();
}

/** In a burst of successes the row of the webhook is written once a second. */
const isKnownGood = (
  { lastSuccessAt, failingSince, failureCount, now }: WebhookRow & { now: Date },
  { state }: Verdict,
): boolean =>
  state === 'delivered' &&
  failingSince === null &&
  failureCount === 0 &&
  Math.abs(now.getTime() - (lastSuccessAt?.getTime() ?? 0)) < 1_000;

const countAttempt = (tx: Tx, webhookId: string, { state }: Verdict) =>
  state === 'delivered'
    ? sql`update webhook set failure_count = 0, failing_since = null, last_success_at = now()
        where id = ${webhookId}`.execute(tx)
    : sql`update webhook set failing_since = coalesce(failing_since, now()),
        failure_count = failure_count + ${state === 'dead' ? 1 : 0}::int
        where id = ${webhookId}`.execute(tx);

/** The webhook is locked: no event is handed out to the line meanwhile, so its next delivery is not missed. */
const bringUpNext = (tx: Tx, { webhookId, orderKey }: DeliveryRow) =>
  sql`update delivery set due_at = now() where due_at is null and id = (
    select id from delivery where webhook_id = ${webhookId} and order_key = ${orderKey} and state = 'pending'
    order by seq limit 1)`.execute(tx);
