import { refusal } from '../../domain/errors/index.ts';
import { deleteWebhook as removeWebhook, lockWebhook } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { ofWebhook } from '../within.ts';

export const deleteWebhook = implement('webhooks.delete', {
  scope: 'webhooks:write',
  within: ofWebhook,
  async run(context, { webhookId }) {
    const subject = { type: 'webhook', id: webhookId } as const;
    return context.commit({ subject }, async (tx) => {
      const webhook = await lockWebhook(tx, webhookId);
      if (webhook?.workspaceId !== context.workspaceId)
        throw refusal('NOT_FOUND', { field: 'webhookId' });
      await removeWebhook(tx, webhookId);
      return { success: true as const };
    });
  },
  repeat: () => Promise.resolve({ success: true }),
});
