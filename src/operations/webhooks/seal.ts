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

/** null: none, or none that this process can read; setting a new one is the way out. */
export const openSecret = ({ box }: Context, { id, secret }: WebhookRow): string | null =>
  secret === null ? null : openOrNull(box, secret, sealedTo.secret(id));

/** @returns null: none. */
export const sealHeaders = (
  { box }: Context,
  webhookId: string,
  headers: Record<string, string>,
): Buffer | null =>
  Object.keys(headers).length > 0
    ? box.seal(JSON.stringify(headers), sealedTo.headers(webhookId))
    : null;

/** Empty: none, or none that this process can read. */
export function openHeaders(
  { box }: Pick<Context, 'box'>,
  { id, customHeaders }: WebhookRow,
): Record<string, string> {
  const text = customHeaders && openOrNull(box, customHeaders, sealedTo.headers(id));
  return text ? (JSON.parse(text) as Record<string, string>) : {}; // As it was sealed.
}

function openOrNull(box: Context['box'], sealed: Buffer, owner: string): string | null {
  try {
    return box.open(sealed, owner);
  } catch {
    return null; // Sealed with a secret key that was replaced: a list must not fail for it.
  }
}
