import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CreatedPost, Post, QueueSchedule } from '../../src/sdk/index.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { callsDuring, postOnce, send, target, upload } from '../harness/publishing.ts';
import { keyOfAnotherWorkspace } from '../harness/tenants.ts';

let product: Product;
let mediaIds: string[];
let profileId: string;
beforeAll(async () => {
  product = await startProduct();
  mediaIds = [await upload(product, await makePicture())];
  profileId = (await product.client.instance.get()).workspace.id;
});
beforeEach(() => product.client.queues.delete());
afterAll(() => product.close());

const everyDay = (...times: string[]) =>
  [0, 1, 2, 3, 4, 5, 6].flatMap((dayOfWeek) => times.map((time) => ({ dayOfWeek, time })));
const week = { timezone: 'Europe/Berlin', slots: everyDay('09:00', '18:30') };
const makeQueue = async (more: object = {}): Promise<QueueSchedule> =>
  (await product.client.queues.create({ name: 'Daily', ...week, ...more })).schedule;
const free = async (count: number, filter: object = {}) =>
  (await product.client.queues.preview({ count, ...filter })).slots.map((at) =>
    new Date(at).toISOString(),
  );
const enqueue = (more: Record<string, unknown> = {}) =>
  send(product, {
    content: 'Queued',
    mediaIds,
    platforms: [target(product)],
    queuedFromProfile: profileId,
    ...more,
  });
async function ask(method: string, path: string, body?: unknown, key?: string) {
  const headers: Record<string, string> = key ? { Authorization: `Bearer ${key}` } : {};
  const response = await product.request(method, `/api/v1/${path}`, body, headers);
  const json = (await response.json()) as Record<string, unknown>;
  return { status: response.status, code: json['code'], body: json };
}

