import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiKey } from '../../src/contract/index.ts';
import { createKeyLimit } from '../../src/http/index.ts';
import { noteUses, takeRequests } from '../../src/store/index.ts';
import { RateLimitError, Zernio } from '@zernio/node';
import { startProduct, type Product } from '../harness/product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

const makeKey = async (more: object = {}): Promise<ApiKey & { key: string }> => {
  const answer = await product.request('POST', '/api/v1/api-keys', { name: 'Made', ...more });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { apiKey: ApiKey & { key: string } }).apiKey;
};
const get = (key: string, path = '/api/v1/accounts', headers = {}) =>
  fetch(product.url + path, { headers: { authorization: `Bearer ${key}`, ...headers } });
const listed = async (id: string) =>
  (await product.client.keys.list()).apiKeys.find((key) => key.id === id);

describe('a key', () => {
  test('ends at its time', async () => {
    const made = await makeKey({ expiresIn: 30 });
    const days = (Date.parse(made.expiresAt ?? '') - Date.parse(made.createdAt)) / 86_400_000;
    expect(days).toBeCloseTo(30, 2);
    expect((await get(made.key)).status).toBe(200);
    await product.app.store.db
      .updateTable('apiKey')
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where('id', '=', made.id)
      .execute();
    await expect.poll(async () => (await get(made.key)).status).toBe(401);
  });

  test('tells when it was last used, once a minute at most', async () => {
    const { db } = product.app.store;
    const made = await makeKey();
    expect(made.lastUsedAt).toBeNull();
    expect(made.createdBy).toMatchObject({ name: 'Bootstrap key' });
    const use = () => noteUses(db, { keys: [made.id, 'of nobody'], sessions: [] });
    await use();
    const first = (await listed(made.id))?.lastUsedAt;
    expect(first).toMatch(/Z$/);
    await use();
    expect((await listed(made.id))?.lastUsedAt).toBe(first);
    await db
      .updateTable('apiKeyUse')
      .set({ usedAt: new Date(Date.now() - 61_000) })
      .execute();
    await use();
    const ago = Date.now() - Date.parse((await listed(made.id))?.lastUsedAt ?? '');
    expect(ago).toBeLessThan(10_000);
  });

  test('reaches the workspaces it was made for, and stays with them', async () => {
    const made = await product.request('POST', '/api/v1/profiles', { name: 'Other shop' });
    const other = ((await made.json()) as { profile: { _id: string } }).profile._id;
    const home = product.app.workspaceId;
    const full = await makeKey();
    expect(full).toMatchObject({ scope: 'full' });
    expect(full.profileIds.map(({ _id }) => _id)).toEqual([home, other]);
    const one = await makeKey({ scope: 'profiles', profileIds: [other] });
    expect(one).toMatchObject({
      scope: 'profiles',
      profileIds: [{ _id: other, name: 'Other shop' }],
    });
    const profiles = async (key: string) =>
      (
        (await (await get(key, '/api/v1/profiles')).json()) as { profiles: { _id: string }[] }
      ).profiles.map(({ _id }) => _id);
    expect(await profiles(full.key)).toEqual([home, other]);
    expect(await profiles(one.key)).toEqual([other]);
    expect(((await (await get(one.key)).json()) as { accounts: [] }).accounts).toEqual([]);

    // A key of the one makes none of the other, and cannot end a key that belongs there: it shuts it out.
    const refused = await product.request(
      'POST',
      '/api/v1/api-keys',
      { name: 'More', profileIds: [home] },
      { Authorization: `Bearer ${one.key}` },
    );
    expect(refused.status).toBe(404);
    const ended = await product.request('DELETE', `/api/v1/api-keys/${full.id}`, undefined, {
      Authorization: `Bearer ${one.key}`,
    });
    expect(ended.status).toBe(200);
    expect(await profiles(full.key)).toEqual([home]);
    await product.request('DELETE', `/api/v1/profiles/${other}`);
    expect((await get(one.key)).status).toBe(401);
  });

  test('of the word write manages neither people nor workspaces, nor makes one that does', async () => {
    const made = await makeKey();
    const as = (method: string, path: string, body?: object) =>
      product.request(method, path, body, { Authorization: `Bearer ${made.key}` });
    expect((await as('GET', '/api/v1/people')).status).toBe(403);
    expect((await as('POST', '/api/v1/invites', { role: 'viewer' })).status).toBe(403);
    expect((await as('POST', '/api/v1/profiles', { name: 'Mine' })).status).toBe(403);
    expect((await as('GET', '/api/v1/audit')).status).toBe(403);
    expect(
      (await as('POST', '/api/v1/api-keys', { name: 'More', scopes: ['people:write'] })).status,
    ).toBe(403);
  });
});

describe('two credentials in one request, or one in its address', () => {
  test.each<[string, string, Record<string, string>]>([
    ['two headers', '/api/v1/accounts', { 'x-api-key': 'another' }],
    ['an address with api_key', '/api/v1/accounts?api_key=x', {}],
    ['an address with access_token', '/api/v1/accounts?access_token=x', {}],
    ['an address with Authorization', '/api/v1/accounts?Authorization=Bearer%20x', {}],
    ['an address with x-api-key', '/api/v1/accounts?x-api-key=x', {}],
  ])('%s: refused', async (_name, path, headers) => {
    const answer = await get(product.apiKey, path, headers);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'CREDENTIALS_AMBIGUOUS' });
  });
});

describe('a limit of requests', () => {
  test('is told in the headers, and kept; other keys have none', async () => {
    const made = await makeKey({ requestsPerMinute: 20 });
    // In one minute, whenever the test runs.
    const untilNext = 60_000 - (Date.now() % 60_000);
    if (untilNext < 5_000) await new Promise((resolve) => setTimeout(resolve, untilNext + 50));
    const answers = await Promise.all(Array.from({ length: 25 }, () => get(made.key)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
    const [first] = answers;
    expect(first?.headers.get('x-ratelimit-limit')).toBe('20');
    expect(Number(first?.headers.get('x-ratelimit-reset'))).toBe(
      Math.floor(Date.now() / 60_000 + 1) * 60,
    );
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused?.json()).toMatchObject({ code: 'RATE_LIMITED', type: 'rate_limit_error' });

    const zernio = new Zernio({ apiKey: made.key, baseURL: `${product.url}/api` });
    const thrown = await zernio.accounts.listAccounts().catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(RateLimitError);
    expect(thrown).toMatchObject({ limit: 20, remaining: 0 });
    expect((await get(product.apiKey)).headers.get('x-ratelimit-limit')).toBeNull();
  });

  test('holds over several processes, to the request; a new minute begins anew', async () => {
    const { db } = product.app.store;
    const { id } = await makeKey({ requestsPerMinute: 100 });
    let nowMs = 1_000 * 60_000;
    const processes = Array.from({ length: 3 }, () =>
      createKeyLimit({
        nowMs: () => nowMs,
        take: (keyId, minute, count) => takeRequests(db, keyId, minute, count),
      }),
    );
    const reply = { header: () => reply } as never; // What a limit does with an answer.
    const spend = async (count: number) => {
      const done = await Promise.allSettled(
        Array.from({ length: count }, async (_, index) =>
          processes[index % 3]?.spend(id, 100, reply),
        ),
      );
      return done.filter(({ status }) => status === 'fulfilled').length;
    };
    expect(await spend(150)).toBe(100);
    expect(await spend(30)).toBe(0);
    nowMs += 60_000;
    expect(await spend(60)).toBe(60);
  });
});
