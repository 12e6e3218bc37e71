import type { Command } from 'commander';
import { addClockOption, addServerOptions, collect, count } from '../option-sets.ts';

export function addKeyCommands(program: Command): void {
  addServerOptions(program.command('login'))
    .description('sign commands in to a server; or print a link that signs in to the dashboard')
    .argument('[server]', 'its address: commands talk to it from now on')
    .addHelpText('after', loginHelp)
    .action(async (server: string | undefined, given) =>
      (await import('../commands/login.ts')).login(server, given),
    );
  program
    .command('logout')
    .description('forget the server that commands were signed in to')
    .option('--json', 'print JSON, for programs')
    .action(async (given) => (await import('../commands/login.ts')).logout(given));
  const keys = program.command('keys').description('list, make and revoke API keys');
  addClockOption(addServerOptions(keys.command('list', { isDefault: true })))
    .description('list the keys of the workspace')
    .action(async (given) => (await import('../commands/keys.ts')).listKeys(given));
  addServerOptions(keys.command('create'))
    .description('make a key, and print it once')
    .argument('<name>', 'what it is for, such as "n8n"')
    .option('--read-only', 'it may look, but not publish or change anything')
    .option('--may <right>', 'just this, such as posts:write; repeat it for several', collect)
    .option(
      '--workspace <name or id>',
      'it reaches this one; repeat it for several, else it reaches all',
      collect,
    )
    .option('--expires <days>', 'it ends after this many days', count)
    .option('--per-minute <number>', 'requests it may send in a minute', count)
    .action(async (name: string, given) =>
      (await import('../commands/keys.ts')).createKey(name, given),
    );
  addServerOptions(keys.command('revoke'))
    .description('end a key, and every session that was opened with it')
    .argument('<id>', 'as "linchpin keys" shows it')
    .action(async (keyId: string, given) =>
      (await import('../commands/keys.ts')).revokeKey(keyId, given),
    );
}

const loginHelp = `
The key comes from stdin, from a question where there is a terminal, or from
--key. What is named with --server, --key, LINCHPIN_PUBLIC_URL or
LINCHPIN_API_KEY counts before it.

Examples:
  linchpin login https://linchpin.example.com < key.txt
  linchpin login                                 prints a link to the dashboard
  linchpin logout`;
