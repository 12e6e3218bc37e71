import { createHmac } from 'node:crypto';
import { Zernio, ZernioApiError } from '@zernio/node';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recordEvent } from '../../src/store/index.ts';
import { startReceiver, type Received, type Receiver } from '../harness/receiver.ts';
import { makePicture } from '../harness/pictures.ts';
import { bundleClient } from '../harness/bundle.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { send, target, upload } from '../harness/publishing.ts';

let product: Product;
let receiver: Receiver;
let zernio: Zernio;
let mediaIds: string[];
beforeAll(async () => {
  product = await startProduct();
  zernio = new Zernio({ apiKey: product.apiKey, baseURL: `${product.url}/api` });
  mediaIds = [await upload(product, await makePicture())];
});
afterAll(() => product.close());
beforeEach(async () => {
  receiver = await startReceiver();
  return async () => {
    const { webhooks } = await product.client.webhooks.list();
    for (const { _id } of webhooks) await product.client.webhooks.delete({ webhookId: _id });
    await receiver.close();
  };
});

const publish = (title: string) =>
  send(product, {
    content: 'Words',
    mediaIds,
    platforms: [target(product, { title })],
    publishNow: true,
  });
const json = ({ body }: Received) => JSON.parse(body.toString()) as Record<string, unknown>;
const plain = (headers: Received['headers']) => headers as Record<string, string>;

test('Standard Webhooks: its own library verifies what arrives', async () => {
  const { webhook } = await product.client.webhooks.create({
    name: 'Standard',
    url: receiver.url,
    format: 'standard',
    events: ['post.published', 'pin.published'],
  });
  expect(webhook.secret).toMatch(/^whsec_/);
  const { body } = await publish('Told in the standard format');
  await receiver.until(2);
  const verifier = new StandardWebhook(webhook.secret ?? '');
  const told = receiver.got.map(({ body: bytes, headers }) =>
    verifier.verify(bytes.toString(), plain(headers)),
  );
  const [target_] = body.post.platforms;
  expect(told).toMatchObject([
    {
      type: 'pin.published',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      data: {
        profileId: product.app.workspaceId,
        postId: body.post._id,
        pinId: target_?.pinId,
        accountId: product.accountId,
        pinterestPinId: target_?.platformPostId,
        pin: { status: 'published', platformPostUrl: target_?.platformPostUrl },
        account: { username: 'linchpin_demo', isActive: true },
      },
    },
    { type: 'post.published', data: { postId: body.post._id, post: { status: 'published' } } },
  ]);
  expect(told).toHaveLength(2);
  const ids = receiver.got.map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids).size).toBe(2);
  const changed = Buffer.from(receiver.got[0]?.body ?? '');
  changed.write('?', changed.length - 3);
  expect(() =>
    verifier.verify(changed.toString(), plain(receiver.got[0]?.headers ?? {})),
  ).toThrow();
});

