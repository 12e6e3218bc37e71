import { clockOf, type ClockOptions } from '../clock.ts';
import { connect, type ServerOptions } from '../server.ts';
import { print, printJson, printTable } from '../output.ts';

export interface KeyOptions extends ServerOptions {
  json?: boolean;
}

export async function listKeys(options: KeyOptions & ClockOptions): Promise<void> {
  const list = await connect(options).client.keys.list();
  if (options.json) return printJson(list);
  const clock = clockOf(options);
  printTable(
    ['Id', 'Name', 'Begins with', 'May', `Made (${clock.zone})`, 'Revoked'],
    list.apiKeys.map((key) => [
      key.id,
      key.isCurrent ? `${key.name} (this one)` : key.name,
      key.keyPreview,
      key.permission,
      clock.minute(key.createdAt),
      key.revokedAt === null ? '' : clock.minute(key.revokedAt),
    ]),
  );
}

export async function createKey(
  name: string,
  options: KeyOptions & { readOnly?: boolean },
): Promise<void> {
  const permission = options.readOnly ? 'read' : 'read-write';
  const made = await connect(options).client.keys.create({ name, permission });
  if (options.json) return printJson(made);
  print(made.apiKey.key);
  process.stderr.write('Keep it now: it is not shown again.\n');
}

export async function revokeKey(keyId: string, options: KeyOptions): Promise<void> {
  const answer = await connect(options).client.keys.revoke(keyId);
  if (options.json) return printJson(answer);
  print(answer.message);
}
