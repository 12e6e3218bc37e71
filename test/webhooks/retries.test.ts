import { createHmac } from 'node:crypto';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../src/domain/ids.ts';
import type { Webhook } from '../../src/sdk/index.ts';
import { until } from '../crash/crash-harness.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { send, target, upload } from '../harness/publishing.ts';
import { startReceiver, type Received, type Receiver } from '../harness/receiver.ts';
import { bodyOf, deliveriesOf, untilStates, writeEvents } from './events.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

let product: Product;
let receiver: Receiver;
let webhook: Webhook;
beforeAll(async () => {
  product = await startProduct({ movableClock: true });
});
afterAll(() => product.close());
beforeEach(async () => {
  receiver = await startReceiver();
  webhook = await makeWebhook();
});
afterEach(async () => {
  const { webhooks } = await product.client.webhooks.list();
  for (const { _id } of webhooks) await product.client.webhooks.delete({ webhookId: _id });
  await receiver.close();
});

const makeWebhook = async (url = receiver.url, format: 'standard' | 'zernio' = 'standard') => {
  const events =
    format === 'standard'
      ? ['post.scheduled', 'post.published', 'pin.published', 'pin.held']
      : ['post.published'];
  return (await product.client.webhooks.create({ name: 'Test', url, format, events })).webhook;
};
const db = () => product.app.store.db;
const tell = (...events: Parameters<typeof writeEvents>[2]) =>
  writeEvents(db(), product.app.workspaceId, events);
const states = (...wanted: string[]) => untilStates(db(), webhook._id, wanted);
const shown = async () => {
  const { webhooks } = await product.client.webhooks.list();
  return webhooks.find(({ _id }) => _id === webhook._id);
};
const attempts = (count: number) =>
  until(`${count} attempts are stored`, async () => {
    const { pagination } = await product.client.webhooks.logs({ webhookId: webhook._id });
    return pagination.total === count;
  });
const header = (request: Received | undefined, name: string) =>
  String(request?.headers[name] ?? '');
const fail = () => receiver.answer(() => ({ status: 503, body: 'busy' }));
const succeed = () => receiver.answer(() => ({ status: 204 }));

describe('order', () => {
  test('a failing head holds back its own post alone, and its retries send the same bytes', async () => {
    const [a, b] = [newId(), newId()];
    receiver.answer((request) => ({
      status: bodyOf(request).data['postId'] === a ? 500 : 200,
    }));
    await tell(
      { kind: 'post.scheduled', postId: a },
      { kind: 'pin.published', postId: a },
      { kind: 'post.published', postId: a },
      { kind: 'post.scheduled', postId: b },
      { kind: 'post.published', postId: b },
    );
    await states('pending', 'pending', 'pending', 'delivered', 'delivered');
    await product.pass(6_000);
    await receiver.until(4);
    await attempts(4);
    succeed();
    await product.pass(34_000);
    await states('delivered', 'delivered', 'delivered', 'delivered', 'delivered');
    const ofA = receiver.got.filter((request) => bodyOf(request).data['postId'] === a);
    expect(ofA.map((request) => bodyOf(request).type)).toEqual([
      'post.scheduled',
      'post.scheduled',
      'post.scheduled',
      'pin.published',
      'post.published',
    ]);
    const [first, second, third] = ofA;
    const verifier = new StandardWebhook(webhook.secret ?? '');
    for (const retry of [second, third]) {
      expect(retry?.body.equals(first?.body ?? Buffer.alloc(0))).toBe(true);
      expect(header(retry, 'webhook-id')).toBe(header(first, 'webhook-id'));
      expect(header(retry, 'webhook-timestamp')).not.toBe(header(first, 'webhook-timestamp'));
      verifier.verify(String(retry?.body), retry?.headers as Record<string, string>);
    }
  });

  test('events of one post that come while its head fails wait behind it', async () => {
    const postId = newId();
    fail();
    await tell({ kind: 'post.scheduled', postId });
    await attempts(1);
    succeed();
    await tell({ kind: 'post.published', postId });
    await tell({ kind: 'post.scheduled' });
    await states('pending', 'pending', 'delivered');
    await product.pass(6_000);
    await states('delivered', 'delivered', 'delivered');
    expect(receiver.got.map((request) => bodyOf(request).type)).toEqual([
      'post.scheduled',
      'post.scheduled',
      'post.scheduled',
      'post.published',
    ]);
  });
});