describe('@zernio/node, which cannot say a format', () => {
  const make = async (events: string[], secret?: string) => {
    const { data, response } = await zernio.webhooks.createWebhookSettings({
      body: {
        name: 'Zernio',
        url: ` ${receiver.url}/hook `,
        events: events as 'post.published'[],
        ...(secret !== undefined && { secret }),
      },
    });
    expect(response.status).toBe(200);
    expect(data?.success).toBe(true);
    return data?.webhook?._id ?? '';
  };

  test('gets the payloads, names and signature of Zernio', async () => {
    await make(['post.published', 'post.platform.published', 'message.received'], 'my secret');
    const { body } = await publish('Told in the format of Zernio');
    await receiver.until(2);
    const [pin, post] = receiver.got;
    expect(pin && json(pin)).toMatchObject({
      id: pin?.headers['x-zernio-event-id'],
      event: 'post.platform.published',
      post: { id: body.post._id, content: 'Words' },
      platform: {
        name: 'pinterest',
        status: 'published',
        platformPostId: body.post.platforms[0]?.platformPostId,
        publishedUrl: body.post.platforms[0]?.platformPostUrl,
      },
      account: { accountId: product.accountId, username: 'linchpin_demo' },
      timestamp: expect.stringMatching(/Z$/),
    });
    expect(post && json(post)).toMatchObject({
      event: 'post.published',
      post: {
        id: body.post._id,
        status: 'published',
        scheduledFor: expect.stringMatching(/Z$/),
        platforms: [{ platform: 'pinterest', status: 'published', accountId: product.accountId }],
      },
    });
    for (const request of receiver.got) {
      const signature = createHmac('sha256', 'my secret').update(request.body).digest('hex');
      expect(request.path).toBe('/hook');
      expect(request.headers).toMatchObject({
        'x-zernio-event': json(request)['event'],
        'x-zernio-event-id': json(request)['id'],
        'x-zernio-signature': signature,
        'x-late-event': json(request)['event'],
        'x-late-event-id': json(request)['id'],
        'x-late-signature': signature,
      });
    }
  });

  test('without a secret nothing is signed', async () => {
    const webhookId = await make(['post.published']);
    const { data } = await zernio.webhooks.testWebhook({ body: { webhookId } });
    expect(data).toMatchObject({ success: true });
    expect(receiver.got[0] && json(receiver.got[0])).toMatchObject({
      event: 'webhook.test',
      message: expect.stringMatching(/./),
    });
    expect(receiver.got[0]?.headers).not.toHaveProperty('x-zernio-signature');
  });

  test('lists, changes, removes, reads the log and sends again', async () => {
    const webhookId = await make(['post.published'], 'my secret');
    const settings = await zernio.webhooks.getWebhookSettings();
    expect(settings.data?.webhooks).toMatchObject([
      { _id: webhookId, name: 'Zernio', url: `${receiver.url}/hook`, isActive: true },
    ]);
    const changed = await zernio.webhooks.updateWebhookSettings({
      body: { _id: webhookId, name: 'Renamed', customHeaders: { 'X-Own': 'value' } },
    });
    expect(changed.data?.webhook).toMatchObject({
      name: 'Renamed',
      customHeaders: { 'X-Own': '***' },
      events: ['post.published'],
    });
    // What was read is sent back: the value that is not shown is kept.
    await zernio.webhooks.updateWebhookSettings({
      body: { webhookId, customHeaders: changed.data?.webhook?.customHeaders ?? {} },
    });
    await publish('In the log');
    await receiver.until(1);
    expect(receiver.got[0]?.headers['x-own']).toBe('value');
    const eventId = String(receiver.got[0]?.headers['x-zernio-event-id']);
    await zernio.webhooks.redeliverWebhookEvent({ body: { webhookId, eventId } });
    expect(receiver.got).toHaveLength(2);
    expect(receiver.got[1]?.body.equals(receiver.got[0]?.body ?? Buffer.alloc(0))).toBe(true);
    const log = await zernio.webhooks.getWebhookLogs({ query: { webhookId, limit: 1 } });
    expect(log.data).toMatchObject({
      logs: [
        {
          webhookId,
          webhookName: 'Renamed',
          eventId,
          event: 'post.published',
          url: `${receiver.url}/hook`,
          status: 'success',
          statusCode: 200,
          requestPayload: { id: eventId, event: 'post.published' },
          attemptNumber: 1,
          requestHeaders: { 'X-Own': '***' },
        },
      ],
      pagination: { total: 2, limit: 1, skip: 0, pages: 2, hasMore: true },
    });
    const none = await zernio.webhooks.getWebhookLogs({ query: { webhookId, status: 'failed' } });
    expect(none.data?.logs).toEqual([]);
    const gone = await zernio.webhooks.deleteWebhookSettings({ query: { id: webhookId } });
    expect(gone.data).toEqual({ success: true });
    expect((await zernio.webhooks.getWebhookSettings()).data?.webhooks).toEqual([]);
  });

  test('a test that does not arrive is a 500 with the reason', async () => {
    const webhookId = await make(['post.published']);
    receiver.answer(() => ({ status: 302, headers: { location: 'http://127.0.0.1:1/' } }));
    const error = await zernio.webhooks.testWebhook({ body: { webhookId } }).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(ZernioApiError);
    expect(error).toMatchObject({
      statusCode: 500,
      message: expect.stringContaining('302; redirects are not followed'),
    });
    expect(receiver.got).toHaveLength(1);
  });
});

describe('bundlesocial, whose webhooks are made here', () => {
  const made = async (events: string[]) => {
    const { webhook } = await product.client.webhooks.create({
      name: 'Bundle',
      url: receiver.url,
      format: 'bundle',
      events,
    });
    return webhook.secret ?? '';
  };
  const bundle = () => bundleClient(product).webhooks;
  const told = (secret: string) =>
    receiver.got.map(({ body, headers }) =>
      bundle().constructEvent(body.toString(), plain(headers)['x-signature'] ?? '', secret),
    );

  test('one name for a post that ended, well or not; its client verifies the signature', async () => {
    const secret = await made(['post.published', 'team.created', 'comment.published']);
    const { body } = await publish('Told in the format of bundle.social');
    await receiver.until(1);
    product.sandbox.control.addFault({
      match: { operation: 'pins/create', times: 1 },
      then: { status: 404, body: { code: 40, message: 'Board not found.' } },
    });
    await publish('Refused in the format of bundle.social');
    await receiver.until(2);
    expect(told(secret)).toMatchObject([
      {
        type: 'post.published',
        data: {
          id: body.post._id,
          teamId: product.app.workspaceId,
          status: 'POSTED',
          externalData: { PINTEREST: { id: body.post.platforms[0]?.platformPostId } },
          socialAccounts: [{ socialAccountId: product.accountId }],
        },
      },
      { type: 'post.published', data: { status: 'ERROR', errorsVerbose: { PINTEREST: {} } } },
    ]);
    expect(receiver.got[0]?.headers['user-agent']).toBe('bundlesocial');
    expect(() => bundle().constructEvent('{}', 'wrong', secret)).toThrow('Invalid signature');
    const { logs } = await product.client.webhooks.logs({ limit: 1 });
    expect(logs[0]?.event).toBe('post.published');
  });

  test('accounts that come and go', async () => {
    const secret = await made(['social-account.created', 'social-account.deleted']);
    const { app } = product;
    const { db } = app.store;
    await recordEvent(db, {
      workspaceId: app.workspaceId,
      kind: 'account.disconnected',
      accountId: product.accountId,
      facts: { username: 'linchpin_demo', intentional: true },
    });
    await receiver.until(1);
    expect(told(secret)).toMatchObject([
      {
        type: 'social-account.deleted',
        data: { id: product.accountId, type: 'PINTEREST', deletedAt: expect.any(String) },
      },
    ]);
  });
});
