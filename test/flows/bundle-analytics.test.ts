import type { Bundlesocial } from 'bundlesocial';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayText } from '../../src/analytics/index.ts';
import { bundleClient, thrownBy } from '../harness/bundle.ts';
import { figuresOf, storeNumbers, type StoredNumbers } from '../harness/numbers.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { pinsTitled } from '../harness/publishing.ts';

let product: Product;
let bundle: Bundlesocial;
let numbers: StoredNumbers;
let teamId: string;
let uploadId: string;
const pinterest = { platformType: 'PINTEREST' as const };
beforeAll(async () => {
  product = await startProduct();
  numbers = await storeNumbers(product);
  bundle = bundleClient(product);
  teamId = product.app.workspaceId;
  const file = new File([new Uint8Array(await makePicture())], 'a.jpg', { type: 'image/jpeg' });
  uploadId = (await bundle.upload.uploadCreate({ formData: { teamId, file } })).id;
});
afterAll(() => product?.close());

const publish = (title: string) =>
  bundle.post.postCreate({
    requestBody: {
      teamId,
      title,
      postDate: new Date().toISOString(),
      status: 'SCHEDULED',
      socialAccountTypes: ['PINTEREST'],
      data: { PINTEREST: { boardName: 'Kitchens', text: title, uploadIds: [uploadId] } },
    },
  });
/** Sums of `figuresOf` over the 30 days that end with a day. */
const rolling = (name: keyof ReturnType<typeof figuresOf>, day: number) =>
  Array.from({ length: 30 }, (_, ago) => figuresOf(day - ago)[name]).reduce((a, b) => a + b);
const unknownOf = (item: unknown) => (item as { unknown: string[] }).unknown;

describe('bundlesocial: figures of an account', () => {
  test('a snapshot a day: 30 days summed, likes are saves, views fall back to impressions', async () => {
    const { socialAccount, items } = await bundle.analytics.analyticsGetSocialAccountAnalytics({
      teamId,
      ...pinterest,
    });
    expect(socialAccount.id).toBe(product.accountId);
    expect(items).toHaveLength(30);
    expect(items[0]).toMatchObject({
      socialAccountId: product.accountId,
      impressions: 30_000,
      impressionsUnique: 30_000,
      views: 30_000,
      likes: 600,
      comments: 0,
      postCount: 3,
      followers: 110,
      following: 7,
      forced: false,
      createdAt: `${dayText((numbers.last + 1) as never)}T00:00:00.000Z`,
      unknown: ['comments'],
    });
    const then = items.find(({ id }) => id.endsWith(dayText((numbers.last - 20) as never)));
    expect(then).toMatchObject({ impressions: 30_000, followers: 100 });
    expect(unknownOf(items[1])).toEqual(expect.arrayContaining(['followers', 'postCount']));
  });

  test('clicks are in the raw figures only', async () => {
    const { items } = await bundle.analytics.analyticsGetSocialAccountAnalyticsRaw({
      teamId,
      ...pinterest,
    });
    expect(items[0]).toMatchObject({
      analyticsId: `${product.accountId}-${dayText(numbers.last)}`,
      raw: { summary_metrics: { IMPRESSION: 30_000, SAVE: 600, PIN_CLICK: 900, ENGAGEMENT: 1800 } },
    });
    // Never told, which is not 0.
    expect(JSON.stringify(items[0]?.raw)).not.toContain('OUTBOUND_CLICK');
  });
});

