import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ChangedPost, Post } from '../../src/sdk/index.ts';
import { makePicture } from './pictures.ts';
import { startProduct, type Product } from './product.ts';
import { callsDuring, onlyTarget, pinsTitled, postOnce, sandboxPin } from './publishing.ts';
import { send, target, upload } from './publishing.ts';
import { keyOfAnotherWorkspace } from './tenants.ts';

const policy = {
  reconcileDelaysMs: [30],
  absentAfterReads: 3,
  absentAfterMs: 100,
  commitMarginMs: 100,
  reconcileForMs: 300,
  unreachableDelaysMs: [30],
  createTimeoutMs: 3_000,
  sendMarginMs: 1_000,
};
const later = '2099-12-01T09:00:00.000Z';

let product: Product;
let mediaIds: string[];
beforeAll(async () => {
  product = await startProduct({ app: { policy } });
  mediaIds = [await upload(product, await makePicture())];
});
afterEach(() => product.sandbox.control.clearFaults());
afterAll(() => product.close());

/** A post with one Pin for the kitchen board; scheduled for the far future unless `more` says otherwise. */
async function make(title: string, more: Record<string, unknown> = {}): Promise<Post> {
  const { body } = await send(product, {
    content: `About ${title}`,
    mediaIds,
    platforms: [target(product, { title })],
    scheduledFor: later,
    ...more,
  });
  if (!body.post) throw new Error(JSON.stringify(body));
  return body.post;
}
async function call(method: string, path: string, body?: unknown) {
  const response = await product.request(method, `/api/v1/posts/${path}`, body);
  const json = (await response.json()) as ChangedPost & {
    code?: string;
    details?: { problems: { code: string }[] };
  };
  return { status: response.status, code: json.code, body: json, post: json.post };
}
const put = (post: Post, change: object) => call('PUT', post._id, change);
const get = async (post: Post) => (await product.client.posts.get(post._id)).post;
const strike = (then: Parameters<typeof product.sandbox.control.addFault>[0]['then'], times = 1) =>
  product.sandbox.control.addFault({ match: { operation: 'pins/create', times }, then });
const boardGone = { status: 404, body: { code: 40, message: 'Board not found.' } };

/** A post whose only Pin failed because Pinterest refused it. */
async function makeFailed(title: string): Promise<Post> {
  strike(boardGone);
  return make(title, { publishNow: true });
}

/** A post whose only Pin may or may not be on Pinterest. */
async function makeUnknown(title: string, drop: 'before' | 'after'): Promise<Post> {
  strike({ drop });
  product.sandbox.control.addFault({
    match: { operation: 'boards/list_pins' },
    then: { status: 403, body: { code: 29, message: 'Not now.' } },
  });
  const made = await make(title, { publishNow: true });
  product.sandbox.control.clearFaults();
  expect(onlyTarget(made).errorCode).toBe('PIN_OUTCOME_UNKNOWN');
  return made;
}

/** Does `work` while the Pin of a new post is being sent to Pinterest. */
async function whilePublishing<T>(title: string, work: (post: Post) => Promise<T>) {
  strike({ delayMs: 700 });
  const made = await make(title, { scheduledFor: new Date(Date.now() + 50).toISOString() });
  await postOnce(product, made._id, ({ platforms }) => platforms[0]?.step === 'creating');
  const result = await work(made);
  const post = await postOnce(product, made._id, ({ status }) => status === 'published');
  return { result, post };
}

