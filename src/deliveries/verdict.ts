import { isHopeless, retryDelayMs } from '../domain/webhooks/retries.ts';
import type { DeliveryRow, Verdict, WebhookRow } from '../store/index.ts';

/** HTTP 410: the receiver wants nothing more. Standard Webhooks. */
const gone = 410;

/**
 * What an attempt means: the next one, the end, or the end of the webhook.
 * @param status null: no answer. @param random from 0 to 1, for the jitter.
 */
export function judge(
  delivery: Pick<DeliveryRow, 'kind' | 'attempts'>,
  webhook: WebhookRow,
  status: number | null,
  now: Date,
  random: number,
): Verdict {
  const isTest = delivery.kind === 'webhook.test';
  const end = { againMs: null, counts: !isTest && webhook.isActive, disabledReason: null };
  if (status !== null && status >= 200 && status < 300) return { ...end, state: 'delivered' };
  if (isTest) return { ...end, state: 'dead' };
  if (!webhook.isActive) return { ...end, state: 'dropped' };
  if (status === gone)
    return { ...end, state: 'dead', disabledReason: 'The receiver answered 410: it is gone.' };
  const againMs = retryDelayMs(delivery.attempts + 1, random);
  const after = {
    ...webhook,
    failureCount: webhook.failureCount + (againMs === null ? 1 : 0),
    failingSince: webhook.failingSince ?? now,
  };
  if (isHopeless(after, now))
    return { ...end, state: 'dead', disabledReason: 'Nothing arrived for 3 days.' };
  return { ...end, state: againMs === null ? 'dead' : 'pending', againMs };
}
