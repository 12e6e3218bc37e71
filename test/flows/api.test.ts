import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logOptions } from '../../src/cli/logger.ts';
import { newApiKey } from '../../src/config/index.ts';
import { hashKey } from '../../src/http/index.ts';
import { api, type Endpoint } from '../../src/contract/index.ts';
import { insertKey } from '../../src/store/index.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { send, target, upload } from '../harness/publishing.ts';

const routes: readonly Endpoint[] = Object.values(api);
let product: Product;
let log = '';
/** What the product's clock adds to the machine's, in milliseconds. */
let ahead = 0;
/** Everything that was ever answered, to look for secrets in. */
let answers = '';

beforeAll(async () => {
  const destination = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      log += chunk.toString();
      done();
    },
  });
  product = await startProduct({
    app: { logger: pino(logOptions('trace'), destination), clock: () => Date.now() + ahead },
  });
});
afterAll(() => product.close());

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(product.url + path, { headers });
  const text = await response.text();
  answers += text + JSON.stringify([...response.headers]);
  return { status: response.status, headers: response.headers, text };
};
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

async function addKey(scopes: string[]): Promise<string> {
  const key = newApiKey();
  const { db } = product.app.store;
  const { workspaceId } = product.app;
  const row = { workspaceId, name: 'Another', hash: hashKey(key), preview: 'lp_…', scopes };
  await insertKey(db, row);
  return key;
}

describe('keys', () => {
  test.each([
    ['no key', {}],
    ['a wrong key', bearer('lp_wrong')],
    ['another scheme', { authorization: 'Basic bHBfeDp5' }],
    ['a key as its name', { authorization: 'lp_wrong' }],
  ])('%s: 401 with the way out', async (_name, headers) => {
    const { status, text } = await get('/api/v1/accounts', headers);
    expect(status).toBe(401);
    expect(JSON.parse(text)).toMatchObject({
      error: 'Unauthorized',
      type: 'authentication_error',
      code: 'UNAUTHORIZED',
      details: { problems: [{ fix: expect.stringContaining('Authorization: Bearer') }] },
    });
  });

  test('are asked for on every route but uploads, which have a signature', async () => {
    for (const { method, path, body } of routes) {
      const url = product.url + path.replaceAll(/\{\w+\}/g, 'f'.repeat(24));
      const response = await fetch(url, { method });
      expect([path, response.status]).toEqual([path, body === 'bytes' ? 403 : 401]);
    }
  });

  test('a revoked key does not work any more, nor does the session it opened', async () => {
    const key = await addKey(['read', 'write']);
    const session = await signIn(key);
    expect((await get('/api/v1/accounts', bearer(key))).status).toBe(200);
    expect((await get('/api/v1/accounts', { cookie: session.cookie })).status).toBe(200);
    await product.app.store.db
      .updateTable('apiKey')
      .set({ revokedAt: new Date() })
      .where('hash', '=', hashKey(key))
      .execute();
    // As if another process had revoked it: this one hears of that a moment later.
    await expect
      .poll(async () => (await get('/api/v1/accounts', bearer(key))).status, { interval: 5 })
      .toBe(401);
    expect((await get('/api/v1/accounts', { cookie: session.cookie })).status).toBe(401);
  });

  test('a key for reading reads, and may not publish', async () => {
    const key = await addKey(['read']);
    expect((await get('/api/v1/posts', bearer(key))).status).toBe(200);
    const answer = await product.request(
      'POST',
      '/api/v1/posts',
      { isDraft: true },
      {
        Authorization: `Bearer ${key}`,
      },
    );
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({
      code: 'INSUFFICIENT_PERMISSIONS',
      type: 'permission_error',
      error: expect.stringContaining('write'),
    });
  });

  test('auth/verify says whose key it is', async () => {
    const { status, text } = await get('/api/v1/auth/verify', bearer(product.apiKey));
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({
      valid: true,
      userId: product.app.workspaceId,
      name: 'Bootstrap key',
      email: null,
      authType: 'api_key',
      scope:
        'read write instance:metrics workspaces:write workspaces:manage people:read people:write audit:read',
    });
  });
});

