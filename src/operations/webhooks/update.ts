import { refusal, throwIfBlocked } from '../../domain/errors/index.ts';
import { eventKinds } from '../../domain/webhooks/events.ts';
import { changeWebhook, findWebhook, lockWebhook } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { ofWebhook } from '../within.ts';
import { isStandard, problemsOfWebhook } from './check.ts';
import { presentWebhook } from './present.ts';
import { masked, newSecret, openHeaders, openSecret, sealHeaders, sealSecret } from './seal.ts';

/** Milliseconds for which the secret before goes on signing, so that receivers can follow. */
const keepOldSecretMs = 24 * 3600_000;

export const updateWebhook = implement('webhooks.update', {
  scope: 'webhooks:write',
  within: ofWebhook,
  async run(context, { webhookId, rotateSecret, profileId: _profileId, ...input }) {
    const { name, isActive } = input;
    const details = { fields: Object.keys(input), rotateSecret };
    const subject = { type: 'webhook', id: webhookId } as const;
    return context.commit({ subject, details }, async (tx) => {
      const before = await lockWebhook(tx, webhookId);
      if (before?.workspaceId !== context.workspaceId)
        throw refusal('NOT_FOUND', { field: 'webhookId' });
      const { url = before.url, format = before.format, events = before.events } = input;
      const stored = openSecret(context, before);
      const given = input.secret === stored ? undefined : input.secret;
      const storedHeaders = openHeaders(context, before);
      const customHeaders =
        input.customHeaders &&
        Object.fromEntries(
          Object.entries(input.customHeaders).map(([header, value]) => [
            header,
            value === masked ? (storedHeaders[header] ?? value) : value,
          ]),
        );
      const wanted = { url, format, events, secret: given, customHeaders };
      throwIfBlocked(problemsOfWebhook(wanted, context.fetch.allowPrivate));
      const needsNew =
        format !== 'zernio' && (stored === null || (format === 'standard' && !isStandard(stored)));
      const secret = given ?? (rotateSecret || needsNew ? newSecret(format) : null);
      const after = await changeWebhook(
        tx,
        before,
        {
          ...(name !== undefined && { name }),
          ...(isActive !== undefined && { isActive }),
          ...(secret !== null && { secret: sealSecret(context, webhookId, secret) }),
          ...(customHeaders && { customHeaders: sealHeaders(context, webhookId, customHeaders) }),
          url,
          format,
          events: [...new Set(events)],
          kinds: [...new Set(events.flatMap((event) => eventKinds(format, event) ?? []))],
        },
        keepOldSecretMs,
      );
      return { success: true, webhook: presentWebhook(context, after, secret) };
    });
  },
  async repeat(context, webhookId) {
    const row = await findWebhook(context.store.db, context.workspaceId, webhookId);
    if (!row) throw refusal('NOT_FOUND', { field: 'webhookId' });
    return { success: true, webhook: presentWebhook(context, row) };
  },
});
