import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { recordEvent } from '../../src/store/index.ts';
import { until } from '../crash/crash-harness.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { send, target, upload } from '../harness/publishing.ts';
import { startReceiver, type Receiver } from '../harness/receiver.ts';
import { bodyOf } from './events.ts';

const day = 24 * 3600_000;
const week = 7 * day;

let product: Product;
let receiver: Receiver;
let mediaIds: string[];
beforeAll(async () => {
  product = await startProduct({ movableClock: true });
  mediaIds = [await upload(product, await makePicture())];
});
afterAll(() => product.close());
beforeEach(async () => {
  receiver = await startReceiver();
  const { availableEvents } = await product.client.webhooks.list();
  await product.client.webhooks.create({
    name: 'All',
    url: receiver.url,
    format: 'standard',
    events: availableEvents['standard'],
  });
});
afterEach(async () => {
  const { webhooks } = await product.client.webhooks.list();
  for (const { _id } of webhooks) await product.client.webhooks.delete({ webhookId: _id });
  await receiver.close();
});

const kinds = () => receiver.got.map((request) => bodyOf(request).type);
const later = (fromNowMs: number, now: number) => new Date(now + fromNowMs).toISOString();
/** Nothing is on its way to a receiver, and no event waits to be handed out. */
const quiet = () =>
  until('everything was told', async () => {
    const { db } = product.app.store;
    const pending = await db
      .selectFrom('delivery')
      .select('id')
      .where('state', '=', 'pending')
      .execute();
    const last = await db
      .selectFrom('event')
      .select('id')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    const cursor = await db.selectFrom('webhookCursor').select('id').executeTakeFirstOrThrow();
    return pending.length === 0 && (last === undefined || cursor.id === last.id);
  });

test('a post of three Pins a week apart: planned once, three Pins out, one end', async () => {
  const now = product.app.deps.clock();
  const { status, body } = await send(product, {
    content: 'Words',
    mediaIds,
    platforms: ['Kitchens', 'Small gardens', 'Reading nooks'].map((board, index) =>
      target(
        product,
        { title: 'A week apart', boardId: board },
        { scheduledFor: later((index + 1) * week, now) },
      ),
    ),
  });
  expect(status).toBe(201);
  await receiver.until(1);
  for (let round = 1; round <= 3; round++) {
    await product.pass(week);
    await receiver.until(1 + round);
  }
  await receiver.until(5);
  await quiet();
  expect(kinds()).toEqual([
    'post.scheduled',
    'pin.published',
    'pin.published',
    'pin.published',
    'post.published',
  ]);
  const pins = receiver.got.slice(1, 4).map((request) => bodyOf(request).data['pinId']);
  expect(pins).toEqual(body.post.platforms.map(({ pinId }) => pinId));
  expect(new Set(receiver.got.map(({ headers }) => headers['webhook-id'])).size).toBe(5);
});

test('planned is told at the approval, also weeks ahead, and not before', async () => {
  const now = product.app.deps.clock();
  const { body } = await send(product, {
    content: 'Words',
    mediaIds,
    requiresApproval: true,
    platforms: [target(product, { title: 'Approved' })],
    scheduledFor: later(5 * week, now),
  });
  await quiet();
  expect(kinds()).toEqual([]);
  await product.client.posts.approve(body.post._id, {});
  await receiver.until(1);
  expect(kinds()).toEqual(['post.scheduled']);
  await product.pass(5 * week);
  await receiver.until(3);
  await quiet();
  expect(kinds()).toEqual(['post.scheduled', 'pin.published', 'post.published']);
});

test('a post that Pinterest refuses, and one that is cancelled', async () => {
  product.sandbox.control.addFault({
    match: { operation: 'pins/create', times: 1 },
    then: { status: 404, body: { code: 40, message: 'Board not found.' } },
  });
  await send(product, {
    content: 'Words',
    mediaIds,
    platforms: [target(product, { title: 'Refused' })],
    publishNow: true,
  });
  await receiver.until(2);
  expect(kinds()).toEqual(['pin.failed', 'post.failed']);
  expect(receiver.got[0] && bodyOf(receiver.got[0]).data).toMatchObject({
    pin: { status: 'failed', errorMessage: 'The board does not exist on Pinterest any more.' },
    code: expect.stringMatching(/^[A-Z_]+$/),
  });
  const { body } = await send(product, {
    content: 'Words',
    mediaIds,
    platforms: [target(product, { title: 'Cancelled' })],
    scheduledFor: later(week, product.app.deps.clock()),
  });
  await product.client.posts.cancel(body.post._id);
  await receiver.until(4);
  await quiet();
  expect(kinds().slice(2)).toEqual(['post.scheduled', 'post.cancelled']);
});

test('a post that is gone is told with what its event knows', async () => {
  receiver.answer(() => ({ status: 500 }));
  const { body } = await send(product, {
    content: 'Words',
    mediaIds,
    platforms: [target(product, { title: 'Gone' })],
    scheduledFor: later(week, product.app.deps.clock()),
  });
  await receiver.until(1);
  await product.client.posts.cancel(body.post._id);
  await product.client.posts.delete(body.post._id);
  receiver.answer(() => ({ status: 200 }));
  await product.pass(6_000);
  await receiver.until(3);
  expect(receiver.got[2] && bodyOf(receiver.got[2])).toMatchObject({
    type: 'post.cancelled',
    data: { postId: body.post._id, post: null },
  });
});

test('accounts and boards, as whoever changes them records it', async () => {
  const { db } = product.app.store;
  const { workspaceId } = product.app;
  const { accountId } = product;
  for (const kind of ['account.expiring', 'account.disconnected', 'board.changed'])
    await recordEvent(db, { workspaceId, kind, accountId, facts: { reason: 'A reason.' } });
  await receiver.until(3);
  expect(kinds()).toEqual(['account.expiring', 'account.disconnected', 'board.changed']);
  expect(receiver.got[1] && bodyOf(receiver.got[1]).data).toMatchObject({
    accountId,
    reason: 'A reason.',
    account: { username: 'linchpin_demo' },
  });
  // The API lists them as well.
  const { events } = await product.client.events.list({ limit: 1000 });
  expect(events.slice(-3).map(({ kind }) => kind)).toEqual(kinds());
});
