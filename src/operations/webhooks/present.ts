import type { Webhook, WebhookLog } from '../../contract/index.ts';
import { eventName, webhookKinds } from '../../domain/webhooks/events.ts';
import type { LoggedAttempt, WebhookRow } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { masked, openHeaders } from './seal.ts';

/**
 * A stored webhook as the API shows it.
 * @param secret shown only where this request made or set it.
 */
export function presentWebhook(
  context: Pick<Context, 'box'>,
  row: WebhookRow,
  secret: string | null = null,
): Webhook {
  const headers = Object.keys(openHeaders(context, row));
  return {
    _id: row.id,
    profileId: row.workspaceId,
    name: row.name,
    url: row.url,
    format: row.format,
    events: row.events,
    isActive: row.isActive,
    ...(secret !== null && { secret }),
    hasSecret: row.secret !== null,
    oldSecretUntil: row.oldSecret === null ? null : iso(row.oldSecretUntil),
    ...(headers.length > 0 && {
      customHeaders: Object.fromEntries(headers.map((name) => [name, masked])),
    }),
    ...(row.lastSuccessAt && { lastFiredAt: row.lastSuccessAt.toISOString() }),
    failureCount: row.failureCount,
    failingSince: iso(row.failingSince),
    disabledAt: iso(row.disabledAt),
    disabledReason: row.disabledReason,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

export function presentAttempt(row: LoggedAttempt): WebhookLog {
  const kind = webhookKinds.find((known) => known === row.kind);
  const named = kind && row.format ? eventName(row.format, kind) : null;
  return {
    webhookId: row.webhookId,
    webhookName: row.webhookName,
    eventId: row.eventId,
    event: named ?? row.kind,
    url: row.url,
    status: row.status !== null && row.status >= 200 && row.status < 300 ? 'success' : 'failed',
    ...(row.status !== null && { statusCode: row.status }),
    requestPayload: row.body === null ? null : (JSON.parse(row.body.toString('utf8')) as unknown),
    requestHeaders: row.requestHeaders,
    ...(row.answer !== null && { responseBody: row.answer }),
    ...(row.error !== null && { errorMessage: row.error }),
    attemptNumber: row.attempt,
    responseTime: row.durationMs,
    createdAt: row.at.toISOString(),
    deliveryState: row.state,
    nextAttemptAt: row.state === 'pending' ? iso(row.nextAttemptAt) : null,
  };
}

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;
