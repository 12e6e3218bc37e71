import { eventKind, webhookFormats } from '../../domain/webhooks/events.ts';
import { listAttempts } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';
import { presentAttempt } from './present.ts';

export const webhookLogs = implement('webhooks.logs', {
  scope: 'webhooks:read',
  within: everyWorkspace,
  async run({ store, workspaceIds }, { limit, skip, status, event, webhookId, eventId }) {
    const kinds =
      event === undefined
        ? undefined
        : [event, ...webhookFormats.flatMap((format) => eventKind(format, event) ?? [])];
    const { attempts, total } = await listAttempts(store.db, workspaceIds, {
      webhookId,
      eventId,
      kinds,
      succeeded: status === undefined ? undefined : status === 'success',
      limit,
      skip,
    });
    return {
      logs: attempts.map(presentAttempt),
      pagination: {
        total,
        limit,
        skip,
        pages: Math.ceil(total / limit),
        hasMore: skip + attempts.length < total,
      },
    };
  },
});
