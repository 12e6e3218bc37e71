import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { startReceiver, type Receiver } from '../harness/receiver.ts';
import { zernioSays } from '../harness/zernio-cli.ts';

/** Zernio's command line, unmodified: all of it that concerns Pinterest, beside zernio-cli.test.ts. */
let dir: string;
let product: Product;
let receiver: Receiver;
let said: ReturnType<typeof zernioSays>['said'];
let refused: ReturnType<typeof zernioSays>['refused'];
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linchpin-zernio-'));
  [product, receiver] = await Promise.all([startProduct(), startReceiver()]);
  ({ said, refused } = zernioSays(product, dir));
});
afterAll(async () => {
  await Promise.all([product?.close(), receiver?.close()]);
  rmSync(dir, { recursive: true, force: true });
});

test('who one is, workspaces, accounts and their health', async () => {
  const id = product.accountId;
  const [checked, profiles, accounts, one, health, boards, usage] = await Promise.all([
    said('auth:check'),
    said('profiles:list'),
    said('accounts:list', '--platform', 'pinterest'),
    said('accounts:get', id),
    said('accounts:health', '--status', 'healthy'),
    said('connect:get-pinterest-boards', id),
    said('usage:stats'),
  ]);
  expect(checked).toMatchObject({ success: true, currentUserId: expect.any(String) });
  expect(profiles.profiles).toMatchObject([{ _id: product.app.workspaceId }]);
  expect(accounts.accounts).toMatchObject([{ _id: id, platform: 'pinterest', isActive: true }]);
  expect(one).toMatchObject({ accountId: id, status: 'healthy', tokenStatus: { valid: true } });
  expect(health).toMatchObject({
    summary: { total: 1, healthy: 1 },
    accounts: [{ canPost: true }],
  });
  expect(boards.boards).toContainEqual(expect.objectContaining({ name: 'Kitchens' }));
  expect(usage).toMatchObject({ hasAccess: true, limits: { uploads: -1 } });
});

test('a workspace from its beginning to its end, and a group of accounts', async () => {
  const made = await said('profiles:create', '--name', 'Spring', '--color', '#ffeda0');
  const id = made.profile._id as string;
  expect(await said('profiles:update', id, '--description', 'Tulips')).toMatchObject({
    profile: { name: 'Spring', description: 'Tulips' },
  });
  expect(await said('profiles:get', id)).toMatchObject({ profile: { color: '#ffeda0' } });
  await said('profiles:delete', id);
  expect(await refused('profiles:get', id)).toMatchObject({ error: true, status: 404 });

  const group = await said(
    'accountgroups:create',
    '--name',
    'Shops',
    '--accountIds',
    product.accountId,
  );
  const groupId = group.group._id as string;
  expect(await said('accountgroups:update', groupId, '--name', 'All')).toMatchObject({
    group: { name: 'All', accountIds: [product.accountId] },
  });
  await said('accountgroups:delete', groupId);
  expect(await said('accountgroups:list')).toEqual({ groups: [] });
});

test('a draft becomes a plan, waits in a queue, and is deleted; a failed one is tried again', async () => {
  const file = join(dir, 'elm.jpg');
  writeFileSync(file, await makePicture({ background: '#2a5' }));
  const { url } = await said('media:upload', file);
  const post = ['posts:create', '--accounts', product.accountId, '--media', url as string];
  const board = ['--platform-data', '{"pinterest":{"boardId":"Kitchens"}}'];
  const profileId = product.app.workspaceId;

  const draft = await said(...post, ...board, '--text', 'Elm', '--draft');
  const id = draft.post._id as string;
  expect(draft.post.status).toBe('draft');
  const planned = await said('posts:update', id, '--scheduledAt', '2099-03-01T09:00', '--no-draft');
  expect(planned.post).toMatchObject({ status: 'scheduled' });
  expect(await said('posts:delete', id)).toMatchObject({ message: expect.any(String) });

  const slots = '[{"dayOfWeek":1,"time":"09:30"}]';
  const queue = ['--profileId', profileId, '--timezone', 'UTC', '--slots', slots];
  const made = await said('queue:create-slot', '--name', 'Mondays', ...queue);
  const queueId = made.schedule._id as string;
  const queued = await said(
    ...post,
    ...board,
    '--text',
    'Elm, queued',
    '--queuedFromProfile',
    profileId,
  );
  expect(queued.post).toMatchObject({ status: 'scheduled', queueId });
  expect(await said('queue:get-next-slot', '--profileId', profileId)).toMatchObject({ queueId });
  expect(
    (await said('queue:preview', '--profileId', profileId, '--count', '3')).slots,
  ).toHaveLength(3);
  await said('queue:update-slot', ...queue, '--queueId', queueId, '--name', 'Mondays at last');
  expect(await said('queue:list-slots', '--profileId', profileId)).toMatchObject({
    schedule: { name: 'Mondays at last' },
  });
  await said('queue:delete-slot', '--profileId', profileId, '--queueId', queueId);

  product.sandbox.control.addFault({
    match: { operation: 'pins/create', times: 1 },
    // oxlint-disable-next-line unicorn/no-thenable -- the sandbox's wire name
    then: { status: 400, body: { code: 9, message: 'This link may lead to spam.' } },
  });
  const failed = await said(...post, ...board, '--text', 'Elm, refused');
  expect(failed.post.status).toBe('failed');
  expect((await said('posts:retry', failed.post._id)).post.status).toBe('published');
});

test('checks, webhooks, keys and logs', async () => {
  const [valid, length] = await Promise.all([
    said('validate:post', '--content', 'Ash', '--platforms', 'pinterest'),
    said('validate:post-length', '--text', 'Ash'),
  ]);
  expect(valid).toMatchObject({ valid: false, errors: expect.any(Array) });
  expect(length).toMatchObject({ platforms: { pinterest: { count: 3, valid: true } } });

  const hook = await said(
    'webhooks:create-settings',
    '--name',
    'Shop',
    '--url',
    receiver.url,
    '--events',
    'post.published,post.failed',
  );
  const id = hook.webhook._id as string;
  expect(await said('webhooks:test', '--webhookId', id)).toMatchObject({ success: true });
  await said('webhooks:update-settings', '--_id', id, '--isActive', 'false');
  expect(await said('webhooks:get-settings')).toMatchObject({ webhooks: [{ isActive: false }] });
  expect((await said('webhooks:get-logs', '--webhookId', id)).logs).toHaveLength(1);
  await said('webhooks:delete-settings', '--id', id);

  const key = await said('apikeys:create', '--name', 'Reader', '--permission', 'read');
  expect(key.apiKey.key).toMatch(/^lp_/);
  await said('apikeys:delete', key.apiKey.id);
  expect((await said('logs:list', '--type', 'all', '--limit', '5')).logs).toHaveLength(5);
});
