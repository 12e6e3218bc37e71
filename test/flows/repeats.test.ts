import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { makePicture } from '../harness/pictures.ts';
import { later, startScheduling, type Scheduling } from '../harness/post-verbs.ts';
import { callsDuring, onlyTarget, send, target, upload } from '../harness/publishing.ts';
import { keyOfAnotherWorkspace } from '../harness/tenants.ts';

let product: Scheduling['product'];
let mediaIds: string[];
let make: Scheduling['make'];
let call: Scheduling['call'];
let put: Scheduling['put'];
let get: Scheduling['get'];
let makeFailed: Scheduling['makeFailed'];
beforeAll(async () => {
  ({ product, mediaIds, make, call, put, get, makeFailed } = await startScheduling());
});
afterEach(() => product.sandbox.control.clearFaults());
afterAll(() => product.close());

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
