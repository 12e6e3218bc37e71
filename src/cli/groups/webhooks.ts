import type { Command } from 'commander';
import { webhookFormats } from '../../domain/webhooks/events.ts';
import { addClockOption, addServerOptions, upTo } from '../option-sets.ts';

const load = () => import('../commands/webhooks.ts');

export function addWebhookCommands(program: Command): void {
  const webhooks = program
    .command('webhooks')
    .description('tell other programs what happens: add, test and watch webhooks');
  addClockOption(addServerOptions(webhooks.command('list', { isDefault: true })))
    .description('list the webhooks of the workspace')
    .action(async (given) => (await load()).listWebhooks(given));
  addServerOptions(webhooks.command('add'))
    .description('make a webhook, and print its secret once')
    .argument('<url>', 'where events are sent')
    .option('--name <name>', 'what it is for; otherwise its host')
    .option('--event <event...>', 'what to be told of; otherwise everything')
    .option('--format <format>', webhookFormats.join(' or '), 'standard')
    .option('--secret <secret>', 'otherwise one is made')
    .action(async (url: string, given) => (await load()).addWebhook(url, given));
  addServerOptions(webhooks.command('test'))
    .description('send a test, and say what the receiver answered')
    .argument('<id>', 'as "linchpin webhooks" shows it')
    .action(async (id: string, given) => (await load()).testWebhook(id, given));
  addClockOption(addServerOptions(webhooks.command('log')))
    .description('list the last requests and their answers, the newest first')
    .argument('[id]', 'of one webhook')
    .option('--failed', 'only what failed')
    .option('--event <event>', 'only this event')
    .option('--limit <count>', 'how many, up to 100', upTo(100), 20)
    .action(async (id: string | undefined, given) => (await load()).webhookLog(id, given));
  addServerOptions(webhooks.command('replay'))
    .description('send an event again, with the same id and body')
    .argument('<id>', 'of the webhook')
    .argument('<event>', 'id of the event, as "linchpin webhooks log" shows it')
    .action(async (id: string, eventId: string, given) =>
      (await load()).replayEvent(id, eventId, given),
    );
  addServerOptions(webhooks.command('rotate-secret'))
    .description('make a new secret, and print it once; the old one signs for 24 hours more')
    .argument('<id>', 'as "linchpin webhooks" shows it')
    .action(async (id: string, given) => (await load()).rotateSecret(id, given));
  addServerOptions(webhooks.command('remove'))
    .description('remove a webhook, with its log')
    .argument('<id>', 'as "linchpin webhooks" shows it')
    .action(async (id: string, given) => (await load()).removeWebhook(id, given));
}
