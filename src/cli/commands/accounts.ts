import type { AccountHealth } from '../../sdk/index.ts';
import { clockOf, type ClockOptions } from '../clock.ts';
import { print, printFields, printJson, printTable, style } from '../output.ts';
import { chooseAccount, connect, type ServerOptions } from '../server.ts';

interface AccountOptions extends ServerOptions, ClockOptions {
  json?: boolean;
}

/** The accounts, and whether they can publish. */
export async function listAccounts(options: AccountOptions): Promise<void> {
  const { client } = connect(options);
  const health = await client.accounts.allHealth();
  if (options.json) return printJson(health);
  if (health.accounts.length === 0)
    return print('No account is connected. Connect one with "linchpin connect".');
  const clock = clockOf(options);
  printTable(
    ['Account', 'Id', 'State', `Token until (${clock.zone})`],
    health.accounts.map((account) => [
      account.username,
      account.accountId,
      account.status,
      account.tokenExpiresAt === null ? 'not known' : clock.minute(account.tokenExpiresAt),
    ]),
  );
  for (const { username, issues } of health.accounts)
    for (const issue of issues) print(`\n${style.yellow('!')} ${username}: ${clock.words(issue)}`);
}

/** How one account stands. */
export async function showHealth(
  name: string | undefined,
  options: AccountOptions & { probe?: boolean },
): Promise<void> {
  const { client } = connect(options);
  const account = await chooseAccount(client, name);
  const health = await client.accounts.health(account._id, {
    ...(options.probe && { probe: 'true' }),
  });
  if (options.json) return printJson(health);
  const clock = clockOf(options);
  const { tokenStatus, permissions, capabilities } = health;
  const time = (at: string | null) => (at === null ? 'not known' : clock.minute(at));
  printFields([
    ['Account', `${health.username} (${health.accountId})`],
    ['Host', health.host],
    ['State', health.status],
    ['Token', tokenStatus.valid ? `valid until ${time(tokenStatus.expiresAt)}` : 'not valid'],
    ['Renewed by itself', tokenStatus.renewable ? 'yes' : 'no'],
    ['Sign-in until', time(tokenStatus.signInEndsAt)],
    ['App access', health.access ?? 'not seen yet'],
    [
      'Permissions',
      permissions.missingRequired.length === 0
        ? 'complete'
        : `missing ${permissions.missingRequired.join(', ')}`,
    ],
    ['Creates Pins', known(capabilities.createPins)],
    ['Edits Pins', known(capabilities.editPins)],
    ['Numbers of many Pins at once', known(capabilities.batchAnalytics)],
    ['Times', clock.zone],
  ]);
  printProblems(health, clock.words);
}

const known = (value: boolean | null): string =>
  value === null ? 'not tried yet' : value ? 'yes' : 'refused by Pinterest';

function printProblems({ problems }: AccountHealth, words: (text: string) => string): void {
  for (const { message, fix } of problems)
    print(`\n${style.yellow('!')} ${words(message)}\n  ${words(fix)}`);
}

export async function disconnectAccount(
  name: string,
  options: AccountOptions & { cancelPins?: boolean; purge?: boolean },
): Promise<void> {
  const { client } = connect(options);
  const account = await chooseAccount(client, name);
  const answer = await client.accounts.disconnect(account._id, {
    plannedPins: options.cancelPins ? 'cancel' : 'hold',
    data: options.purge ? 'purge' : 'keep',
  });
  if (options.json) return printJson(answer);
  print(answer.message);
}

export async function moveAccount(
  name: string,
  workspace: string,
  options: AccountOptions & { cancelPins?: boolean },
): Promise<void> {
  const { client } = connect(options);
  const account = await chooseAccount(client, name);
  const answer = await client.accounts.move(account._id, {
    profileId: workspace,
    ...(options.cancelPins && { plannedPins: 'cancel' as const }),
  });
  if (options.json) return printJson(answer);
  print(answer.message);
}

export async function renameAccount(
  name: string,
  displayName: string,
  options: AccountOptions,
): Promise<void> {
  const { client } = connect(options);
  const account = await chooseAccount(client, name);
  const answer = await client.accounts.rename(account._id, { displayName });
  if (options.json) return printJson(answer);
  print(`${answer.username} is shown as "${answer.displayName}".`);
}
