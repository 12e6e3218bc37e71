import { Option, type Command } from 'commander';
import { options as settings, type Option as Setting } from '../../config/index.ts';
import { addClockOption, addServerOptions, collect } from '../option-sets.ts';

export function addInstallationCommands(program: Command): void {
  program
    .command('serve')
    .description('run the API, the dashboard and the publisher')
    .option('--no-publish', 'leave publishing to workers')
    .addHelpText('after', settingsHelp)
    .action(async ({ publish }: { publish: boolean }) =>
      (await import('../commands/serve.ts')).serve({ serve: true, work: publish }),
    );
  program
    .command('worker')
    .description('run a further publisher on the same database (needs DATABASE_URL)')
    .action(async () => (await import('../commands/serve.ts')).serve({ serve: false, work: true }));
  program
    .command('sandbox')
    .description('run the Pinterest sandbox alone')
    .option('--port <number>', 'port to listen on')
    .option(
      '--host <address>',
      'address to listen on; 0.0.0.0 opens it to the network',
      '127.0.0.1',
    )
    .option('--account <name>', 'a further account; repeat it for several', collect)
    .option('--app-id <id>', 'of the app that may use it; else sandbox-app')
    .option('--app-secret <secret>', 'of that app; else sandbox-secret')
    .option('--public-url <url>', 'address under which a browser reaches it, for links')
    .addOption(new Option('--access <level>', 'rate limits').choices(['trial', 'standard', 'off']))
    .option('--memory', 'keep nothing after it stops')
    .action(async (given) => (await import('../commands/sandbox.ts')).sandbox(given));
  program
    .command('migrate')
    .description('bring the database up to date and end')
    .action(async () => (await import('../commands/migrate.ts')).migrate());
  program
    .command('backup')
    .description('write all rows, media and keys into one file, while Linchpin goes on')
    .argument('[file]', 'a .tar.gz; else linchpin-<time>.tar.gz here')
    .option('--without-keys', 'leave the generated keys out; keep LINCHPIN_SECRET_KEY elsewhere')
    .option('--json', 'print JSON, for programs')
    .action(async (file: string | undefined, given) =>
      (await import('../commands/backup.ts')).backup(file, given),
    );
  program
    .command('restore')
    .description('make everything what it was at a backup')
    .argument('<file>', 'what "linchpin backup" wrote')
    .option('--replace', 'throw away what is there now')
    .option('--json', 'print JSON, for programs')
    .addHelpText('after', restoreHelp)
    .action(async (file: string, given) =>
      (await import('../commands/backup.ts')).restore(file, given),
    );
  const secretKey = program
    .command('secret-key')
    .description('replace the key that encrypts stored sign-ins');
  secretKey
    .command('rotate')
    .description('make a new key; the next start uses it, and the old one still reads')
    .option('--json', 'print JSON, for programs')
    .action(async (given) => (await import('../commands/secret-key.ts')).rotateSecretKey(given));
  secretKey
    .command('forget-old')
    .description('forget replaced keys, once no backup of their time is needed')
    .option('--json', 'print JSON, for programs')
    .action(async (given) => (await import('../commands/secret-key.ts')).forgetOldKeys(given));
  addClockOption(addServerOptions(program.command('doctor')))
    .description('check everything publishing needs, and say what to do')
    .action(async (given) => (await import('../commands/doctor/doctor.ts')).doctor(given));
}

const restoreHelp = `
Stop every server and worker first, and never run the old installation again
beside the restored one.

Pins that were not out at the time of the backup may have been published since.
What the journal in the data directory says to be out counts as published, also
when it was edited, moved or deleted on Pinterest. Every other Pin is looked for
in the account before it is sent, now or when it is planned: one that is
due goes out a good minute later, one planned for later at its time. Without a
journal that reaches back to the backup, as on a new machine, Pins that were due
since and are not found wait for one answer: linchpin restored. Posts accepted
after the backup are unknown to the restored installation; their Pins stay on
Pinterest.`;

const settingsHelp = (): string =>
  [
    '',
    'Settings (environment; a secret also as NAME_FILE=/path):',
    ...Object.entries<Setting>(settings).map(
      ([name, { about, fallback }]) => `  ${name.padEnd(30)} ${about} [${fallback}]`,
    ),
  ].join('\n');
