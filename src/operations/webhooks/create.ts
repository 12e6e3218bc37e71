import { refusal, throwIfBlocked } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import { parseUrl } from '../../domain/parse-url.ts';
import { eventKinds, formatFor } from '../../domain/webhooks/events.ts';
import { countWebhooks, findWebhook, insertWebhook } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { theWorkspace } from '../within.ts';
import { problemsOfWebhook } from './check.ts';
import { presentWebhook } from './present.ts';
import { newSecret, sealHeaders, sealSecret } from './seal.ts';

/** Of a workspace, as in Zernio's API. */
const maxWebhooks = 50;

export const createWebhook = implement('webhooks.create', {
  scope: 'webhooks:write',
  within: theWorkspace,
  async run(context, { name, url, events, isActive, customHeaders = {}, ...input }) {
    const { workspaceId, fetch } = context;
    const format = input.format ?? formatFor(events);
    throwIfBlocked(
      problemsOfWebhook(
        { url, format, events, secret: input.secret, customHeaders },
        fetch.allowPrivate,
      ),
    );
    const secret = input.secret ?? (format === 'zernio' ? null : newSecret(format));
    const id = newId(context.clock());
    const subject = { type: 'webhook', id } as const;
    // Of the address only the host: the rest may be as good as a password.
    const details = { name, host: parseUrl(url)?.host };
    const row = await context.commit({ subject, details }, async (tx) => {
      if ((await countWebhooks(tx, workspaceId)) >= maxWebhooks)
        throw refusal('WEBHOOK_LIMIT_REACHED', { values: { max: maxWebhooks } });
      return insertWebhook(tx, {
        id,
        workspaceId,
        name,
        url,
        format,
        events: [...new Set(events)],
        kinds: [...new Set(events.flatMap((event) => eventKinds(format, event) ?? []))],
        secret: secret === null ? null : sealSecret(context, id, secret),
        customHeaders: sealHeaders(context, id, customHeaders),
        isActive,
      });
    });
    return { success: true, webhook: presentWebhook(context, row, secret) };
  },
  async repeat(context, webhookId) {
    const row = await findWebhook(context.store.db, context.workspaceId, webhookId);
    if (!row) throw refusal('NOT_FOUND');
    return { success: true, webhook: presentWebhook(context, row) };
  },
});
