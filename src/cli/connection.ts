import { keptApiKey, loadConfig } from '../config/index.ts';
import { createClient, type Account, type LinchpinClient } from '../sdk/index.ts';
import { CliError } from './errors.ts';

export interface ServerOptions {
  server?: string;
  key?: string;
}

/** A client of the running server: the one named, else the one of this machine's settings. */
export function connect(options: ServerOptions): { client: LinchpinClient; url: string } {
  const config = loadConfig();
  const url = (
    options.server ??
    config.publicUrl ??
    `http://${local(config.host)}:${config.port}`
  ).replace(/\/+$/, '');
  const apiKey = options.key ?? config.apiKey ?? keptApiKey(config.dataDir);
  if (!apiKey)
    throw new CliError(
      'No API key is known.',
      'Start the server once with "npm start", or give a key with --key or LINCHPIN_API_KEY.',
    );
  return { client: createClient({ baseUrl: url, apiKey }), url };
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
    throw new CliError('No Pinterest account is connected.', 'Connect one in the dashboard.');
  if (others.length)
    throw new CliError('Several accounts are connected.', `Choose one with --account: ${names}.`);
  return only;
}
