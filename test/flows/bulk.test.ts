import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { BulkPosts } from '../../src/contract/index.ts';
import { startMediaServer } from '../harness/media-server.ts';
import { makePicture } from '../harness/pictures.ts';
import { later, startScheduling, type Scheduling } from '../harness/post-verbs.ts';
import { pinsTitled, target } from '../harness/publishing.ts';
import { keyOfAnotherWorkspace } from '../harness/tenants.ts';

let product: Scheduling['product'];
let mediaIds: string[];
let make: Scheduling['make'];
let get: Scheduling['get'];
beforeAll(async () => {
  ({ product, mediaIds, make, get } = await startScheduling());
});
afterEach(() => product.sandbox.control.clearFaults());
afterAll(() => product?.close());

async function bulk(
  posts: readonly object[],
  more: object = {},
  headers: Record<string, string> = {},
): Promise<{ status: number; body: BulkPosts }> {
  const response = await product.request('POST', '/api/v1/posts/bulk', { posts, ...more }, headers);
  return { status: response.status, body: (await response.json()) as BulkPosts };
}

/** A row for a new post. */
const row = (title: string, more: object = {}) => ({
  content: `About ${title}`,
  mediaIds,
  platforms: [target(product, { title })],
  scheduledFor: later,
  ...more,
});
const outcomes = ({ body }: { body: BulkPosts }) => body.results.map(({ outcome }) => outcome);
const codes = ({ body }: { body: BulkPosts }) =>
  body.results.map(({ problems }) =>
    problems.filter(({ severity }) => severity === 'error').map(({ code }) => code),
  );

test('creates, changes and cancels, and says for each row how it ended', async () => {
  const old = await make('Bulk: to be changed', { allowDuplicate: true });
  const gone = await make('Bulk: to be cancelled', { allowDuplicate: true });
  const answer = await bulk([
    row('Bulk one'),
    row('Bulk draft', { isDraft: true }),
    { action: 'update', postId: old._id, scheduledFor: '2099-12-24T09:00:00Z' },
    { action: 'cancel', postId: gone._id },
  ]);
  expect(answer.status).toBe(200);
  expect(outcomes(answer)).toEqual(['created', 'created', 'updated', 'cancelled']);
  expect(answer.body.message).toBe('2 created, 1 updated, 1 cancelled.');
  expect(answer.body.results.map(({ status }) => status)).toEqual([
    'scheduled',
    'draft',
    'scheduled',
    'cancelled',
  ]);
  expect(answer.body.results[2]?.scheduledFor).toBe('2099-12-24T09:00:00.000Z');
  const [first] = answer.body.results;
  const { post } = await product.client.posts.get(first?.postId ?? '');
  const { post: alone } = await product.client.posts.create({ ...row('Bulk one, alone') });
  // The same rows as a post that was sent alone, but for ids, times and the title.
  const shape = (each: object) =>
    JSON.parse(
      JSON.stringify(each, (key, value: unknown) =>
        /^(_id|pinId|createdAt|updatedAt|title|content)$/.test(key) ? key : value,
      ),
    );
  expect(shape(post)).toEqual(shape(alone));
});

test('a row that is refused stops no other one, and every problem of it is named', async () => {
  const answer = await bulk([
    row('Good before'),
    row('Bad board', {
      platforms: [target(product, { title: 'Bad', boardId: 'Nowhere', link: 'nonsense' })],
    }),
    { content: 7, mediaIds, platforms: [target(product, {})] },
    { action: 'update', postId: 'f'.repeat(24), content: 'x' },
    { action: 'cancel' },
    row('Good after', { content: 'half \ud800 a character' }),
    row('Good at the end'),
  ]);
  expect(answer.status).toBe(207);
  expect(outcomes(answer)).toEqual(['created', ...Array(5).fill('refused'), 'created']);
  expect(codes(answer)).toEqual([
    [],
    expect.arrayContaining(['PIN_BOARD_NOT_FOUND', 'PIN_LINK_INVALID']),
    expect.arrayContaining(['INVALID_FIELD_VALUE']),
    ['NOT_FOUND'],
    ['MISSING_REQUIRED_FIELD'],
    ['TEXT_BROKEN'],
    [],
  ]);
  expect(answer.body.results[5]?.problems[0]?.field).toBe('content');
  expect(answer.body.counts).toMatchObject({ created: 2, refused: 5 });
});

