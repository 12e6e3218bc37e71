import { Command, Option } from 'commander';
import { loadConfig, options as settings, type Option as Setting } from '../config/index.ts';
import { postStatuses } from '../contract/index.ts';

/** The verbs. Each loads its own code when it is called, so that a short command starts fast. */
export function createProgram(): Command {
  const program = new Command('linchpin')
    .description('Publishes Pins to Pinterest exactly once, on time, or says why not.')
    .version(loadConfig({}).version)
    .showHelpAfterError('(add --help for the options)')
    .configureHelp({ sortSubcommands: false });

  program
    .command('serve')
    .description('run the API, the dashboard and the publisher')
    .addHelpText('after', settingsHelp)
    .action(async () => (await import('./serve.ts')).serve({ serve: true, publish: true }));
  program
    .command('worker')
    .description('run a further publisher on the same database (needs DATABASE_URL)')
    .action(async () => (await import('./serve.ts')).serve({ serve: false, publish: true }));
  program
    .command('sandbox')
    .description('run the Pinterest sandbox alone')
    .option('--port <number>', 'port to listen on')
    .addOption(new Option('--access <level>', 'rate limits').choices(['trial', 'standard', 'off']))
    .option('--memory', 'keep nothing after it stops')
    .action(async (given) => (await import('./sandbox.ts')).sandbox(given));
  program
    .command('migrate')
    .description('bring the database up to date and end')
    .action(async () => (await import('./migrate.ts')).migrate());

  remote(program.command('publish'))
    .description('publish an image as a Pin, now or later')
    .argument('<image>', 'a file, or an address that begins with https://')
    .requiredOption('--board <name or id>', 'the board, by its exact name or its id')
    .option('--title <text>', 'up to 100 characters')
    .option('--description <text>', 'up to 800 characters')
    .option('--link <url>', 'where the Pin leads')
    .option('--alt <text>', 'what the image shows, for people who cannot see it')
    .option('--section <id>', 'a section of the board')
    .option('--account <name or id>', 'needed only when several are connected')
    .option('--at <time>', 'publish later: 2026-12-01T09:00, local time')
    .option('--timezone <zone>', 'time zone of --at; else that of this machine')
    .option('--draft', 'keep it as a draft')
    .addHelpText('after', publishExamples)
    .action(async (image: string, given) => (await import('./publish.ts')).publish(image, given));
  remote(program.command('boards'))
    .description('list the boards of an account')
    .option('--account <name or id>', 'needed only when several are connected')
    .action(async (given) => (await import('./lists.ts')).boards(given));
  remote(program.command('posts'))
    .description('list the newest posts and how they stand')
    .addOption(new Option('--status <status>', 'only these').choices(postStatuses))
    .option('--limit <number>', 'how many at most', '20')
    .action(async (given) => (await import('./lists.ts')).posts(given));
  remote(program.command('doctor'))
    .description('check everything publishing needs, and say what to do')
    .action(async (given) => (await import('./doctor.ts')).doctor(given));
  return program;
}

/** Options of every verb that talks to a server. */
const remote = (command: Command): Command =>
  command
    .option('--json', 'print JSON for programs')
    .option('--server <url>', 'a server elsewhere')
    .option('--key <key>', 'its API key');

const publishExamples = `
Examples:
  linchpin publish photo.jpg --board "Kitchens" --title "Oak and brass" --link https://example.com/oak
  linchpin publish https://example.com/photo.jpg --board Kitchens --at 2026-12-01T09:00
  linchpin publish photo.jpg --board Kitchens --json | jq -r '.post.platforms[0].platformPostUrl'`;

const settingsHelp = (): string =>
  [
    '',
    'Settings (environment; a secret also as NAME_FILE=/path):',
    ...Object.entries<Setting>(settings).map(
      ([name, { about, fallback }]) => `  ${name.padEnd(30)} ${about} [${fallback}]`,
    ),
  ].join('\n');