async function signIn(apiKey: string) {
  const response = await fetch(`${product.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ apiKey }),
  });
  const setCookie = response.headers.get('set-cookie') ?? '';
  answers += await response.text();
  return { status: response.status, setCookie, cookie: setCookie.split(';')[0] ?? '' };
}

describe('the session of the dashboard', () => {
  test('is a cookie that scripts and other sites cannot use', async () => {
    const { status, setCookie, cookie } = await signIn(product.apiKey);
    expect(status).toBe(200);
    expect(setCookie).toMatch(/; HttpOnly/);
    expect(setCookie).toMatch(/; SameSite=Strict/);
    expect(setCookie).toMatch(/; Path=\//);
    expect(setCookie).not.toContain(product.apiKey);
    expect((await get('/api/v1/accounts', { cookie })).status).toBe(200);
    expect(JSON.parse((await get('/api/v1/auth/verify', { cookie })).text)).toMatchObject({
      authType: 'session',
    });
    for (const site of ['cross-site', 'same-site'])
      expect((await get('/api/v1/accounts', { cookie, 'sec-fetch-site': site })).status).toBe(401);
    expect(
      (await get('/api/v1/accounts', { cookie, 'sec-fetch-site': 'same-origin' })).status,
    ).toBe(200);
  });

  test.each([
    ['a wrong key', { apiKey: 'lp_wrong' }, 401],
    ['an empty key', { apiKey: '' }, 400],
    ['another body', { key: 'x' }, 400],
  ])('%s opens none', async (_name, body, status) => {
    const response = await fetch(`${product.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(status);
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  test('a cookie that was changed or is too old is worth nothing', async () => {
    const { cookie } = await signIn(product.apiKey);
    const last = cookie.at(-1) === 'A' ? 'B' : 'A';
    expect((await get('/api/v1/accounts', { cookie: cookie.slice(0, -1) + last })).status).toBe(
      401,
    );
    expect((await get('/api/v1/accounts', { cookie })).status).toBe(200);
    const { db, notifications } = product.app.store;
    await db
      .updateTable('session')
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where('tokenHash', '=', hashKey(cookie.split('=')[1] ?? ''))
      .execute();
    notifications.tell('linchpin_keys'); // Remembered for a second otherwise.
    expect((await get('/api/v1/accounts', { cookie })).status).toBe(401);
  });

  test('signing out ends it and takes the cookie away, and leaves other sessions alone', async () => {
    const [gone, stays] = [await signIn(product.apiKey), await signIn(product.apiKey)];
    const statusOf = async ({ cookie }: { cookie: string }) =>
      (await get('/api/v1/accounts', { cookie })).status;
    expect([await statusOf(gone), await statusOf(stays)]).toEqual([200, 200]);
    const response = await fetch(`${product.url}/api/session`, {
      method: 'DELETE',
      headers: { cookie: gone.cookie },
    });
    expect(response.status).toBe(200);
    expect([await statusOf(gone), await statusOf(stays)]).toEqual([401, 200]);
    expect(response.headers.get('set-cookie')).toMatch(
      /^linchpin_session=;.*(Max-Age=0|Expires=Thu, 01 Jan 1970)/,
    );
  });
});

describe('every answer', () => {
  test.each([
    ['/api/v1/nothing?token=secret', 'ROUTE_NOT_FOUND', 'There is no GET /api/v1/nothing here.'],
    ['/api/v2/posts', 'ROUTE_NOT_FOUND', 'There is no GET /api/v2/posts here.'],
    ['/api/', 'ROUTE_NOT_FOUND', 'There is no GET /api/ here.'],
    ['/media/nothing/at-all.jpg', 'NOT_FOUND', 'Not found'],
    ['/api/v1/posts/not-an-id', 'NOT_FOUND', 'Not found'],
  ])('%s: 404 as JSON', async (path, code, error) => {
    const { status, headers, text } = await get(path, bearer(product.apiKey));
    expect(status).toBe(404);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(JSON.parse(text)).toMatchObject({ error, code });
  });

  test('another method on a known path: 404 as JSON', async () => {
    const response = await product.request('DELETE', '/api/v1/instance');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'ROUTE_NOT_FOUND' });
  });

  test('repeats the request id, or gives one', async () => {
    const given = await get('/api/v1/nothing', { 'x-request-id': 'my-own-id' });
    expect(given.headers.get('x-request-id')).toBe('my-own-id');
    expect(JSON.parse(given.text)).toMatchObject({ requestId: 'my-own-id' });
    const made = await get('/health');
    expect(made.headers.get('x-request-id')).toMatch(/^[0-9a-f]{24}$/);
  });

  test.each(['/health', '/api/v1/accounts', '/api/v1/nothing'])('%s is guarded', async (path) => {
    const { headers } = await get(path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  test('live and ready', async () => {
    expect(await get('/health')).toMatchObject({ status: 200, text: '{"status":"ok"}' });
    expect(await get('/ready')).toMatchObject({ status: 200, text: '{"status":"ready"}' });
  });

  test('instance: what this installation is', async () => {
    const { text } = await get('/api/v1/instance', bearer(product.apiKey));
    expect(JSON.parse(text)).toMatchObject({
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      mode: 'sandbox',
      sandboxUrl: product.sandbox.url,
      workspace: { id: product.app.workspaceId },
    });
  });
});

describe('files', () => {
  test('are served by their address alone, to be kept for ever and never run', async () => {
    const bytes = await makePicture();
    const { url } = await product.client.media.upload(
      new Blob([new Uint8Array(bytes)]),
      'a photo "1".jpg',
    );
    const response = await fetch(url);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(bytes.length),
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
  });
});

describe('an upload address', () => {
  const presign = () =>
    product.client.media.presign({ filename: 'photo.jpg', contentType: 'image/jpeg' });
  const put = async (url: string, body: Buffer | string) => {
    const response = await fetch(url, { method: 'PUT', body: new Uint8Array(Buffer.from(body)) });
    const text = await response.text();
    answers += text;
    return { status: response.status, body: JSON.parse(text) as { code?: string; id?: string } };
  };

  test.each<[string, (url: URL) => void]>([
    ['without its signature', (url) => url.searchParams.delete('signature')],
    ['with another signature', (url) => url.searchParams.set('signature', 'A'.repeat(43))],
    ['with more time', (url) => url.searchParams.set('expires', '99999999999')],
    ['with no number for a time', (url) => url.searchParams.set('expires', 'never')],
  ])('%s is refused', async (_name, change) => {
    const url = new URL((await presign()).uploadUrl);
    change(url);
    expect(await put(url.href, await makePicture())).toMatchObject({
      status: 403,
      body: { code: 'UPLOAD_ADDRESS_EXPIRED' },
    });
  });

  test('is for one file only', async () => {
    const [one, two] = [await presign(), await presign()];
    const url = one.uploadUrl.replace(one.mediaId, two.mediaId);
    expect(await put(url, await makePicture())).toMatchObject({ status: 403 });
  });

  test('lives an hour', async () => {
    const slot = await presign();
    ahead = 59 * 60_000;
    expect((await put(slot.uploadUrl, 'not a picture')).status).toBe(400);
    ahead = 61 * 60_000;
    expect(await put(slot.uploadUrl, await makePicture())).toMatchObject({
      status: 403,
      body: { code: 'UPLOAD_ADDRESS_EXPIRED' },
    });
    ahead = 0;
  });

  test('takes no kind of file that cannot become a Pin', async () => {
    const answer = await product.request('POST', '/api/v1/media/presign', {
      filename: 'menu.pdf',
      contentType: 'application/pdf',
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      code: 'INVALID_FIELD_VALUE',
      param: 'contentType',
    });
  });
});

describe('pages of the APIs', () => {
  test.each([
    ['/docs/api', '/api/openapi.json'],
    ['/docs/api/bundle', '/api/openapi/bundle.json'],
    ['/docs/api/postiz', '/api/openapi/postiz.json'],
  ])('%s shows every call of %s, without a script or another server', async (path, source) => {
    const { text, status } = await get(path);
    expect(status).toBe(200);
    const { paths } = JSON.parse((await get(source)).text) as {
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    for (const methods of Object.values(paths))
      for (const { operationId } of Object.values(methods))
        expect(text).toContain(`<details id="${operationId}">`);
    expect(text).toContain(`href="${source}"`);
    expect(text).not.toMatch(/<script|(?:src|href)="https?:|@import|url\(/);
    const targets = [...text.matchAll(/href="#([^"]+)"/g)].map(([, id]) => `id="${id}"`);
    expect(targets.filter((target) => !text.includes(target))).toEqual([]);
  });
});

describe('openapi.json', () => {
  interface Document {
    openapi: string;
    paths: Record<string, Record<string, DocumentedOperation>>;
    components: { schemas: Record<string, unknown> };
  }
  interface DocumentedOperation {
    operationId: string;
    summary: string;
    parameters: { name: string; in: string; required: boolean; schema: object }[];
    requestBody?: { content: Record<string, { schema: object }> };
    responses: Record<string, { content: Record<string, { schema: object }> }>;
  }
  let document: Document;
  beforeAll(async () => {
    document = JSON.parse((await get('/api/openapi.json')).text) as Document;
  });

  test('describes every route, and nothing else', () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
  });

  test('is complete: unique ids, path parameters, bodies and answers', () => {
    expect(document.openapi).toBe('3.1.0');
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, method, operation } of operations) {
      expect(operation.summary).toMatch(/\w{3}/);
      const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
      expect(inPath.map(({ name }) => `{${name}}`).sort()).toEqual(
        [...path.matchAll(/\{\w+\}/g)].map(([name]) => name).sort(),
      );
      expect(inPath.every(({ required }) => required)).toBe(true);
      const route = routes.find(
        (item) => item.path === path && item.method.toLowerCase() === method,
      );
      expect(operation.requestBody !== undefined).toBe(route?.body !== 'none');
      expect(Object.keys(operation.responses)).toContain('default');
    }
  });

  test('every reference leads somewhere', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(5);
    for (const [, to = ''] of references) {
      const name = /^#\/components\/schemas\/(\w+)$/.exec(to)?.[1];
      expect([to, name !== undefined && name in document.components.schemas]).toEqual([to, true]);
    }
  });
});

// Last: everything above has been answered and logged by now.
test('no key, token or signature is in any answer or line of the log', async () => {
  const mediaIds = [await upload(product, await makePicture())];
  const published = await send(product, {
    content: 'Secrets',
    mediaIds,
    platforms: [target(product)],
    publishNow: true,
  });
  expect(published.status).toBe(201);
  answers += JSON.stringify(published.body);
  const events = await product.app.store.db.selectFrom('pinEvent').selectAll().execute();
  const account = await product.app.store.db
    .selectFrom('identity')
    .selectAll()
    .executeTakeFirstOrThrow();
  expect(log).toContain('request');
  expect(events.length).toBeGreaterThan(0);
  for (const text of [log, answers, JSON.stringify(events)]) {
    // Not through expect: its message would print the secret.
    expect(text.includes(product.apiKey)).toBe(false);
    expect(text.includes(product.sandbox.clientSecret)).toBe(false);
    expect(/pina_|pinr\.|Bearer [\w-]{8}/.exec(text)?.index).toBeUndefined();
  }
  expect(log).not.toMatch(/signature=/);
  expect(account.accessToken?.toString('latin1')).not.toMatch(/pina_/);
});