test('repeats are found among the rows and among stored posts; the first one counts', async () => {
  await bulk([row('Stored before')]);
  const answer = await bulk([
    row('Twin'),
    row('Stored before'),
    row('Twin'),
    row('Twin', { allowDuplicate: true }),
  ]);
  expect(outcomes(answer)).toEqual(['created', 'refused', 'refused', 'created']);
  expect(codes(answer).flat()).toEqual(['PIN_DUPLICATE', 'PIN_DUPLICATE']);
  expect(answer.body.results[2]?.problems[0]?.details).toMatchObject({
    existingPostId: answer.body.results[0]?.postId,
  });
});

test('under one key a call is repeated row by row; a row has the key of the same post sent alone', async () => {
  const rows = [row('Keyed one'), row('Keyed two', { requestId: 'own-key' })];
  const first = await bulk(rows, {}, { 'idempotency-key': 'call-1' });
  const [one, two] = first.body.results;
  // As after a crash in the middle: one more row than was stored before.
  const again = await bulk([...rows, row('Keyed three')], {}, { 'idempotency-key': 'call-1' });
  expect(outcomes(again)).toEqual(['existing', 'existing', 'created']);
  expect(again.body.results.slice(0, 2).map(({ postId }) => postId)).toEqual([
    one?.postId,
    two?.postId,
  ]);
  const alone = await product.request('POST', '/api/v1/posts', row('Keyed two'), {
    'idempotency-key': 'own-key',
  });
  expect(await alone.json()).toMatchObject({ existingPost: { _id: two?.postId } });
  const other = await bulk([row('Something else', { requestId: 'own-key' })]);
  expect(codes(other)).toEqual([['IDEMPOTENCY_KEY_REUSED']]);
  const twins = [
    row('In one call', { requestId: 'in-one' }),
    row('In one call', { requestId: 'in-one' }),
  ];
  expect(outcomes(await bulk(twins))).toEqual(['created', 'existing']);
  const refused = await bulk([row('', { requestId: 'was-refused', platforms: [] })]);
  expect(outcomes(refused)).toEqual(['refused']);
  expect(outcomes(await bulk([row('Now right', { requestId: 'was-refused' })]))).toEqual([
    'created',
  ]);
});

test('the same rows at once: each post once', async () => {
  const rows = Array.from({ length: 30 }, (_, index) => row(`At once ${index}`));
  const answers = await Promise.all(
    [1, 2, 3].map(() => bulk(rows, {}, { 'idempotency-key': 'at-once' })),
  );
  const all = answers.flatMap(({ body }) => body.results);
  expect(all.filter(({ outcome }) => outcome === 'created')).toHaveLength(30);
  expect(all.filter(({ outcome }) => outcome === 'existing')).toHaveLength(60);
  expect(new Set(all.map(({ postId }) => postId)).size).toBe(30);
});

test('dryRun checks every row and stores nothing', async () => {
  const old = await make('Dry: stays', { allowDuplicate: true });
  const before = await product.client.posts.list({ limit: 1 });
  const answer = await bulk(
    [
      row('Dry'),
      row('Dry'),
      row('Dry, no time', { scheduledFor: undefined, mediaIds: [] }),
      { action: 'update', postId: old._id, content: 'x'.repeat(900) },
      { action: 'update', postId: old._id, content: 'Fine' },
      { action: 'cancel', postId: old._id },
    ],
    { dryRun: true },
  );
  expect(outcomes(answer)).toEqual(['valid', 'refused', 'refused', 'refused', 'valid', 'valid']);
  expect(codes(answer)[1]).toEqual(['PIN_DUPLICATE']);
  expect(codes(answer)[2]).toEqual(['MEDIA_REQUIRED']);
  expect((await product.client.posts.list({ limit: 1 })).pagination.total).toBe(
    before.pagination.total,
  );
  expect(await get(old)).toMatchObject({ status: 'scheduled', content: 'About Dry: stays' });
  const dryUpdate = await product.request('PUT', `/api/v1/posts/${old._id}`, {
    content: 'Fine',
    dryRun: true,
  });
  expect(await dryUpdate.json()).toMatchObject({ valid: true });
  expect(await get(old)).toMatchObject({ content: 'About Dry: stays' });
});