describe('bundlesocial: figures of posts', () => {
  test('of a Pin that was made elsewhere', async () => {
    const found = await bundle.analytics.analyticsGetPostAnalytics({
      importedPostId: numbers.busy,
    });
    expect(found).toMatchObject({
      post: null,
      profilePost: {
        id: numbers.busy,
        externalId: numbers.busy,
        socialAccountId: product.accountId,
        internal: false,
        type: 'IMAGE',
      },
    });
    expect(found.items).toHaveLength(30);
    const impressions = rolling('impressions', numbers.last);
    expect(found.items[0]).toMatchObject({
      profilePostId: numbers.busy,
      impressions,
      impressionsUnique: impressions,
      views: impressions,
      saves: 150,
      likes: 3,
      comments: 1,
      shares: 0,
      dislikes: 0,
      unknown: ['dislikes', 'shares'],
    });
    // Reactions of a day that has passed are not known.
    expect(unknownOf(found.items[1])).toEqual(['likes', 'dislikes', 'comments', 'shares']);
    expect(found.items[1]?.impressions).toBe(rolling('impressions', numbers.last - 1));
    const video = await bundle.analytics.analyticsGetPostAnalytics({
      importedPostId: numbers.quiet,
    });
    expect([video.profilePost?.type, video.items[0]?.views]).toEqual(['VIDEO', 90]);
  });

  test('raw', async () => {
    const { items } = await bundle.analytics.analyticsGetPostAnalyticsRaw({
      importedPostId: numbers.busy,
    });
    expect(items[0]).toMatchObject({
      raw: {
        summary_metrics: { SAVE: 150, PIN_CLICK: 300, OUTBOUND_CLICK: 120 },
        lifetime_metrics: { TOTAL_REACTIONS: 3, TOTAL_COMMENTS: 1 },
      },
    });
  });

  test('of a post that is out for a moment, of one that is not, of one that is not there', async () => {
    const out = await publish('Counted');
    const found = await bundle.analytics.analyticsGetPostAnalytics({
      postId: out.id,
      ...pinterest,
    });
    expect(found).toMatchObject({ post: { id: out.id, status: 'POSTED' }, items: [] });
    const draft = await bundle.post.postCreate({
      requestBody: {
        teamId,
        title: 'Draft',
        postDate: '2099-01-01T00:00:00.000Z',
        status: 'DRAFT',
        socialAccountTypes: ['PINTEREST'],
        data: { PINTEREST: { boardName: 'Kitchens' } },
      },
    });
    const none = await bundle.analytics.analyticsGetPostAnalytics({
      postId: draft.id,
      ...pinterest,
    });
    expect(none).toMatchObject({ post: { id: draft.id }, items: [] });
    const bulk = await bundle.analytics.analyticsGetBulkPostAnalytics({
      postIds: [out.id, draft.id, 'f'.repeat(24)],
      ...pinterest,
      page: 1,
      limit: 2,
    });
    expect(bulk).toEqual({
      results: [
        { postId: out.id, items: [], error: null },
        { postId: draft.id, items: [], error: null },
      ],
      pagination: { page: 1, limit: 2, total: 3, totalPages: 2 },
    });
    const second = await bundle.analytics.analyticsGetBulkPostAnalytics({
      postIds: [out.id, draft.id, 'f'.repeat(24)],
      ...pinterest,
      page: 2,
      limit: 2,
    });
    expect(second.results).toEqual([{ postId: 'f'.repeat(24), items: [], error: 'Not found' }]);
    const unknown = await thrownBy(
      bundle.analytics.analyticsGetPostAnalytics({ postId: 'f'.repeat(24), ...pinterest }),
    );
    expect(unknown.status).toBe(404);
  });

  test('read now: five times a day for a team, posts and accounts apart', async () => {
    const { id: postId } = await publish('Forced');
    const force = () =>
      bundle.analytics.analyticsForcePostAnalytics({ requestBody: { postId, ...pinterest } });
    const fresh = await force();
    expect(fresh).toMatchObject({ forced: true, impressions: 0 });
    expect(unknownOf(fresh)).toContain('impressions');
    const account = await bundle.analytics.analyticsForceSocialAccountAnalytics({
      requestBody: { teamId, ...pinterest },
    });
    expect(account).toMatchObject({ forced: true, socialAccountId: product.accountId });
    for (let time = 2; time <= 5; time++) await force();
    const sixth = await thrownBy(force());
    expect([sixth.status, sixth.body]).toMatchObject([429, { code: 'REFRESHES_USED_UP' }]);
  });
});

