import type { ListedPost, ZernioAnalyticsInput } from '../../contract/index.ts';
import { listPosts, type AccountRow, type SeenPin } from '../../store/index.ts';
import { hasAnalyticsAccess } from '../accounts/analytics-access.ts';
import { presentAccount } from '../accounts/present.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';
import { accountsAsked } from './access.ts';
import { readDates, timesOf } from './dates.ts';
import { asPosts, presentSeen } from './present.ts';
import { readSeen } from './seen.ts';
import { singleAnalytics } from './single.ts';

export const getPostAnalytics = implement('postAnalytics.get', {
  scope: 'analytics:read',
  within: everyWorkspace,
  async run(context, input) {
    const accounts = await accountsAsked(context, input);
    return input.postId === undefined
      ? listAnalytics(context, input, accounts)
      : singleAnalytics(context, input.postId, accounts);
  },
});

async function listAnalytics(
  context: Context,
  input: ZernioAnalyticsInput,
  accounts: readonly AccountRow[],
) {
  const { store, links } = context;
  const { page, limit } = input;
  const range = timesOf(readDates(input, store.clock.nowMs(), 90));
  const pins = await seenOf(context, accounts, input, range);
  const scheduled = await countScheduled(context, input, accounts);
  const posts = asPosts(pins).map((post): ListedPost => {
    const [first] = post;
    return {
      _id: first.postId ?? first.pinterestPinId,
      ...presentSeen(post, accounts, links),
      isAd: false,
      profileId: first.workspaceId,
    };
  });
  const sign = input.order === 'asc' ? 1 : -1;
  const keyOf = sortKey(input.sortBy);
  posts.sort((a, b) => sign * (keyOf(a) - keyOf(b)));
  const told = pins.flatMap(({ numbersAt }) => numbersAt?.getTime() ?? []);
  const fresh = new Set(
    pins.flatMap(({ accountId, lifetime }) => (lifetime === null ? [] : [accountId])),
  );
  return {
    overview: {
      totalPosts: posts.length + scheduled,
      publishedPosts: posts.length,
      scheduledPosts: scheduled,
      lastSync: told.length === 0 ? null : new Date(Math.max(...told)).toISOString(),
      dataStaleness: {
        staleAccountCount: accounts.filter(({ id }) => !fresh.has(id)).length,
        syncTriggered: false,
      },
    },
    posts: posts.slice((page - 1) * limit, page * limit),
    pagination: { page, limit, total: posts.length, pages: Math.ceil(posts.length / limit) },
    accounts: accounts.map((account) => presentAccount(context, account)),
    hasAnalyticsAccess: hasAnalyticsAccess(context, accounts),
  };
}

async function countScheduled(
  { store, workspaceIds }: Context,
  { accountId }: ZernioAnalyticsInput,
  accounts: readonly AccountRow[],
): Promise<number> {
  if (accounts.length === 0) return 0;
  const { total } = await listPosts(store.db, workspaceIds, {
    status: 'scheduled',
    ...(accountId !== undefined && accountId !== 'all' && { accountId }),
    order: { by: 'created', direction: 'desc' },
    limit: 1,
    offset: 0,
  });
  return total;
}

/** What Pinterest has no figure for is 0 in Zernio's API, and sorts as that. */
function sortKey(by: ZernioAnalyticsInput['sortBy']): (post: ListedPost) => number {
  switch (by) {
    case 'date':
      return ({ publishedAt }) => (publishedAt === null ? 0 : Date.parse(publishedAt));
    case 'engagement':
    case 'saves':
      return ({ analytics }) => analytics.saves;
    case 'impressions':
    case 'clicks':
      return ({ analytics }) => analytics[by];
    default:
      return () => 0;
  }
}

/** Pins of these accounts, by where they were made. */
export const seenOf = async (
  context: Context,
  accounts: readonly AccountRow[],
  { accountId, source }: { accountId?: string | undefined; source: 'all' | 'late' | 'external' },
  range: { from?: Date; before?: Date },
): Promise<SeenPin[]> => {
  if (accounts.length === 0) return [];
  return readSeen(context, accounts, {
    accountId: accountId === 'all' ? undefined : accountId,
    ours: source === 'all' ? undefined : source === 'late',
    ...range,
  });
};
