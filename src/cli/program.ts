import { Command, InvalidArgumentError, Option } from 'commander';
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
    .option('--no-publish', 'leave publishing to workers')
    .addHelpText('after', settingsHelp)
    .action(async ({ publish }: { publish: boolean }) =>
      (await import('./commands/serve.ts')).serve({ serve: true, work: publish }),
    );
  program
    .command('worker')
    .description('run a further publisher on the same database (needs DATABASE_URL)')
    .action(async () => (await import('./commands/serve.ts')).serve({ serve: false, work: true }));
  program
    .command('sandbox')
    .description('run the Pinterest sandbox alone')
    .option('--port <number>', 'port to listen on')
    .option(
      '--host <address>',
      'address to listen on; 0.0.0.0 opens it to the network',
      '127.0.0.1',
    )
    .option('--public-url <url>', 'address under which a browser reaches it, for links')
    .addOption(new Option('--access <level>', 'rate limits').choices(['trial', 'standard', 'off']))
    .option('--memory', 'keep nothing after it stops')
    .action(async (given) => (await import('./commands/sandbox.ts')).sandbox(given));
  program
    .command('migrate')
    .description('bring the database up to date and end')
    .action(async () => (await import('./commands/migrate.ts')).migrate());
  program
    .command('backup')
    .description('write all rows, media and keys into one file, while Linchpin goes on')
    .argument('[file]', 'a .tar.gz; else linchpin-<time>.tar.gz here')
    .option('--without-keys', 'leave the generated keys out; keep LINCHPIN_SECRET_KEY elsewhere')
    .option('--json', 'print JSON, for programs')
    .action(async (file: string | undefined, given) =>
      (await import('./commands/backup.ts')).backup(file, given),
    );
  program
    .command('restore')
    .description('make everything what it was at a backup')
    .argument('<file>', 'what "linchpin backup" wrote')
    .option('--replace', 'throw away what is there now')
    .option('--json', 'print JSON, for programs')
    .addHelpText('after', restoreHelp)
    .action(async (file: string, given) =>
      (await import('./commands/backup.ts')).restore(file, given),
    );

  described(remote(program.command('publish')))
    .description('publish an image, a carousel or a video as a Pin, now or later')
    .argument('<media...>', 'files, or addresses that begin with https://')
    .requiredOption('--board <name or id>', 'the board, by its exact name or its id')
    .option('--at <time>', 'publish later, for example 2026-12-01T09:00')
    .option('--timezone <zone>', 'of --at, for example Europe/Berlin; else that of this machine')
    .option('--draft', 'keep it as a draft')
    .addHelpText('after', publishExamples)
    .action(async (media: string[], given) =>
      (await import('./commands/publish.ts')).publish(media, given),
    );
  described(remote(program.command('check')))
    .description('say everything that is wrong with a Pin, without publishing it')
    .argument('<media...>', 'files, addresses, or a post as a .json file')
    .option('--board <name or id>', 'the board, by its exact name or its id', '')
    .option('--repair', 'put right what can be, and show the result')
    .action(async (media: string[], given) =>
      (await import('./commands/check.ts')).check(media, given),
    );
  remote(program.command('boards'))
    .description('list the boards of an account')
    .option('--account <name or id>', 'needed only when several are connected')
    .action(async (given) => (await import('./commands/lists.ts')).boards(given));
  remote(program.command('posts'))
    .description('list the newest posts and how they stand')
    .addOption(new Option('--status <status>', 'only these').choices(postStatuses))
    .option('--limit <number>', 'how many at most, up to 500', wholeNumber, 20)
    .action(async (given) => (await import('./commands/lists.ts')).posts(given));
  remote(program.command('approve'))
    .description('let a post go out that waits for an approval')
    .argument('<post id>', 'as "linchpin posts --json" shows it')
    .addOption(new Option('--now', 'its time has passed: publish it now').conflicts('at'))
    .option('--at <time>', 'its time has passed: publish it then, for example 2026-12-01T09:00')
    .option('--timezone <zone>', 'of --at; else that of the post')
    .action(async (postId: string, given) =>
      (await import('./commands/approve.ts')).approve(postId, given),
    );
  remote(program.command('timeline'))
    .description('tell what happened to each Pin of a post, request by request')
    .argument('<post id>', 'as "linchpin posts --json" shows it')
    .action(async (postId: string, given) =>
      (await import('./commands/timeline.ts')).timeline(postId, given),
    );
  remote(program.command('spacing'))
    .description('show or change how far apart the Pins of an account are kept')
    .option('--account <name or id>', 'needed only when several are connected')
    .addOption(
      new Option('--mode <mode>', 'warn, move Pins, or neither').choices([
        'off',
        'advise',
        'enforce',
      ]),
    )
    .option('--min-gap <minutes>', 'between any two Pins', figure)
    .option('--link-gap <hours>', 'between Pins with the same link', figure)
    .option('--image-gap <hours>', 'between Pins with the same image on different boards', figure)
    .option('--per-day <number>', 'Pins in any 24 hours', figure)
    .option('--warm-up-days <days>', 'how long an account counts as new', figure)
    .option('--warm-up-per-day <number>', 'Pins in any 24 hours while it is new', figure)
    .addHelpText('after', spacingExamples)
    .action(async (given) => (await import('./commands/spacing.ts')).spacing(given));
  remote(program.command('restored'))
    .description('answer for Pins that may be out since before a restore')
    .addOption(new Option('--publish', 'they are not out: publish them now').conflicts('discard'))
    .option('--discard', 'they are out, or not wanted any more')
    .option('--pin <id...>', 'only these')
    .action(async (given) => (await import('./commands/restored.ts')).restored(given));
  const keys = program.command('keys').description('list, make and revoke API keys');
  remote(keys.command('list', { isDefault: true }))
    .description('list the keys of the workspace')
    .action(async (given) => (await import('./commands/keys.ts')).listKeys(given));
  remote(keys.command('create'))
    .description('make a key, and print it once')
    .argument('<name>', 'what it is for, such as "n8n"')
    .option('--read-only', 'it may look, but not publish or change anything')
    .action(async (name: string, given) =>
      (await import('./commands/keys.ts')).createKey(name, given),
    );
  remote(keys.command('revoke'))
    .description('end a key, and every session that was opened with it')
    .argument('<id>', 'as "linchpin keys" shows it')
    .action(async (keyId: string, given) =>
      (await import('./commands/keys.ts')).revokeKey(keyId, given),
    );
  remote(program.command('doctor'))
    .description('check everything publishing needs, and say what to do')
    .action(async (given) => (await import('./commands/doctor/doctor.ts')).doctor(given));
  return program;
}

