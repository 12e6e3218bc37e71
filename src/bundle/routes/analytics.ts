import { z } from 'zod';
import { dayAt, dayText } from '../../analytics/days.ts';
import type { AnalyticsAccount, AnalyticsPin, Post as OwnPost } from '../../contract/index.ts';
import { LinchpinError, refusal } from '../../domain/errors/index.ts';
import { publishedPin, route, type Caller } from '../../door/index.ts';
import { forcesPerTeam } from '../limits.ts';
import { presentPost } from '../present/post.ts';
import { presentProfilePost } from '../present/profile-post.ts';
import { withChannels } from '../present/social-account.ts';
import {
  accountSnapshots,
  firstDayAsked,
  noAccountSnapshot,
  noPostSnapshot,
  postSnapshots,
  rawAccountSnapshots,
  rawPostSnapshots,
} from '../present/snapshots.ts';
import {
  AccountAnalytics,
  AccountSnapshot,
  PostAnalytics,
  PostSnapshot,
  RawAccountAnalytics,
  RawPostAnalytics,
} from '../shapes/analytics.ts';
import { Network, socialAccountId } from '../shapes/platform.ts';
import { requireAccount, requirePinterest } from '../team-account.ts';

/** Today, as `YYYY-MM-DD`. */
const today = (caller: Caller): string => dayText(dayAt(caller.nowMs()));

const OfAccount = z.object({ teamId: z.string(), platformType: Network, socialAccountId });

async function ofAccount<Item>(
  caller: Caller,
  { platformType: type, ...which }: z.output<typeof OfAccount>,
  present: (numbers: AnalyticsAccount) => Item[],
) {
  const account = await requireAccount(caller, { ...which, type });
  const numbers = await accountNumbers(caller, account._id);
  return { socialAccount: await withChannels(caller, account), items: present(numbers) };
}

const accountNumbers = (caller: Caller, accountId: string) =>
  caller.run('analytics.account', { accountId, from: firstDayAsked(caller.nowMs()) });

const getAccount = route({
  method: 'GET',
  path: '/api/v1/analytics/social-account',
  id: 'analytics_getSocialAccountAnalytics',
  summary: 'Figures of an account, a snapshot for each day',
  reads: 'query',
  input: OfAccount,
  output: AccountAnalytics,
  run: (caller, which) => ofAccount(caller, which, accountSnapshots),
});

const getRawAccount = route({
  method: 'GET',
  path: '/api/v1/analytics/social-account/raw',
  id: 'analytics_getSocialAccountAnalyticsRaw',
  summary: "The same in Pinterest's own words",
  reads: 'query',
  input: OfAccount,
  output: RawAccountAnalytics,
  run: (caller, which) => ofAccount(caller, which, rawAccountSnapshots),
});

/** Of each kind, over all teams. */
const mostPerDay = ({ actor }: Caller): number => forcesPerTeam * actor.grants.length;

/** Numbers that were read a moment ago are new enough. */
async function refresh(
  caller: Caller,
  which: { accountId: string } | { pinId: string },
): Promise<void> {
  try {
    await caller.run('analytics.refresh', { ...which, mostPerDay: mostPerDay(caller) });
  } catch (error) {
    if (!(error instanceof LinchpinError) || error.code !== 'NUMBERS_READ_RECENTLY') throw error;
  }
}

const forceAccount = route({
  method: 'POST',
  path: '/api/v1/analytics/social-account/force',
  id: 'analytics_forceSocialAccountAnalytics',
  summary: 'Reads the figures of an account now; 5 times a day for each team',
  reads: 'json',
  input: OfAccount,
  output: AccountSnapshot,
  async run(caller, { platformType: type, ...which }) {
    const { _id: accountId } = await requireAccount(caller, { ...which, type });
    await refresh(caller, { accountId });
    const [newest] = accountSnapshots(await accountNumbers(caller, accountId));
    return {
      ...(newest ?? noAccountSnapshot(accountId, today(caller))),
      forced: true,
    };
  },
});

const OfPost = z.object({
  postId: z.string().nullish().describe('Of a post made here.'),
  importedPostId: z.string().nullish().describe("Pinterest's id of any Pin of the account."),
  platformType: Network.nullish(),
});

interface Meant {
  post: OwnPost | null;
  /** Id under which its Pin is known; null: nothing of it is out. */
  pinId: string | null;
}

/** @throws LinchpinError NOT_FOUND, PLATFORM_NOT_SUPPORTED, MISSING_REQUIRED_FIELD */
async function meant(
  caller: Caller,
  { postId, importedPostId, platformType }: z.output<typeof OfPost>,
): Promise<Meant> {
  if (platformType != null) requirePinterest(platformType, 'platformType');
  if (postId != null) {
    const { post } = await caller.run('posts.get', { postId });
    const out = publishedPin(post);
    return { post, pinId: out?.pinId ?? null };
  }
  if (importedPostId == null)
    throw refusal('MISSING_REQUIRED_FIELD', { field: 'postId', values: { field: 'postId' } });
  return { post: null, pinId: importedPostId };
}

