import { ValidationError, Zernio, ZernioApiError } from '@zernio/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BoardList, CreatedPost, Post, PostList } from '../../src/sdk/index.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { pinsTitled, sandboxPin, target } from '../harness/publishing.ts';

/** The npm package as its users have it: only the base address is ours. */
let product: Product;
let zernio: Zernio;
let picture: Blob;
let imageUrl: string;
beforeAll(async () => {
  product = await startProduct();
  zernio = new Zernio({ apiKey: product.apiKey, baseURL: `${product.url}/api` });
  picture = new Blob([new Uint8Array(await makePicture())], { type: 'image/jpeg' });
  const { data } = await zernio.messages.uploadMediaDirect({ body: { file: picture } });
  imageUrl = data?.url ?? '';
});
afterAll(() => product.close());

const mediaItems = () => [{ type: 'image' as const, url: imageUrl }];
const platforms = (title: string, data: object = {}) => [target(product, { title, ...data })];

/** Its answers are typed for every network at once; these are what a Pinterest post comes back as. */
const created = ({ data }: { data?: unknown }) => data as CreatedPost;
const one = ({ data }: { data?: unknown }) => (data as { post: Post }).post;
const many = ({ data }: { data?: unknown }) => data as PostList;
const boards = ({ data }: { data?: unknown }) => (data as BoardList).boards;

/** The client throws whatever is not 2xx. */
const thrownBy = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => {
      throw new Error('The call was answered.');
    },
    (error: unknown) => error,
  );

describe('@zernio/node: posts', () => {
  test('createPost now: published, with the address of the Pin', async () => {
    const answer = await zernio.posts.createPost({
      body: {
        content: 'From the Zernio client',
        mediaItems: mediaItems(),
        platforms: platforms('Zernio now', { link: 'https://example.com/z' }),
        publishNow: true,
      },
    });
    expect(answer.response.status).toBe(201);
    const { message, post } = created(answer);
    expect(message).toBe('Post published.');
    expect(post._id).toMatch(/^[0-9a-f]{24}$/);
    expect(post).toMatchObject({
      status: 'published',
      platforms: [
        {
          platform: 'pinterest',
          accountId: { _id: product.accountId, platform: 'pinterest', username: 'linchpin_demo' },
          status: 'published',
        },
      ],
    });
    const [sent] = post.platforms;
    expect(sandboxPin(product, sent?.platformPostId ?? null)).toMatchObject({
      title: 'Zernio now',
      description: 'From the Zernio client',
      link: 'https://example.com/z',
    });
    expect((await fetch(sent?.platformPostUrl ?? '')).status).toBe(200);
    expect(one(await zernio.posts.getPost({ path: { postId: post._id } }))).toEqual(post);
  });

  test('createPost later: scheduled for the moment that the local time means', async () => {
    const { post } = created(
      await zernio.posts.createPost({
        body: {
          content: 'Later',
          mediaItems: mediaItems(),
          platforms: platforms('Zernio later'),
          scheduledFor: '2099-01-05T09:00',
          timezone: 'Europe/Berlin',
        },
      }),
    );
    expect(post).toMatchObject({
      status: 'scheduled',
      scheduledFor: '2099-01-05T08:00:00.000Z',
      timezone: 'Europe/Berlin',
      platforms: [{ status: 'pending' }],
    });
    expect(pinsTitled(product, 'Zernio later')).toEqual([]);
  });

  test('createPost as a draft', async () => {
    const { post } = created(
      await zernio.posts.createPost({
        body: { content: 'Zernio draft', isDraft: true, tags: ['spring'], metadata: { row: 7 } },
      }),
    );
    expect(post).toMatchObject({ status: 'draft', tags: ['spring'], metadata: { row: 7 } });
  });

  test('createPost again under the same x-request-id', async () => {
    const request = {
      body: {
        content: 'Again',
        mediaItems: mediaItems(),
        platforms: platforms('Zernio again'),
        publishNow: true,
      },
      headers: { 'x-request-id': 'zernio-again' },
    };
    const first = await zernio.posts.createPost(request);
    const second = await zernio.posts.createPost(request);
    expect([first.response.status, second.response.status]).toEqual([201, 200]);
    expect(first.response.headers.get('x-request-id')).toBe('zernio-again');
    expect(created(second).existingPost?._id).toBe(created(first).post._id);
    expect(pinsTitled(product, 'Zernio again')).toHaveLength(1);
  });

  test('a post that Pinterest refused is an answer of 207, not an exception', async () => {
    product.sandbox.control.addFault({
      match: { operation: 'pins/create', times: 1 },
      then: { status: 404, body: { code: 40, message: 'Board not found.' } },
    });
    const answer = await zernio.posts.createPost({
      body: {
        content: 'Refused',
        mediaItems: mediaItems(),
        platforms: platforms('Zernio refused'),
        publishNow: true,
      },
    });
    expect(answer.response.status).toBe(207);
    expect(created(answer)).toMatchObject({
      error: 'The board does not exist on Pinterest any more.',
      platformResults: [{ platform: 'pinterest', status: 'failed' }],
      post: { status: 'failed', platforms: [{ errorCategory: 'platform_rejected' }] },
    });
  });
});

