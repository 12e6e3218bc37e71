import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { forgetLogin, keepLogin } from '../../config/index.ts';
import { CliError } from '../errors.ts';
import { addressOf, connect, type ServerOptions } from '../server.ts';
import { print, printJson } from '../output.ts';

type LoginOptions = ServerOptions & { json?: boolean };

/** Keeps a server and its key for the commands to come; without a server, prints a link to the dashboard. */
export const login = (server: string | undefined, options: LoginOptions): Promise<void> =>
  server === undefined ? printLink(options) : keep(addressOf(server), options);

async function keep(server: string, options: LoginOptions): Promise<void> {
  const key = (options.key ?? (await askForKey())).trim();
  if (key === '')
    throw new CliError('The key is missing.', `Hand it in: linchpin login ${server} < key.txt`);
  const { name } = await connect({ server, key }).client.keys.verify();
  const file = keepLogin({ server, key });
  if (options.json) return printJson({ server, name, file });
  print(`Signed in to ${server} with the key "${name}".`);
}

/** From stdin, or from a person at a terminal. */
async function askForKey(): Promise<string> {
  if (!process.stdin.isTTY) return text(process.stdin);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question('API key: ');
  terminal.close();
  return answer;
}

/** Prints a link that signs in to the dashboard, once the server has said that the key is right. */
async function printLink(options: LoginOptions): Promise<void> {
  const { client, url, apiKey } = connect(options);
  await client.keys.verify();
  const link = `${url}/#key=${apiKey}`;
  if (options.json) return printJson({ url: link });
  print(link);
  process.stderr.write('Open it in a browser. The link contains the key: keep it to yourself.\n');
}

export function logout({ json }: { json?: boolean }): Promise<void> {
  const forgotten = forgetLogin();
  if (json) printJson({ forgotten });
  else print(forgotten ? 'Signed out.' : 'Commands were not signed in to a server.');
  return Promise.resolve();
}
