import { refusal } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import { insertTestDelivery, lockWebhook } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { ofWebhook } from '../within.ts';
import { waitForAttempt } from './outcome.ts';

/** Goes the way of every delivery, also to a webhook that is switched off, so it shows what events will meet. */
export const testWebhook = implement('webhooks.test', {
  scope: 'webhooks:write',
  within: ofWebhook,
  async run(context, { webhookId }) {
    const id = newId(context.clock());
    const subject = { type: 'delivery', id } as const;
    await context.commit({ subject, details: { webhookId } }, async (tx) => {
      const webhook = await lockWebhook(tx, webhookId);
      if (webhook?.workspaceId !== context.workspaceId)
        throw refusal('NOT_FOUND', { field: 'webhookId' });
      await insertTestDelivery(tx, { id, webhookId, eventId: newId(context.clock()) });
    });
    return waitForAttempt(context, id, 0);
  },
  repeat: (context, deliveryId) => waitForAttempt(context, deliveryId, 0),
});
