import { refusal } from '../../domain/errors/index.ts';
import { findDelivery, lockWebhook, replayDelivery } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { ofWebhook } from '../within.ts';
import { waitForAttempt } from './outcome.ts';

export const redeliverWebhook = implement('webhooks.redeliver', {
  scope: 'webhooks:write',
  within: ofWebhook,
  async run(context, { webhookId, eventId }) {
    const found = await findDelivery(context.store.db, webhookId, eventId);
    if (!found) throw refusal('NOT_FOUND', { field: 'eventId' });
    const subject = { type: 'delivery', id: found.id } as const;
    const before = await context.commit({ subject, details: { webhookId } }, async (tx) => {
      const webhook = await lockWebhook(tx, webhookId);
      const delivery = await findDelivery(tx, webhookId, eventId);
      if (webhook?.workspaceId !== context.workspaceId || !delivery)
        throw refusal('NOT_FOUND', { field: 'eventId' });
      if (!(await replayDelivery(tx, delivery)))
        throw refusal('WEBHOOK_DELIVERY_WAITS', { field: 'eventId' });
      return delivery.state === 'pending' ? delivery.attempts : 0;
    });
    return waitForAttempt(context, found.id, before);
  },
  repeat: (context, deliveryId) => waitForAttempt(context, deliveryId, 0),
});
