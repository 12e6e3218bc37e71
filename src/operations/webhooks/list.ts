import { eventNames } from '../../domain/webhooks/events.ts';
import { listWebhooks as readWebhooks } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';
import { presentWebhook } from './present.ts';

export const listWebhooks = implement('webhooks.list', {
  scope: 'webhooks:read',
  within: everyWorkspace,
  async run(context) {
    const rows = await readWebhooks(context.store.db, context.workspaceIds);
    return {
      webhooks: rows.map((row) => presentWebhook(context, row)),
      availableEvents: {
        standard: eventNames('standard'),
        zernio: eventNames('zernio'),
        bundle: eventNames('bundle'),
      },
    };
  },
});
