import type { WebhookFormat } from '../../domain/webhooks/events.ts';
import { sql, type RawBuilder } from 'kysely';
import { anyOf } from '../database/any-of.ts';
import type { Db } from '../database/pool.ts';
import type { DeliveryState } from '../schema/rows.ts';
import { interval } from '../database/interval.ts';

export interface DeliveryLogFilter {
  webhookId?: string | undefined;
  eventId?: string | undefined;
  /** In our own names. */
  kinds?: readonly string[] | undefined;
  succeeded?: boolean | undefined;
  limit: number;
  skip: number;
}

/** One request to a webhook, with what came back and what became of its delivery. */
export interface LoggedAttempt {
  webhookId: string;
  webhookName: string;
  deliveryId: string;
  eventId: string;
  kind: string;
  format: WebhookFormat | null;
  state: DeliveryState;
  nextAttemptAt: Date | null;
  url: string;
  attempt: number;
  requestHeaders: Record<string, string>;
  body: Buffer | null;
  status: number | null;
  answer: string | null;
  error: string | null;
  durationMs: number;
  at: Date;
}

/** Requests to webhooks, the newest first. */
export async function listAttempts(
  db: Db,
  workspaceIds: readonly string[],
  filter: DeliveryLogFilter,
): Promise<{ attempts: LoggedAttempt[]; total: number }> {
  const { webhookId, eventId, kinds, succeeded, limit, skip } = filter;
  const conditions: RawBuilder<unknown>[] = [
    sql`webhook.workspace_id = ${anyOf(workspaceIds)}`,
    ...(webhookId === undefined ? [] : [sql`webhook.id = ${webhookId}`]),
    ...(eventId === undefined ? [] : [sql`delivery.event_id = ${eventId}`]),
    ...(kinds === undefined ? [] : [sql`delivery.kind = ${anyOf(kinds)}`]),
    ...(succeeded === undefined
      ? []
      : [sql`coalesce(attempt.status between 200 and 299, false) = ${succeeded}`]),
  ];
  const from = sql`
    from delivery_attempt attempt join delivery on delivery.id = attempt.delivery_id
      join webhook on webhook.id = attempt.webhook_id
    where ${sql.join(conditions, sql` and `)}`;
  const [page, count] = await Promise.all([
    sql<LoggedAttempt>`
      select webhook.id as webhook_id, webhook.name as webhook_name, delivery.id as delivery_id, event_id, kind,
        delivery.format, state, due_at as next_attempt_at, attempt.url, attempt, request_headers, body, status, answer,
        error, duration_ms, attempt.at
      ${from} order by attempt.id desc limit ${limit} offset ${skip}`.execute(db),
    sql<{ count: number }>`select count(*)::int as count ${from}`.execute(db),
  ]);
  return { attempts: page.rows, total: count.rows[0]?.count ?? 0 };
}

/** Forgets deliveries that ended longer ago, with their log. @returns how many. */
export async function purgeDeliveries(db: Db, olderThanMs: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from delivery where ended_at < now() - ${interval(olderThanMs)}`.execute(db);
  return Number(numAffectedRows ?? 0);
}
