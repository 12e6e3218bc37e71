import { Zernio } from '@zernio/node';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayText } from '../../src/analytics/index.ts';
import { figuresOf, storeNumbers, type StoredNumbers } from '../harness/numbers.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { send, target, upload } from '../harness/publishing.ts';

interface Bucket {
  bucket_label?: string;
  avg_pct_of_final?: number;
}

let product: Product;
let zernio: Zernio;
let numbers: StoredNumbers;
beforeAll(async () => {
  product = await startProduct();
  numbers = await storeNumbers(product);
  zernio = new Zernio({ apiKey: product.apiKey, baseURL: `${product.url}/api` });
});
afterAll(() => product.close());

test('the list has lifetime figures of posts and of Pins made elsewhere', async () => {
  const { data } = await zernio.analytics.getAnalytics({ query: { sortBy: 'impressions' } });
  expect(data).toMatchObject({
    hasAnalyticsAccess: true,
    overview: { publishedPosts: 4, scheduledPosts: 0 },
    pagination: { page: 1, limit: 50, total: 4, pages: 1 },
    posts: [
      {
        _id: numbers.busy,
        latePostId: null,
        isExternal: true,
        analytics: { impressions: 9000, saves: 400, clicks: 50, likes: 0, engagementRate: 4.44 },
        platforms: [{ syncStatus: 'synced', platformPostId: numbers.busy }],
      },
      {},
      {},
      {},
    ],
  });
  // Lists need not tell saves: then they are those of the days, and what is not known is named.
  const { db } = product.app.store;
  await sql`update remote_pin set lifetime = lifetime - 'saves' where lifetime is not null`.execute(
    db,
  );
  const untold = await zernio.analytics.getAnalytics({ query: { postId: numbers.busy } });
  expect(untold.data).toMatchObject({
    analytics: { impressions: 9000, saves: 180, unknown: ['outboundClicks'] },
  });
  await sql`update remote_pin set lifetime = lifetime || case pinterest_pin_id when ${numbers.busy}
      then '{"saves": 400}'::jsonb else '{"saves": 0}'::jsonb end where lifetime is not null`.execute(
    db,
  );
  const late = await zernio.analytics.getAnalytics({ query: { source: 'late' } });
  expect(late.data).toMatchObject({ posts: [{ isExternal: false, status: 'published' }] });
  const refused = await product.request(
    'GET',
    '/api/v1/analytics?fromDate=2024-01-01&toDate=2025-06-01',
  );
  expect(refused.status).toBe(400);
});

test('the newest Pins of an account, also those made elsewhere', async () => {
  const path = { accountId: product.accountId };
  const { data } = await zernio.accounts.getAccountPosts({ path });
  expect(data).toMatchObject({
    status: 'success',
    posts: expect.arrayContaining([
      expect.objectContaining({
        id: numbers.busy,
        platform: 'pinterest',
        permalink: expect.stringContaining(numbers.busy),
      }),
    ]),
  });
});

test('one post answers 202 while it has no numbers, and 424 where it was published nowhere', async () => {
  const one = await zernio.analytics.getAnalytics({ query: { postId: numbers.busy } });
  expect([one.response.status, one.data]).toMatchObject([
    200,
    { postId: numbers.busy, syncStatus: 'synced', message: null, analytics: { saves: 400 } },
  ]);
  const { posts } = await product.client.posts.list();
  const postId = posts[0]?._id ?? '';
  const pending = await zernio.analytics.getAnalytics({ query: { postId } });
  expect([pending.response.status, pending.data]).toMatchObject([
    202,
    {
      latePostId: postId,
      status: 'published',
      syncStatus: 'pending',
      platformAnalytics: [{ analytics: null, syncStatus: 'pending' }],
    },
  ]);
  expect((await product.request('GET', '/api/v1/analytics?postId=1')).status).toBe(404);
  // As a post that Pinterest refused.
  await sql`update pin set status = 'failed', published_at = null, pinterest_pin_id = null where post_id = ${postId}`.execute(
    product.app.store.db,
  );
  const failed = await product.request('GET', `/api/v1/analytics?postId=${postId}`);
  expect([failed.status, await failed.json()]).toMatchObject([
    424,
    { status: 'failed', syncStatus: 'unavailable', platformAnalytics: [{ status: 'failed' }] },
  ]);
});

test('days are those that are known; of all sources they are the totals of the account', async () => {
  const { last, busy } = numbers;
  const received = await zernio.analytics.getDailyMetrics({ query: { attribution: 'received' } });
  const days = received.data?.dailyData ?? [];
  expect(days.length).toBeGreaterThanOrEqual(70);
  expect(days.find(({ date }: { date?: string }) => date === dayText(last))?.metrics).toMatchObject(
    {
      impressions: 1000,
      saves: 20,
      clicks: 30,
      likes: 0,
    },
  );
  const published = await zernio.analytics.getDailyMetrics({ query: { source: 'external' } });
  expect(published.data?.dailyData).toMatchObject([
    { date: dayText(last - 35), postCount: 3, metrics: { impressions: 9000, saves: 400 } },
  ]);
  const { data } = await zernio.analytics.getPostTimeline({ query: { postId: busy } });
  expect(data?.timeline?.length).toBe(36);
  expect(data?.timeline?.at(-1)).toMatchObject({
    date: dayText(last),
    platformPostId: busy,
    impressions: figuresOf(last).impressions,
    saves: 5,
  });
});

