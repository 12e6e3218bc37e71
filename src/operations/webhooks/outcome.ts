import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import type { WebhookOutcome } from '../../contract/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import { getDelivery, lastAttempt } from '../../store/index.ts';
import type { Context } from '../context.ts';

/** Milliseconds between checks of a delivery that a request waits for. */
const lookEveryMs = 50;

/**
 * Waits until a delivery was attempted, and says how that went.
 * @param before attempts that were made before. @throws LinchpinError NOT_FOUND
 */
export async function waitForAttempt(
  { store, publishWaitMs }: Context,
  deliveryId: string,
  before: number,
): Promise<z.output<typeof WebhookOutcome>> {
  const deadline = performance.now() + publishWaitMs;
  for (;;) {
    const delivery = await getDelivery(store.db, deliveryId);
    if (!delivery) throw refusal('NOT_FOUND', { field: 'webhookId' });
    const { eventId } = delivery;
    if (delivery.attempts > before) {
      const attempt = await lastAttempt(store.db, deliveryId);
      const success = delivery.state === 'delivered';
      const message = success
        ? 'Delivered.'
        : `Not delivered. ${attempt?.error ?? ''} ${
            delivery.state === 'pending' ? 'It is tried again later.' : 'It is not tried again.'
          }`;
      return {
        success,
        message,
        ...(!success && failed(message)),
        eventId,
        statusCode: attempt?.status ?? null,
        responseTime: attempt?.durationMs ?? null,
      };
    }
    if (performance.now() > deadline || store.notifications.waitsEnded()) {
      const message = 'It was not sent yet: no worker is running, or the receiver is slow.';
      const unknown = { statusCode: null, responseTime: null };
      return { success: false, message, ...failed(message), eventId, ...unknown };
    }
    await sleep(lookEveryMs);
  }
}

/** As every error of the API names itself. */
const failed = (error: string) => ({ error, code: 'WEBHOOK_NOT_DELIVERED' as const });