describe('changing a post', () => {
  test('its words change, what is not named stays, and nobody asks Pinterest', async () => {
    const made = await make('Oak', { tags: ['wood'] });
    const { result, calls } = await callsDuring(product, () =>
      put(made, { content: 'Ash and brass', metadata: { campaign: 7 } }),
    );
    expect(result).toMatchObject({
      status: 200,
      post: {
        _id: made._id,
        status: 'scheduled',
        content: 'Ash and brass',
        scheduledFor: later,
        tags: ['wood'],
        metadata: { campaign: 7 },
        mediaItems: [{ mediaId: mediaIds[0] }],
      },
    });
    expect(onlyTarget(result.post)).toMatchObject({
      pinId: onlyTarget(made).pinId,
      platformSpecificData: { title: 'Oak', boardName: 'Kitchens' },
    });
    expect(calls).toEqual([]);
  });

  test('a title that came from the text follows the text; one of its own stays', async () => {
    const made = await make('', { content: 'First line', platforms: [target(product)] });
    expect(onlyTarget(made).platformSpecificData.title).toBe('First line');
    const { post } = await put(made, { content: 'Another line' });
    expect(onlyTarget(post).platformSpecificData.title).toBe('Another line');
  });

  test('the changed post is the one that goes out', async () => {
    const made = await make('Before');
    const other = await upload(product, await makePicture({ width: 300, height: 450 }));
    await put(made, { mediaIds: [other], platforms: [target(product, { title: 'After' })] });
    const { status, post } = await put(made, { publishNow: true });
    expect({ status, state: post.status }).toEqual({ status: 200, state: 'published' });
    expect(pinsTitled(product, 'Before')).toEqual([]);
    expect(sandboxPin(product, onlyTarget(post).platformPostId)).toMatchObject({
      title: 'After',
      images: [{ width: 300, height: 450 }],
    });
  });

  test('boards come and go, and a Pin whose board stays keeps its id', async () => {
    const made = await make('Boards', {
      platforms: [
        target(product, { title: 'Boards' }),
        target(product, { title: 'Boards', boardId: 'Reading nooks' }),
      ],
    });
    const [kitchen, nook] = made.platforms.map(({ pinId }) => pinId);
    const { post } = await put(made, {
      platforms: [
        target(product, { title: 'Boards', boardId: 'Reading nooks' }),
        target(product, { title: 'Boards', boardId: 'Small gardens' }),
      ],
    });
    expect(
      post.platforms.map(({ pinId, platformSpecificData }) => [
        pinId,
        platformSpecificData.boardName,
      ]),
    ).toEqual([
      [nook, 'Reading nooks'],
      [kitchen, 'Small gardens'],
    ]);
    const fewer = await put(made, { platforms: [target(product, { boardId: 'Small gardens' })] });
    expect(fewer.post.platforms.map(({ pinId }) => pinId)).toEqual([kitchen]);
  });

  test('everything wrong with the change is said, and nothing of it is stored', async () => {
    const made = await make('Intact');
    const { status, body } = await put(made, {
      content: 'x'.repeat(801),
      scheduledFor: 'tomorrow',
      platforms: [target(product, { boardId: 'Nowhere' })],
    });
    expect(status).toBe(400);
    expect(body.details?.problems.map(({ code }) => code).sort()).toEqual([
      'PIN_BOARD_NOT_FOUND',
      'PIN_DESCRIPTION_TOO_LONG',
      'PIN_SCHEDULE_INVALID',
    ]);
    expect(await get(made)).toEqual(made);
  });

  test('two changes at once: both are in it', async () => {
    const made = await make('Both');
    const answers = await Promise.all([
      put(made, { content: 'New text' }),
      put(made, { tags: ['new'] }),
      put(made, { scheduledFor: '2099-12-24T09:00:00Z' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await get(made)).toMatchObject({
      content: 'New text',
      tags: ['new'],
      scheduledFor: '2099-12-24T09:00:00.000Z',
    });
  });

  test('a published post is refused', async () => {
    const made = await make('Out', { publishNow: true });
    expect(await put(made, { content: 'Too late' })).toMatchObject({
      status: 400,
      code: 'POST_PUBLISHED',
    });
  });

  test('while a worker has it, nothing about it can be changed', async () => {
    const { result, post } = await whilePublishing('Busy', async (made) => {
      const answers = [
        await put(made, { content: 'Too late' }),
        await call('POST', `${made._id}/cancel`),
        await call('DELETE', made._id),
        await call('POST', `${made._id}/retry`),
      ];
      return answers.map(({ status, code }) => ({ status, code }));
    });
    const locked = { status: 409, code: 'PIN_NOT_CANCELLABLE' };
    expect(result).toEqual([
      locked,
      locked,
      locked,
      { status: 409, code: 'POST_ALREADY_PUBLISHING' },
    ]);
    expect(post.content).toBe('About Busy');
    expect(pinsTitled(product, 'Busy')).toHaveLength(1);
  });

  test('a due Pin that is edited while it is claimed: the edit or the publication, never both', async () => {
    const rounds = await Promise.all(
      Array.from({ length: 12 }, async (_, round) => {
        const dueMs = Date.now() + 300;
        const made = await make(`Race ${round} old`, {
          scheduledFor: new Date(dueMs).toISOString(),
        });
        await new Promise((resolve) => setTimeout(resolve, dueMs - Date.now() + (round - 6) * 15));
        const answer = await put(made, {
          platforms: [target(product, { title: `Race ${round} new` })],
        });
        await postOnce(product, made._id, ({ status }) => status === 'published');
        return { round, status: answer.status };
      }),
    );
    for (const { round, status } of rounds) {
      const old = pinsTitled(product, `Race ${round} old`).length;
      const changed = pinsTitled(product, `Race ${round} new`).length;
      expect({ round, old, changed }).toEqual(
        status === 200 ? { round, old: 0, changed: 1 } : { round, old: 1, changed: 0 },
      );
    }
  });
});

describe('moving a post', () => {
  test('a local time means that of its time zone, the new one or the stored one', async () => {
    const made = await make('Zones', { timezone: 'America/New_York' });
    expect((await put(made, { scheduledFor: '2099-07-01 09:00' })).post).toMatchObject({
      scheduledFor: '2099-07-01T13:00:00.000Z',
      timezone: 'America/New_York',
    });
    const moved = await product.client.posts.reschedule(
      made._id,
      '2099-07-01 09:00',
      'Europe/Berlin',
    );
    expect(moved.post).toMatchObject({
      scheduledFor: '2099-07-01T07:00:00.000Z',
      timezone: 'Europe/Berlin',
    });
    expect(onlyTarget(moved.post).scheduledFor).toBe('2099-07-01T07:00:00.000Z');
  });

  test('a target with a time of its own keeps it', async () => {
    const made = await make('Own time', {
      platforms: [
        target(product, { title: 'Own time' }),
        target(
          product,
          { title: 'Own time', boardId: 'Reading nooks' },
          { scheduledFor: '2099-12-05T09:00:00Z' },
        ),
      ],
    });
    const { post } = await put(made, { scheduledFor: '2099-12-02T09:00:00Z' });
    expect(post.platforms.map(({ scheduledFor }) => scheduledFor)).toEqual([
      '2099-12-02T09:00:00.000Z',
      '2099-12-05T09:00:00.000Z',
    ]);
  });

  test('a time that has passed: it goes out at once', async () => {
    const made = await make('Passed');
    const { status, post } = await put(made, { scheduledFor: '2020-01-01T00:00:00Z' });
    expect({ status, state: post.status }).toEqual({ status: 200, state: 'published' });
    expect(pinsTitled(product, 'Passed')).toHaveLength(1);
  });
});

describe('drafts', () => {
  const draft = (title: string) => make(title, { isDraft: true, scheduledFor: undefined });

  test('a time alone leaves a draft a draft; isDraft: false makes it count', async () => {
    const made = await draft('Sketch');
    const timed = await put(made, { scheduledFor: later });
    expect(timed.post).toMatchObject({ status: 'draft', scheduledFor: later });
    const promoted = await put(made, { isDraft: false });
    expect(promoted.post).toMatchObject({ status: 'scheduled', scheduledFor: later });
    const back = await put(made, { isDraft: true });
    expect(back.post.status).toBe('draft');
  });

  test('publishNow publishes it', async () => {
    const made = await draft('At once');
    const { post } = await put(made, { publishNow: true });
    expect(post.status).toBe('published');
    expect(pinsTitled(product, 'At once')).toHaveLength(1);
  });

  test('without a time, or incomplete, it stays one', async () => {
    const made = await draft('Timeless');
    expect(await put(made, { isDraft: false })).toMatchObject({
      status: 400,
      code: 'SCHEDULE_REQUIRED',
    });
    const bare = await make('', {
      isDraft: true,
      mediaIds: [],
      platforms: [target(product, { title: 'Bare' })],
    });
    expect(onlyTarget(bare).platformSpecificData.boardName).toBe('Kitchens');
    expect(await put(bare, { isDraft: false })).toMatchObject({
      status: 400,
      code: 'MEDIA_REQUIRED',
    });
    const { post } = await put(bare, { isDraft: false, mediaIds });
    expect(post).toMatchObject({ status: 'scheduled', mediaItems: [{ mediaId: mediaIds[0] }] });
  });

  test('two changes at once that give it its first board give it one Pin', async () => {
    const { body } = await send(product, { content: 'Boardless', mediaIds, isDraft: true });
    const change = { platforms: [target(product, { title: 'Boardless' })] };
    await Promise.all([put(body.post, change), put(body.post, change)]);
    expect((await get(body.post)).platforms).toHaveLength(1);
  });
});

describe('cancelling and deleting', () => {
  test('a cancelled post does not go out, and can be given a new time', async () => {
    const made = await make('Cancelled', {
      scheduledFor: new Date(Date.now() + 400).toISOString(),
    });
    const cancel = () => call('POST', `${made._id}/cancel`);
    expect(await cancel()).toMatchObject({ status: 200, post: { status: 'cancelled' } });
    expect(await cancel()).toMatchObject({ status: 200, post: { status: 'cancelled' } });
    expect((await put(made, { content: 'Still cancelled' })).post.status).toBe('cancelled');
    await make('Later than it', { scheduledFor: new Date(Date.now() + 500).toISOString() });
    await expect.poll(() => pinsTitled(product, 'Later than it').length).toBe(1);
    expect(pinsTitled(product, 'Cancelled')).toEqual([]);
    const { post } = await put(made, { publishNow: true });
    expect(post.status).toBe('published');
  });

  test('what is out stays out; what is not is stopped', async () => {
    const made = await make('Half out', {
      scheduledFor: '2020-01-01T00:00:00Z',
      platforms: [
        target(product, { title: 'Half out' }),
        target(product, { title: 'Half out', boardId: 'Reading nooks' }, { scheduledFor: later }),
      ],
    });
    await postOnce(product, made._id, ({ platforms }) => platforms[0]?.status === 'published');
    expect(await call('DELETE', made._id)).toMatchObject({ status: 400, code: 'POST_PUBLISHED' });
    const { post } = await call('POST', `${made._id}/cancel`);
    expect(post).toMatchObject({
      status: 'partial',
      platforms: [{ status: 'published' }, { status: 'cancelled' }],
    });
  });

  test('drafts, failures and published posts have nothing to cancel', async () => {
    const posts = [
      await make('Draft', { isDraft: true }),
      await makeFailed('Failed, not cancelled'),
      await make('Out, not cancelled', { publishNow: true }),
    ];
    for (const { _id } of posts)
      expect(await call('POST', `${_id}/cancel`)).toMatchObject({
        status: 409,
        code: 'POST_NOT_CANCELLABLE',
      });
  });

  test('a post Pinterest has nothing of is deleted for good, and does not go out', async () => {
    const made = await make('Deleted', { scheduledFor: new Date(Date.now() + 300).toISOString() });
    expect(await call('DELETE', made._id)).toMatchObject({
      status: 200,
      body: { message: 'Post deleted.' },
    });
    for (const method of ['GET', 'DELETE', 'PUT'])
      expect((await call(method, made._id, method === 'PUT' ? {} : undefined)).status).toBe(404);
    const failed = await makeFailed('Failed and deleted');
    expect((await call('DELETE', failed._id)).status).toBe(200);
    const out = await make('Out for good', { publishNow: true });
    expect(await call('DELETE', out._id)).toMatchObject({ status: 400, code: 'POST_PUBLISHED' });
    expect(pinsTitled(product, 'Deleted')).toEqual([]);
  });
});

describe('trying again', () => {
  test('a failed Pin goes out; what is out already is left alone', async () => {
    product.sandbox.control.addFault({
      match: { operation: 'pins/create', nth: 2 },
      then: boardGone,
    });
    const made = await make('Again', {
      publishNow: true,
      platforms: [
        target(product, { title: 'Again' }),
        target(product, { title: 'Again', boardId: 'Reading nooks' }),
      ],
    });
    expect(made.status).toBe('partial');
    const { status, post } = await call('POST', `${made._id}/retry`);
    expect({ status, state: post.status }).toEqual({ status: 200, state: 'published' });
    expect(post.platforms.every(({ errorCode }) => errorCode === undefined)).toBe(true);
    expect(pinsTitled(product, 'Again')).toHaveLength(2);
  });

  test('when it fails again: 207 with the reason', async () => {
    const made = await makeFailed('Again in vain');
    strike(boardGone);
    const { status, body } = await call('POST', `${made._id}/retry`);
    expect({ status, body }).toMatchObject({
      status: 207,
      body: { error: expect.stringContaining('board'), post: { status: 'failed' } },
    });
  });

  test('changed first, then tried again: the changed Pin goes out', async () => {
    const made = await makeFailed('Wrong board');
    const changed = await put(made, {
      platforms: [target(product, { title: 'Right board', boardId: 'Reading nooks' })],
    });
    expect(changed).toMatchObject({ status: 200, post: { status: 'failed' } });
    const { post } = await call('POST', `${made._id}/retry`);
    expect(post.status).toBe('published');
    expect(pinsTitled(product, 'Right board')).toMatchObject([
      { boardId: product.boards['Reading nooks'] },
    ]);
  });

  test('twice at the same moment: one Pin', async () => {
    const made = await makeFailed('Twice at once');
    const answers = await Promise.all([1, 2, 3].map(() => call('POST', `${made._id}/retry`)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { status, code } of answers.filter((answer) => answer.status !== 200))
      expect([`409 POST_ALREADY_PUBLISHING`, '400 POST_NOT_FAILED']).toContain(`${status} ${code}`);
    expect(pinsTitled(product, 'Twice at once')).toHaveLength(1);
  });

  test('nothing failed: 400', async () => {
    const made = await make('Not failed');
    expect(await call('POST', `${made._id}/retry`)).toMatchObject({
      status: 400,
      code: 'POST_NOT_FAILED',
    });
  });
});

describe('an outcome that nobody knows', () => {
  const resolve = (post: Post, body: object) =>
    call('POST', `${post._id}/pins/${onlyTarget(post).pinId}/resolve`, body);

  test('until it is resolved, the post can be neither changed nor deleted', async () => {
    const made = await makeUnknown('Who knows', 'after');
    for (const answer of [await put(made, { content: 'New' }), await call('DELETE', made._id)])
      expect(answer).toMatchObject({ status: 409, code: 'PIN_OUTCOME_UNRESOLVED' });
  });

  test('it is there: linked by its id or its address, and by one publication only', async () => {
    const made = await makeUnknown('It is there', 'after');
    const [pin] = pinsTitled(product, 'It is there');
    expect(await resolve(made, { outcome: 'published' })).toMatchObject({
      status: 400,
      code: 'MISSING_REQUIRED_FIELD',
    });
    expect(await resolve(made, { outcome: 'published', pinterestPinId: 'there' })).toMatchObject({
      status: 400,
      code: 'INVALID_FIELD_VALUE',
    });
    const { status, post } = await resolve(made, {
      outcome: 'published',
      pinterestPinId: `https://www.pinterest.com/pin/${pin?.id}/`,
    });
    expect(status).toBe(200);
    expect(onlyTarget(post)).toMatchObject({ status: 'published', platformPostId: pin?.id });
    expect(post.publishedAt).not.toBeNull();
    expect(await resolve(made, { outcome: 'not_published' })).toMatchObject({
      status: 409,
      code: 'PIN_OUTCOME_KNOWN',
    });
    const other = await makeUnknown('Not that one', 'before');
    expect(await resolve(other, { outcome: 'published', pinterestPinId: pin?.id })).toMatchObject({
      status: 409,
      code: 'PIN_ALREADY_LINKED',
    });
  });

  test('it is not there: it is published again', async () => {
    const made = await makeUnknown('It is not', 'before');
    const { status, post } = await resolve(made, { outcome: 'not_published' });
    expect({ status, state: post.status }).toEqual({ status: 200, state: 'published' });
    expect(pinsTitled(product, 'It is not')).toHaveLength(1);
  });

  test.each(['before', 'after'] as const)(
    'a retry looks at the board first (lost %s it was made): one Pin',
    async (drop) => {
      const title = `Looked for, ${drop}`;
      const made = await makeUnknown(title, drop);
      const { result, operations } = await callsDuring(product, () =>
        call('POST', `${made._id}/retry`),
      );
      expect(result.post.status).toBe('published');
      expect(operations[0]).toBe('boards/list_pins');
      expect(pinsTitled(product, title)).toHaveLength(1);
    },
  );
});

describe('approval', () => {
  const waiting = (title: string, more: object = {}) =>
    make(title, { requiresApproval: true, ...more });
  const approve = (post: Post) => call('POST', `${post._id}/approve`);

  test('nothing goes out before it, and at once after it when the time has passed', async () => {
    const made = await waiting('Approve me', { publishNow: true });
    expect(made).toMatchObject({
      status: 'scheduled',
      approval: { required: true, approvedBy: null, approvedAt: null },
    });
    await make('Due after it', { publishNow: true });
    expect(pinsTitled(product, 'Approve me')).toEqual([]);
    const { status, post } = await approve(made);
    expect({ status, post }).toMatchObject({
      status: 200,
      post: {
        status: 'published',
        approval: {
          required: true,
          approvedBy: 'Bootstrap key',
          approvedAt: expect.stringMatching(/Z$/),
        },
      },
    });
    expect(pinsTitled(product, 'Approve me')).toHaveLength(1);
  });

  test('for a time to come it waits for that time; a second approval changes nothing', async () => {
    const made = await waiting('Approved early');
    const first = await approve(made);
    expect(first).toMatchObject({
      status: 200,
      post: { status: 'scheduled', scheduledFor: later },
    });
    expect((await approve(made)).post).toEqual(first.post);
  });

  test('another time needs no new approval, other content does', async () => {
    const made = await waiting('Approved once');
    await approve(made);
    const moved = await put(made, { scheduledFor: '2099-12-05T09:00:00Z' });
    expect(moved.post.approval.approvedBy).toBe('Bootstrap key');
    const changed = await put(made, { content: 'Something else' });
    expect(changed.post.approval.approvedBy).toBeNull();
    const due = await put(made, { scheduledFor: '2020-01-01T00:00:00Z' });
    expect(due.post.status).toBe('scheduled');
    expect(pinsTitled(product, 'Approved once')).toEqual([]);
    expect((await approve(made)).post.status).toBe('published');
  });

  test('a failed post that was changed since waits for it, whatever is retried', async () => {
    strike(boardGone);
    const made = await approve(await waiting('Refused once', { publishNow: true }));
    expect(made).toMatchObject({ status: 207, post: { status: 'failed' } });
    await put(made.post, { content: 'Changed since' });
    expect((await call('POST', `${made.post._id}/retry`)).post.status).toBe('scheduled');
    expect(pinsTitled(product, 'Refused once')).toEqual([]);
    expect((await approve(made.post)).post.status).toBe('published');
  });

  test('it can be asked for, and waived, later', async () => {
    const made = await make('Asked for later', {
      scheduledFor: new Date(Date.now() + 5_000).toISOString(),
    });
    const asked = await put(made, { requiresApproval: true });
    expect(asked.post.approval.required).toBe(true);
    await put(made, { scheduledFor: '2020-01-01T00:00:00Z' });
    expect(pinsTitled(product, 'Asked for later')).toEqual([]);
    expect((await put(made, { requiresApproval: false })).post.status).toBe('published');
  });

  test('what needs none, and what is a draft or cancelled, is refused', async () => {
    const cancelled = await waiting('Approved too late');
    await call('POST', `${cancelled._id}/cancel`);
    for (const post of [await make('Needs none'), cancelled, await waiting('', { isDraft: true })])
      expect(await approve(post)).toMatchObject({
        status: 409,
        code: 'POST_NOT_WAITING_FOR_APPROVAL',
      });
  });
});

describe('the same Pin again', () => {
  const again = (title: string, more: object = {}) =>
    send(product, {
      content: `About ${title}`,
      mediaIds,
      platforms: [target(product, { title })],
      scheduledFor: later,
      allowDuplicate: false,
      ...more,
    });

  test('is refused with the first post, though the file was uploaded once more', async () => {
    const first = await again('Repeat');
    const copy = [await upload(product, await makePicture())];
    const second = await again('Repeat', { mediaIds: copy, scheduledFor: '2099-12-24T09:00:00Z' });
    expect(second).toMatchObject({
      status: 409,
      body: { code: 'PIN_DUPLICATE', details: { existingPostId: first.body.post._id } },
    });
    expect((await again('Repeat', { allowDuplicate: true })).status).toBe(201);
  });

  test('another board, other words or another picture are another Pin', async () => {
    await again('Similar');
    const other = [await upload(product, await makePicture({ background: '#123456' }))];
    const answers = [
      await again('Similar', {
        platforms: [target(product, { title: 'Similar', boardId: 'Reading nooks' })],
      }),
      await again('Similar', { content: 'Other words' }),
      await again('Similar', { mediaIds: other }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  });

  test('drafts do not count until they are promoted; cancelled and failed ones do not either', async () => {
    const first = await again('Counted');
    const draft = await again('Counted', { isDraft: true });
    expect(draft.status).toBe(201);
    expect(await put(draft.body.post, { isDraft: false })).toMatchObject({
      status: 409,
      code: 'PIN_DUPLICATE',
    });
    await call('POST', `${first.body.post._id}/cancel`);
    expect(await put(draft.body.post, { isDraft: false })).toMatchObject({ status: 200 });
    expect(await put(first.body.post, { scheduledFor: later })).toMatchObject({
      status: 409,
      code: 'PIN_DUPLICATE',
    });
    await makeFailed('Failed first');
    expect((await again('Failed first')).status).toBe(201);
  });

  test('twice in one post, or at the same moment: once', async () => {
    const twins = { platforms: [1, 2].map(() => target(product, { title: 'Twins' })) };
    expect(await again('Twins', twins)).toMatchObject({
      status: 409,
      body: { code: 'PIN_DUPLICATE', param: 'platforms[1]' },
    });
    const answers = await Promise.all([1, 2, 3, 4].map(() => again('At once, the same')));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409, 409, 409]);
  });

  test('the same request id goes before it', async () => {
    const headers = { 'x-request-id': 'the-very-same' };
    const post = {
      content: 'By id',
      mediaIds,
      platforms: [target(product, { title: 'By id' })],
      scheduledFor: later,
      allowDuplicate: false,
    };
    const answers = [await send(product, post, headers), await send(product, post, headers)];
    expect(answers.map(({ status }) => status)).toEqual([201, 200]);
  });
});

describe('who and what it costs', () => {
  test("another workspace's key finds nothing, whatever it tries", async () => {
    const made = await make('Not yours', { requiresApproval: true });
    const key = await keyOfAnotherWorkspace(product);
    const pinId = onlyTarget(made).pinId;
    const tries: [string, string, unknown?][] = [
      ['GET', ''],
      ['PUT', '', { content: 'Mine' }],
      ['PUT', '', { scheduledFor: later }],
      ['DELETE', ''],
      ['POST', '/cancel'],
      ['POST', '/retry'],
      ['POST', '/approve'],
      ['POST', `/pins/${pinId}/resolve`, { outcome: 'not_published' }],
    ];
    for (const [method, path, body] of tries) {
      const url = `/api/v1/posts/${made._id}${path}`;
      const response = await product.request(method, url, body, { Authorization: `Bearer ${key}` });
      expect({ method, path, status: response.status }).toEqual({ method, path, status: 404 });
    }
    expect(await get(made)).toEqual(made);
  });

  test('no verb asks Pinterest for anything', async () => {
    const made = await make('Free of charge', { requiresApproval: true });
    const { calls } = await callsDuring(product, async () => {
      await put(made, { content: 'Another text', platforms: [target(product, { title: 'Free' })] });
      await put(made, { scheduledFor: '2099-12-24T09:00:00Z' });
      await call('POST', `${made._id}/approve`);
      await call('POST', `${made._id}/retry`);
      await call('POST', `${made._id}/cancel`);
      await call('DELETE', made._id);
    });
    expect(calls).toEqual([]);
  });
});
