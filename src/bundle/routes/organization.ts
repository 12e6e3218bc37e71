import { z } from 'zod';
import { usedOf } from '../limits.ts';
import { presentCaller, presentOrganization, presentTeam } from '../present/team.ts';
import { byPage, Pagination } from '../shapes/page.ts';
import { Network, networks } from '../shapes/platform.ts';
import { Used, WholeOrganization } from '../shapes/team.ts';
import { accountsOf } from '../team-account.ts';
import { refusal } from '../../domain/errors/index.ts';
import { route, type Caller } from '../../door/index.ts';
import type { Account } from '../../contract/index.ts';

const nothing = z.object({});
const State = z.object({
  status: z.enum(['operational', 'degraded', 'outage', 'maintenance']),
  note: z.string(),
});

const health = route({
  method: 'GET',
  path: '/api/v1/',
  id: 'app_getHealth',
  summary: 'Whether the server answers',
  reads: 'query',
  input: nothing,
  output: z.object({
    status: z.string(),
    createdAt: z.string(),
    note: z.string(),
    platforms: z.record(Network, State),
  }),
  open: true,
  run: async (caller) => ({
    status: 'ok',
    createdAt: new Date(caller.nowMs()).toISOString(),
    note: 'Linchpin publishes to Pinterest.',
    platforms: Object.fromEntries(
      networks.map((network) => [
        network,
        network === 'PINTEREST'
          ? { status: 'operational', note: '' }
          : { status: 'outage', note: 'Not published to from here.' },
      ]),
    ) as Record<(typeof networks)[number], z.output<typeof State>>, // Object.fromEntries forgets the names.
  }),
});

const organization = route({
  method: 'GET',
  path: '/api/v1/organization/',
  id: 'organization_getOrganization',
  summary: 'The installation, with the teams that the key reaches',
  reads: 'query',
  input: nothing,
  output: WholeOrganization,
  async run(caller) {
    const { profiles } = await caller.run('workspaces.list', {});
    const createdBy = await presentCaller(caller);
    return {
      ...presentOrganization(createdBy.id, profiles.length),
      createdBy,
      subscription: null,
      promotionCode: null,
      teams: profiles.map(presentTeam),
    };
  },
});

const usage = (
  what: 'posts' | 'uploads' | 'comments',
  id: string,
  count: (used: { postsThisMonth: number; uploadsThisMonth: number }) => number,
) =>
  route({
    method: 'GET',
    path: `/api/v1/organization/usage/${what}`,
    id,
    summary: `The ${what} of this month; there is no limit`,
    reads: 'query',
    input: nothing,
    output: Used,
    run: async (caller) => usedOf(count((await caller.run('usage.get', {})).usage)),
  });

const dailyLimits = route({
  method: 'GET',
  path: '/api/v1/organization/usage/daily-limits',
  id: 'organization_getDailyLimitsUsage',
  summary: 'How many posts of an account are planned for a day, and what its spacing rules allow',
  reads: 'query',
  input: z.object({
    socialAccountId: z.string(),
    date: z.string().optional().describe('A day, in UTC; today when absent.'),
  }),
  output: z.object({
    date: z.string(),
    socialAccountId: z.string(),
    type: z.literal('PINTEREST'),
    posts: Used,
    comments: Used,
  }),
  async run(caller, { socialAccountId, date }) {
    const accountId = socialAccountId;
    const day = (date ?? new Date(caller.nowMs()).toISOString()).slice(0, 10);
    const { rules } = await caller.run('spacing.get', { accountId });
    const { pagination } = await caller.run('posts.list', {
      accountId,
      dateFrom: day,
      dateTo: day,
      limit: 1,
    });
    const most = rules.mode === 'enforce' ? rules.pinsPerDay : null;
    return {
      date: day,
      socialAccountId,
      type: 'PINTEREST' as const,
      posts: usedOf(pagination.total, most ?? undefined),
      comments: usedOf(0, 0),
    };
  },
});

const imports = route({
  method: 'GET',
  path: '/api/v1/organization/usage/imports',
  id: 'organization_getImportsUsage',
  summary: 'The Pins of each account that were read from Pinterest; there is no limit',
  reads: 'query',
  input: z.object({
    ...byPage,
    teamId: z.string().optional(),
    socialAccountId: z.string().optional(),
    socialAccountType: Network.optional(),
  }),
  output: z.object({
    limitPerSocialAccount: z.int(),
    socialAccounts: z.array(
      z.object({
        id: z.string(),
        type: z.string(),
        username: z.string().nullable(),
        displayName: z.string().nullable(),
        ...Used.shape,
      }),
    ),
    pagination: Pagination,
  }),
  async run(caller, { page, pageSize, ...which }) {
    const accounts = await accountsMeant(caller, which);
    const shown = accounts.slice((page - 1) * pageSize, page * pageSize);
    const socialAccounts = [];
    for (const { _id, username, displayName } of shown) {
      const { total } = await caller.run('pins.list', {
        accountId: _id,
        limit: 1,
        count: 'true',
      });
      socialAccounts.push({
        id: _id,
        type: 'PINTEREST',
        username,
        displayName,
        ...usedOf(total ?? 0),
      });
    }
    return {
      limitPerSocialAccount: usedOf(0).limit,
      socialAccounts,
      pagination: {
        page,
        pageSize,
        total: accounts.length,
        totalPages: Math.ceil(accounts.length / pageSize),
      },
    };
  },
});

async function accountsMeant(
  caller: Caller,
  which: {
    teamId?: string | undefined;
    socialAccountId?: string | undefined;
    socialAccountType?: string | undefined;
  },
): Promise<Account[]> {
  const { teamId, socialAccountId, socialAccountType = 'PINTEREST' } = which;
  if (socialAccountType !== 'PINTEREST') return [];
  const all =
    teamId === undefined
      ? (await caller.run('accounts.list', {})).accounts
      : await accountsOf(caller, teamId);
  const found = all.filter(({ _id }) => socialAccountId === undefined || _id === socialAccountId);
  if (socialAccountId !== undefined && found.length === 0)
    throw refusal('SOCIAL_ACCOUNT_NOT_FOUND', { field: 'socialAccountId' });
  return found;
}

export const organizationRoutes = [
  health,
  organization,
  usage('posts', 'organization_getPostsUsage', ({ postsThisMonth }) => postsThisMonth),
  usage('uploads', 'organization_getUploadsUsage', ({ uploadsThisMonth }) => uploadsThisMonth),
  usage('comments', 'organization_getCommentsUsage', () => 0),
  dailyLimits,
  imports,
];
