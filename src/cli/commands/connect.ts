import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { Account, ConnectionState, LinchpinClient, ProblemBody } from '../../sdk/index.ts';
import { loadConfig } from '../../config/index.ts';
import { parseUrl } from '../../domain/parse-url.ts';
import { openBrowser } from '../browser.ts';
import { CliError } from '../errors.ts';
import { print, printJson, startProgress, style, type Progress } from '../output.ts';
import { chooseAccount, connect as connectTo, type ServerOptions } from '../server.ts';
import { printBoards } from './boards.ts';

export interface ConnectOptions extends ServerOptions {
  json?: boolean;
  workspace?: string;
  host?: 'pinterest' | 'pinterest-sandbox' | 'sandbox';
  account?: string;
  secretBoards: boolean;
  keywords?: boolean;
  browser: boolean;
  token?: boolean;
}

/** Connects a Pinterest account in the browser, and shows its boards. */
export async function connect(options: ConnectOptions): Promise<void> {
  const { client } = connectTo(options);
  const account = options.token ? await byToken(client, options) : await byConsent(client, options);
  const { boards } = await client.boards.list(account._id);
  if (options.json) return printJson({ account, boards });
  print(`${style.green('✓')} Connected ${account.username} (${account._id})`);
  if (boards.length === 0) return print('  It has no boards yet: linchpin boards create "Name"');
  print();
  printBoards(boards, account.username);
}

const about = ({ workspace, host }: ConnectOptions) => ({
  ...(workspace !== undefined && { profileId: workspace }),
  ...(host && { host }),
});

/** The token comes by stdin: what stands in a command line is seen by every program of the machine. */
async function byToken(client: LinchpinClient, options: ConnectOptions): Promise<Account> {
  if (process.stdin.isTTY) process.stderr.write('Paste the access token, then Ctrl-D: ');
  const accessToken = (await text(process.stdin)).trim();
  if (accessToken === '')
    throw new CliError(
      'No access token came.',
      'Give it by stdin: linchpin connect --token < file',
    );
  const { account, message } = await client.connections.fromToken('pinterest', {
    accessToken,
    ...about(options),
  });
  if (!options.json) process.stderr.write(`${message}\n`);
  return account;
}

async function byConsent(client: LinchpinClient, options: ConnectOptions): Promise<Account> {
  const again =
    options.account === undefined ? undefined : await chooseAccount(client, options.account);
  const begun = await client.connections.start('pinterest', {
    ...about(options),
    ...(again && { accountId: again._id }),
    secretBoards: options.secretBoards ? 'true' : 'false',
    ...(options.keywords && { keywords: 'true' }),
  });
  const opened = options.browser && openBrowser(begun.authUrl, loadConfig().hasDisplay);
  const say = (line = '') => void process.stderr.write(`${line}\n`);
  say(opened ? 'Your browser shows the page of Pinterest. If not, open:' : 'Open this address:');
  say(`\n  ${begun.authUrl}\n`);
  say('If the browser ends at an address it cannot reach, copy that address, paste it here and');
  say('press Enter.\n');
  const progress = startProgress(options.json === true);
  progress.step('Waiting for you to give access');
  const stop = takePastedAddress(client, options, progress);
  try {
    const ended = await waitFor(client, begun.state, options);
    progress.done();
    return ended;
  } catch (error) {
    progress.fail();
    throw error;
  } finally {
    stop();
  }
}

/** Milliseconds between looks whether the connection is complete. */
const lookEveryMs = 1_000;

async function waitFor(
  client: LinchpinClient,
  state: string,
  { workspace }: ConnectOptions,
): Promise<Account> {
  for (;;) {
    const found: ConnectionState = await client.connections.status('pinterest', {
      state,
      ...(workspace !== undefined && { profileId: workspace }),
    });
    if (found.account) return found.account;
    if (found.problem) throw explained(found.problem);
    if (found.status === 'expired')
      throw new CliError('Nobody gave access within ten minutes.', 'Run "linchpin connect" again.');
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

const explained = ({ message, fix }: ProblemBody) => new CliError(message, fix);

/** On another machine than the server, the browser ends at a localhost that is not the server's. */
function takePastedAddress(
  client: LinchpinClient,
  { workspace }: ConnectOptions,
  progress: Progress,
): () => void {
  const lines = createInterface({ input: process.stdin, terminal: false });
  lines.on('line', (line) => {
    const query = parseUrl(line.trim())?.searchParams;
    const state = query?.get('state');
    if (!query || !state) return;
    const [code, error] = [query.get('code'), query.get('error')];
    client.connections
      .complete('pinterest', {
        state,
        ...(workspace !== undefined && { profileId: workspace }),
        ...(code !== null && { code }),
        ...(error !== null && { error }),
      })
      // How it ended is seen by asking for its state; only an address of another connection is not.
      .catch((failure: unknown) =>
        progress.step(failure instanceof Error ? failure.message : String(failure)),
      );
  });
  return () => {
    lines.close();
    process.stdin.destroy(); // Or the command would wait for more of it.
  };
}
