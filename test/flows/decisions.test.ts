import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Post } from '../../src/sdk/index.ts';
import { boardGone, later, startScheduling, type Scheduling } from '../harness/post-verbs.ts';
import { callsDuring, onlyTarget, pinsTitled, target } from '../harness/publishing.ts';

let product: Scheduling['product'];
let make: Scheduling['make'];
let call: Scheduling['call'];
let strike: Scheduling['strike'];
let put: Scheduling['put'];
let makeFailed: Scheduling['makeFailed'];
let makeUnknown: Scheduling['makeUnknown'];
beforeAll(async () => {
  ({ product, make, call, strike, put, makeFailed, makeUnknown } = await startScheduling());
});
afterEach(() => product.sandbox.control.clearFaults());
afterAll(() => product.close());

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

  test('one board of several: the others stay as they are', async () => {
    strike(boardGone, 2);
    const made = await make('One of two', {
      publishNow: true,
      platforms: ['Kitchens', 'Reading nooks'].map((boardId) =>
        target(product, { title: 'One of two', boardId }),
      ),
    });
    expect(made.status).toBe('failed');
    const [first, second] = made.platforms;
    for (const search of [made._id, second?.pinId ?? ''])
      expect((await product.client.posts.list({ search })).posts.map(({ _id }) => _id)).toEqual([
        made._id,
      ]);
    const { status, post } = await call('POST', `${made._id}/retry`, { pinId: second?.pinId });
    expect({ status, state: post.status }).toEqual({ status: 207, state: 'partial' });
    expect(post.platforms.map((pin) => pin.status)).toEqual(['failed', 'published']);
    expect(pinsTitled(product, 'One of two')).toHaveLength(1);
    for (const [pinId, expected] of [
      [second?.pinId, { status: 400, code: 'POST_NOT_FAILED' }],
      ['6b09fcdaa385874c88c77e87', { status: 404, code: 'NOT_FOUND' }],
    ] as const)
      expect(await call('POST', `${made._id}/retry`, { pinId })).toMatchObject(expected);
    expect((await call('POST', `${made._id}/retry`, { pinId: first?.pinId })).post.status).toBe(
      'published',
    );
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
  const approve = (post: Post, when: object = {}) => call('POST', `${post._id}/approve`, when);

  test('nothing goes out before it, and at once after it when that is what the approver wants', async () => {
    const made = await waiting('Approve me', { publishNow: true });
    expect(made).toMatchObject({
      status: 'scheduled',
      approval: { required: true, approvedBy: null, approvedAt: null },
    });
    await make('Due after it', { publishNow: true });
    expect(pinsTitled(product, 'Approve me')).toEqual([]);
    expect(await approve(made)).toMatchObject({ status: 409, code: 'APPROVAL_OVERDUE' });
    expect(pinsTitled(product, 'Approve me')).toEqual([]);
    const { status, post } = await approve(made, { publishNow: true });
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
    expect(changed.body.warnings).toContainEqual(
      expect.objectContaining({ code: 'APPROVAL_VOID', severity: 'warning' }),
    );
    const due = await put(made, { scheduledFor: '2020-01-01T00:00:00Z', ifPast: 'publish' });
    expect(due.post.status).toBe('scheduled');
    expect(pinsTitled(product, 'Approved once')).toEqual([]);
    expect((await approve(made, { publishNow: true })).post.status).toBe('published');
  });

  test('a failed post that was changed since waits for it, whatever is retried', async () => {
    strike(boardGone);
    const made = await approve(await waiting('Refused once', { publishNow: true }), {
      publishNow: true,
    });
    expect(made).toMatchObject({ status: 207, post: { status: 'failed' } });
    await put(made.post, { content: 'Changed since' });
    expect((await call('POST', `${made.post._id}/retry`)).post.status).toBe('scheduled');
    expect(pinsTitled(product, 'Refused once')).toEqual([]);
    expect((await approve(made.post, { publishNow: true })).post.status).toBe('published');
  });

  test('it can be asked for later, and no change waives it', async () => {
    const made = await make('Asked for later', {
      scheduledFor: new Date(Date.now() + 5_000).toISOString(),
    });
    const asked = await put(made, { requiresApproval: true });
    expect(asked.post.approval.required).toBe(true);
    await put(made, { scheduledFor: '2020-01-01T00:00:00Z' });
    expect(pinsTitled(product, 'Asked for later')).toEqual([]);
    const lifting = await put(made, { requiresApproval: false });
    expect(lifting).toMatchObject({ status: 403, code: 'APPROVAL_REQUIRED' });
    expect((await put(made, { requiresApproval: true })).post.status).toBe('scheduled');
    expect(pinsTitled(product, 'Asked for later')).toEqual([]);
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