test('the bytes stay those of the first attempt when the post is changed meanwhile', async () => {
  fail();
  const mediaIds = [await upload(product, await makePicture())];
  const { body } = await send(product, {
    content: 'Before',
    mediaIds,
    platforms: [target(product, { title: 'Frozen' })],
    scheduledFor: new Date(Date.now() + 400 * day).toISOString(),
  });
  await attempts(1);
  await product.client.posts.update(body.post._id, { content: 'After' });
  succeed();
  await product.pass(6_000);
  await states('delivered');
  expect(receiver.got).toHaveLength(2);
  expect(String(receiver.got[0]?.body)).toContain('Before');
  expect(receiver.got[1]?.body.equals(receiver.got[0]?.body ?? Buffer.alloc(0))).toBe(true);
});

test('eleven attempts in about a day, then it is dead, and the next of its post goes on', async () => {
  const postId = newId();
  receiver.answer((request) => ({
    status: bodyOf(request).type === 'post.scheduled' ? 500 : 200,
  }));
  await tell({ kind: 'post.scheduled', postId }, { kind: 'post.published', postId });
  let passed = 0;
  for (let attempt = 1; attempt < 11; attempt++) {
    await attempts(attempt);
    const [head] = await deliveriesOf(db(), webhook._id);
    const ms = Number(head?.dueAt) - (Date.now() + passed);
    expect(head?.state).toBe('pending');
    await product.pass(ms + 1);
    passed += ms + 1;
  }
  await states('dead', 'delivered');
  expect(passed).toBeGreaterThan(0.85 * day);
  expect(passed).toBeLessThan(1.1 * day);
  const { logs } = await product.client.webhooks.logs({ webhookId: webhook._id, status: 'failed' });
  expect(logs.map(({ attemptNumber }) => attemptNumber)).toEqual([
    11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1,
  ]);
  expect(logs[0]).toMatchObject({
    statusCode: 500,
    errorMessage: 'The receiver answered 500.',
    deliveryState: 'dead',
    nextAttemptAt: null,
  });
  expect(await shown()).toMatchObject({ failureCount: 0, failingSince: null, isActive: true });
});

describe('switching off', () => {
  test('410 ends it: what is on its way is dropped, and nothing more is told', async () => {
    const postId = newId();
    receiver.answer(() => ({ status: 410 }));
    await tell({ kind: 'post.scheduled', postId }, { kind: 'post.published', postId });
    await states('dead', 'dropped');
    expect(await shown()).toMatchObject({
      isActive: false,
      disabledReason: 'The receiver answered 410: it is gone.',
      disabledAt: expect.stringMatching(/Z$/),
    });
    const audit = await db()
      .selectFrom('auditEntry')
      .selectAll()
      .where('subjectId', '=', webhook._id)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(audit).toMatchObject({ actor: { name: 'Linchpin' }, details: { isActive: false } });
    await tell({ kind: 'post.scheduled' });
    // Switched on again it is told what happens from now on, not what was missed.
    succeed();
    await product.client.webhooks.update({ webhookId: webhook._id, isActive: true });
    await tell({ kind: 'pin.held' });
    await states('dead', 'dropped', 'delivered');
    expect(await shown()).toMatchObject({ isActive: true, disabledReason: null });
    // What was missed can be sent by hand.
    const [, dropped] = await deliveriesOf(db(), webhook._id);
    const answer = await product.client.webhooks.redeliver({
      webhookId: webhook._id,
      eventId: dropped?.eventId ?? '',
    });
    expect(answer).toMatchObject({ success: true, statusCode: 204 });
    expect(String(receiver.got.at(-1)?.body)).toContain('"post.published"');
  });

  test('after three days without success, with the reason', async () => {
    fail();
    await tell({ kind: 'post.scheduled' });
    await attempts(1);
    await product.pass(2 * day);
    await attempts(2);
    expect(await shown()).toMatchObject({ isActive: true, failingSince: expect.any(String) });
    await tell({ kind: 'pin.held' });
    await attempts(3);
    await product.pass(day + minute);
    await until('it is off', async () => (await shown())?.isActive === false);
    expect(await shown()).toMatchObject({ disabledReason: 'Nothing arrived for 3 days.' });
    expect((await deliveriesOf(db(), webhook._id)).map(({ state }) => state)).not.toContain(
      'pending',
    );
  });

  test('by hand: dropped, while a test still shows what the receiver says', async () => {
    fail();
    await tell({ kind: 'post.scheduled' });
    await attempts(1);
    const { webhook: off } = await product.client.webhooks.update({
      webhookId: webhook._id,
      isActive: false,
    });
    expect(off).toMatchObject({ isActive: false, disabledReason: null });
    await states('dropped');
    succeed();
    const answer = await product.client.webhooks.test({ webhookId: webhook._id });
    expect(answer).toMatchObject({ success: true, statusCode: 204, message: 'Delivered.' });
  });
});