test('best times, decay, frequency and followers', async () => {
  const weekday = (new Date((numbers.last - 35) * 86_400_000).getUTCDay() + 6) % 7;
  const best = await zernio.analytics.getBestTimeToPost({});
  expect(best.data?.slots).toEqual([
    { day_of_week: weekday, hour: 9, avg_engagement: 200, post_count: 2 },
  ]);
  const decay = await zernio.analytics.getContentDecay({});
  expect(
    decay.data?.buckets?.map((bucket: Bucket) => [bucket.bucket_label, bucket.avg_pct_of_final]),
  ).toEqual([
    ['1-2d', 5.56],
    ['2-7d', 19.44],
    ['7-30d', 83.33],
    ['30d+', 100],
  ]);
  const frequency = await zernio.analytics.getPostingFrequency({});
  expect(frequency.data?.frequency).toEqual([
    {
      platform: 'pinterest',
      posts_per_week: 2,
      avg_engagement_rate: 4.44,
      avg_engagement: 200,
      weeks_count: 1,
    },
  ]);
  const followers = await zernio.accounts.getFollowerStats({});
  expect(followers.data).toMatchObject({
    accounts: [
      {
        _id: product.accountId,
        currentFollowers: 110,
        growth: 10,
        growthPercentage: 10,
        dataPoints: 2,
        accountStats: { pinCount: 3, boardCount: 2, monthlyViews: 30_000 },
      },
    ],
    granularity: 'daily',
  });
});

test('the Pins of an account are read on demand, or the one that is named', async () => {
  const { accountId, sandbox, boards } = product;
  const { accessToken } = sandbox.tokenFor();
  const [first] = sandbox.control.state().pins;
  const made = await fetch(`${sandbox.apiUrl}/pins/${first?.id}/save`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ board_id: boards['Kitchens'] }),
  });
  const { id } = (await made.json()) as { id: string };
  const url = `https://www.pinterest.com/pin/a-kitchen--${id}/`;
  const one = await zernio.analytics.syncExternalPosts({ body: { accountId, url } });
  expect(one.data).toMatchObject({
    synced: { postsFound: 1, postsSynced: 1, skipped: false },
    found: true,
    post: { platform: 'pinterest', platformPostId: id, mediaType: 'image' },
  });
  const none = await zernio.analytics.syncExternalPosts({ body: { accountId, postId: '12345' } });
  expect(none.data).toMatchObject({ synced: { postsFound: 0 }, found: false, post: null });
  const all = await zernio.analytics.syncExternalPosts({ body: { accountId } });
  expect(all.data).toMatchObject({ synced: { postsFound: 2, postsSynced: 2, skipped: false } });
  const posts = (all.data as { posts?: { platformPostId: string; analytics?: object }[] }).posts;
  expect(posts?.map(({ platformPostId }) => platformPostId)).toContain(id);
  expect(
    posts?.find(({ platformPostId }) => platformPostId === numbers.busy)?.analytics,
  ).toMatchObject({ saves: 400 });
  // No numbers were ever told of this one, which is not 0.
  const unread = posts?.find(({ platformPostId }) => platformPostId === numbers.unread);
  expect([unread?.platformPostId, unread?.analytics]).toEqual([numbers.unread, undefined]);
  const again = await zernio.analytics.syncExternalPosts({ body: { accountId } });
  expect(again.data).toMatchObject({ synced: { skipped: true } });
  const wrong = { accountId, url: 'https://example.com/' };
  const refused = await product.request('POST', '/api/v1/posts/sync-external', wrong);
  expect(refused.status).toBe(400);
});

test('posts that are planned are counted for the accounts asked about: all, one, or none of another network', async () => {
  const { accountId } = product;
  const { status } = await send(product, {
    content: 'Planned',
    mediaIds: [await upload(product, await makePicture())],
    platforms: [target(product, { title: 'Planned' })],
    scheduledFor: '2099-12-01T09:00:00.000Z',
  });
  expect(status).toBe(201);
  const planned = async (query: { accountId?: string; platform?: string }) =>
    (await zernio.analytics.getAnalytics({ query })).data?.overview?.scheduledPosts;
  expect(await planned({})).toBe(1);
  expect(await planned({ accountId })).toBe(1);
  expect(await planned({ accountId: 'all' })).toBe(1);
  expect(await planned({ platform: 'instagram' })).toBe(0);
});

test('without the permission there is no access, and it is said', async () => {
  expect((await zernio.accounts.listAccounts({})).data?.hasAnalyticsAccess).toBe(true);
  await sql`update identity set missing_scopes = array['user_accounts:read', 'pins:read']`.execute(
    product.app.store.db,
  );
  expect((await zernio.accounts.listAccounts({})).data?.hasAnalyticsAccess).toBe(false);
  for (const path of ['', '/daily-metrics', '/best-time', '/content-decay', '/posting-frequency']) {
    const answer = await product.request('GET', `/api/v1/analytics${path}`);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      402,
      'ANALYTICS_ACCESS_MISSING',
    ]);
  }
});