describe('bundlesocial: Pins on Pinterest', () => {
  test('edited, then deleted; the post may go too', async () => {
    const post = await publish('To be edited');
    const edited = await bundle.misc.miscPinterestEditPin({
      requestBody: { teamId, postId: post.id, title: 'Edited', link: 'https://example.com/e' },
    });
    expect(edited).toMatchObject({
      success: true,
      permalink: post.externalData?.PINTEREST?.permalink,
    });
    await expect.poll(() => pinsTitled(product, 'Edited').length, { timeout: 10_000 }).toBe(1);
    expect(
      await bundle.misc.miscPinterestDeletePin({ requestBody: { teamId, postId: post.id } }),
    ).toEqual({ success: true });
    expect(pinsTitled(product, 'Edited')).toEqual([]);
    expect(await bundle.post.postGet({ id: post.id })).toMatchObject({
      status: 'POSTED',
      pins: [{ externallyDeletedAt: expect.any(String) }],
    });
    const again = await thrownBy(
      bundle.misc.miscPinterestDeletePin({ requestBody: { teamId, postId: post.id } }),
    );
    expect([again.status, again.body]).toMatchObject([400, { code: 'POST_NOT_ON_PINTEREST' }]);
    expect((await bundle.post.postDelete({ id: post.id })).status).toBe('DELETED');
  });

  test('a note, a post that is not out, a team of others', async () => {
    const post = await publish('Noted');
    const note = await thrownBy(
      bundle.misc.miscPinterestEditPin({ requestBody: { teamId, postId: post.id, note: 'Mine' } }),
    );
    expect(note.body).toMatchObject({ issues: [{ path: ['note'] }] });
    const foreign = await thrownBy(
      bundle.misc.miscPinterestDeletePin({
        requestBody: { teamId: 'f'.repeat(24), postId: post.id },
      }),
    );
    expect([foreign.status, foreign.body]).toMatchObject([404, { issues: [{ path: ['teamId'] }] }]);
  });
});

describe('bundlesocial: history', () => {
  const which = { socialAccountType: 'PINTEREST' as const };

  test('all Pins of the account are read, and listed with their figures', async () => {
    const [one] = [await publish('Read again'), await publish('Read too'), await publish('And I')];
    const job = await bundle.postImport.postImportCreate({
      requestBody: { teamId, ...which, count: 20 },
    });
    expect(job).toMatchObject({ teamId, socialAccountId: product.accountId, requestedCount: 20 });
    await expect
      .poll(async () => (await bundle.postImport.postImportGetById({ importId: job.id })).status, {
        timeout: 15_000,
      })
      .toBe('COMPLETED');
    const { imports } = await bundle.postImport.postImportGetStatus({ teamId, ...which });
    expect(imports).toMatchObject([{ id: job.id, status: 'COMPLETED' }]);
    const all = await bundle.postImport.postImportGetImportedPosts({ teamId, ...which });
    expect(all.total).toBe(all.posts.length);
    expect(all.posts.length).toBeGreaterThan(3);
    const ours = all.posts.find(({ postId }) => postId === one.id);
    expect(ours).toMatchObject({
      internal: true,
      title: 'Read again',
      externalId: one.externalData?.PINTEREST?.id,
    });
    const page = await bundle.postImport.postImportGetImportedPosts({
      teamId,
      ...which,
      limit: 2,
      offset: 1,
    });
    expect(page.posts.map(({ id }) => id)).toEqual(all.posts.slice(1, 3).map(({ id }) => id));
    const { deletedCount } = await bundle.postImport.postImportDeleteImportedPosts({
      requestBody: { teamId, postIds: [ours?.id ?? ''] },
    });
    expect(deletedCount).toBe(1);
    const left = await bundle.postImport.postImportGetImportedPosts({ teamId, ...which });
    expect(left.total).toBe(all.total - 1);
    const again = await bundle.postImport.postImportRetryImport({
      importId: job.id,
      requestBody: { teamId },
    });
    expect(again.id).toBe(job.id);
    const foreign = await thrownBy(
      bundle.postImport.postImportGetById({ importId: 'f'.repeat(24) }),
    );
    expect(foreign.status).toBe(404);
  });
});
