import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connectSandboxUser } from '../../src/app/demo.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import {
  callsDuring,
  onlyTarget,
  pinsTitled,
  postOnce,
  sandboxPin,
} from '../harness/publishing.ts';
import { send, target, upload } from '../harness/publishing.ts';

/** The same waits as in earnest, only short: the order of things does not depend on their length. */
const policy = {
  reconcileDelaysMs: [50],
  absentAfterReads: 3,
  absentAfterMs: 500,
  rateLimitDelayMs: 50,
  unreachableDelaysMs: [50],
  createTimeoutMs: 3_000,
};

let product: Product;
let mediaIds: string[];
beforeAll(async () => {
  product = await startProduct({ app: { policy } });
  mediaIds = [await upload(product, await makePicture())];
});
afterEach(() => {
  product.sandbox.control.clearFaults();
  product.sandbox.control.settings({ listLagMs: 0 });
});
afterAll(() => product.close());

const publish = (title: string, more: object = {}) =>
  callsDuring(product, () =>
    send(product, {
      content: `About ${title}`,
      mediaIds,
      platforms: [target(product, { title })],
      publishNow: true,
      ...more,
    }),
  );
const strike = (then: Parameters<typeof product.sandbox.control.addFault>[0]['then'], times = 1) =>
  product.sandbox.control.addFault({ match: { operation: 'pins/create', times }, then });

describe('what Pinterest refuses', () => {
  const refusals: [number, { code: number; message: string }, string, string][] = [
    [
      400,
      { code: 1, message: 'The format of the image is not supported' },
      'PIN_IMAGE_REFUSED',
      'platform_rejected',
    ],
    [
      400,
      { code: 1, message: "Sorry! This site doesn't allow you to save Pins." },
      'PIN_LINK_REFUSED',
      'platform_rejected',
    ],
    [400, { code: 4711, message: 'Never seen before' }, 'PIN_REJECTED', 'platform_rejected'],
    [
      403,
      { code: 29, message: 'You are not permitted to access that resource.' },
      'PINTEREST_PERMISSION_DENIED',
      'account_issue',
    ],
    [403, { code: 235, message: 'Sorry, this image is broken.' }, 'PIN_IMAGE_REFUSED', ''],
    [404, { code: 40, message: 'Board not found.' }, 'PIN_BOARD_GONE', 'platform_rejected'],
    [
      404,
      { code: 2031, message: "Sorry! We couldn't find this board section." },
      'PIN_SECTION_GONE',
      'platform_rejected',
    ],
    [
      429,
      { code: 9, message: 'Sorry! We blocked this link because it may lead to spam.' },
      'PIN_SPAM_BLOCKED',
      'platform_rejected',
    ],
  ];
  test.each(refusals)('%d %j becomes %s', async (status, body, code, category) => {
    strike({ status, body });
    const { result, calls } = await publish(`Refused ${code}`);
    expect(result.status).toBe(207);
    expect(calls).toMatchObject([{ operation: 'pins/create', status }]);
    const { post, error, platformResults } = result.body;
    expect(post.status).toBe('failed');
    const failed = onlyTarget(post);
    expect(failed).toMatchObject({
      status: 'failed',
      errorCode: code,
      errorSource: 'platform',
      platformPostId: null,
      attempts: 1,
    });
    if (category) expect(failed.errorCategory).toBe(category);
    expect(failed.problem).toMatchObject({
      code,
      fix: expect.stringMatching(/^[^{}]{15,}$/),
      details: {
        pinterest: {
          operation: 'pins.create',
          status,
          ...body,
          requestId: calls[0]?.id,
        },
      },
    });
    expect(error).toBe(failed.errorMessage);
    expect(platformResults).toEqual([
      { platform: 'pinterest', status: 'failed', error: failed.errorMessage },
    ]);
    expect(pinsTitled(product, `Refused ${code}`)).toEqual([]);
  });

  test('one of two boards: the other Pin goes out, and the post is partly published', async () => {
    product.sandbox.control.addFault({
      match: { operation: 'pins/create', nth: 2 },
      then: { status: 404, body: { code: 40, message: 'Board not found.' } },
    });
    const { result } = await publish('Half', {
      platforms: [
        target(product, { title: 'Half, kitchen' }),
        target(product, { title: 'Half, nook', boardId: 'Reading nooks' }),
      ],
    });
    expect(result).toMatchObject({ status: 207, body: { post: { status: 'partial' } } });
    expect(result.body.platformResults?.map(({ status }) => status).sort()).toEqual([
      'failed',
      'published',
    ]);
    expect([
      ...pinsTitled(product, 'Half, kitchen'),
      ...pinsTitled(product, 'Half, nook'),
    ]).toHaveLength(1);
  });

  test('a spam block is not tried again', async () => {
    product.sandbox.control.settings({ spamDomains: ['spam.example'] });
    const { result, operations } = await publish('Spam', {
      platforms: [target(product, { title: 'Spam', link: 'https://spam.example/x' })],
    });
    product.sandbox.control.settings({ spamDomains: [] });
    expect(onlyTarget(result.body.post).errorCode).toBe('PIN_SPAM_BLOCKED');
    expect(operations).toEqual(['pins/create']);
  });
});

