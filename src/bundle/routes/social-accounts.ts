import { z } from 'zod';
import { route, type Caller } from '../../door/index.ts';
import { noLimit, usedOf } from '../limits.ts';
import { presentAccount, withChannels } from '../present/social-account.ts';
import { byPage, Pagination } from '../shapes/page.ts';
import { Network, socialAccountId } from '../shapes/platform.ts';
import { SocialAccount } from '../shapes/social-account.ts';
import { accountsOf, requireAccount, requirePinterest, requireTeam } from '../team-account.ts';

const Which = z.object({ type: Network, teamId: z.string(), socialAccountId });
const Address = z.object({ url: z.string() });

/** Adds the parameter by which the client's page knows a browser that comes back from Pinterest, also after a failure. */
function markedReturn(redirectUrl: string): string {
  const at = redirectUrl.indexOf('#');
  const [base, fragment] =
    at < 0 ? [redirectUrl, ''] : [redirectUrl.slice(0, at), redirectUrl.slice(at)];
  return `${base}${base.includes('?') ? '&' : '?'}pinterest-callback=true${fragment}`;
}

async function consentUrl(
  caller: Caller,
  {
    teamId,
    redirectUrl,
    expiresIn,
  }: { teamId: string; redirectUrl?: string | undefined; expiresIn?: number },
): Promise<{ url: string }> {
  requireTeam(caller, teamId);
  const { authUrl } = await caller.run('connections.start', {
    platform: 'pinterest',
    profileId: teamId,
    chooseBoard: 'false',
    ...(redirectUrl !== undefined && { redirect_url: markedReturn(redirectUrl) }),
    ...(expiresIn !== undefined && { expiresInMinutes: expiresIn }),
  });
  return { url: authUrl };
}

const connect = route({
  method: 'POST',
  path: '/api/v1/social-account/connect',
  id: 'socialAccount_connect',
  summary: 'The address at which a person lets this installation use a Pinterest account',
  reads: 'json',
  input: z.object({
    type: Network,
    teamId: z.string(),
    redirectUrl: z.string(),
    disableAutoLogin: z.boolean().optional().describe('Has no effect: Pinterest has no such flag.'),
  }),
  output: Address,
  run(caller, { type, ...asked }) {
    requirePinterest(type, 'type');
    return consentUrl(caller, asked);
  },
});

const portalText = z.string().optional().describe('Has no effect: there is no page to show it on.');
const portalSwitch = z.boolean().optional().describe('Has no effect.');

const createPortalLink = route({
  method: 'POST',
  path: '/api/v1/social-account/create-portal-link',
  id: 'socialAccount_createPortalLink',
  summary: "A link to send to a person: it opens Pinterest's own consent page",
  reads: 'json',
  input: z.object({
    teamId: z.string(),
    socialAccountTypes: z.array(Network).min(1),
    redirectUrl: z.string().optional(),
    expiresIn: z.number().int().min(5).max(2880).default(10).describe('Minutes.'),
    maxSocialAccountsConnected: z
      .number()
      .int()
      .optional()
      .describe('Has no effect: it connects one.'),
    serverUrl: portalText,
    logoUrl: portalText,
    userLogoUrl: portalText,
    userName: portalText,
    goBackButtonText: portalText,
    language: portalText,
    disableAutoLogin: portalSwitch,
    hidePoweredBy: portalSwitch,
    hideGoBackButton: portalSwitch,
    hideUserLogo: portalSwitch,
    hideUserName: portalSwitch,
    hideLanguageSwitcher: portalSwitch,
    showModalOnConnectSuccess: portalSwitch,
  }),
  output: Address,
  run(caller, { socialAccountTypes, teamId, redirectUrl, expiresIn }) {
    socialAccountTypes.forEach((type, index) =>
      requirePinterest(type, `socialAccountTypes[${index}]`),
    );
    return consentUrl(caller, { teamId, redirectUrl, expiresIn });
  },
});

const getByType = route({
  method: 'GET',
  path: '/api/v1/social-account/by-type',
  id: 'socialAccount_getByType',
  summary: 'The Pinterest account of a team, its boards as channels',
  reads: 'query',
  input: Which,
  output: SocialAccount,
  run: async (caller, which) => withChannels(caller, await requireAccount(caller, which)),
});

const refreshChannels = route({
  method: 'POST',
  path: '/api/v1/social-account/refresh-channels',
  id: 'socialAccount_refreshChannels',
  summary: 'Reads the boards from Pinterest again',
  reads: 'json',
  input: Which,
  output: SocialAccount,
  run: async (caller, which) =>
    withChannels(caller, await requireAccount(caller, which), { refresh: true }),
});

const setChannel = route({
  method: 'POST',
  path: '/api/v1/social-account/set-channel',
  id: 'socialAccount_setChannel',
  summary: 'Chooses the board of Pins that name none',
  reads: 'json',
  input: Which.extend({ channelId: z.string().describe('Id or exact name of a board.') }),
  output: SocialAccount,
  async run(caller, { channelId, ...which }) {
    const { _id: accountId } = await requireAccount(caller, which);
    const { account } = await caller.run('boards.setDefault', {
      accountId,
      defaultBoardId: channelId,
    });
    return withChannels(caller, account);
  },
});

