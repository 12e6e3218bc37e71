import { Command } from 'commander';
import { loadConfig } from '../config/index.ts';
import { addAccountCommands } from './groups/accounts.ts';
import { addInstallationCommands } from './groups/installation.ts';
import { addKeyCommands } from './groups/keys.ts';
import { addPostCommands } from './groups/posts.ts';

/** The commands. Each loads its own code when it is called, so that a short command starts fast. */
export function createProgram(): Command {
  const program = new Command('linchpin')
    .description('Publishes Pins to Pinterest exactly once, on time, or says why not.')
    .version(loadConfig({}).version)
    .showHelpAfterError('(add --help for the options)')
    .configureHelp({ sortSubcommands: false });

  addInstallationCommands(program.commandsGroup('Installation:'));
  addPostCommands(program.commandsGroup('Posts:'));
  addAccountCommands(program.commandsGroup('Accounts:'));
  addKeyCommands(program.commandsGroup('Access:'));
  return program;
}
