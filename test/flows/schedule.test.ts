import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { makePicture } from '../harness/pictures.ts';
import { later, startScheduling, type Scheduling } from '../harness/post-verbs.ts';
import {
  callsDuring,
  onlyTarget,
  pinsTitled,
  postOnce,
  sandboxPin,
  send,
  target,
  upload,
} from '../harness/publishing.ts';

let product: Scheduling['product'];
let mediaIds: string[];
let make: Scheduling['make'];
let call: Scheduling['call'];
let put: Scheduling['put'];
let get: Scheduling['get'];
let makeFailed: Scheduling['makeFailed'];
let whilePublishing: Scheduling['whilePublishing'];
beforeAll(async () => {
  ({ product, mediaIds, make, call, put, get, makeFailed, whilePublishing } =
    await startScheduling());
});
afterEach(() => product.sandbox.control.clearFaults());
afterAll(() => product.close());

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

  test('a Pin of a restored backup is still looked for, whatever is changed in it', async () => {
    const made = await make('Restored');
    const { pinId } = onlyTarget(made);
    const { db } = product.app.store;
    await sql`update pin set step = 'reconciling', sent_at = now() where id = ${pinId}`.execute(db);
    for (const change of [{ scheduledFor: '2099-05-01T10:00:00Z' }, { content: 'Other words' }]) {
      await put(made, change);
      const { rows } = await sql<{ step: string; sent: boolean; status: string }>`
        select step, sent_at is not null as sent, status from pin where id = ${pinId}`.execute(db);
      expect(rows).toEqual([{ step: 'reconciling', sent: true, status: 'scheduled' }]);
    }
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
    const moved = await product.client.posts.update(made._id, {
      scheduledFor: '2099-07-01 09:00',
      timezone: 'Europe/Berlin',
    });
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

  test('a time that has passed is refused, unless that is meant', async () => {
    const made = await make('Passed');
    const passed = { scheduledFor: '2020-01-01T00:00:00Z' };
    const refused = await product.request('PUT', `/api/v1/posts/${made._id}`, passed);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ code: 'TIME_PASSED', param: 'scheduledFor' });
    expect(pinsTitled(product, 'Passed')).toHaveLength(0);
    const { status, post } = await put(made, { ...passed, ifPast: 'publish' });
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