describe('@zernio/node: listPosts', () => {
  let ids: string[];
  beforeAll(async () => {
    ids = [];
    for (const day of ['01', '02', '03', '04', '05']) {
      const { post } = created(
        await zernio.posts.createPost({
          body: {
            content: `Listed ${day} 100%`,
            mediaItems: mediaItems(),
            platforms: platforms(`Listed ${day}`),
            scheduledFor: `2098-06-${day}T12:00:00Z`,
          },
        }),
      );
      ids.push(post._id);
    }
  });
  const window = { fromDate: '2098-06-01', toDate: '2098-06-30' };
  const idsOf = ({ posts }: PostList) => posts.map((post) => post._id);

  test('pages through everything once, the latest first', async () => {
    const seen: string[] = [];
    for (const page of [1, 2, 3]) {
      const list = many(await zernio.posts.listPosts({ query: { ...window, page, limit: 2 } }));
      expect(list.pagination).toEqual({ page, limit: 2, total: 5, pages: 3 });
      seen.push(...idsOf(list));
    }
    expect(seen).toEqual(ids.toReversed());
    const beyond = many(await zernio.posts.listPosts({ query: { ...window, page: 4, limit: 2 } }));
    expect(beyond.posts).toEqual([]);
  });

  test('offset wins over page; the order can be turned round', async () => {
    const query = { ...window, page: 9, offset: 1, limit: 2, sortBy: 'scheduled-asc' as const };
    expect(idsOf(many(await zernio.posts.listPosts({ query })))).toEqual(ids.slice(1, 3));
  });

  test.each([
    ['status', { status: 'scheduled' as const }, 5],
    ['another status', { status: 'published' as const }, 0],
    ['a later start', { fromDate: '2098-06-03' }, 3],
    ['the older names of the dates', { dateFrom: '2098-06-04', fromDate: undefined }, 2],
    ['text', { search: 'listed 03' }, 1],
    ['text with a sign of the database in it', { search: '100%' }, 5],
    ['text that is not there', { search: '10_%' }, 0],
    ['platform', { platform: 'pinterest' }, 5],
    ['another platform', { platform: 'tiktok' }, 0],
    ['every profile', { profileId: 'all' }, 5],
    ['an account that is not there', { accountId: 'f'.repeat(24) }, 0],
  ])('filter by %s', async (_name, filter, count) => {
    const list = many(
      await zernio.posts.listPosts({ query: { ...window, limit: 100, ...filter } }),
    );
    expect(list.posts).toHaveLength(count);
    expect(list.pagination.total).toBe(count);
  });

  test.each([
    ['limit', { limit: 501 }],
    ['page', { page: 0 }],
    ['sortBy', { sortBy: 'newest' }],
    ['status', { status: 'posted' }],
    ['fromDate', { fromDate: 'last week' }],
    ['colour', { colour: 'red' }],
  ])('%s that is not understood is refused by name', async (name, query) => {
    const error = await thrownBy(zernio.posts.listPosts({ query: query as object }));
    expect(error).toBeInstanceOf(ValidationError);
    expect(Object.keys((error as ValidationError).fields ?? {})).toEqual([name]);
  });
});

describe('@zernio/node: accounts, boards and media', () => {
  test('listAccounts', async () => {
    const { data } = await zernio.accounts.listAccounts();
    expect(data?.accounts).toMatchObject([
      {
        _id: product.accountId,
        platform: 'pinterest',
        username: 'linchpin_demo',
        isActive: true,
        needsReconnection: false,
      },
    ]);
    const none = await zernio.accounts.listAccounts({ query: { platform: 'tiktok' } });
    expect(none.data?.accounts).toEqual([]);
    const paged = await zernio.accounts.listAccounts({ query: { page: 1, limit: 1 } });
    expect(paged.data?.pagination).toEqual({ page: 1, limit: 1, total: 1, pages: 1 });
  });

  test('getPinterestBoards', async () => {
    const answer = await zernio.connect.getPinterestBoards({
      path: { accountId: product.accountId },
    });
    expect(boards(answer).map(({ id, name, privacy }) => ({ id, name, privacy }))).toEqual(
      expect.arrayContaining(
        Object.entries(product.boards).map(([name, id]) => ({ id, name, privacy: 'PUBLIC' })),
      ),
    );
  });

  test('getMediaPresignedUrl, PUT, createPost', async () => {
    const { data } = await zernio.media.getMediaPresignedUrl({
      body: { filename: 'küche.jpg', contentType: 'image/jpeg', size: picture.size },
    });
    expect(data).toMatchObject({ expiresIn: 3600 });
    const put = await fetch(data?.uploadUrl ?? '', {
      method: 'PUT',
      body: picture,
      headers: { 'content-type': 'image/jpeg' },
    });
    expect(put.status).toBe(200);
    const shown = await fetch(data?.publicUrl ?? '');
    expect(shown.headers.get('content-type')).toBe('image/jpeg');
    const { post } = created(
      await zernio.posts.createPost({
        body: {
          content: 'Presigned',
          mediaItems: [{ url: data?.publicUrl ?? '' }],
          platforms: platforms('Presigned'),
          publishNow: true,
        },
      }),
    );
    expect(post.status).toBe('published');
  });

  test('uploadMediaDirect', async () => {
    const { data } = await zernio.messages.uploadMediaDirect({
      body: { file: new File([picture], 'oak.jpg', { type: 'image/jpeg' }) },
    });
    expect(data).toMatchObject({
      filename: 'oak.jpg',
      contentType: 'image/jpeg',
      size: picture.size,
    });
    expect((await fetch(data?.url ?? '')).status).toBe(200);
  });
});