describe('two secrets after a rotation', () => {
  const verifies = (request: Received | undefined, secret: string) => {
    try {
      const headers = request?.headers as Record<string, string>; // None comes twice.
      new StandardWebhook(secret).verify(String(request?.body), headers);
      return true;
    } catch {
      return false;
    }
  };

  test('both sign for 24 hours', async () => {
    const fresh = await startProduct({ movableClock: true });
    try {
      const made = await fresh.client.webhooks.create({
        name: 'Rotated',
        url: receiver.url,
        format: 'standard',
        events: ['post.published'],
      });
      const webhookId = made.webhook._id;
      const rotated = await fresh.client.webhooks.update({ webhookId, rotateSecret: true });
      const [old, young] = [made.webhook.secret ?? '', rotated.webhook.secret ?? ''];
      expect(young).toMatch(/^whsec_/);
      expect(young).not.toBe(old);
      expect(rotated.webhook.oldSecretUntil).not.toBeNull();
      await fresh.client.webhooks.test({ webhookId });
      const [both] = receiver.got;
      expect(verifies(both, old)).toBe(true);
      expect(verifies(both, young)).toBe(true);
      expect(header(both, 'webhook-signature').split(' ')).toHaveLength(2);
      await fresh.pass(day + minute);
      await fresh.client.webhooks.test({ webhookId });
      expect(header(receiver.got[1], 'webhook-signature').split(' ')).toHaveLength(1);
      // Nobody sees a secret again.
      const list = JSON.stringify(await fresh.client.webhooks.list());
      expect(list).not.toContain(old);
      expect(list).not.toContain(young);
      const log = JSON.stringify(await fresh.client.webhooks.logs());
      expect(log).not.toContain(young);
    } finally {
      await fresh.close();
    }
  });

  test('in Zernio’s headers the new one signs as ever, the old one beside it', async () => {
    const { _id: webhookId } = await makeWebhook(receiver.url, 'zernio');
    await product.client.webhooks.update({ webhookId, secret: 'old' });
    await product.client.webhooks.update({ webhookId, secret: 'new' });
    await product.client.webhooks.test({ webhookId });
    const [request] = receiver.got;
    const sign = (secret: string) =>
      createHmac('sha256', secret)
        .update(request?.body ?? '')
        .digest('hex');
    expect(header(request, 'x-zernio-signature')).toBe(sign('new'));
    expect(header(request, 'x-zernio-signature-previous')).toBe(sign('old'));
  });
});

test('a receiver that never answers keeps no other waiting', async () => {
  const silent = await startReceiver();
  silent.answer(() => 'silence');
  try {
    await makeWebhook(silent.url);
    await tell(...Array.from({ length: 100 }, () => ({ kind: 'post.scheduled' as const })));
    await receiver.until(100, 8_000);
    // Its places, and no more: 4 until the first attempt has failed.
    expect(silent.got.length).toBeLessThanOrEqual(4);
  } finally {
    await silent.close();
  }
});
