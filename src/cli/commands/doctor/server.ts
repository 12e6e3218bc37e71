import {
  createClient,
  LinchpinApiError,
  LinchpinConnectionError,
  type InstanceHealth,
  type LinchpinClient,
} from '../../../sdk/index.ts';
import type { Clock } from '../../clock.ts';
import { explainConnection } from '../../connection.ts';
import { notLinchpin } from '../../errors.ts';
import { keyMissing, locate, type ServerOptions } from '../../server.ts';
import { plural, ok, wrong, type Check } from './check.ts';
import { healthChecks } from './health.ts';

/** Milliseconds after which a server does not answer. */
const patienceMs = 10_000;
/** Accounts whose boards are read from Pinterest, so that a hundred accounts do not spend a hundred requests. */
const readAccounts = 10;

/** The server, and all it knows. */
export async function serverChecks(options: ServerOptions, clock: Clock): Promise<Check[]> {
  const { url, apiKey } = locate(options);
  const ready = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(patienceMs) }).then(
    (response) => (response.ok ? 'ready' : 'not ready'),
    (error: unknown) => new LinchpinConnectionError(url, error),
  );
  if (ready instanceof LinchpinConnectionError) {
    const { reason, fix } = explainConnection(ready);
    return [wrong('Server', `${url} (no answer: ${reason})`, fix)];
  }
  const found = `${url} (${ready})`;
  if (ready !== 'ready')
    return [
      wrong('Server', found, 'Its database does not answer, or its disk is full: look at its log.'),
    ];
  const server = ok('Server', found);
  if (apiKey === null) return [server, wrong('API key', 'none is known', keyMissing.fix)];
  const client = createClient({ baseUrl: url, apiKey, retries: 0 });
  try {
    const instance = await client.instance.get();
    const health = await client.instance.health({ profileId: instance.workspace.id });
    return [
      server,
      ok('API key', `valid for "${instance.workspace.name}"`),
      ok(
        'Pinterest',
        instance.mode === 'sandbox'
          ? `local sandbox ${instance.sandboxUrl ?? ''}`
          : 'api.pinterest.com',
      ),
      ok('Redirect URI', `${instance.connect.redirectUri} (register it with your Pinterest app)`),
      ...healthChecks(health, clock),
      ...(await accountChecks(client, health)),
    ];
  } catch (error) {
    if (!(error instanceof LinchpinApiError))
      return [server, wrong('Server', error instanceof Error ? error.message : String(error), '')];
    const about = error.status === 401 || error.status === 403 ? 'API key' : 'Server';
    return [
      server,
      wrong(
        about,
        error.message,
        error.problems[0]?.fix ?? (error.code === 'UNKNOWN_ANSWER' ? notLinchpin : ''),
      ),
    ];
  }
}

async function accountChecks(client: LinchpinClient, health: InstanceHealth): Promise<Check[]> {
  const accounts = health.accounts.filter(({ status }) => status !== 'disconnected');
  const lost = accounts.filter(({ status }) => status === 'needs_reconnection');
  const connected = accounts.filter(({ status }) => status === 'connected');
  const checks: Check[] = [
    accounts.length > 0
      ? ok('Accounts', `${connected.length} connected`)
      : wrong('Accounts', 'none is connected', 'Connect one: linchpin connect'),
    ...lost.map(({ username }) =>
      wrong(
        username,
        `must be connected again${waiting(health)}`,
        `Connect it again: linchpin connect --account ${username}. What waits goes out afterwards.`,
      ),
    ),
  ];
  for (const { accountId, username } of connected.slice(0, readAccounts))
    checks.push(
      await client.boards.list(accountId).then(
        ({ boards }) => ok(username, plural(boards.length, 'board')),
        (error: unknown) =>
          wrong(
            username,
            error instanceof Error ? error.message : String(error),
            error instanceof LinchpinApiError ? (error.problems[0]?.fix ?? '') : '',
          ),
      ),
    );
  return checks;
}

const waiting = ({ pins }: InstanceHealth): string =>
  pins.waitingForAccount === 0 ? '' : `; ${plural(pins.waitingForAccount, 'Pin')} wait for that`;
