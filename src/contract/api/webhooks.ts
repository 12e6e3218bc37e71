import { isObject } from '../../domain/is-object.ts';
import {
  CreateWebhookInput,
  DeletedWebhook,
  DeleteWebhookInput,
  ListWebhooksInput,
  RedeliverWebhookInput,
  SavedWebhook,
  TestWebhookInput,
  UpdateWebhookInput,
  WebhookList,
  WebhookLogs,
  WebhookLogsInput,
  WebhookOutcome,
} from '../webhook.ts';
import { endpoint } from './endpoint.ts';

/** Zernio says `_id` in older clients, and `id` to delete. */
const readId =
  (alias: '_id' | 'id') =>
  (raw: unknown): unknown => {
    if (!isObject(raw) || !(alias in raw)) return raw;
    const { [alias]: id, ...rest } = raw;
    return { webhookId: id, ...rest };
  };

export const webhooks = {
  'webhooks.list': endpoint({
    method: 'GET',
    path: '/api/v1/webhooks/settings',
    summary: 'Webhooks, and the events they can ask for',
    effect: 'read',
    body: 'none',
    input: ListWebhooksInput,
    output: WebhookList,
  }),
  'webhooks.create': endpoint({
    method: 'POST',
    path: '/api/v1/webhooks/settings',
    summary: 'Makes a webhook: an address that is told of events',
    effect: 'database',
    body: 'json',
    input: CreateWebhookInput,
    output: SavedWebhook,
  }),
  'webhooks.update': endpoint({
    method: 'PUT',
    path: '/api/v1/webhooks/settings',
    summary: 'Changes a webhook, switches it on or off, or rotates its secret',
    effect: 'database',
    body: 'json',
    input: UpdateWebhookInput,
    output: SavedWebhook,
    readAliases: readId('_id'),
  }),
  'webhooks.delete': endpoint({
    method: 'DELETE',
    path: '/api/v1/webhooks/settings',
    summary: 'Removes a webhook with its deliveries and their log',
    effect: 'database',
    body: 'none',
    input: DeleteWebhookInput,
    output: DeletedWebhook,
    destructive: true,
    readAliases: readId('id'),
  }),
  'webhooks.test': endpoint({
    method: 'POST',
    path: '/api/v1/webhooks/test',
    summary:
      'Sends a test to a webhook and waits for the answer; 500 where none came, as Zernio has it',
    effect: 'database',
    body: 'json',
    input: TestWebhookInput,
    output: WebhookOutcome,
    status: ({ success }: { success: boolean }) => (success ? 200 : 500),
  }),
  'webhooks.logs': endpoint({
    method: 'GET',
    path: '/api/v1/webhooks/logs',
    summary: 'Requests to webhooks of the last 30 days with their answers, the newest first',
    effect: 'read',
    body: 'none',
    input: WebhookLogsInput,
    output: WebhookLogs,
  }),
  'webhooks.redeliver': endpoint({
    method: 'POST',
    path: '/api/v1/webhooks/logs/redeliver',
    summary: 'Sends an event to a webhook again, with the same id and body',
    effect: 'database',
    body: 'json',
    input: RedeliverWebhookInput,
    output: WebhookOutcome,
    status: ({ success }: { success: boolean }) => (success ? 200 : 500),
  }),
} as const;
