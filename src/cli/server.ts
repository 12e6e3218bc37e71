import { keptApiKey, keptLogin, loadConfig } from '../config/index.ts';
import { createClient, type Account, type LinchpinClient, type Profile } from '../sdk/index.ts';
import { CliError } from './errors.ts';
import { parseUrl } from '../domain/parse-url.ts';

export interface ServerOptions {
  server?: string;
  key?: string;
}

/** Where the server is and which key it takes: what was named, else the settings, the login, or this machine. */
export function locate(options: ServerOptions): { url: string; apiKey: string | null } {
  const config = loadConfig();
  const login = keptLogin();
  const url = addressOf(
    options.server ??
      config.publicUrl ??
      login?.server ??
      `http://${local(config.host)}:${config.port}`,
  );
  // A key is sent only to the server that it was kept for.
  const kept = login?.server === url ? login.key : keptApiKey(config.dataDir);
  return { url, apiKey: options.key ?? config.apiKey ?? kept };
}

/** An address of a server without a slash at its end. @throws CliError when it is none */
export function addressOf(server: string): string {
  const url = server.replace(/\/+$/, '');
  if (!/^https?:\/\/[^/]/i.test(url) || parseUrl(url) === null)
    throw new CliError(
      `"${url}" is no address of a server.`,
      'Write it as http://127.0.0.1:4400 or https://linchpin.example.com. (--server)',
    );
  return url;
}

export const keyMissing = {
  message: 'No API key is known.',
  fix: 'Start the server once with "npm start", sign in with "linchpin login <server>", or give a key with --key or LINCHPIN_API_KEY.',
};

/** A client of the running server. */
export function connect(options: ServerOptions): {
  client: LinchpinClient;
  url: string;
  apiKey: string;
} {
  const { url, apiKey } = locate(options);
  if (apiKey === null) throw new CliError(keyMissing.message, keyMissing.fix);
  return { client: createClient({ baseUrl: url, apiKey, retries: 0 }), url, apiKey };
}

const local = (host: string): string => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host);

/** The account named by id or user name; without a name, the only one there is. */
export async function chooseAccount(
  client: LinchpinClient,
  wanted: string | undefined,
): Promise<Account> {
  const { accounts } = await client.accounts.list();
  const names = accounts.map((account) => account.username).join(', ') || 'none';
  if (wanted !== undefined) {
    const found = accounts.find(({ _id, username }) => _id === wanted || username === wanted);
    if (!found)
      throw new CliError(`There is no account "${wanted}".`, `Connected accounts: ${names}.`);
    return found;
  }
  const [only, ...others] = accounts;
  if (!only)
    throw new CliError('No Pinterest account is connected.', 'Connect one: linchpin connect');
  if (others.length)
    throw new CliError('Several accounts are connected.', `Choose one with --account: ${names}.`);
  return only;
}

/** The workspace named by id or name; without a name, the only one there is. */
export async function chooseWorkspace(
  client: LinchpinClient,
  wanted: string | undefined,
): Promise<Profile> {
  const { profiles } = await client.workspaces.list();
  const names = profiles.map(({ name }) => name).join(', ') || 'none';
  if (wanted !== undefined) {
    const found = profiles.find(({ _id, name }) => _id === wanted || name === wanted);
    if (found) return found;
    throw new CliError(`There is no workspace "${wanted}".`, `Workspaces: ${names}.`);
  }
  const [only, ...others] = profiles;
  if (only && others.length === 0) return only;
  throw new CliError(
    'The key reaches several workspaces.',
    `Choose one with --workspace: ${names}.`,
  );
}
