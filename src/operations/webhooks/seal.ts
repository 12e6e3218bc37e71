import { randomBytes } from 'node:crypto';
import type { WebhookFormat } from '../../domain/webhooks/events.ts';
import { sealedTo } from '../../domain/webhooks/sealed-to.ts';
import type { WebhookRow } from '../../store/index.ts';
import type { Context } from '../context.ts';

/** What stands for a value that is not shown; sent back, it keeps what is stored. */
export const masked = '***';

/** A new secret in the form of its format. */
export const newSecret = (format: WebhookFormat): string =>
  format === 'standard'
    ? `whsec_${randomBytes(32).toString('base64')}`
    : randomBytes(32).toString('hex');

export const sealSecret = ({ box }: Context, webhookId: string, secret: string): Buffer =>
  box.seal(secret, sealedTo.secret(webhookId));

/** @throws UnreadableSecret */
export const openSecret = ({ box }: Context, { id, secret }: WebhookRow): string | null =>
  secret === null ? null : box.open(secret, sealedTo.secret(id));

/** @returns null: none. */
export const sealHeaders = (
  { box }: Context,
  webhookId: string,
  headers: Record<string, string>,
): Buffer | null =>
  Object.keys(headers).length > 0
    ? box.seal(JSON.stringify(headers), sealedTo.headers(webhookId))
    : null;

/** @throws UnreadableSecret */
export const openHeaders = (
  { box }: Pick<Context, 'box'>,
  { id, customHeaders }: WebhookRow,
): Record<string, string> =>
  customHeaders === null
    ? {}
    : (JSON.parse(box.open(customHeaders, sealedTo.headers(id))) as Record<string, string>); // As it was sealed.
