import { kindsNamed } from '../../domain/webhooks/events.ts';
import { listAttempts } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { skipPage } from '../skip-page.ts';
import { everyWorkspace } from '../within.ts';
import { presentAttempt } from './present.ts';

export const webhookLogs = implement('webhooks.logs', {
  scope: 'webhooks:read',
  within: everyWorkspace,
  async run({ store, workspaceIds }, { limit, skip, status, event, webhookId, eventId }) {
    const { attempts, total } = await listAttempts(store.db, workspaceIds, {
      webhookId,
      eventId,
      kinds: event === undefined ? undefined : kindsNamed(event),
      succeeded: status === undefined ? undefined : status === 'success',
      limit,
      skip,
    });
    return {
      logs: attempts.map(presentAttempt),
      pagination: skipPage(total, { limit, skip }, attempts.length),
    };
  },
});
