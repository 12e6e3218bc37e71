import { Zernio, ZernioApiError } from '@zernio/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startProduct, type Product } from '../harness/product.ts';
import { send, target, upload } from '../harness/publishing.ts';
import { makePicture } from '../harness/pictures.ts';
import { startReceiver } from '../harness/receiver.ts';

/** The npm package as its users have it: only the base address is ours. */
let product: Product;
let zernio: Zernio;
beforeAll(async () => {
  product = await startProduct();
  zernio = new Zernio({ apiKey: product.apiKey, baseURL: `${product.url}/api` });
});
afterAll(() => product.close());

const thrownBy = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => {
      throw new Error('The call was answered.');
    },
    (error: unknown) => error,
  );

// First, while the key reaches one workspace: an upload names none.
describe('@zernio/node: logs', () => {
  test('what was published, and what was called; kinds without a record are empty', async () => {
    const mediaId = await upload(product, await makePicture());
    await send(product, {
      content: 'Logged',
      mediaIds: [mediaId],
      platforms: [target(product, { title: 'Logged' })],
      publishNow: true,
    });
    const { data } = await zernio.logs.listLogs();
    expect(data?.logs?.[0]).toMatchObject({
      type: 'publishing',
      status: 'success',
      platform: 'pinterest',
    });
    expect(data?.pagination?.total).toBeGreaterThan(0);
    const called = await zernio.logs.listLogs({ query: { type: 'api_request', limit: 1 } });
    expect(called.data?.logs).toMatchObject([
      { type: 'api_request', method: 'POST', path: '/api/v1/posts', status: 'success' },
    ]);
    expect(called.data?.pagination?.hasMore).toBe(true);
    for (const type of ['messaging', 'workflow_event'] as const) {
      const none = await zernio.logs.listLogs({ query: { type } });
      expect(none.data).toMatchObject({ logs: [], pagination: { total: 0, hasMore: false } });
    }
    const failed = await zernio.logs.listLogs({ query: { status: 'failed' } });
    expect(failed.data?.logs).toEqual([]);
    const elsewhere = await zernio.logs.listLogs({ query: { platform: 'tiktok', type: 'all' } });
    expect(elsewhere.data?.logs).toEqual([]);
  });
});

test('@zernio/node: logs show requests to webhooks with status, duration and answer, and to whom may read them', async () => {
  const receiver = await startReceiver();
  try {
    const { webhook } = await product.client.webhooks.create({
      name: 'Hook',
      url: `${receiver.url}/hook`,
      events: ['post.published'],
    });
    await product.client.webhooks.test({ webhookId: webhook._id });
    const { data } = await zernio.logs.listLogs({ query: { type: 'webhooks' } });
    expect(data?.logs).toMatchObject([
      {
        type: 'webhooks',
        action: 'webhook.test',
        status: 'success',
        status_code: 200,
        duration_ms: expect.any(Number),
        method: 'POST',
        endpoint: `${receiver.url}/hook`,
        request_body: null,
        response_body: expect.any(String),
        metadata: { webhookId: webhook._id, attempt: 1 },
      },
    ]);
    for (const [query, total] of [
      [{ type: 'webhooks', statusCode: 200 }, 1],
      [{ type: 'webhooks', statusCode: 500 }, 0],
      [{ type: 'webhooks', status: 'failed' }, 0],
      [{ type: 'webhooks', event: 'webhook.test' }, 1],
    ] as const)
      expect((await zernio.logs.listLogs({ query })).data?.pagination?.total).toBe(total);
    const { apiKey } = await product.client.keys.create({
      name: 'Reads the audit log alone',
      scopes: ['audit:read'],
    });
    const asKey = (type: string) =>
      product.request('GET', `/api/v1/logs?type=${type}`, undefined, {
        Authorization: `Bearer ${apiKey.key}`,
      });
    expect((await asKey('webhooks')).status).toBe(403);
    const all = await asKey('all');
    expect(all.status).toBe(200);
    expect(await all.text()).not.toContain(receiver.url);
  } finally {
    await receiver.close();
  }
});

