import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createClient,
  LinchpinApiError,
  LinchpinConnectionError,
  LinchpinWebhookError,
  verifyWebhook,
  type ClientOptions,
} from '../../src/sdk/index.ts';
import { serveFiles, type FileServer } from '../harness/file-server.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';

let product: Product;
let files: FileServer;
let picture: Buffer<ArrayBuffer>;
beforeAll(async () => {
  [product, files] = await Promise.all([startProduct(), serveFiles()]);
  picture = Buffer.from(await makePicture());
});
afterAll(async () => {
  await Promise.all([product?.close(), files?.close()]);
});

/** What happens to a request: it is sent, or this is answered instead; `lost` after it was sent. */
type Fate = 'sent' | 'lost' | Response | Error;

/** A client whose requests meet these fates in turn, and what it waited and sent. */
function clientWith(fates: Fate[], options: Partial<ClientOptions> = {}) {
  const waits: number[] = [];
  const keys: (string | null)[] = [];
  const client = createClient({
    baseUrl: product.url,
    apiKey: product.apiKey,
    wait: async (ms) => void waits.push(ms),
    fetch: async (address, init) => {
      keys.push(new Headers(init?.headers).get('idempotency-key'));
      const fate = fates.shift() ?? 'sent';
      if (fate instanceof Error) throw fate;
      if (fate instanceof Response) return fate;
      const answer = await fetch(address, init);
      if (fate === 'lost') throw new TypeError('terminated');
      return answer;
    },
    ...options,
  });
  return { client, waits, keys };
}

const busy = (headers: Record<string, string> = {}) =>
  Response.json(
    { error: 'Busy.', code: 'DATABASE_UNAVAILABLE', details: { problems: [{ retryable: true }] } },
    { status: 503, headers },
  );

const draft = () => ({
  isDraft: true,
  title: 'Oak',
  platforms: [{ accountId: product.accountId, platformSpecificData: { boardId: 'Kitchens' } }],
});

test('a call whose answer is lost is sent again under the same key, and done once', async () => {
  const { client, waits, keys } = clientWith(['lost', busy()]);
  const { post, existingPost } = await client.posts.create(draft());
  expect(existingPost?._id).toBe(post._id);
  expect(new Set(keys)).toEqual(new Set([keys[0]]));
  expect([keys.length, keys[0]]).toEqual([3, expect.stringMatching(/^[0-9a-f]{32}$/)]);
  expect(waits[0]).toBeGreaterThanOrEqual(250);
  expect(waits[1]).toBeGreaterThanOrEqual(500);
  const named = clientWith([busy()]);
  await named.client.posts.create(draft(), { idempotencyKey: 'mine' });
  expect(named.keys).toEqual(['mine', 'mine']);
});

test('the server says how long to wait, and what cannot help is not sent again', async () => {
  const limited = Response.json(
    { error: 'Slow.', code: 'RATE_LIMITED' },
    { status: 429, headers: { 'retry-after': '7' } },
  );
  const slow = clientWith([limited]);
  await slow.client.accounts.list();
  expect(slow.waits).toEqual([7000]);

  const long = clientWith([busy({ 'retry-after': '3600' })]);
  await expect(long.client.accounts.list()).rejects.toMatchObject({ retryAfterMs: 3_600_000 });
  const refused = clientWith([]);
  await expect(refused.client.posts.get('0'.repeat(24))).rejects.toMatchObject({ status: 404 });
  const final = Response.json(
    { error: 'No.', code: 'PINTEREST_REFUSED', details: { problems: [{ retryable: false }] } },
    { status: 502 },
  );
  const refusedThere = clientWith([final]);
  await expect(refusedThere.client.accounts.list()).rejects.toBeInstanceOf(LinchpinApiError);
  // Without a key it might be done twice.
  const password = clientWith([new TypeError('terminated')]);
  await expect(
    password.client.me.changePassword({ password: 'x', newPassword: 'y' } as never),
  ).rejects.toBeInstanceOf(LinchpinConnectionError);
  const never = clientWith([new TypeError('a'), new TypeError('b')], { retries: 1 });
  await expect(never.client.accounts.list()).rejects.toBeInstanceOf(LinchpinConnectionError);
  for (const { waits } of [long, refused, refusedThere, password]) expect(waits).toEqual([]);
  expect(never.waits.length).toBe(1);
});

test('a signal ends a call, also one that waits to be sent again', async () => {
  const stopping = new AbortController();
  const client = createClient({
    baseUrl: product.url,
    apiKey: product.apiKey,
    fetch: () => {
      queueMicrotask(() => stopping.abort(new Error('stopped by a person')));
      return Promise.resolve(busy({ 'retry-after': '50' }));
    },
  });
  await expect(client.posts.list({}, { signal: stopping.signal })).rejects.toThrow(
    'stopped by a person',
  );
});