/** Options of every verb that talks to a server. */
const remote = (command: Command): Command =>
  command
    .option('--json', 'print JSON, for programs')
    .option('--server <url>', 'where the server is; else on this machine')
    .option('--key <key>', 'API key of the server; else the one kept on this machine');

/** Options that say what a Pin shows. */
const described = (command: Command): Command =>
  command
    .option('--title <text>', 'up to 100 characters')
    .option('--description <text>', 'up to 800 characters')
    .option('--link <url>', 'where the Pin leads')
    .option('--alt <text>', 'what the image shows, for people who cannot see it')
    .option('--section <id>', 'a section of the board')
    .option('--account <name or id>', 'needed only when several are connected')
    .option('--cover-at <seconds>', 'cover of a video: the frame at this second')
    .addOption(
      new Option('--fit <how>', 'make images of different shapes fit').choices(['crop', 'pad']),
    );

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text) || Number(text) > 500)
    throw new InvalidArgumentError('Use a number from 1 to 500.');
  return Number(text);
}

function figure(text: string): number {
  if (text === 'off') return 0;
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('Use a whole number, or off.');
  return Number(text);
}

const spacingExamples = `
"off" in place of a number switches a rule off. With --mode advise (the default) a Pin that comes too close gets a
warning with the next free time; with --mode enforce it goes out at that time instead, and so does what an outage
held back. What is planned already keeps its time until it is due.

Examples:
  linchpin spacing
  linchpin spacing --mode enforce
  linchpin spacing --min-gap 15 --per-day 20 --image-gap off
  linchpin spacing --account my_shop --json | jq .nextFreeAt`;

const restoreHelp = `
Stop every server and worker first, and never run the old installation again beside the restored one.

Pins that were not out at the time of the backup may have been published since. What the journal in the data directory
says to be out counts as published, also when it was edited, moved or deleted on Pinterest. Every other Pin is looked
for in the account before it is sent, now or whenever somebody plans it: one that is due goes out a good minute later,
one planned for later at its time. Without a journal that reaches back to the backup, as on a new machine, Pins that
were due since and are not found wait for one answer: linchpin restored. Posts accepted after the backup are unknown to
the restored installation; their Pins stay on Pinterest.`;

const publishExamples = `
Examples:
  linchpin publish photo.jpg --board "Kitchens" --title "Oak and brass" --link https://example.com/oak
  linchpin publish one.jpg two.jpg three.jpg --board Kitchens --fit crop
  linchpin publish clip.mp4 cover.jpg --board Kitchens
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
