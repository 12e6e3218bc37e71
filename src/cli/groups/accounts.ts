import { Option, type Command } from 'commander';
import { accountOption, addClockOption, addServerOptions, numberOrOff } from '../option-sets.ts';

export function addAccountCommands(program: Command): void {
  addServerOptions(program.command('connect'))
    .description('connect a Pinterest account')
    .addOption(
      new Option('--host <host>', 'where the account lives; else the usual one').choices([
        'pinterest',
        'pinterest-sandbox',
        'sandbox',
      ]),
    )
    .option('--account <name or id>', 'connect this account again')
    .option('--workspace <id>', 'for which workspace; needed only with a key of several')
    .option('--no-secret-boards', 'do not ask for secret boards')
    .option('--keywords', 'ask for suggested and related keywords too (ads:read)')
    .option('--no-browser', 'only print the address')
    .option('--token', "take an access token of your app's page from stdin instead")
    .addHelpText('after', connectHelp)
    .action(async (given) => (await import('../commands/connect.ts')).connect(given));
  const accounts = program
    .command('accounts')
    .description('list, check, move and disconnect accounts');
  addClockOption(addServerOptions(accounts.command('list', { isDefault: true })))
    .description('list the accounts and their state')
    .action(async (given) => (await import('../commands/accounts.ts')).listAccounts(given));
  addClockOption(addServerOptions(accounts.command('health')))
    .description('show the sign-in and what Pinterest allows')
    .argument('[name]', 'name or id; needed only when several are connected')
    .option('--probe', 'ask Pinterest now')
    .action(async (name: string | undefined, given) =>
      (await import('../commands/accounts.ts')).showHealth(name, given),
    );
  addServerOptions(accounts.command('rename'))
    .description('show an account under another name')
    .argument('<name>', 'name or id')
    .argument('<shown>', 'the other name; "" for the one at Pinterest')
    .action(async (name: string, shown: string, given) =>
      (await import('../commands/accounts.ts')).renameAccount(name, shown, given),
    );
  addServerOptions(accounts.command('move'))
    .description('move an account to another workspace')
    .argument('<name>', 'name or id')
    .argument('<workspace>', 'id of the workspace')
    .option('--cancel-pins', 'cancel its planned Pins; without it, one that has any stays')
    .action(async (name: string, workspace: string, given) =>
      (await import('../commands/accounts.ts')).moveAccount(name, workspace, given),
    );
  addServerOptions(accounts.command('disconnect'))
    .description('forget the sign-in of an account')
    .argument('<name>', 'name or id')
    .option('--cancel-pins', 'cancel its planned Pins; else they wait for a new connection')
    .option('--purge', 'also remove its Pins, drafts and boards from this installation')
    .action(async (name: string, given) =>
      (await import('../commands/accounts.ts')).disconnectAccount(name, given),
    );
  addClockOption(addServerOptions(program.command('spacing')))
    .description('show or change how far apart the Pins of an account are kept')
    .option(...accountOption)
    .addOption(
      new Option('--mode <mode>', 'warn, move Pins, or neither').choices([
        'off',
        'advise',
        'enforce',
      ]),
    )
    .option('--min-gap <minutes>', 'between any two Pins', numberOrOff)
    .option('--link-gap <hours>', 'between Pins with the same link', numberOrOff)
    .option(
      '--image-gap <hours>',
      'between Pins with the same image on different boards',
      numberOrOff,
    )
    .option('--per-day <number>', 'Pins in any 24 hours', numberOrOff)
    .option('--warm-up-days <days>', 'how long an account counts as new', numberOrOff)
    .option('--warm-up-per-day <number>', 'Pins in any 24 hours while it is new', numberOrOff)
    .addHelpText('after', spacingExamples)
    .action(async (given) => (await import('../commands/spacing.ts')).spacing(given));
  addServerOptions(program.command('link-tags'))
    .description('show or change what is added to the links of Pins (utm_source ...)')
    .option('--account <name or id>', 'of one account; else of the workspace')
    .option('--workspace <id>', 'of which workspace; needed only with a key of several')
    .option('--source <text>', 'utm_source')
    .option('--medium <text>', 'utm_medium')
    .option('--campaign <text>', 'utm_campaign')
    .option('--term <text>', 'utm_term')
    .option('--content <text>', 'utm_content')
    .option('--clear', 'add nothing; for an account, what its workspace has')
    .option('--none', 'add nothing to the links of this account')
    .addHelpText('after', linkTagsExamples)
    .action(async (given) => (await import('../commands/link-tags.ts')).linkTags(given));
}

const linkTagsExamples = `
{account}, {board} and {title} in a text stand for those of the Pin. Links that
have a utm_ parameter stay as they are, and so do the links of planned Pins.

Examples:
  linchpin link-tags --source pinterest --medium social --campaign {board}
  linchpin link-tags --account my_shop --source my_shop
  linchpin link-tags --account my_shop --none`;

const connectHelp = `
Opens the page on which Pinterest asks for your permission, and waits. On a
machine without a browser, open the printed address anywhere; where the browser
then ends at an address it cannot reach, paste that address here.

The redirect URI to register with your Pinterest app: linchpin doctor

Examples:
  linchpin connect
  linchpin connect --account my_shop
  linchpin connect --host pinterest-sandbox --token < token.txt`;

const spacingExamples = `
"off" in place of a number switches a rule off. With --mode advise (the default)
a Pin that comes too close gets a warning with the next free time; with --mode
enforce it goes out at that time instead, and so does what an outage held back.
What is planned already keeps its time until it is due.

Examples:
  linchpin spacing
  linchpin spacing --mode enforce
  linchpin spacing --min-gap 15 --per-day 20 --image-gap off
  linchpin spacing --account my_shop --json | jq .nextFreeAt`;
