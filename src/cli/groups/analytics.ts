import { InvalidArgumentError, Option, type Command } from 'commander';
import { accountOption, addClockOption, addServerOptions, upTo } from '../option-sets.ts';

/** Numbers of accounts and Pins. */
export function addAnalyticsCommands(program: Command): void {
  const analytics = program
    .command('analytics')
    .description('numbers of an account and its Pins, with what is missing');
  const add = (name: string, isDefault = false) =>
    addServerOptions(analytics.command(name, { isDefault }))
      .option(...accountOption)
      .addOption(
        new Option('--last <days>', 'the last days that have numbers, such as 30d')
          .argParser(lastDays)
          .conflicts(['from', 'to']),
      )
      .option('--from <day>', 'first day, such as 2026-12-01')
      .option('--to <day>', 'last day')
      .addOption(new Option('--csv', 'print CSV').conflicts('json'));
  const bucket = () =>
    new Option('--by <bucket>', 'day, week or month').choices(['day', 'week', 'month']);
  add('account', true)
    .description('figures of the account, as Pinterest totals them; never the sum of its Pins')
    .addOption(bucket())
    .action(async (given) => (await import('../commands/analytics.ts')).showAccount(given));
  add('pins')
    .description('Pins with their figures; with an id the days of one Pin')
    .argument('[pin]', "Pinterest's id of it, or Linchpin's id of one published from here")
    .addOption(bucket())
    .option('--group <by>', 'by board, section, link, domain, kind, tag, weekday, hour or age')
    .option('--board <id>', 'only Pins of this board')
    .option('--domain <host>', 'only Pins that lead there')
    .option('--sort <metric>', 'such as saves; default impressions')
    .option('--limit <count>', 'how many; default 20, with --csv all', upTo(100_000))
    .action(async (pin: string | undefined, given) =>
      (await import('../commands/analytics-pins.ts')).showPins(pin, given),
    );
  add('top')
    .description('the best Pins by a metric')
    .option('--metric <metric>', 'such as saves; default impressions')
    .option('--limit <count>', 'how many; default 10', upTo(50), 10)
    .action(async (given) => (await import('../commands/analytics-pins.ts')).showTop(given));
  const addPlain = (name: string) =>
    addServerOptions(analytics.command(name)).option(...accountOption);
  addPlain('refresh')
    .description('read the numbers of the account, or of one Pin, from Pinterest now')
    .option('--pin <pin>', "Pinterest's id of it, or Linchpin's id of one published from here")
    .option('--no-wait', 'do not wait for the Pins of the account, which follow in the background')
    .action(async (given) => (await import('../commands/analytics-status.ts')).refresh(given));
  addClockOption(addPlain('status'))
    .description('what was collected of the numbers, how far the collecting is, what is missing')
    .action(async (given) => (await import('../commands/analytics-status.ts')).showStatus(given));
}

/** @throws InvalidArgumentError, which commander shows with the name of the option. */
function lastDays(text: string): number {
  const [, count = '0', unit = 'd'] = /^([1-9]\d{0,3})([dw]?)$/.exec(text) ?? [];
  const days = Number(count) * (unit === 'w' ? 7 : 1);
  if (days < 1 || days > 3_653) throw new InvalidArgumentError('Write it as 30d or 12w.');
  return days;
}
