import type { InputOf } from '../../sdk/index.ts';
import { clockOf, type ClockOptions } from '../clock.ts';
import { chooseWorkspace, connect, type ServerOptions } from '../server.ts';
import { print, printJson, printTable } from '../output.ts';

export interface KeyOptions extends ServerOptions {
  json?: boolean;
}

export async function listKeys(options: KeyOptions & ClockOptions): Promise<void> {
  const list = await connect(options).client.keys.list();
  if (options.json) return printJson(list);
  const clock = clockOf(options);
  const when = (at: string | null, otherwise: string) =>
    at === null ? otherwise : clock.minute(at);
  printTable(
    ['Id', 'Name', 'Begins with', 'May', `Made (${clock.zone})`, 'Last used', 'Ends', 'Revoked'],
    list.apiKeys.map((key) => [
      key.id,
      key.isCurrent ? `${key.name} (this one)` : key.name,
      key.keyPreview,
      key.permission,
      clock.minute(key.createdAt),
      when(key.lastUsedAt, 'never'),
      when(key.expiresAt, 'never'),
      when(key.revokedAt, ''),
    ]),
  );
}

export interface NewKeyOptions extends KeyOptions {
  readOnly?: boolean;
  workspace?: string[];
  may?: string[];
  expires?: number;
  perMinute?: number;
}

export async function createKey(name: string, options: NewKeyOptions): Promise<void> {
  const { client } = connect(options);
  const { workspace, may, expires, perMinute } = options;
  const chosen = await Promise.all(
    (workspace ?? []).map(async (wanted) => (await chooseWorkspace(client, wanted))._id),
  );
  const made = await client.keys.create({
    name,
    permission: options.readOnly ? 'read' : 'read-write',
    // The server refuses a word it does not know, and names those it does.
    ...(may && { scopes: may as NonNullable<InputOf<'keys.create'>['scopes']> }),
    ...(chosen.length > 0 && { profileIds: chosen }),
    ...(expires !== undefined && { expiresIn: expires }),
    ...(perMinute !== undefined && { requestsPerMinute: perMinute }),
  });
  if (options.json) return printJson(made);
  print(made.apiKey.key);
  process.stderr.write('Keep it now: it is not shown again.\n');
}

export async function revokeKey(keyId: string, options: KeyOptions): Promise<void> {
  const answer = await connect(options).client.keys.revoke(keyId);
  if (options.json) return printJson(answer);
  print(answer.message);
}