describe('@zernio/node: profiles', () => {
  test('are made, read, changed and deleted', async () => {
    const created = await zernio.profiles.createProfile({
      body: { name: 'Spring shop', description: 'Garden', color: '#4caf50' },
    });
    expect(created.response.status).toBe(201);
    const profile = created.data?.profile;
    expect(profile).toMatchObject({
      _id: expect.stringMatching(/^[0-9a-f]{24}$/),
      name: 'Spring shop',
      description: 'Garden',
      color: '#4caf50',
      isDefault: false,
    });
    const path = { profileId: profile?._id ?? '' };
    expect((await zernio.profiles.getProfile({ path })).data?.profile).toEqual(profile);
    const changed = await zernio.profiles.updateProfile({
      path,
      body: { name: 'Summer shop', isDefault: true },
    });
    expect(changed.data?.profile).toMatchObject({ name: 'Summer shop', isDefault: true });

    const all = await zernio.profiles.listProfiles();
    expect(all.data?.profiles?.map((each: { name?: string }) => each.name)).toEqual([
      'My workspace',
      'Summer shop',
    ]);
    expect(all.data?.total).toBeUndefined();
    const named = await zernio.profiles.listProfiles({ query: { name: 'Summer shop' } });
    expect(named.data?.profiles).toHaveLength(1);
    const page = await zernio.profiles.listProfiles({ query: { limit: 1, skip: 1 } });
    expect(page.data).toMatchObject({
      total: 2,
      skip: 1,
      limit: 1,
      profiles: [{ name: 'Summer shop' }],
    });

    const deleted = await zernio.profiles.deleteProfile({ path });
    expect(deleted.data?.message).toMatch(/deleted/);
    expect(await thrownBy(zernio.profiles.getProfile({ path }))).toMatchObject({ statusCode: 404 });
  });

  test('of one name: 409, with the one that is there', async () => {
    const { data } = await zernio.profiles.createProfile({ body: { name: 'Twice' } });
    const error = await thrownBy(zernio.profiles.createProfile({ body: { name: 'twice' } }));
    expect(error).toBeInstanceOf(ZernioApiError);
    expect(error).toMatchObject({
      statusCode: 409,
      code: 'profile_name_conflict',
      details: { existingProfileId: data?.profile?._id },
    });
    const both = await Promise.allSettled(
      [1, 2].map(() => zernio.profiles.createProfile({ body: { name: 'At once' } })),
    );
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('under one Idempotency-Key: one, and with another body 422', async () => {
    const call = (name: string) =>
      zernio.profiles.createProfile({
        body: { name },
        headers: { 'Idempotency-Key': 'profile-once' },
      });
    const [first, second] = [await call('Only once'), await call('Only once')];
    expect([first.response.status, second.response.status]).toEqual([201, 201]);
    expect(second.data?.profile?._id).toBe(first.data?.profile?._id);
    expect(await thrownBy(call('Another'))).toMatchObject({ statusCode: 422 });
  });

  test('with accounts are not deleted, nor is the last one', async () => {
    const path = { profileId: product.app.workspaceId };
    expect(await thrownBy(zernio.profiles.deleteProfile({ path }))).toMatchObject({
      statusCode: 400,
      code: 'WORKSPACE_HAS_ACCOUNTS',
      message: expect.stringContaining('@linchpin_demo'),
    });
  });

  test('keep everything apart', async () => {
    const { data } = await zernio.profiles.createProfile({ body: { name: 'Apart' } });
    const profileId = data?.profile?._id ?? '';
    const accounts = await zernio.accounts.listAccounts({ query: { profileId } });
    expect(accounts.data?.accounts).toEqual([]);
    const own = await zernio.accounts.listAccounts({
      query: { profileId: product.app.workspaceId },
    });
    expect(own.data?.accounts).toHaveLength(1);
  });
});

describe('@zernio/node: account groups', () => {
  test('are made, listed, changed and deleted', async () => {
    const made = await zernio.accountGroups.createAccountGroup({
      body: { name: 'Shops', accountIds: [product.accountId, product.accountId] },
    });
    expect(made.response.status).toBe(201);
    const group = made.data?.group;
    expect(group).toMatchObject({ name: 'Shops', accountIds: [product.accountId] });
    const path = { groupId: group?._id ?? '' };
    expect((await zernio.accountGroups.listAccountGroups()).data?.groups).toEqual([group]);
    expect(
      await thrownBy(
        zernio.accountGroups.createAccountGroup({
          body: { name: 'shops', accountIds: [product.accountId] },
        }),
      ),
    ).toMatchObject({ statusCode: 409 });
    expect(
      await thrownBy(
        zernio.accountGroups.updateAccountGroup({ path, body: { accountIds: ['f'.repeat(24)] } }),
      ),
    ).toMatchObject({ code: 'ACCOUNT_NOT_FOUND' });
    const changed = await zernio.accountGroups.updateAccountGroup({
      path,
      body: { name: 'Stores' },
    });
    expect(changed.data?.group).toMatchObject({ name: 'Stores', accountIds: [product.accountId] });
    await zernio.accountGroups.deleteAccountGroup({ path });
    expect((await zernio.accountGroups.listAccountGroups()).data?.groups).toEqual([]);
    expect(await thrownBy(zernio.accountGroups.deleteAccountGroup({ path }))).toMatchObject({
      statusCode: 404,
    });
  });
});

describe('@zernio/node: keys, users and usage', () => {
  test('API keys', async () => {
    const { data } = await zernio.apiKeys.createApiKey({
      body: {
        name: 'For n8n',
        expiresIn: 90,
        scope: 'profiles',
        profileIds: [product.app.workspaceId],
        permission: 'read',
      },
    });
    const made = data?.apiKey;
    expect(made).toMatchObject({
      name: 'For n8n',
      scope: 'profiles',
      permission: 'read',
      key: expect.stringMatching(/^lp_/),
      profileIds: [{ _id: product.app.workspaceId, name: 'My workspace' }],
    });
    const { data: list } = await zernio.apiKeys.listApiKeys();
    expect(list?.apiKeys?.[0]).toMatchObject({ id: made?.id, keyPreview: made?.keyPreview });
    expect(JSON.stringify(list)).not.toContain(made?.key);
    const reader = new Zernio({ apiKey: made?.key ?? '', baseURL: `${product.url}/api` });
    expect((await reader.accounts.listAccounts()).data?.accounts).toHaveLength(1);
    expect(await thrownBy(reader.profiles.createProfile({ body: { name: 'No' } }))).toMatchObject({
      statusCode: 403,
      type: 'permission_error',
    });
    await zernio.apiKeys.deleteApiKey({ path: { keyId: made?.id ?? '' } });
    expect(await thrownBy(reader.accounts.listAccounts())).toMatchObject({ statusCode: 401 });
  });

  test('who one is, and who else is there', async () => {
    const before = await zernio.users.listUsers();
    expect(before.data?.users).toMatchObject([{ role: 'api_key', name: 'Bootstrap key' }]);
    const unowned = await zernio.profiles.listProfiles({ query: { name: 'My workspace' } });
    expect(unowned.data?.profiles?.[0]?.userId).toBe(before.data?.users?.[0]?._id);
    const answer = await product.request('POST', '/api/v1/people/first-owner', {
      profileId: product.app.workspaceId,
      login: 'olga@example.com',
      name: 'Olga',
      password: 'a long password',
    });
    expect(answer.status).toBe(201);
    const { data } = await zernio.users.listUsers();
    const olga = data?.users?.find((user: { email?: string }) => user.email === 'olga@example.com');
    expect(olga).toMatchObject({ name: 'Olga', role: 'owner' });
    const one = await zernio.users.getUser({ path: { userId: olga?._id ?? '' } });
    expect(one.data?.user).toEqual(olga);
    expect(
      await thrownBy(zernio.users.getUser({ path: { userId: 'f'.repeat(24) } })),
    ).toMatchObject({ statusCode: 404 });
  });

  test('usage, by both addresses', async () => {
    const { data } = await zernio.usage.getUsageStats();
    expect(data).toMatchObject({
      planName: 'Self-hosted',
      hasAccess: true,
      limits: { uploads: -1, profiles: -1 },
      usage: { connectedAccounts: 1 },
    });
    const bare = await product.request('GET', '/api/v1/usage');
    expect(await bare.json()).toEqual(data);
  });
});
