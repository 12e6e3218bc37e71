import type { Role } from '../../domain/roles.ts';
import type { LinchpinClient, Person } from '../../sdk/index.ts';
import { clockOf, type ClockOptions } from '../clock.ts';
import { CliError } from '../errors.ts';
import { print, printJson, printTable } from '../output.ts';
import { chooseWorkspace, connect, type ServerOptions } from '../server.ts';

interface Options extends ServerOptions {
  json?: boolean;
  workspace?: string;
}

/** The server, and the workspace that a command is about. */
async function at(options: Options): Promise<{ client: LinchpinClient; profileId: string }> {
  const { client } = connect(options);
  return { client, profileId: (await chooseWorkspace(client, options.workspace))._id };
}

export async function listPeople(options: Options & ClockOptions): Promise<void> {
  const { client, profileId } = await at(options);
  const { people, invites } = await client.people.list({ profileId });
  if (options.json) return printJson({ people, invites });
  const clock = clockOf(options);
  printTable(
    ['Signs in as', 'Name', 'Role', `Last seen (${clock.zone})`],
    people.map(({ login, name, role, lastSeenAt }) => [
      login,
      name,
      role,
      lastSeenAt === null ? '' : clock.minute(lastSeenAt),
    ]),
  );
  if (invites.length === 0) return;
  print();
  printTable(
    ['Invitation', 'Role', 'For', `Until (${clock.zone})`],
    invites.map(({ id, role, note, expiresAt }) => [id, role, note ?? '', clock.minute(expiresAt)]),
  );
}

export async function invitePerson(
  role: Role,
  options: Options & { note?: string; hours?: number },
): Promise<void> {
  const { client, profileId } = await at(options);
  const { note, hours } = options;
  const made = await client.invites.create({
    profileId,
    role,
    ...(note !== undefined && { note }),
    ...(hours !== undefined && { expiresInHours: hours }),
  });
  if (options.json) return printJson(made);
  print(made.url);
  process.stderr.write('Send it to one person. It works once, and is not shown again.\n');
}

export async function takeBackInvite(inviteId: string, options: Options): Promise<void> {
  const { client, profileId } = await at(options);
  say(options, await client.invites.revoke(inviteId, { profileId }));
}

export async function changeRole(wanted: string, role: Role, options: Options): Promise<void> {
  const { client, profileId } = await at(options);
  const { id } = await choosePerson(client, profileId, wanted);
  say(options, await client.people.changeRole(id, { profileId, role }));
}

export async function removePerson(wanted: string, options: Options): Promise<void> {
  const { client, profileId } = await at(options);
  const { id } = await choosePerson(client, profileId, wanted);
  say(options, await client.people.remove(id, { profileId }));
}

export async function resetPassword(wanted: string, options: Options): Promise<void> {
  const { client, profileId } = await at(options);
  const { id } = await choosePerson(client, profileId, wanted);
  const made = await client.people.resetPassword(id, { profileId });
  if (options.json) return printJson(made);
  print(made.url);
  process.stderr.write('Whoever opens it sets the password. It works once, within a day.\n');
}

function say(options: Options, answer: { message: string }): void {
  if (options.json) printJson(answer);
  else print(answer.message);
}

/** Finds a person by id or by login. @throws CliError */
async function choosePerson(
  client: LinchpinClient,
  profileId: string,
  wanted: string,
): Promise<Person> {
  const { people } = await client.people.list({ profileId });
  const key = wanted.toLowerCase();
  const found = people.find(({ id, login }) => id === wanted || login.toLowerCase() === key);
  if (found) return found;
  throw new CliError(
    `Nobody here signs in as "${wanted}".`,
    `People: ${people.map(({ login }) => login).join(', ') || 'none'}.`,
  );
}