test('an address that several rows name is fetched once, and what is refused leaves no file', async () => {
  const media = await startMediaServer();
  const picture = await makePicture({ background: '#20a0f0' });
  let fetched = 0;
  const url = media.add('/a.jpg', (_, response) => {
    fetched++;
    response.writeHead(200, { 'content-type': 'image/jpeg' }).end(picture);
  });
  try {
    const items = [{ url }];
    const stored = product.app.store.db
      .selectFrom('media')
      .select('id')
      .where('sourceUrl', 'is not', null);
    const before = (await stored.execute()).length;
    const answer = await bulk([
      row('Fetched one', { mediaIds: [], mediaItems: items }),
      row('Fetched two', { mediaIds: [], mediaItems: items }),
      row('Refused', {
        mediaIds: [],
        mediaItems: items,
        platforms: [target(product, { boardId: 'Nowhere' })],
      }),
    ]);
    expect(outcomes(answer)).toEqual(['created', 'created', 'refused']);
    expect(fetched).toBe(1);
    expect((await stored.execute()).length).toBe(before + 1);
  } finally {
    await media.close();
  }
});

test('what is to go out now goes out, and the call does not wait for it', async () => {
  const answer = await bulk([row('Now one', { publishNow: true, scheduledFor: undefined })]);
  expect(outcomes(answer)).toEqual(['created']);
  await expect.poll(() => pinsTitled(product, 'Now one').length, { timeout: 10_000 }).toBe(1);
});

test('slots of a queue are given in the order of the rows', async () => {
  const { schedule } = await product.client.queues.create({
    name: 'Bulk queue',
    timezone: 'UTC',
    slots: [
      { dayOfWeek: 1, time: '09:00' },
      { dayOfWeek: 3, time: '09:00' },
    ],
  });
  const queued = (title: string) =>
    row(title, {
      scheduledFor: undefined,
      queuedFromProfile: schedule.profileId,
      queueId: schedule._id,
    });
  const answer = await bulk([queued('Queued 1'), queued('Queued 2'), queued('Queued 3')]);
  expect(outcomes(answer)).toEqual(['created', 'created', 'created']);
  const times = answer.body.results.map(({ scheduledFor }) => scheduledFor ?? '');
  expect(new Set(times).size).toBe(3);
  expect(times.toSorted()).toEqual(times);
});

test('another workspace: its accounts and posts do not exist', async () => {
  const mine = await make('Bulk: not theirs', { allowDuplicate: true });
  const key = await keyOfAnotherWorkspace(product);
  const answer = await bulk(
    [
      row('Theirs'),
      { action: 'cancel', postId: mine._id },
      { action: 'update', postId: mine._id, content: 'x' },
    ],
    {},
    { Authorization: `Bearer ${key}` },
  );
  expect(answer.status).toBe(207);
  expect(outcomes(answer)).toEqual(['refused', 'refused', 'refused']);
  expect(answer.body.results.map(({ postId, status }) => [postId, status])).toEqual([
    [null, null],
    [null, null],
    [null, null],
  ]);
  expect((await get(mine)).status).toBe('scheduled');
});

test('500 rows are taken, 501 are not, and none is an error', async () => {
  const rows = Array.from({ length: 501 }, (_, index) => row(`Many ${index}`));
  expect((await bulk(rows)).status).toBe(400);
  expect((await bulk([])).status).toBe(400);
  const answer = await bulk(rows.slice(1));
  expect(answer.body.counts).toMatchObject({ created: 500, refused: 0 });
});
