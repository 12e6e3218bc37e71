import { parseUrl } from '../../domain/parse-url.ts';
import type { Webhook, WebhookLog } from '../../sdk/index.ts';
import { clockOf, type ClockOptions } from '../clock.ts';
import { connect, type ServerOptions } from '../server.ts';
import { print, printJson, printTable } from '../output.ts';

export interface WebhookOptions extends ServerOptions {
  json?: boolean;
}

export async function listWebhooks(options: WebhookOptions & ClockOptions): Promise<void> {
  const list = await connect(options).client.webhooks.list();
  if (options.json) return printJson(list);
  if (list.webhooks.length === 0)
    return print('No webhooks. Make one: linchpin webhooks add https://example.com/hooks');
  const clock = clockOf(options);
  printTable(
    ['Id', 'Name', 'Address', 'Format', 'Events', 'State', `Last delivery (${clock.zone})`],
    list.webhooks.map((webhook) => [
      webhook._id,
      webhook.name,
      webhook.url,
      webhook.format,
      isAll(webhook, list.availableEvents) ? 'all' : webhook.events.join(', '),
      stateOf(webhook),
      webhook.lastFiredAt === undefined ? '' : clock.minute(webhook.lastFiredAt),
    ]),
  );
}

const isAll = (
  { format, events }: Webhook,
  available: Record<Webhook['format'], string[]>,
): boolean => available[format].every((name) => events.includes(name));

function stateOf(webhook: Webhook): string {
  if (webhook.disabledReason !== null) return `switched off: ${webhook.disabledReason}`;
  if (!webhook.isActive) return 'off';
  return webhook.failingSince === null ? 'on' : 'failing';
}

export async function addWebhook(
  url: string,
  options: WebhookOptions & {
    name?: string;
    event?: string[];
    format: string;
    secret?: string;
  },
): Promise<void> {
  const { client } = connect(options);
  const format = options.format as Webhook['format']; // The server refuses any other, in words.
  const events = options.event ?? (await client.webhooks.list()).availableEvents[format] ?? [];
  const name = options.name ?? (parseUrl(url)?.host ?? url).slice(0, 50);
  const { secret } = options;
  const made = await client.webhooks.create({
    name,
    url,
    format,
    events,
    ...(secret !== undefined && { secret }),
  });
  if (options.json) return printJson(made);
  print(`Webhook ${made.webhook._id} made. Try it: linchpin webhooks test ${made.webhook._id}`);
  printSecret(made.webhook);
}

function printSecret({ secret }: Webhook): void {
  if (secret === undefined) return print('Its deliveries are not signed.');
  print(secret);
  process.stderr.write('Keep the secret now: it is not shown again.\n');
}

export async function testWebhook(webhookId: string, options: WebhookOptions): Promise<void> {
  const answer = await connect(options).client.webhooks.test({ webhookId });
  if (options.json) return printJson(answer);
  print(`${answer.message} Status ${answer.statusCode ?? '-'}, ${answer.responseTime ?? '-'} ms.`);
}

export async function webhookLog(
  webhookId: string | undefined,
  options: WebhookOptions & ClockOptions & { failed?: boolean; event?: string; limit: number },
): Promise<void> {
  const list = await connect(options).client.webhooks.logs({
    limit: options.limit,
    ...(webhookId !== undefined && { webhookId }),
    ...(options.failed && { status: 'failed' }),
    ...(options.event !== undefined && { event: options.event }),
  });
  if (options.json) return printJson(list);
  if (list.logs.length === 0) return print('Nothing was sent.');
  const clock = clockOf(options);
  printTable(
    [`At (${clock.zone})`, 'Webhook', 'Event', 'Event id', 'Try', 'Answer', 'ms', ''],
    list.logs.map((entry) => [
      clock.minute(entry.createdAt),
      entry.webhookName,
      entry.event,
      entry.eventId,
      String(entry.attemptNumber),
      entry.statusCode === undefined ? 'none' : String(entry.statusCode),
      String(entry.responseTime),
      noteOf(entry, clock.minute),
    ]),
  );
}

function noteOf(entry: WebhookLog, minute: (at: string) => string): string {
  if (entry.status === 'success') return '';
  const next =
    entry.nextAttemptAt === null ? entry.deliveryState : `again at ${minute(entry.nextAttemptAt)}`;
  return `${entry.errorMessage ?? ''} (${next})`;
}

export async function replayEvent(
  webhookId: string,
  eventId: string,
  options: WebhookOptions,
): Promise<void> {
  const answer = await connect(options).client.webhooks.redeliver({ webhookId, eventId });
  if (options.json) return printJson(answer);
  print(answer.message);
}

export async function rotateSecret(webhookId: string, options: WebhookOptions): Promise<void> {
  const { client } = connect(options);
  const saved = await client.webhooks.update({ webhookId, rotateSecret: true });
  if (options.json) return printJson(saved);
  printSecret(saved.webhook);
}

export async function removeWebhook(webhookId: string, options: WebhookOptions): Promise<void> {
  const answer = await connect(options).client.webhooks.delete({ webhookId });
  if (options.json) return printJson(answer);
  print('Webhook removed.');
}
