import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newApiKey } from '../../src/config/index.ts';
import { createClient } from '../../src/sdk/index.ts';
import { bootstrapActor } from '../../src/app/bootstrap.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { keyOfAnotherWorkspace } from '../harness/tenants.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

const clientOf = (apiKey: string) => createClient({ baseUrl: product.url, apiKey, retries: 0 });
const verify = (key: string) =>
  fetch(`${product.url}/api/v1/auth/verify`, { headers: { authorization: `Bearer ${key}` } });
const signIn = (apiKey: string) =>
  fetch(`${product.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ apiKey }),
  });
const code = (error: { code: string }) => error.code;

describe('keys', () => {
  test('are made, listed and revoked; the key itself is shown once', async () => {
    const { apiKey } = await product.client.keys.create({ name: 'n8n' });
    expect(apiKey).toMatchObject({ name: 'n8n', permission: 'read-write', isCurrent: false });
    expect((await verify(apiKey.key)).status).toBe(200);
    const { apiKeys } = await product.client.keys.list();
    expect(apiKeys.map(({ name }) => name)).toEqual(['n8n', 'Bootstrap key']);
    expect(JSON.stringify(apiKeys)).not.toContain(apiKey.key);
    expect(apiKeys[1]).toMatchObject({ isBootstrap: true, isCurrent: true, revokedAt: null });

    const session = (await signIn(apiKey.key)).headers.get('set-cookie')?.split(';')[0] ?? '';
    const asSession = () =>
      fetch(`${product.url}/api/v1/accounts`, { headers: { cookie: session } });
    expect((await asSession()).status).toBe(200);
    expect(await product.client.keys.revoke(apiKey.id)).toEqual({
      message: 'API key "n8n" revoked.',
    });
    expect((await verify(apiKey.key)).status).toBe(401);
    expect((await asSession()).status).toBe(401);
    const again = await product.client.keys.list();
    expect(again.apiKeys[0]?.revokedAt).toMatch(/Z$/);
  });

  test('that may only read make and revoke none', async () => {
    const { apiKey } = await product.client.keys.create({ name: 'Looks', permission: 'read' });
    const reader = clientOf(apiKey.key);
    expect((await reader.keys.list()).apiKeys.find(({ isCurrent }) => isCurrent)?.name).toBe(
      'Looks',
    );
    await expect(
      reader.keys.create({ name: 'More' }).catch((error) => Promise.reject(code(error))),
    ).rejects.toBe('INSUFFICIENT_PERMISSIONS');
  });

  test('of a request and of the settings are not revoked, and those of others are not seen', async () => {
    const { apiKey } = await product.client.keys.create({ name: 'Own' });
    const refusal = (client: typeof product.client, id: string) =>
      client.keys.revoke(id).catch(code);
    expect(await refusal(clientOf(apiKey.key), apiKey.id)).toBe('KEY_NOT_REVOCABLE');
    const { apiKeys } = await product.client.keys.list();
    const bootstrap = apiKeys.find(({ isBootstrap }) => isBootstrap)?.id ?? '';
    expect(await refusal(clientOf(apiKey.key), bootstrap)).toBe('KEY_NOT_REVOCABLE');
    const stranger = clientOf(await keyOfAnotherWorkspace(product));
    expect(await refusal(stranger, apiKey.id)).toBe('NOT_FOUND');
    expect((await verify(apiKey.key)).status).toBe(200);
  });

  test('are refused with fields that mean nothing here', async () => {
    const answer = await product.request('POST', '/api/v1/api-keys', {
      name: 'x',
      disabledResourceGroups: ['publishing'],
    });
    expect(answer.status).toBe(400);
  });
});

test.each([' ', '', 'x', 'k'.repeat(15)])('nobody signs in with %j', async (apiKey) => {
  expect([400, 401]).toContain((await signIn(apiKey)).status);
});

test('another key in the settings revokes the one before, and one that comes back counts again', async () => {
  const { apiKey: made } = await product.client.keys.create({ name: 'Stays' });
  const next = newApiKey();
  await bootstrapActor(product.app.store, next);
  expect((await verify(next)).status).toBe(200);
  expect((await verify(product.apiKey)).status).toBe(401);
  expect((await verify(made.key)).status).toBe(200);
  // A worker knows no key of its own.
  await bootstrapActor(product.app.store, null);
  expect((await verify(next)).status).toBe(200);
  await Promise.all([1, 2, 3].map(() => bootstrapActor(product.app.store, product.apiKey)));
  expect((await verify(product.apiKey)).status).toBe(200);
  expect((await verify(next)).status).toBe(401);
});
