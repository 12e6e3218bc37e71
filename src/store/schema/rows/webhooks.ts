import type { Generated, Insertable, JSONColumnType, Selectable } from 'kysely';
import type { EventKind, WebhookFormat } from '../../../domain/webhooks/events.ts';
import type { LeasedColumns } from './jobs.ts';

/** Who is told of events. Secrets and headers are sealed, each to its own column of the row. */
export interface WebhookTable {
  id: string;
  workspaceId: string;
  name: string;
  url: string;
  format: WebhookFormat;
  /** As they were asked for, in the names of the format. */
  events: string[];
  /** The same in our own names. */
  kinds: EventKind[];
  /** null: deliveries are not signed. */
  secret: Buffer | null;
  /** The one before, which still signs until `oldSecretUntil`. */
  oldSecret: Buffer | null;
  oldSecretUntil: Date | null;
  customHeaders: Buffer | null;
  isActive: Generated<boolean>;
  /** Events of transactions before this one are not told. */
  sinceXid: Generated<string>;
  /** Deliveries in a row that were given up. */
  failureCount: Generated<number>;
  /** Of the first attempt that failed after the last that succeeded. */
  failingSince: Date | null;
  lastSuccessAt: Date | null;
  activeSince: Generated<Date>;
  /** When and why Linchpin switched it off; null: it did not. */
  disabledAt: Date | null;
  disabledReason: string | null;
  createdAt: Generated<Date>;
  updatedAt: Generated<Date>;
}

/** One row: up to where events were handed out. */
export interface WebhookCursorTable {
  singleton: Generated<boolean>;
  xid: string;
  id: number;
}

/**
 * `pending`: on its way. `delivered`. `dead`: given up. `dropped`: its webhook was switched off first. `from_backup`:
 * it was on its way when a backup was made that was restored, and may have arrived.
 */
export type DeliveryState = 'pending' | 'delivered' | 'dead' | 'dropped' | 'from_backup';

/** An event for a webhook. */
export interface DeliveryTable extends LeasedColumns {
  /** The order of events. */
  seq: Generated<number>;
  webhookId: string;
  /** The same for every webhook that is told of it, and in every attempt. */
  eventId: string;
  kind: EventKind | 'webhook.test';
  postId: string | null;
  pinId: string | null;
  accountId: string | null;
  facts: JSONColumnType<Record<string, unknown>, string | undefined>;
  happenedAt: Date;
  /** Deliveries with the same one go out one after the other. Only the first that is pending has a `dueAt`. */
  orderKey: string;
  state: Generated<DeliveryState>;
  /** Of the body; null: nothing was sent yet. */
  format: WebhookFormat | null;
  /** The bytes of every attempt, fixed by the first. */
  body: Buffer | null;
  attempts: Generated<number>;
  createdAt: Generated<Date>;
  endedAt: Date | null;
}

/** One request and what came back. */
export interface DeliveryAttemptTable {
  id: Generated<number>;
  deliveryId: string;
  webhookId: string;
  attempt: number;
  url: string;
  /** Values that could be secret are masked. */
  requestHeaders: JSONColumnType<Record<string, string>>;
  /** null: no answer. */
  status: number | null;
  /** The beginning of the answer. */
  answer: string | null;
  error: string | null;
  durationMs: number;
  at: Generated<Date>;
}

export type WebhookRow = Selectable<WebhookTable>;
export type NewWebhook = Pick<
  Insertable<WebhookTable>,
  | 'id'
  | 'workspaceId'
  | 'name'
  | 'url'
  | 'format'
  | 'events'
  | 'kinds'
  | 'secret'
  | 'customHeaders'
  | 'isActive'
>;
export type DeliveryRow = Selectable<DeliveryTable>;