test('lists are read to their end, page by page', async () => {
  const { client } = product;
  const made = [];
  for (let index = 0; index < 3; index++)
    made.push((await client.posts.create(draft(), { idempotencyKey: `page ${index}` })).post._id);
  const asked: string[] = [];
  const reading = createClient({
    baseUrl: product.url,
    apiKey: product.apiKey,
    fetch: (address, init) => {
      asked.push(String(address));
      return fetch(address, init);
    },
  });
  const drafts = [];
  for await (const post of reading.each('posts.list', { status: 'draft', limit: 2 }))
    drafts.push(post._id);
  expect(drafts).toEqual(expect.arrayContaining(made));
  expect(new Set(drafts).size).toBe(drafts.length);
  expect(asked.length).toBe(Math.ceil(drafts.length / 2));

  const entries = [];
  for await (const { id } of reading.each('audit.list', { limit: 2 })) {
    entries.push(id);
    if (entries.length === 3) break;
  }
  expect(new Set(entries).size).toBe(3);
  const media = [];
  for await (const { id } of reading.each('media.list', { limit: 1 })) media.push(id);
  expect(media.length).toBe((await client.media.list()).media.length);
});

test('files, addresses and streams are handed in, with progress', async () => {
  const { client } = clientWith([]);
  const progress: number[] = [];
  const onProgress = (sent: number) => void progress.push(sent);
  const whole = await client.upload(new File([picture], 'oak.jpg'), { onProgress });
  expect(whole).toMatchObject({ filename: 'oak.jpg', status: 'ready', kind: 'image' });
  expect(progress).toEqual([0, picture.length]);

  const address = files.add('/oak.jpg', { type: 'image/jpeg', body: picture });
  expect(await client.upload(new URL(address))).toMatchObject({ status: 'ready' });

  async function* bytes() {
    for (let at = 0; at < picture.length; at += 1000) yield picture.subarray(at, at + 1000);
  }
  const known = { filename: 'oak.jpg', contentType: 'image/jpeg', size: picture.length } as const;
  expect(await client.upload(bytes(), known)).toMatchObject({ status: 'ready' });
  expect(await client.upload(new Blob([picture]).stream(), { filename: 'oak.jpg' })).toMatchObject({
    status: 'ready',
  });
  await expect(client.upload(bytes(), { ...known, size: picture.length + 1 })).rejects.toThrow();
});

test('a large file goes in parts, and a part that is lost goes again', async () => {
  const large = Buffer.concat([picture, Buffer.alloc(9 * 1024 * 1024)]);
  const puts: string[] = [];
  let isLost = true;
  const client = createClient({
    baseUrl: product.url,
    apiKey: product.apiKey,
    wait: async () => {},
    fetch: async (address, init) => {
      if (init?.method !== 'PUT') return fetch(address, init);
      puts.push(String(address));
      const answer = await fetch(address, init);
      if (!isLost) return answer;
      isLost = false;
      throw new TypeError('terminated');
    },
  });
  const progress: number[] = [];
  const media = await client.upload(new Blob([large], { type: 'image/jpeg' }), {
    filename: 'large.jpg',
    onProgress: (sent) => void progress.push(sent),
  });
  expect(media).toMatchObject({ status: 'ready', kind: 'image' });
  expect(puts.length).toBe(new Set(puts).size + 1);
  expect(progress.at(-1)).toBe(large.length);
});

test('a request to a webhook is believed only with the right signature, in time', async () => {
  const secret = `whsec_${Buffer.from('a'.repeat(32)).toString('base64')}`;
  const now = new Date();
  const body = JSON.stringify({ type: 'pin.published', timestamp: now.toISOString(), data: {} });
  const signature = new Webhook(secret).sign('message', now, body);
  const headers = {
    'webhook-id': 'message',
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': `v1,${createHmac('sha256', 'other').update('x').digest('base64')} ${signature}`,
  };
  expect(await verifyWebhook(body, headers, secret)).toMatchObject({ type: 'pin.published' });
  expect(await verifyWebhook(Buffer.from(body), new Headers(headers), secret)).toBeDefined();
  const wrong: [string, object, string][] = [
    [`${body} `, headers, secret],
    [body, headers, `whsec_${Buffer.from('b'.repeat(32)).toString('base64')}`],
    [body, { ...headers, 'webhook-id': 'another' }, secret],
    [body, { ...headers, 'webhook-timestamp': 'soon' }, secret],
    [body, { ...headers, 'webhook-signature': 'v1,?' }, secret],
    [body, {}, secret],
  ];
  for (const [text, sent, key] of wrong)
    await expect(verifyWebhook(text, sent as Record<string, string>, key)).rejects.toBeInstanceOf(
      LinchpinWebhookError,
    );
  const late = { nowMs: now.getTime() + 301_000 };
  await expect(verifyWebhook(body, headers, secret, late)).rejects.toThrow('too old');
});