describe('@zernio/node: errors', () => {
  test('wrong fields: a ValidationError with every field', async () => {
    const error = await thrownBy(
      zernio.posts.createPost({
        body: {
          content: 'x'.repeat(801),
          mediaItems: mediaItems(),
          platforms: platforms('t'.repeat(101), { boardId: 'Kitchns' }),
          publishNow: true,
        },
      }),
    );
    expect(error).toBeInstanceOf(ValidationError);
    expect((error as ValidationError).fields).toEqual({
      content: ['The description has 801 characters; Pinterest takes 800.'],
      'platforms[0].platformSpecificData.title': [
        'The title has 101 characters; Pinterest takes 100.',
      ],
      'platforms[0].platformSpecificData.boardId': [
        'The account linchpin_demo has no board "Kitchns". Did you mean "Kitchens"?',
      ],
    });
  });

  test('the shape of its documents, without { body }: a hint at what is missing', async () => {
    const misled = { content: 'No body' } as unknown as Parameters<
      typeof zernio.posts.createPost
    >[0];
    const error = await thrownBy(zernio.posts.createPost(misled));
    expect(error).toMatchObject({ statusCode: 400, code: 'EMPTY_BODY' });
    expect(JSON.stringify((error as ZernioApiError).details)).toContain('{ body: … }');
  });

  test('a wrong key: 401', async () => {
    const stranger = new Zernio({ apiKey: 'sk_wrong', baseURL: `${product.url}/api` });
    const error = await thrownBy(stranger.accounts.listAccounts());
    expect(error).toBeInstanceOf(ZernioApiError);
    expect(error).toMatchObject({
      statusCode: 401,
      message: 'Unauthorized',
      type: 'authentication_error',
    });
  });

  test('a post or account that is not there: 404 or 400, in words', async () => {
    expect(
      await thrownBy(zernio.posts.getPost({ path: { postId: 'f'.repeat(24) } })),
    ).toMatchObject({ statusCode: 404, message: 'Not found', type: 'not_found' });
    expect(
      await thrownBy(zernio.connect.getPinterestBoards({ path: { accountId: 'f'.repeat(24) } })),
    ).toMatchObject({ code: 'ACCOUNT_NOT_FOUND' });
  });

  test('slots of a workspace that is not there: 404 as JSON', async () => {
    expect(
      await thrownBy(zernio.queue.listQueueSlots({ query: { profileId: 'x' } })),
    ).toMatchObject({ statusCode: 404, code: 'NOT_FOUND' });
  });
});

/** The Python SDK spells every option out, booleans in small letters. */
test.each([
  ['users', ''],
  ['profiles', 'includeOverLimit=true&limit=100&skip=0'],
  ['accounts', 'platform=pinterest&includeOverLimit=false&page=1&limit=50'],
  ['accounts/health', 'platform=pinterest&status=healthy'],
  ['posts', 'page=1&limit=10&source=zernio&includeHidden=false&sortBy=scheduled-desc'],
  ['posts', 'source=external'],
  ['analytics', 'platform=pinterest&source=all&page=1&limit=50&sortBy=date&order=desc'],
  ['analytics/daily-metrics', 'platform=pinterest&attribution=publish'],
  ['webhooks/settings', ''],
  ['webhooks/logs', 'limit=50&skip=0'],
  ['logs', 'type=publishing&days=7&limit=50&skip=0'],
  ['usage-stats', ''],
  ['api-keys', ''],
  ['account-groups', ''],
])('the calls of the Python SDK: %s?%s', async (path, query) => {
  const answer = await product.request('GET', `/api/v1/${path}?${query}`, undefined, {
    'accept-encoding': 'gzip, deflate',
    'content-type': 'application/json',
  });
  expect([answer.status, await answer.json()]).toEqual([200, expect.any(Object)]);
});