describe('what has to wait', () => {
  const limited = { code: 8, message: 'This request exceeded a rate limit.' };

  test('a rate limit: the Pin waits, then goes out, and no attempt is spent', async () => {
    strike({ status: 429, body: limited }, 2);
    const { result, calls } = await publish('Patient');
    expect(result.status).toBe(201);
    expect(calls.map(({ status }) => status)).toEqual([429, 429, 201]);
    expect(onlyTarget(result.body.post)).toMatchObject({ status: 'published', attempts: 1 });
    expect(onlyTarget(result.body.post).problem).toBeUndefined();
    expect(pinsTitled(product, 'Patient')).toHaveLength(1);
  });

  test('while it waits it is held, not failed, and says why', async () => {
    strike({ status: 429, body: limited, headers: { 'retry-after': '3600' } });
    const { result } = await publish('Held', {
      publishNow: false,
      scheduledFor: new Date(Date.now() + 100).toISOString(),
    });
    const post = await postOnce(
      product,
      result.body.post._id,
      ({ platforms }) => platforms[0]?.heldReason !== null,
    );
    expect(post.status).toBe('scheduled');
    expect(onlyTarget(post)).toMatchObject({
      status: 'pending',
      attempts: 0,
      heldReason: expect.stringContaining('goes out by itself'),
    });
    expect(onlyTarget(post).errorMessage).toBeUndefined();
  });
});

describe('an answer that never came', () => {
  const gateway = '<html><body>502 Bad Gateway</body></html>';

  test.each<[string, Parameters<typeof strike>[0]]>([
    ['the connection broke after the Pin was made', { drop: 'after' }],
    ['a gateway hid the answer', { status: 502, body: gateway, commit: true }],
    ['Pinterest said 500 but made it', { status: 500, commit: true }],
    ['a success without an id', { status: 201, body: {}, commit: true }],
  ])('%s: the Pin is found and adopted', async (name, fault) => {
    strike(fault);
    const title = `Lost: ${name}`;
    const { result, operations } = await publish(title);
    expect(result.status).toBe(201);
    expect(operations.filter((operation) => operation === 'pins/create')).toHaveLength(1);
    const sent = onlyTarget(result.body.post);
    expect(pinsTitled(product, title)).toMatchObject([{ id: sent.platformPostId }]);
    expect(sent).toMatchObject({ status: 'published', attempts: 1 });
    expect(sent.problem).toBeUndefined();
  });

  test('it came too late: the Pin is found and adopted', async () => {
    const created = () => product.sandbox.control.requests({ operation: 'pins/create' });
    const before = created().length;
    strike({ delayMs: policy.createTimeoutMs + 200 });
    const { result } = await publish('Late');
    expect(result.status).toBe(201);
    expect(pinsTitled(product, 'Late')).toMatchObject([
      { id: onlyTarget(result.body.post).platformPostId },
    ]);
    expect(product.sandbox.control.faults()).toMatchObject([{ seen: 1 }]);
    // The sandbox notes a request when it answers, and answers late; the next test counts from there.
    await expect.poll(() => created().length, { timeout: 10_000 }).toBe(before + 1);
  });

  test.each<[string, Parameters<typeof strike>[0]]>([
    ['the connection broke before anything was made', { drop: 'before' }],
    ['Pinterest said 500 and made nothing', { status: 500 }],
    ['a gateway was down', { status: 503, body: gateway }],
  ])('%s: proven absent, then made once more', async (name, fault) => {
    strike(fault);
    const title = `Never made: ${name}`;
    const { result, operations } = await publish(title);
    expect(result.status).toBe(201);
    expect(operations.filter((operation) => operation === 'pins/create')).toHaveLength(2);
    const looks = operations.slice(1, -1);
    expect(looks.length).toBeGreaterThanOrEqual(policy.absentAfterReads);
    expect(new Set(looks)).toEqual(new Set(['boards/list_pins']));
    expect(pinsTitled(product, title)).toHaveLength(1);
    expect(onlyTarget(result.body.post)).toMatchObject({ status: 'published', attempts: 2 });
  });

  test('a list that lags does not lead to a second Pin', async () => {
    product.sandbox.control.settings({ listLagMs: 250 });
    strike({ drop: 'after' });
    const { operations } = await publish('Laggard');
    expect(operations.filter((operation) => operation === 'pins/create')).toHaveLength(1);
    expect(pinsTitled(product, 'Laggard')).toHaveLength(1);
  });

  test('of two equal Pins each adopts its own', async () => {
    strike({ drop: 'after' }, 2);
    const [one, two] = await Promise.all([publish('Twins'), publish('Twins')]);
    const ids = [one, two].map(({ result }) => onlyTarget(result.body.post).platformPostId);
    expect(new Set(ids).size).toBe(2);
    expect(new Set(pinsTitled(product, 'Twins').map(({ id }) => id))).toEqual(new Set(ids));
  });

  test('after three creates that left no trace it asks the person', async () => {
    strike({ drop: 'before' }, 10);
    const { result, operations } = await publish('Hopeless');
    expect(result.status).toBe(207);
    expect(onlyTarget(result.body.post)).toMatchObject({
      status: 'failed',
      errorCode: 'PIN_OUTCOME_UNKNOWN',
      attempts: 3,
    });
    expect(operations.filter((operation) => operation === 'pins/create')).toHaveLength(3);
  });
});