const metrics =
  'impressions,saves,pinClicks,outboundClicks,videoViews,video10sViews,videoStarts,video95PercentViews,videoWatchMs';

/** The figures of its Pin; null: nothing of it is out, or Pinterest does not show it yet. */
async function pinNumbers(caller: Caller, { post, pinId }: Meant): Promise<AnalyticsPin | null> {
  if (pinId === null) return null;
  return caller
    .run('analytics.pin', { pinId, from: firstDayAsked(caller.nowMs()), metrics })
    .catch((error: unknown) => {
      if (post && error instanceof LinchpinError && error.code === 'LIVE_PIN_NOT_FOUND')
        return null;
      throw error;
    });
}

async function ofPost<Item>(
  caller: Caller,
  asked: z.output<typeof OfPost>,
  present: (numbers: AnalyticsPin) => Item[],
) {
  const which = await meant(caller, asked);
  const numbers = await pinNumbers(caller, which);
  return {
    post: which.post && presentPost(caller, which.post),
    ...(numbers && { profilePost: presentProfilePost(numbers.pin) }),
    items: numbers ? present(numbers) : [],
  };
}

const getPost = route({
  method: 'GET',
  path: '/api/v1/analytics/post',
  id: 'analytics_getPostAnalytics',
  summary: 'Figures of a post, a snapshot for each day',
  reads: 'query',
  input: OfPost,
  output: PostAnalytics,
  run: (caller, asked) => ofPost(caller, asked, postSnapshots),
});

const getRawPost = route({
  method: 'GET',
  path: '/api/v1/analytics/post/raw',
  id: 'analytics_getPostAnalyticsRaw',
  summary: "The same in Pinterest's own words, clicks among them",
  reads: 'query',
  input: OfPost,
  output: RawPostAnalytics,
  run: (caller, asked) => ofPost(caller, asked, rawPostSnapshots),
});

const getBulk = route({
  method: 'GET',
  path: '/api/v1/analytics/post/bulk',
  id: 'analytics_getBulkPostAnalytics',
  summary: 'Figures of many posts',
  reads: 'query',
  input: z.object({
    postIds: z
      .union([z.string().transform((one) => [one]), z.array(z.string()).max(60)])
      .describe('1 to 60.'),
    platformType: Network,
    page: z.coerce.number().int().min(1).default(1),
    limit: z.coerce.number().int().min(1).max(20).default(20),
  }),
  output: z.object({
    results: z.array(
      z.object({
        postId: z.string(),
        items: z.array(PostSnapshot),
        error: z.string().nullable(),
      }),
    ),
    pagination: z.object({
      page: z.int(),
      limit: z.int(),
      total: z.int(),
      totalPages: z.int(),
    }),
  }),
  async run(caller, { postIds, platformType, page, limit }) {
    const ids = [...new Set(postIds)];
    const results = [];
    for (const postId of ids.slice((page - 1) * limit, page * limit)) {
      const found = await ofPost(caller, { postId, platformType }, postSnapshots).catch(
        (error: unknown) => {
          if (error instanceof LinchpinError && error.code !== 'PLATFORM_NOT_SUPPORTED')
            return { items: [], error: error.message };
          throw error;
        },
      );
      results.push({ postId, items: found.items, error: 'error' in found ? found.error : null });
    }
    const total = ids.length;
    return { results, pagination: { page, limit, total, totalPages: Math.ceil(total / limit) } };
  },
});

const forcePost = route({
  method: 'POST',
  path: '/api/v1/analytics/post/force',
  id: 'analytics_forcePostAnalytics',
  summary: 'Reads the figures of a post now; 5 times a day for each team',
  reads: 'json',
  input: OfPost,
  output: PostSnapshot,
  async run(caller, asked) {
    const which = await meant(caller, asked);
    const { pinId } = which;
    if (pinId === null) throw refusal('POST_NOT_ON_PINTEREST', { field: 'postId' });
    await refresh(caller, { pinId });
    const numbers = await pinNumbers(caller, which);
    const [newest] = numbers ? postSnapshots(numbers) : [];
    const day = today(caller);
    return {
      ...(newest ??
        noPostSnapshot(numbers?.pin.pinterestPinId ?? pinId, day, numbers?.lifetime ?? null)),
      forced: true,
    };
  },
});

export const analyticsRoutes = [
  getAccount,
  getRawAccount,
  forceAccount,
  getPost,
  getRawPost,
  getBulk,
  forcePost,
];
