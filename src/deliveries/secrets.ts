import { sealedTo } from '../domain/webhooks/sealed-to.ts';
import type { Box } from '../encryption/index.ts';
import type { WebhookRow } from '../store/index.ts';

/** The secrets that sign now, the present one first. @throws UnreadableSecret */
export function signingSecrets(box: Pick<Box, 'open'>, webhook: WebhookRow, now: Date): string[] {
  const { id, secret, oldSecret, oldSecretUntil } = webhook;
  const old = oldSecretUntil !== null && oldSecretUntil > now ? oldSecret : null;
  return [secret, old].flatMap((sealed) =>
    sealed === null ? [] : [box.open(sealed, sealedTo.secret(id))],
  );
}

/** Headers a person gave. @throws UnreadableSecret */
export const customHeaders = (
  box: Pick<Box, 'open'>,
  { id, customHeaders: sealed }: WebhookRow,
): Record<string, string> =>
  sealed === null
    ? {}
    : (JSON.parse(box.open(sealed, sealedTo.headers(id))) as Record<string, string>); // As it was sealed.