// Last, because the sandbox's clock moves on and does not come back.
describe('the sign-in', () => {
  test('an access token that expired is renewed once, and the Pin goes out', async () => {
    product.sandbox.control.advanceClock(31 * 24 * 3600_000);
    const { result, calls } = await publish('Renewed');
    expect(result.status).toBe(201);
    expect(calls.map(({ operation, status }) => [operation, status])).toEqual([
      ['pins/create', 401],
      ['oauth/token', 200],
      ['pins/create', 201],
    ]);
    expect(onlyTarget(result.body.post).attempts).toBe(1);
    expect((await publish('Renewed again')).operations).toEqual(['pins/create']);
  });

  test('one that was revoked: the Pin is held, the account says so, and connecting again sends it', async () => {
    product.sandbox.control.advanceClock(61 * 24 * 3600_000);
    const scheduled = await publish('Waiting for consent', {
      publishNow: false,
      scheduledFor: new Date(Date.now() + 100).toISOString(),
    });
    const postId = scheduled.result.body.post._id;
    const held = await postOnce(
      product,
      postId,
      ({ platforms }) => platforms[0]?.heldReason !== null,
    );
    expect(held.status).toBe('scheduled');
    expect(onlyTarget(held)).toMatchObject({
      status: 'pending',
      heldReason:
        'The Pinterest account linchpin_demo must be connected again before it can publish.',
      accountId: { isActive: false },
    });
    const { accounts } = await product.client.accounts.list();
    expect(accounts).toMatchObject([{ isActive: false, needsReconnection: true }]);
    const refused = await publish('Too early');
    expect(refused.result).toMatchObject({ status: 403, body: { code: 'ACCOUNT_DISCONNECTED' } });
    expect(refused.calls).toEqual([]);

    await connectAgain();
    const post = await postOnce(product, postId, ({ status }) => status === 'published');
    expect(sandboxPin(product, onlyTarget(post).platformPostId).title).toBe('Waiting for consent');
    expect(pinsTitled(product, 'Waiting for consent')).toHaveLength(1);
    const { pins } = await product.client.posts.timeline(postId);
    const kinds = pins[0]?.entries.map(({ kind }) => kind) ?? [];
    expect(kinds.slice(kinds.indexOf('held'))).toEqual([
      'held',
      'reconnected',
      'request',
      'published',
    ]);
    expect((await product.client.accounts.list()).accounts).toMatchObject([
      { _id: product.accountId, isActive: true, needsReconnection: false },
    ]);
  });
});

/** Gives consent on the sandbox's page, and completes the connection. */
const connectAgain = async (): Promise<void> => {
  const { app, sandbox } = product;
  await connectSandboxUser(
    { ...app.deps, actor: app.actor, idempotencyKey: null },
    { ...sandbox, sandboxUrl: sandbox.url },
    'linchpin_demo',
  );
};
