import type { Account } from '../contract/index.ts';
import { LinchpinError, problem, refusal } from '../domain/errors/index.ts';
import type { Caller } from '../door/index.ts';

/** @throws LinchpinError NOT_FOUND of a team that the caller does not reach */
export function requireTeam({ actor }: Caller, teamId: string, field = 'teamId'): void {
  if (!actor.grants.some(({ workspaceId }) => workspaceId === teamId))
    throw refusal('NOT_FOUND', { field });
}

/** @throws LinchpinError PLATFORM_NOT_SUPPORTED */
export function requirePinterest(network: string, field: string): void {
  if (network !== 'PINTEREST')
    throw refusal('PLATFORM_NOT_SUPPORTED', { field, values: { platform: network } });
}

/** The Pinterest accounts of a team that are connected, or were. */
export async function accountsOf(
  caller: Caller,
  teamId: string,
  field = 'teamId',
): Promise<Account[]> {
  requireTeam(caller, teamId, field);
  const { accounts } = await caller.run('accounts.list', { profileId: teamId });
  return accounts;
}

export interface AccountChoice {
  teamId: string;
  /** The network; one other than Pinterest has no accounts here. */
  type?: string | undefined;
  socialAccountId?: string | undefined;
}

/**
 * The one Pinterest account of a team, or the one that is named.
 * @throws LinchpinError PLATFORM_NOT_SUPPORTED, SOCIAL_ACCOUNT_NOT_FOUND, SOCIAL_ACCOUNT_AMBIGUOUS
 */
export async function requireAccount(
  caller: Caller,
  { teamId, type = 'PINTEREST', socialAccountId }: AccountChoice,
): Promise<Account> {
  requirePinterest(type, 'type');
  const accounts = await accountsOf(caller, teamId);
  const meant =
    socialAccountId === undefined
      ? accounts
      : accounts.filter(({ _id }) => _id === socialAccountId);
  const [account, ...others] = meant;
  if (!account)
    throw refusal('SOCIAL_ACCOUNT_NOT_FOUND', {
      field: socialAccountId === undefined ? 'teamId' : 'socialAccountId',
    });
  if (others.length === 0) return account;
  throw new LinchpinError([
    problem('SOCIAL_ACCOUNT_AMBIGUOUS', {
      field: 'socialAccountId',
      values: { count: meant.length },
      details: { socialAccounts: meant.map(({ _id: id, username }) => ({ id, username })) },
    }),
  ]);
}

/** Which account a post is for; null: it is for another network. */
export async function accountFor(
  caller: Caller,
  teamId: string,
  networks: readonly string[],
  pin: { socialAccountId?: string | undefined } | null | undefined,
): Promise<Account | null> {
  requireTeam(caller, teamId);
  return networks.includes('PINTEREST')
    ? requireAccount(caller, { teamId, socialAccountId: pin?.socialAccountId })
    : null;
}
