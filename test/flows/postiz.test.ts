import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePicture } from '../harness/pictures.ts';
import { later } from '../harness/post-verbs.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { pinsTitled } from '../harness/publishing.ts';
import { keyOfAnotherWorkspace } from '../harness/tenants.ts';

let product: Product;
let path: string;
beforeAll(async () => {
  product = await startProduct();
  path = await upload();
});
afterAll(() => product?.close());

interface Answer {
  status: number;
  // Whatever shape the call has.
  body: Record<string, unknown> & Record<string, unknown>[];
  type: string | null;
}

/** A request as Postiz' clients send it: the key alone, and JSON also where there is nothing to say. */
async function call(
  method: string,
  place: string,
  body?: unknown,
  key: string | null = product.apiKey,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${product.url}${place}`, {
    method,
    headers: {
      ...headers,
      ...(key !== null && { authorization: key }),
      ...(!(body instanceof FormData) && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: JSON.parse(text) as Answer['body'],
    type: response.headers.get('content-type'),
  };
}

async function upload(background = '#507090'): Promise<string> {
  const form = new FormData();
  const bytes = new Uint8Array(await makePicture({ background }));
  form.set('file', new Blob([bytes], { type: 'image/jpeg' }), 'picture.jpg');
  const { status, body } = await call('POST', '/public/v1/upload', form);
  expect(status).toBe(201);
  return String(body['path']);
}

const element = (title: string, more: object = {}, value: object = {}) => ({
  integration: { id: product.accountId },
  value: [{ id: '', content: `About ${title}`, image: [{ id: 'x', path }], ...value }],
  group: '',
  settings: { board: 'Kitchens', title, link: '', ...more },
});
const posts = (elements: object[], more: object = {}) => ({
  type: 'schedule',
  date: later,
  shortLink: true,
  tags: [],
  posts: elements,
  ...more,
});
const make = async (title: string, more: object = {}): Promise<string> => {
  const { status, body } = await call('POST', '/public/v1/posts', posts([element(title)], more));
  expect([status, body]).toEqual([
    201,
    [expect.objectContaining({ postId: expect.any(String), integration: product.accountId })],
  ]);
  return String(body[0]?.['postId']);
};

describe('places and keys', () => {
  test.each(['/public/v1', '/api/public/v1', '//public/v1'])('%s', async (prefix) => {
    expect(await call('GET', `${prefix}/is-connected`)).toMatchObject({
      status: 200,
      body: { connected: true },
    });
  });

  test('a key that is missing or wrong; Bearer before it makes no difference', async () => {
    const place = '/public/v1/integrations';
    expect(await call('GET', place, undefined, null)).toMatchObject({
      status: 401,
      body: { msg: 'No API Key found' },
    });
    expect(await call('GET', place, undefined, 'nonsense')).toMatchObject({
      status: 401,
      body: { msg: 'Invalid API key' },
    });
    expect((await call('GET', place, undefined, `Bearer ${product.apiKey}`)).status).toBe(200);
  });

  test.each(['/public/v1/nope', '/Public/V1/nope', '/api/public/v1/nope', '/public'])(
    '%s is not there, in JSON',
    async (place) => {
      const { status, type, body } = await call('GET', place);
      expect([status, type]).toEqual([404, expect.stringContaining('application/json')]);
      expect(body).toMatchObject({ statusCode: 404, error: 'Not Found' });
    },
  );
});

describe('posts', () => {
  test('as the n8n node sends them: now, and deleted with a body', async () => {
    const postId = await make('From n8n', { type: 'now' });
    await expect.poll(() => pinsTitled(product, 'From n8n').length, { timeout: 10_000 }).toBe(1);
    const removed = await call('DELETE', `/public/v1/posts/${postId}`, {});
    expect(removed).toMatchObject({ status: 200, body: { id: postId, error: true } });
    expect(pinsTitled(product, 'From n8n')).toHaveLength(1);
    expect((await call('DELETE', `/public/v1/posts/${postId}`, {})).status).toBe(404);
  });

  test('a time without a zone is UTC; a draft has no need of a board', async () => {
    const postId = await make('Zoneless', { date: '2099-06-01T10:00:00' });
    const list = await call(
      'GET',
      '/public/v1/posts?startDate=2099-05-31T00:00:00Z&endDate=2099-06-02T00:00:00Z',
    );
    expect(list.body['posts']).toMatchObject([
      { id: postId, publishDate: '2099-06-01T10:00:00.000Z', state: 'QUEUE' },
    ]);
    const draft = posts([element('Draft', { board: '' })], { type: 'draft' });
    const made = await call('POST', '/public/v1/posts', draft);
    expect(made.status).toBe(201);
    const draftId = String(made.body[0]?.['postId']);
    const status = await call('PUT', `/public/v1/posts/${draftId}/status`, { status: 'schedule' });
    expect([status.status, status.body['message']]).toEqual([
      400,
      [expect.stringMatching(/^Board is required/)],
    ]);
    await call('PUT', `/public/v1/posts/${draftId}/settings`, { settings: { board: 'Kitchens' } });
    await call('PUT', `/public/v1/posts/${draftId}/status`, { status: 'schedule' });
    const { post } = await product.client.posts.get(draftId);
    expect([post.status, post.platforms[0]?.platformSpecificData]).toMatchObject([
      'scheduled',
      { boardName: 'Kitchens', title: 'Draft' },
    ]);
  });

  test('planned and back again, with other settings', async () => {
    const postId = await make('Back and forth');
    const status = (value: string) =>
      call('PUT', `/public/v1/posts/${postId}/status`, { status: value });
    expect((await status('draft')).body).toEqual({ id: postId, state: 'DRAFT' });
    expect((await status('schedule')).body).toEqual({ id: postId, state: 'QUEUE' });
    const changed = await call('PUT', `/public/v1/posts/${postId}/settings`, {
      settings: { board: 'Reading nooks', link: 'https://example.com/nook' },
    });
    expect(changed.body).toEqual({ postId, publishDate: later.slice(0, 19) });
    const { post } = await product.client.posts.get(postId);
    expect(post.platforms[0]?.platformSpecificData).toMatchObject({
      boardName: 'Reading nooks',
      title: 'Back and forth',
      link: 'https://example.com/nook',
    });
  });

  test('sent again with its id a post is changed', async () => {
    const postId = await make('To be changed');
    const again = posts([element('Changed', {}, { id: postId, content: 'Other words' })], {
      type: 'update',
      date: '2098-01-01T00:00:00Z',
    });
    const { status, body } = await call('POST', '/public/v1/posts', again);
    expect([status, body]).toMatchObject([201, [{ postId, integration: product.accountId }]]);
    const { post } = await product.client.posts.get(postId);
    expect([post.content, post.scheduledFor]).toEqual(['Other words', later]);
  });

  test('a draft without a board is changed in the same way, and keeps its notes', async () => {
    const settings = { board: '' };
    const draft = posts([element('Unfinished', settings)], { type: 'draft' });
    const postId = String((await call('POST', '/public/v1/posts', draft)).body[0]?.['postId']);
    const metadata = { row: 7 };
    const { post: kept } = await product.client.posts.get(postId);
    await product.client.posts.update(postId, { metadata: { ...kept.metadata, ...metadata } });
    for (const type of ['draft', 'update']) {
      const value = { id: postId, content: `Words of ${type}` };
      const again = posts([element(`Title of ${type}`, settings, value)], { type });
      const { status, body } = await call('POST', '/public/v1/posts', again);
      expect([status, body]).toMatchObject([201, [{ postId }]]);
      const { post } = await product.client.posts.get(postId);
      expect(post).toMatchObject({ status: 'draft', content: value.content, metadata });
    }
    const place = `/public/v1/posts/${postId}/settings`;
    await call('PUT', place, { settings: { link: 'https://example.com/unfinished' } });
    await call('PUT', place, { settings: { board: 'Kitchens' } });
    const { post } = await product.client.posts.get(postId);
    expect(post.platforms[0]?.platformSpecificData).toMatchObject({
      boardName: 'Kitchens',
      title: 'Title of update',
      link: 'https://example.com/unfinished',
    });
    expect(post.metadata).toMatchObject(metadata);
  });

  test('a file that is not there is named as it was sent, also of several posts', async () => {
    const gone = { image: [{ id: 'f'.repeat(24) }] };
    const one = await call('POST', '/public/v1/posts', posts([element('Gone', {}, gone)]));
    expect(one.body['problems']).toMatchObject([{ field: 'value[0].image[0]' }]);
    const both = posts([element('There'), element('Gone', {}, gone)]);
    const { status, body } = await call('POST', '/public/v1/posts', both);
    expect([status, body['problems']]).toMatchObject([
      400,
      [{ field: 'posts[1].value[0].image[0]' }],
    ]);
    const texts = [one, { body }].map((answer) => JSON.stringify(answer.body));
    expect(texts.filter((text) => text.includes('mediaIds'))).toEqual([]);
  });

  test('of several posts none is made unless all can be', async () => {
    const before = await product.client.posts.list({ limit: 1 });
    const both = posts([element('Good one'), element('Bad one', { board: 'Nowhere' })]);
    const { status, body } = await call('POST', '/public/v1/posts', both);
    expect([status, body['provider'], body['name']]).toEqual([
      400,
      'pinterest',
      'PIN_BOARD_NOT_FOUND',
    ]);
    expect(body['problems']).toMatchObject([{ field: 'posts[1].settings.board' }]);
    const twins = await call('POST', '/public/v1/posts', posts([element('Twin'), element('Twin')]));
    expect([twins.status, twins.body['problems']]).toMatchObject([
      400,
      [{ code: 'PIN_DUPLICATE', field: 'posts[1].value[0]' }],
    ]);
    const after = await product.client.posts.list({ limit: 1 });
    expect(after.pagination.total).toBe(before.pagination.total);
  });

  test('several posts under one key are made once, and changed together', async () => {
    const key = { 'idempotency-key': 'several at once' };
    const idOf = ({ postId }: { postId?: unknown }) => postId;
    const several = posts([element('Several one'), element('Several two')]);
    const send = (body: object, headers = {}) =>
      call('POST', '/public/v1/posts', body, product.apiKey, headers);
    const first = await send(several, key);
    expect([first.status, first.body]).toMatchObject([201, [{}, {}]]);
    expect((await send(several, key)).body.map(idOf)).toEqual(first.body.map(idOf));
    const changes = first.body.map(({ postId: id }, index) =>
      element(`Changed ${index}`, {}, { id, content: `Other words ${index}` }),
    );
    const changed = await send(posts([...changes, element('New among changed')]));
    expect(changed.status).toBe(201);
    expect(changed.body.slice(0, 2).map(idOf)).toEqual(first.body.map(idOf));
    const { post } = await product.client.posts.get(String(first.body[1]?.['postId']));
    expect(post.content).toBe('Other words 1');
  });

  test.each<[string, object, number, object]>([
    [
      'no board',
      { settings: { board: '' } },
      400,
      { provider: 'pinterest', message: /^Board is required/ },
    ],
    [
      'no media',
      { value: [{ content: 'x', image: [] }] },
      400,
      { message: /^Requires at least one media/ },
    ],
    [
      'a comment',
      { value: [{ content: 'x', image: [{ path: 'P' }] }, { content: 'y' }] },
      400,
      { name: /COMMENT/ },
    ],
    [
      'another channel',
      { integration: { id: 'f'.repeat(24) } },
      400,
      { message: /^Integration not found/ },
    ],
  ])('%s', async (_name, more, status, shape) => {
    const given = posts([{ ...element('Refused'), ...more }]);
    const answer = await call(
      'POST',
      '/public/v1/posts',
      JSON.parse(JSON.stringify(given).replace('"P"', JSON.stringify(path))),
    );
    expect(answer.status).toBe(status);
    for (const [name, pattern] of Object.entries(shape))
      expect(answer.body[name]).toEqual(
        pattern instanceof RegExp ? expect.stringMatching(pattern) : pattern,
      );
    expect(answer.body).toMatchObject({ statusCode: status, fix: expect.any(String) });
  });

  test('a body that does not fit, and repeating', async () => {
    const misfit = await call('POST', '/public/v1/posts', { type: 'someday', posts: [] });
    expect(misfit.status).toBe(400);
    expect(misfit.body['problems']).toHaveLength(3);
    const repeated = await call('POST', '/public/v1/posts', posts([element('x')], { inter: 7 }));
    expect([repeated.status, repeated.body['message']]).toEqual([
      400,
      expect.stringContaining('not repeated'),
    ]);
    const list = await call('GET', '/public/v1/posts');
    expect([list.status, list.body['message'], list.body['error']]).toEqual([
      400,
      [expect.stringContaining('startDate'), expect.stringContaining('endDate')],
      'Bad Request',
    ]);
  });

  test('the same Pin again within a day is refused with the id of the first', async () => {
    const first = await make('Twice the same');
    const { status, body } = await call(
      'POST',
      '/public/v1/posts',
      posts([element('Twice the same')]),
    );
    expect([status, body['provider']]).toEqual([400, 'pinterest']);
    expect(JSON.stringify(body['problems'])).toContain(first);
  });

  test('which Pin an unknown outcome became is not asked while it is known', async () => {
    const postId = await make('Known');
    const release = await call('PUT', `/public/v1/posts/${postId}/release-id`, {
      releaseId: 12345,
    });
    expect([release.status, release.body['code']]).toEqual([409, 'PIN_OUTCOME_KNOWN']);
    expect((await call('GET', `/public/v1/posts/${postId}/missing`)).body).toEqual([]);
  });
});

describe('what is around posts', () => {
  test('workspaces, channels, slots and notifications', async () => {
    const { body: groups } = await call('GET', '/public/v1/groups');
    const [group] = groups;
    expect(groups).toHaveLength(1);
    const channels = await call('GET', `/public/v1/integrations?group=${String(group?.['id'])}`);
    expect(channels.body).toMatchObject([{ customer: group }]);
    const slot = await call('GET', '/public/v1/find-slot');
    expect(slot.body['date']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:(00|30):00$/);
    const notifications = await call('GET', '/public/v1/notifications');
    expect(notifications.body).toMatchObject({ notifications: [], total: 0, hasMore: false });
  });

  test.each([
    ['GET', '/public/v1/integration-settings/nobody', undefined, 'Integration not found'],
    [
      'POST',
      '/public/v1/integration-trigger/ACCOUNT',
      { methodName: 'dance', data: {} },
      'Tool not found',
    ],
  ])('%s %s', async (method, place, body, msg) => {
    const answer = await call(method, place.replace('ACCOUNT', product.accountId), body);
    expect([answer.status, answer.body['msg']]).toEqual([404, msg]);
  });

  test('a file by its address, which must be public', async () => {
    const answer = await call('POST', '/public/v1/upload-from-url', { url: 'http://[::1]/x.jpg' });
    expect([answer.status, answer.body['msg']]).toEqual([expect.any(Number), expect.any(String)]);
    expect(answer.status).toBeGreaterThanOrEqual(400);
  });

  test('another network cannot be connected', async () => {
    expect(await call('GET', '/public/v1/social/tiktok')).toMatchObject({ status: 400 });
    const { body } = await call('GET', '/public/v1/social/pinterest');
    expect(body['url']).toMatch(/^http/);
  });

  test('a key of another workspace reaches none of it', async () => {
    const key = await keyOfAnotherWorkspace(product);
    const postId = await make('Not theirs');
    expect((await call('GET', '/public/v1/integrations', undefined, key)).body).toEqual([]);
    for (const [method, place, body] of [
      ['DELETE', `/public/v1/posts/${postId}`, undefined],
      ['PUT', `/public/v1/posts/${postId}/status`, { status: 'draft' }],
      ['GET', `/public/v1/posts/${postId}/missing`, undefined],
      ['GET', `/public/v1/analytics/${product.accountId}`, undefined],
      ['GET', `/public/v1/analytics/post/${postId}`, undefined],
      ['DELETE', `/public/v1/integrations/${product.accountId}`, undefined],
      ['POST', '/public/v1/posts', posts([element('Theirs')])],
    ] as const) {
      const { status } = await call(method, place, body, key);
      expect([place, [400, 404].includes(status)]).toEqual([place, true]);
    }
    expect((await product.client.posts.get(postId)).post.status).toBe('scheduled');
  });
});