const unsetChannel = route({
  method: 'POST',
  path: '/api/v1/social-account/unset-channel',
  id: 'socialAccount_unsetChannel',
  summary: 'Pins that name no board go nowhere again',
  reads: 'json',
  input: Which,
  output: SocialAccount,
  async run(caller, which) {
    const { _id: accountId } = await requireAccount(caller, which);
    const { account } = await caller.run('boards.setDefault', { accountId, defaultBoardId: null });
    return withChannels(caller, account);
  },
});

const disconnect = route({
  method: 'DELETE',
  path: '/api/v1/social-account/disconnect',
  id: 'socialAccount_disconnect',
  summary: 'Forgets the sign-in; planned Pins wait until the account is connected again',
  reads: 'json',
  input: Which,
  output: SocialAccount,
  async run(caller, which) {
    const account = await requireAccount(caller, which);
    await caller.run('accounts.disconnect', { accountId: account._id });
    const deletedAt = new Date(caller.nowMs()).toISOString();
    return { ...presentAccount(account, null), deletedAt };
  },
});

const limits = {
  limit: z.int(),
  used: z.int(),
  remaining: z.int(),
  windowSeconds: z.int(),
};
/** Checks are not counted: they are limited by what Pinterest lets the account ask. */
const uncounted = { ...usedOf(0, noLimit), windowSeconds: 60 };

async function probe(caller: Caller, accountId: string) {
  const health = await caller.run('accounts.health', { accountId, probe: 'true' });
  const success = health.tokenStatus.valid && health.permissions.canPost;
  const message = health.issues.join(' ');
  return { success, ...(message !== '' && { message }) };
}

const connectionCheck = route({
  method: 'POST',
  path: '/api/v1/social-account/connection-check',
  id: 'socialAccount_connectionCheck',
  summary: 'Asks Pinterest whether the sign-in of the account is good',
  reads: 'json',
  input: Which,
  output: z.object({
    success: z.boolean(),
    message: z.string().optional(),
    socialAccountId: z.string(),
    checkedAt: z.string(),
    ...limits,
  }),
  async run(caller, which) {
    const { _id } = await requireAccount(caller, which);
    const checked = await probe(caller, _id);
    const checkedAt = new Date(caller.nowMs()).toISOString();
    return { ...checked, socialAccountId: _id, checkedAt, ...uncounted };
  },
});

const profileRefresh = route({
  method: 'POST',
  path: '/api/v1/social-account/profile-refresh',
  id: 'socialAccount_profileRefresh',
  summary: 'Asks Pinterest whether the account is there, and shows it',
  reads: 'json',
  input: Which,
  output: z.object({
    success: z.boolean(),
    message: z.string().optional(),
    socialAccountId: z.string(),
    socialAccount: SocialAccount,
    refreshedAt: z.string(),
    ...limits,
  }),
  async run(caller, which) {
    const { _id } = await requireAccount(caller, which);
    const checked = await probe(caller, _id);
    const account = await requireAccount(caller, { ...which, socialAccountId: _id });
    const refreshedAt = new Date(caller.nowMs()).toISOString();
    const socialAccount = await withChannels(caller, account);
    return { ...checked, socialAccountId: _id, socialAccount, refreshedAt, ...uncounted };
  },
});

const copy = route({
  method: 'POST',
  path: '/api/v1/social-account/copy',
  id: 'socialAccount_copy',
  summary: 'Lets another team use the Pinterest accounts of a team as well',
  reads: 'json',
  input: z.object({
    fromTeamId: z.string(),
    toTeamId: z.string(),
    socialAccountTypes: z.array(Network).min(1),
    resetChannel: z
      .boolean()
      .optional()
      .describe('Has no effect: boards come along, the default board does not.'),
  }),
  output: z.array(SocialAccount),
  async run(caller, { fromTeamId, toTeamId, socialAccountTypes }) {
    socialAccountTypes.forEach((type, index) =>
      requirePinterest(type, `socialAccountTypes[${index}]`),
    );
    requireTeam(caller, toTeamId, 'toTeamId');
    const copied = [];
    const accounts = await accountsOf(caller, fromTeamId, 'fromTeamId');
    for (const [index, { _id: accountId }] of accounts.entries()) {
      const { account } = await caller
        .nth(index)
        .run('accounts.copy', { accountId, profileId: toTeamId });
      copied.push(await withChannels(caller, account));
    }
    return copied;
  },
});

const toDelete = route({
  method: 'GET',
  path: '/api/v1/social-account/to-delete',
  id: 'socialAccount_getAccountsToDelete',
  summary: 'Accounts that are about to be deleted: none ever is by itself',
  reads: 'query',
  input: z.object(byPage),
  output: z.object({
    items: z.array(SocialAccount),
    pagination: Pagination,
  }),
  run: (_caller, { page, pageSize }) =>
    Promise.resolve({ items: [], pagination: { page, pageSize, total: 0, totalPages: 0 } }),
});

export const socialAccountRoutes = [
  connect,
  createPortalLink,
  getByType,
  refreshChannels,
  setChannel,
  unsetChannel,
  disconnect,
  connectionCheck,
  profileRefresh,
  copy,
  toDelete,
];