describe('queues', () => {
  test('the first is the default and shows its next slots with the offset of its zone', async () => {
    expect(await ask('GET', 'queue/slots')).toMatchObject({
      status: 200,
      body: { exists: false, schedule: null, nextSlots: [] },
    });
    const made = await ask('POST', 'queue/slots', { profileId, name: 'Daily', ...week });
    expect(made).toMatchObject({
      status: 201,
      body: {
        success: true,
        schedule: { profileId, accountId: null, active: true, isDefault: true, ...week },
      },
    });
    const { nextSlots } = made.body as { nextSlots: string[] };
    expect(nextSlots).toHaveLength(10);
    for (const at of nextSlots) expect(at).toMatch(/T(09:00|18:30):00\+0[12]:00$/);
    const second = await makeQueue({ name: 'Second' });
    expect(second.isDefault).toBe(false);
    expect((await product.client.queues.list()).queues.map(({ name }) => name)).toEqual([
      'Daily',
      'Second',
    ]);
    expect((await product.client.queues.get({ queueId: second._id })).schedule?.name).toBe(
      'Second',
    );
    expect(await product.client.queues.nextSlot()).toMatchObject({
      profileId,
      nextSlot: nextSlots[0],
      queueName: 'Daily',
    });
  });

  test('changing one makes it when there is none, and may make it the default', async () => {
    const put = await ask('PUT', 'queue/slots', { profileId, ...week });
    expect(put).toMatchObject({ status: 200, body: { isNewQueue: true, reshuffledCount: 0 } });
    const second = await makeQueue({ name: 'Second' });
    const changed = await product.client.queues.update({
      queueId: second._id,
      timezone: 'UTC',
      slots: [{ dayOfWeek: 3, time: '12:00' }],
      setAsDefault: true,
    });
    expect(changed).toMatchObject({
      isNewQueue: false,
      schedule: { _id: second._id, name: 'Second', timezone: 'UTC', isDefault: true },
    });
    const { queues } = await product.client.queues.list();
    expect(queues.map(({ isDefault }) => isDefault)).toEqual([false, true]);
    const deleted = await product.client.queues.delete({ queueId: second._id });
    expect(deleted).toMatchObject({ success: true, deleted: true, deletedCount: 1 });
    expect((await product.client.queues.list()).queues).toMatchObject([{ isDefault: true }]);
  });

  test('one default, however many are made at once', async () => {
    await Promise.all(Array.from({ length: 6 }, () => makeQueue()));
    const { queues } = await product.client.queues.list();
    expect(queues.filter(({ isDefault }) => isDefault)).toHaveLength(1);
    const [first, , third] = queues;
    await Promise.all(
      [first, third].map((queue) =>
        product.client.queues.update({ queueId: queue?._id, ...week, setAsDefault: true }),
      ),
    );
    expect(
      (await product.client.queues.list()).queues.filter(({ isDefault }) => isDefault),
    ).toHaveLength(1);
  });

  test.each([
    ['no name', { name: '' }, 'name'],
    ['no slots', { slots: [] }, 'slots'],
    ['a day that is none', { slots: [{ dayOfWeek: 7, time: '09:00' }] }, 'slots[0].dayOfWeek'],
    ['a time that is none', { slots: [{ dayOfWeek: 1, time: '24:00' }] }, 'slots[0].time'],
    ['a zone that is none', { timezone: 'Mars/Olympus' }, 'timezone'],
  ])('%s is refused', async (_name, change, field) => {
    const { status, body } = await ask('POST', 'queue/slots', { name: 'Bad', ...week, ...change });
    expect({ status, field: body['param'] }).toEqual({ status: 400, field });
  });

  test('none, or one that is switched off, has no next slot', async () => {
    expect(await ask('GET', 'queue/next-slot')).toMatchObject({
      status: 404,
      code: 'QUEUE_NOT_FOUND',
    });
    expect((await ask('GET', 'queue/preview')).status).toBe(404);
    await makeQueue({ active: false });
    expect((await ask('GET', 'queue/next-slot')).status).toBe(404);
    expect(await product.client.queues.preview()).toMatchObject({ count: 0, slots: [] });
    expect((await ask('GET', 'queue/preview?count=101')).status).toBe(400);
  });

  test("another workspace's key sees and changes none of them", async () => {
    const queue = await makeQueue();
    const key = await keyOfAnotherWorkspace(product);
    const body = { queueId: queue._id, ...week };
    const mine = { ...body, profileId };
    const answers = [
      await ask('GET', `queue/slots?profileId=${profileId}`, undefined, key),
      await ask('GET', `queue/slots?all=true&profileId=${profileId}`, undefined, key),
      await ask('GET', `queue/next-slot?queueId=${queue._id}`, undefined, key),
      await ask('GET', `queue/preview?queueId=${queue._id}`, undefined, key),
      await ask('POST', 'queue/slots', { name: 'Theirs', ...week, profileId }, key),
      await ask('PUT', 'queue/slots', body, key),
      await ask('PUT', 'queue/slots', mine, key),
      await ask('DELETE', `queue/slots?queueId=${queue._id}`, undefined, key),
      await ask('DELETE', `queue/slots?profileId=${profileId}`, undefined, key),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
    const empty = await ask('GET', `queue/slots?queueId=${queue._id}`, undefined, key);
    expect(empty.body).toMatchObject({ exists: false });
    expect((await product.client.queues.list()).queues).toEqual([queue]);
  });
});

describe('a post in a queue', () => {
  test('has the next free slot, and the next post the one after', async () => {
    const queue = await makeQueue();
    const slots = await free(3);
    const posts: Post[] = [];
    const { calls } = await callsDuring(product, async () => {
      for (let count = 0; count < 2; count++) posts.push((await enqueue()).body.post);
    });
    for (const [index, post] of posts.entries()) {
      expect(post).toMatchObject({
        status: 'scheduled',
        scheduledFor: slots[index],
        queuedFromProfile: profileId,
        queueId: queue._id,
      });
      expect(post.platforms[0]?.scheduledFor).toBe(slots[index]);
    }
    const { upcoming, slots: left } = await product.client.queues.preview({ count: 1 });
    expect(upcoming.map(({ postId }) => postId)).toEqual([posts[0]?._id, posts[1]?._id, null]);
    expect(left.map((at) => new Date(at).toISOString())).toEqual([slots[2]]);
    expect(calls).toEqual([]);
  });

  test('eight at the same moment have eight different slots, without a gap', async () => {
    await makeQueue();
    const slots = await free(8);
    const answers = await Promise.all(Array.from({ length: 8 }, () => enqueue()));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    const times = answers.map(({ body }) => body.post.scheduledFor);
    expect(times.map(String).sort()).toEqual(slots);
  });

  test('gives its slot back when it is cancelled, moved, deleted or made a draft', async () => {
    await makeQueue();
    const [slot] = await free(1);
    const leave: ((post: Post) => Promise<unknown>)[] = [
      ({ _id }) => product.client.posts.cancel(_id),
      ({ _id }) => product.client.posts.update(_id, { scheduledFor: '2099-01-01T00:00:00Z' }),
      ({ _id }) => product.client.posts.delete(_id),
      ({ _id }) => product.client.posts.update(_id, { isDraft: true }),
    ];
    for (const go of leave) {
      const { post } = (await enqueue()).body;
      expect(post.scheduledFor).toBe(slot);
      await go(post);
      expect(await free(1)).toEqual([slot]);
    }
  });

  test('keeps it when only its words change, and takes another when asked to', async () => {
    const queue = await makeQueue();
    const [first, second] = await free(2);
    const { post } = (await enqueue()).body;
    const words = await product.client.posts.update(post._id, { content: 'Other words' });
    expect(words.post).toMatchObject({ scheduledFor: first, queueId: queue._id });
    const moved = await product.client.posts.update(post._id, { queuedFromProfile: profileId });
    expect(moved.post).toMatchObject({ scheduledFor: second, queueId: queue._id });
    expect(await free(1)).toEqual([first]);
  });

  test('a draft has no slot until it is promoted', async () => {
    await makeQueue();
    const [slot] = await free(1);
    const { post } = (await enqueue({ isDraft: true })).body;
    expect(post).toMatchObject({ status: 'draft', scheduledFor: null });
    const promoted = await product.client.posts.update(post._id, {
      queuedFromProfile: profileId,
      allowDuplicate: true,
    });
    expect(promoted.post).toMatchObject({ status: 'scheduled', scheduledFor: slot });
  });

  test('a time that is given wins, and a target may have one of its own', async () => {
    await makeQueue();
    const [slot] = await free(1);
    const timed = await enqueue({ scheduledFor: '2099-01-01T00:00:00Z' });
    expect(timed.body.post.queueId).toBeUndefined();
    const own = { scheduledFor: '2099-02-01T00:00:00Z' };
    const { post } = (
      await enqueue({
        platforms: [target(product), target(product, { boardId: 'Reading nooks' }, own)],
      })
    ).body;
    expect(post.platforms.map(({ scheduledFor }) => scheduledFor)).toEqual([
      slot,
      '2099-02-01T00:00:00.000Z',
    ]);
  });

  test('a queue that is missing, switched off or of another account gives nothing', async () => {
    const refused = async (more: Record<string, unknown> = {}) => {
      const { status, body } = await enqueue(more);
      return `${status} ${(body as CreatedPost & { code: string }).code}`;
    };
    expect(await refused()).toBe('404 QUEUE_NOT_FOUND');
    const off = await makeQueue({ active: false });
    expect(await refused({ queueId: off._id })).toBe('409 QUEUE_NOT_USABLE');
    expect(await refused({ queueId: 'f'.repeat(24) })).toBe('404 QUEUE_NOT_FOUND');
    expect(await refused({ queuedFromProfile: 'f'.repeat(24) })).toBe('404 NOT_FOUND');
  });

  test("an account's own queue goes before that of the workspace", async () => {
    await makeQueue();
    const own = await makeQueue({ name: 'Own', accountId: product.accountId });
    expect(own.isDefault).toBe(true);
    expect((await enqueue()).body.post.queueId).toBe(own._id);
    const { schedule } = await product.client.queues.get({ accountId: product.accountId });
    expect(schedule?.name).toBe('Own');
    expect(
      await ask('POST', 'queue/slots', { name: 'X', ...week, accountId: 'nobody' }),
    ).toMatchObject({
      status: 400,
      code: 'ACCOUNT_NOT_FOUND',
    });
  });

  test('a repeated request has one slot', async () => {
    await makeQueue();
    const post = {
      content: 'Once',
      mediaIds,
      platforms: [target(product)],
      queuedFromProfile: profileId,
    };
    const slots = await free(2);
    const headers = { 'x-request-id': 'queued-once' };
    await Promise.all([1, 2, 3].map(() => send(product, post, headers)));
    expect(await free(1)).toEqual([slots[1]]);
  });

  test('new slots with reshuffleExisting: posts move in their order, others stay', async () => {
    const queue = await makeQueue();
    const posts = [];
    for (let count = 0; count < 3; count++) posts.push((await enqueue()).body.post);
    const unmoved = await product.client.queues.update({
      queueId: queue._id,
      timezone: 'UTC',
      slots: everyDay('12:00'),
    });
    expect(unmoved.reshuffledCount).toBe(0);
    const moved = await product.client.queues.update({
      queueId: queue._id,
      timezone: 'UTC',
      slots: everyDay('12:00'),
      reshuffleExisting: true,
    });
    expect(moved).toMatchObject({ reshuffledCount: 3, skippedDailyLimit: 0 });
    const times = [];
    for (const { _id } of posts) {
      const { post } = await product.client.posts.get(_id);
      expect(post.queueId).toBe(queue._id);
      expect(post.platforms[0]?.scheduledFor).toBe(post.scheduledFor);
      times.push(post.scheduledFor ?? '');
    }
    for (const at of times) expect(at).toMatch(/T12:00:00\.000Z$/);
    expect([...times].sort()).toEqual(times);
    expect(new Set(times).size).toBe(3);
  });

  test('posts keep their time when their queue is deleted', async () => {
    await makeQueue();
    const { post } = (await enqueue()).body;
    await product.client.queues.delete();
    const after = (await product.client.posts.get(post._id)).post;
    expect(after).toMatchObject({ status: 'scheduled', scheduledFor: post.scheduledFor });
    expect(after.queueId).toBeUndefined();
  });
});

describe('one content on many boards', () => {
  const boards = ['Kitchens', 'Small gardens', 'Reading nooks'];
  const plan = {
    start: '2099-03-27T09:00',
    timezone: 'Europe/Berlin',
    intervalMinutes: 1440,
    jitterMinutes: 600,
    seed: 'spring',
  };

  test('a plan shows what creating the post then does', async () => {
    const { result, calls } = await callsDuring(product, async () => {
      const table = await product.client.tools.plan({
        accountId: product.accountId,
        boards,
        ...plan,
      });
      const { body, status } = await send(product, {
        content: 'Everywhere',
        mediaIds,
        platforms: [target(product)],
        scheduledFor: plan.start,
        timezone: plan.timezone,
        fanOut: { boards, intervalMinutes: 1440, jitterMinutes: 600, seed: 'spring' },
      });
      return { table, post: body.post, status };
    });
    const { table, post } = result;
    expect(result.status).toBe(201);
    expect(table).toMatchObject({ count: 3, start: '2099-03-27T08:00:00.000Z', seed: 'spring' });
    expect(table.entries[0]?.localTime).toBe('2099-03-27T09:00:00+01:00');
    expect(table.entries.map(({ boardName }) => boardName)).toEqual(boards);
    expect(
      post.platforms.map(({ scheduledFor, platformSpecificData: { boardId } }) => ({
        boardId,
        scheduledFor,
      })),
    ).toEqual(table.entries.map(({ boardId, scheduledFor }) => ({ boardId, scheduledFor })));
    expect(post).toMatchObject({ status: 'scheduled', scheduledFor: table.start });
    expect(calls).toEqual([]);
  });

  test('with publishNow the first goes out at once and the others wait', async () => {
    const { body } = await send(product, {
      content: 'Now and later',
      mediaIds,
      platforms: boards.map((boardId) => target(product, { boardId })),
      publishNow: true,
      fanOut: { intervalMinutes: 60 },
    });
    const post = await postOnce(
      product,
      body.post._id,
      ({ platforms }) => platforms[0]?.status === 'published',
    );
    expect(post.platforms.map(({ status }) => status)).toEqual(['published', 'pending', 'pending']);
    const [first, second, third] = post.platforms.map(({ scheduledFor }) =>
      Date.parse(scheduledFor ?? ''),
    );
    expect([Number(second) - Number(first), Number(third) - Number(second)]).toEqual([
      3600_000, 3600_000,
    ]);
  });

  test('a post that exists can be spread out, from the time it has', async () => {
    const { body } = await send(product, {
      content: 'Spread later',
      mediaIds,
      platforms: boards.map((boardId) => target(product, { boardId })),
      scheduledFor: '2099-01-01T00:00:00Z',
    });
    const { post } = await product.client.posts.update(body.post._id, {
      fanOut: { intervalMinutes: 30 },
    });
    expect(post.platforms.map(({ scheduledFor }) => scheduledFor?.slice(11, 16))).toEqual([
      '00:00',
      '00:30',
      '01:00',
    ]);
  });

  test.each([
    ['no start', { scheduledFor: undefined }, 'FAN_OUT_NOT_POSSIBLE'],
    [
      'jitter as long as the interval',
      { fanOut: { intervalMinutes: 5, jitterMinutes: 5 } },
      'FAN_OUT_NOT_POSSIBLE',
    ],
    [
      'two templates',
      { platforms: 2, fanOut: { intervalMinutes: 5, boards } },
      'FAN_OUT_NOT_POSSIBLE',
    ],
    ['a queue', { scheduledFor: undefined, queuedFromProfile: 'x' }, 'FAN_OUT_NOT_POSSIBLE'],
    ['an interval of 91 days', { fanOut: { intervalMinutes: 131_040 } }, 'INVALID_FIELD_VALUE'],
  ])(
    '%s: refused with the reason',
    async (_name, { platforms, ...change }: Record<string, unknown>, code) => {
      const { status, body } = await send(product, {
        content: 'Impossible',
        mediaIds,
        platforms: Array.from({ length: Number(platforms ?? 1) }, () => target(product)),
        scheduledFor: '2099-01-01T00:00:00Z',
        fanOut: { intervalMinutes: 5 },
        ...change,
      });
      expect({ status, code: (body as CreatedPost & { code: string }).code }).toEqual({
        status: 400,
        code,
      });
    },
  );

  test('a plan names every board that is not there, and needs an account of this workspace', async () => {
    const wrong = {
      accountId: product.accountId,
      ...plan,
      boards: ['Kitchens', 'Kitchen', 'Attic'],
    };
    const { status, body } = await ask('POST', 'tools/plan', wrong);
    const { problems } = body['details'] as { problems: { code: string; field: string }[] };
    expect({ status, fields: problems.map(({ field }) => field) }).toEqual({
      status: 400,
      fields: ['boards[1]', 'boards[2]'],
    });
    const key = await keyOfAnotherWorkspace(product);
    expect(await ask('POST', 'tools/plan', { ...wrong, boards }, key)).toMatchObject({
      status: 400,
      code: 'ACCOUNT_NOT_FOUND',
      body: { param: 'accountId' },
    });
  });
});
