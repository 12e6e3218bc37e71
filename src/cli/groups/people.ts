import { Argument, type Command } from 'commander';
import { roles, type Role } from '../../domain/roles.ts';
import { addClockOption, addServerOptions, count, upTo, workspaceOption } from '../option-sets.ts';

const roleArgument = () => new Argument('<role>', 'what they may do').choices(roles);
const who = ['<who>', 'what they sign in with, or their id'] as const;

export function addPeopleCommands(program: Command): void {
  const people = program
    .command('people')
    .alias('users')
    .description('who may sign in, and what they may do');
  const add = (name: string, isDefault = false) =>
    addServerOptions(people.command(name, { isDefault })).option(...workspaceOption);
  addClockOption(add('list', true))
    .description('list people, and the invitations that are open')
    .action(async (given) => (await import('../commands/people.ts')).listPeople(given));
  add('invite')
    .description('print a link that lets one person in')
    .addArgument(roleArgument())
    .option('--note <text>', 'whom it is for')
    .option('--hours <number>', 'how long it works; else 72', count)
    .addHelpText('after', roleHelp)
    .action(async (role: Role, given) =>
      (await import('../commands/people.ts')).invitePerson(role, given),
    );
  add('uninvite')
    .description('take an invitation back')
    .argument('<id>', 'as "linchpin people" shows it')
    .action(async (id: string, given) =>
      (await import('../commands/people.ts')).takeBackInvite(id, given),
    );
  add('role')
    .description('change the role of a person')
    .argument(...who)
    .addArgument(roleArgument())
    .action(async (person: string, role: Role, given) =>
      (await import('../commands/people.ts')).changeRole(person, role, given),
    );
  add('remove')
    .description('remove a person from the workspace, at once')
    .argument(...who)
    .action(async (person: string, given) =>
      (await import('../commands/people.ts')).removePerson(person, given),
    );
  add('reset-password')
    .description('print a link that sets a new password')
    .argument(...who)
    .action(async (person: string, given) =>
      (await import('../commands/people.ts')).resetPassword(person, given),
    );
}

export function addWorkspaceCommands(program: Command): void {
  const workspaces = program
    .command('workspaces')
    .description('what is kept apart: accounts, posts, people and keys');
  addServerOptions(workspaces.command('list', { isDefault: true }))
    .description('list those that the key reaches')
    .action(async (given) => (await import('../commands/workspaces.ts')).listWorkspaces(given));
  addServerOptions(workspaces.command('create'))
    .description('make one')
    .argument('<name>')
    .action(async (name: string, given) =>
      (await import('../commands/workspaces.ts')).createWorkspace(name, given),
    );
  addServerOptions(workspaces.command('change'))
    .description('rename one, or say whose posts need an approval in it')
    .argument('<workspace>', 'its name or id')
    .option('--name <text>', 'its new name')
    .option('--approval <who>', 'owner, admin, editor and api_key, separated by commas, or nobody')
    .action(async (workspace: string, given) =>
      (await import('../commands/workspaces.ts')).changeWorkspace(workspace, given),
    );
  addServerOptions(workspaces.command('export'))
    .description('write everything of one into an archive (tar.gz)')
    .argument('<file>', 'where to, like everything.tar.gz')
    .option(...workspaceOption)
    .action(async (file: string, given) =>
      (await import('../commands/workspaces.ts')).exportWorkspace(file, given),
    );
  addServerOptions(workspaces.command('delete'))
    .description('delete one that has no accounts')
    .argument('<workspace>', 'its name or id')
    .action(async (workspace: string, given) =>
      (await import('../commands/workspaces.ts')).deleteWorkspace(workspace, given),
    );
  addClockOption(addServerOptions(program.command('audit')))
    .description('show who changed what')
    .option('--operation <name>', 'only these, such as posts or posts.approve')
    .option('--since <time>', 'from then on, such as 2026-12-01T00:00:00Z')
    .option('--limit <number>', 'how many, up to 1000', upTo(1000), 50)
    .option('--csv', 'print CSV, for a spreadsheet')
    .option(...workspaceOption)
    .action(async (given) => (await import('../commands/audit.ts')).audit(given));
}

const roleHelp = `
Roles:
  owner     everything, and other owners
  admin     everything but making and deleting workspaces
  editor    writes, plans and publishes; no accounts, keys or people
  approver  lets posts out that wait for an approval, and changes nothing
  viewer    looks`;
