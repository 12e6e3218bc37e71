import { Command } from 'commander';
import { loadConfig } from '../config/index.ts';
import { exitCodesHelp } from './exit-codes.ts';
import { addAccountCommands } from './groups/accounts.ts';
import { addBoardCommands } from './groups/boards.ts';
import { addImportCommands } from './groups/imports.ts';
import { addInstallationCommands } from './groups/installation.ts';
import { addKeywordCommands } from './groups/keywords.ts';
import { addKeyCommands } from './groups/keys.ts';
import { addMediaCommands } from './groups/media.ts';
import { addPeopleCommands, addWorkspaceCommands } from './groups/people.ts';
import { addAnalyticsCommands } from './groups/analytics.ts';
import { addPinCommands } from './groups/pins.ts';
import { addPostCommands } from './groups/posts.ts';
import { addProgramCommands } from './groups/programs.ts';
import { addQueueCommands } from './groups/queues.ts';
import { addWebhookCommands } from './groups/webhooks.ts';

/**
 * The commands. Each loads its own code when it is called, so that a short command starts fast.
 * @param json do not print usage errors as text: the caller prints them as JSON.
 */
export function createProgram(json = false): Command {
  const program = new Command('linchpin')
    .description('Publishes Pins to Pinterest exactly once, on time, or says why not.')
    .version(loadConfig({}).version)
    .showHelpAfterError('(add --help for the options)')
    .configureHelp({ sortSubcommands: false })
    .exitOverride()
    .addHelpText('after', timesHelp + exitCodesHelp);
  if (json) program.configureOutput({ writeErr: () => {} });

  addInstallationCommands(program.commandsGroup('Installation:'));
  const posts = program.commandsGroup('Posts:');
  addPostCommands(posts);
  addImportCommands(posts);
  addQueueCommands(posts);
  addMediaCommands(posts);
  const accounts = program.commandsGroup('Accounts:');
  addBoardCommands(accounts);
  addPinCommands(accounts);
  addKeywordCommands(accounts);
  addAnalyticsCommands(accounts);
  addAccountCommands(accounts);
  addKeyCommands(program.commandsGroup('Access:'));
  addPeopleCommands(program);
  addWorkspaceCommands(program);
  addWebhookCommands(program.commandsGroup('Programs:'));
  addProgramCommands(program);
  return program;
}

const timesHelp = `
Times are shown in the time zone of this machine, which the heading names; --utc
shows them in UTC. With --json they are ISO 8601 in UTC.
`;
