import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClient, LinchpinApiError } from '../../src/sdk/index.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { startReceiver, type Receiver } from '../harness/receiver.ts';
import { keyOfAnotherWorkspace } from '../harness/tenants.ts';

let product: Product;
let receiver: Receiver;
beforeAll(async () => {
  product = await startProduct({ guardPrivateUrls: true });
  receiver = await startReceiver();
});
afterAll(async () => {
  await product.close();
  await receiver.close();
});

const good = { name: 'Good', url: 'https://example.com/hooks', events: ['post.published'] };
const refused = async (body: object) => {
  const response = await product.request('POST', '/api/v1/webhooks/settings', { ...good, ...body });
  const { details } = (await response.json()) as {
    details?: { problems: { code: string; field: string; message: string }[] };
  };
  return { status: response.status, problems: details?.problems ?? [] };
};

describe('what cannot be a webhook is refused, with everything that is wrong', () => {
  test.each<[string, object, string, string]>([
    ['no address', { url: 'nonsense' }, 'WEBHOOK_URL_INVALID', 'url'],
    ['a file', { url: 'file:///etc/passwd' }, 'WEBHOOK_URL_INVALID', 'url'],
    ['a password', { url: 'https://a:b@example.com/' }, 'WEBHOOK_URL_INVALID', 'url'],
    ['this machine', { url: 'http://127.0.0.1:1/' }, 'WEBHOOK_URL_INVALID', 'url'],
    ['this machine in disguise', { url: 'http://2130706433/' }, 'WEBHOOK_URL_INVALID', 'url'],
    ['a cloud’s metadata', { url: 'http://169.254.169.254/x' }, 'WEBHOOK_URL_INVALID', 'url'],
    ['a wrong event', { events: ['post.publishd'] }, 'WEBHOOK_EVENT_UNKNOWN', 'events[0]'],
    [
      'an event of the other format',
      { format: 'zernio', events: ['post.published', 'pin.held'] },
      'WEBHOOK_EVENT_UNKNOWN',
      'events[1]',
    ],
    ['no event', { events: [] }, 'INVALID_FIELD_VALUE', 'events'],
    ['a name too long', { name: 'n'.repeat(51) }, 'INVALID_FIELD_VALUE', 'name'],
    [
      'a secret of another kind',
      { format: 'standard', secret: 'my secret' },
      'WEBHOOK_SECRET_INVALID',
      'secret',
    ],
    [
      'a header of ours',
      { customHeaders: { 'X-Zernio-Signature': 'x' } },
      'WEBHOOK_HEADER_REFUSED',
      'customHeaders',
    ],
    [
      'a header with a line break',
      { customHeaders: { 'X-Own': 'a\r\nHost: evil' } },
      'WEBHOOK_HEADER_REFUSED',
      'customHeaders',
    ],
  ])('%s', async (_what, body, code, field) => {
    const { status, problems } = await refused(body);
    expect(status).toBe(400);
    expect(problems).toMatchObject([{ code, field, message: expect.stringMatching(/^[^{}]+$/) }]);
  });

  test('all of it at once', async () => {
    const { problems } = await refused({ url: 'http://10.0.0.1', events: ['a', 'b'] });
    expect(problems.map(({ field }) => field)).toEqual(['url', 'events[0]', 'events[1]']);
  });
});

test('an address that only leads inside is not called, and the log says why', async () => {
  const { webhook } = await product.client.webhooks.create(good);
  // As a name does that is looked up anew.
  await product.app.store.db
    .updateTable('webhook')
    .set({ url: receiver.url })
    .where('id', '=', webhook._id)
    .execute();
  const answer = await product.client.webhooks
    .test({ webhookId: webhook._id })
    .catch((error: unknown) => error);
  expect(answer).toBeInstanceOf(LinchpinApiError);
  expect(answer).toMatchObject({ status: 500, code: 'WEBHOOK_NOT_DELIVERED' });
  expect(receiver.got).toEqual([]);
  const { logs } = await product.client.webhooks.logs({ webhookId: webhook._id });
  expect(logs).toMatchObject([
    { status: 'failed', errorMessage: expect.stringMatching(/private/) },
  ]);
  await product.client.webhooks.delete({ webhookId: webhook._id });
});

test('a workspace has 50 at most, also when they are made at once', async () => {
  const made = await Promise.allSettled(
    Array.from({ length: 54 }, () => product.client.webhooks.create(good)),
  );
  const refusals = made.flatMap((result) =>
    result.status === 'rejected' ? [(result.reason as LinchpinApiError).code] : [],
  );
  expect(refusals).toEqual(Array.from({ length: 4 }, () => 'WEBHOOK_LIMIT_REACHED'));
  const { webhooks } = await product.client.webhooks.list();
  for (const { _id } of webhooks) await product.client.webhooks.delete({ webhookId: _id });
});

test('webhooks of another workspace do not exist', async () => {
  const { webhook } = await product.client.webhooks.create(good);
  const webhookId = webhook._id;
  const apiKey = await keyOfAnotherWorkspace(product);
  const stranger = createClient({ baseUrl: product.url, apiKey, retries: 0 });
  expect((await stranger.webhooks.list()).webhooks).toEqual([]);
  expect((await stranger.webhooks.logs({ webhookId })).logs).toEqual([]);
  for (const call of [
    () => stranger.webhooks.update({ webhookId, name: 'Mine' }),
    () => stranger.webhooks.delete({ webhookId }),
    () => stranger.webhooks.test({ webhookId }),
    () => stranger.webhooks.redeliver({ webhookId, eventId: webhookId }),
  ])
    await expect(call()).rejects.toMatchObject({ status: 404 });
  expect((await product.client.webhooks.list()).webhooks).toMatchObject([{ name: 'Good' }]);
  await product.client.webhooks.delete({ webhookId });
});

test('a key that may only read lists, and changes nothing', async () => {
  const { apiKey } = await product.client.keys.create({ name: 'Reader', permission: 'read' });
  const reader = createClient({ baseUrl: product.url, apiKey: apiKey.key, retries: 0 });
  expect((await reader.webhooks.list()).webhooks).toEqual([]);
  await expect(reader.webhooks.create(good)).rejects.toMatchObject({ status: 403 });
});

test('the same request twice makes one webhook; its secret is shown once', async () => {
  const body = { ...good, format: 'standard' as const };
  const first = await product.client.webhooks.create(body, { idempotencyKey: 'once' });
  const again = await product.client.webhooks.create(body, { idempotencyKey: 'once' });
  expect(first.webhook.secret).toMatch(/^whsec_/);
  expect(again.webhook).toMatchObject({ _id: first.webhook._id, hasSecret: true });
  expect(again.webhook.secret).toBeUndefined();
  const stored = await product.app.store.db
    .selectFrom('webhook')
    .select('secret')
    .executeTakeFirstOrThrow();
  expect(stored.secret?.toString('latin1')).not.toContain(first.webhook.secret);
});
