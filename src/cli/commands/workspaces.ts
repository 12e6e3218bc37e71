import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { isApprovalSubject, type ApprovalSubject } from '../../domain/roles.ts';
import { CliError } from '../errors.ts';
import { print, printJson, printTable } from '../output.ts';
import { fetchFile } from '../print-file.ts';
import { chooseWorkspace, connect, type ServerOptions } from '../server.ts';

interface Options extends ServerOptions {
  json?: boolean;
}

export async function listWorkspaces(options: Options): Promise<void> {
  const list = await connect(options).client.workspaces.list();
  if (options.json) return printJson(list);
  printTable(
    ['Id', 'Name', 'Need an approval'],
    list.profiles.map(({ _id, name, approvalRoles }) => [
      _id,
      name,
      approvalRoles.join(', ') || 'nobody',
    ]),
  );
}

export async function createWorkspace(name: string, options: Options): Promise<void> {
  const made = await connect(options).client.workspaces.create({ name });
  if (options.json) return printJson(made);
  print(`Workspace "${made.profile.name}" made: ${made.profile._id}`);
}

/** Writes everything of a workspace into one file. */
export async function exportWorkspace(
  file: string,
  options: Options & { workspace?: string },
): Promise<void> {
  const { client } = connect(options);
  const { _id, name } = await chooseWorkspace(client, options.workspace);
  await pipeline(
    fetchFile(options, `/api/v1/profiles/${_id}/export`),
    createWriteStream(file, { mode: 0o600 }),
  );
  if (options.json) return printJson({ profileId: _id, file });
  print(`Everything of "${name}" is in ${file}.`);
}

export async function changeWorkspace(
  wanted: string,
  options: Options & { name?: string; approval?: string },
): Promise<void> {
  const { client } = connect(options);
  const { name, approval } = options;
  if (name === undefined && approval === undefined)
    throw new CliError('Nothing to change.', 'Give --name or --approval.');
  const { _id } = await chooseWorkspace(client, wanted);
  const changed = await client.workspaces.update(_id, {
    ...(name !== undefined && { name }),
    ...(approval !== undefined && { approvalRoles: subjectsOf(approval) }),
  });
  if (options.json) return printJson(changed);
  print(`Workspace "${changed.profile.name}" changed.`);
}

/** @throws CliError when there is no such role or workspace. */
function subjectsOf(text: string): ApprovalSubject[] {
  if (text === 'nobody') return [];
  return text.split(/[\s,]+/).map((word) => {
    if (isApprovalSubject(word)) return word;
    throw new CliError(
      `"${word}" is nobody whose posts can need an approval.`,
      'Use owner, admin, editor and api_key, separated by commas, or nobody. (--approval)',
    );
  });
}

export async function deleteWorkspace(wanted: string, options: Options): Promise<void> {
  const { client } = connect(options);
  const { _id, name } = await chooseWorkspace(client, wanted);
  const answer = await client.workspaces.delete(_id);
  if (options.json) return printJson(answer);
  print(`Workspace "${name}" deleted.`);
}
