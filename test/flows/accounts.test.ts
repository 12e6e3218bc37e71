import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectSandboxUser } from '../../src/app/demo.ts';
import { insertWorkspace, grantKey } from '../../src/store/index.ts';
import { pictureOf } from '../harness/picture.ts';
import { startProduct, type Product } from '../harness/product.ts';

let product: Product;
/** Another workspace that the product's own key may use as well. */
let otherId: string;

beforeAll(async () => {
  product = await startProduct();
  for (const username of ['shop_a', 'shop_b', 'shop_c', 'shop_d', 'shop_e', 'shop_f'])
    product.sandbox.control.addAccount({ username, boards: [{ name: 'Board' }] });
  const { db } = product.app.store;
  otherId = (await insertWorkspace(db, 'The other one')).id;
  await grantKey(db, product.app.actor.id ?? '', {
    workspaceId: otherId,
    scopes: ['read', 'write'],
  });
  product.app.store.notifications.tell('linchpin_keys');
});
afterAll(() => product.close());

/** An account of its own for each test. */
async function connected(username: string): Promise<string> {
  const { app, sandbox } = product;
  const call = { ...app.deps, actor: app.actor, idempotencyKey: null };
  await connectSandboxUser(call, { ...sandbox, sandboxUrl: sandbox.url }, username);
  const { accounts } = await product.client.accounts.list();
  return accounts.find((account) => account.username === username)?._id ?? '';
}

/** The same by a token, in another workspace. */
async function connectIn(profileId: string, username: string): Promise<string> {
  const { accessToken } = product.sandbox.tokenFor(username);
  const answer = await product.client.connections.fromToken('pinterest', {
    profileId,
    accessToken,
  });
  return answer.account._id;
}

/** A picture in a workspace. @returns its id */
async function upload(profileId: string): Promise<string> {
  const { uploadUrl, mediaId } = await product.client.media.presign({
    profileId,
    filename: 'picture.jpg',
    contentType: 'image/jpeg',
  });
  await fetch(uploadUrl, { method: 'PUT', body: await pictureOf(600, 900) });
  return mediaId;
}

async function plan(
  accountId: string,
  title: string,
  profileId = product.app.workspaceId,
): Promise<{ postId: string }> {
  const mediaId = await upload(profileId);
  const { boards } = await product.client.boards.list(accountId);
  const { post } = await product.client.posts.create({
    content: title,
    mediaIds: [mediaId],
    platforms: [
      {
        platform: 'pinterest',
        accountId,
        platformSpecificData: { boardId: boards[0]?.id ?? '', title },
      },
    ],
    scheduledFor: new Date(Date.now() + 30 * 24 * 3600_000).toISOString(),
  });
  return { postId: post._id };
}

const targetOf = async (postId: string) =>
  (await product.client.posts.get(postId)).post.platforms[0];
const identityOf = (accountId: string) =>
  product.app.store.db
    .selectFrom('account')
    .innerJoin('identity', 'identity.id', 'account.identityId')
    .selectAll('identity')
    .where('account.id', '=', accountId)
    .executeTakeFirstOrThrow();

describe('disconnecting', () => {
  test('removes the tokens, holds what is planned, and connecting again lets it go on', async () => {
    const accountId = await connected('shop_a');
    const { postId } = await plan(accountId, 'Planned');
    const answer = await product.client.accounts.disconnect(accountId);
    expect(answer).toMatchObject({ pins: 1, message: expect.stringContaining('held until') });
    expect(await identityOf(accountId)).toMatchObject({
      accessToken: null,
      refreshToken: null,
      status: 'needs_reconnection',
    });
    expect(await targetOf(postId)).toMatchObject({
      heldReason: expect.stringContaining('must be connected again'),
    });
    const { accounts } = await product.client.accounts.list();
    expect(accounts.some(({ _id }) => _id === accountId)).toBe(false);
    expect((await product.client.usage.get()).usage.connectedAccounts).toBe(accounts.length);
    // A second time there is nothing left to disconnect.
    const again = await product.request('DELETE', `/api/v1/accounts/${accountId}`);
    expect(again.status).toBe(400);
    expect(await connected('shop_a')).toBe(accountId);
    expect((await targetOf(postId))?.status).not.toBe('cancelled');
    expect(await identityOf(accountId)).toMatchObject({ status: 'connected' });
  });

  test('cancels what is planned where that is asked for', async () => {
    const accountId = await connected('shop_b');
    const { postId } = await plan(accountId, 'To be cancelled');
    const answer = await product.client.accounts.disconnect(accountId, { plannedPins: 'cancel' });
    expect(answer.pins).toBe(1);
    expect(await targetOf(postId)).toMatchObject({ status: 'cancelled' });
  });

  test('with a purge leaves nothing of the account here', async () => {
    const accountId = await connected('shop_c');
    const { postId } = await plan(accountId, 'To be forgotten');
    const answer = await product.client.accounts.disconnect(accountId, { data: 'purge' });
    expect(answer).toMatchObject({
      pins: 1,
      message: expect.stringContaining('removed from here'),
    });
    await expect(product.client.posts.get(postId)).rejects.toMatchObject({ status: 404 });
    const { db } = product.app.store;
    for (const table of ['pin', 'board'] as const)
      expect(
        await db.selectFrom(table).select('id').where('accountId', '=', accountId).execute(),
      ).toEqual([]);
  });

  test('of one workspace leaves the same Pinterest user connected in the other', async () => {
    const accountId = await connected('shop_d');
    await connectIn(otherId, 'shop_d');
    const { postId } = await plan(accountId, 'Held here alone');
    await product.client.accounts.disconnect(accountId);
    expect(await identityOf(accountId)).toMatchObject({ status: 'connected' });
    expect((await identityOf(accountId)).accessToken).not.toBeNull();
    expect(await targetOf(postId)).toMatchObject({
      heldReason: expect.stringContaining('must be connected again'),
    });
  });
});

describe('a disconnected account whose user another workspace has connected', () => {
  let accountId: string;
  let linkedId: string;
  let postId: string;
  beforeAll(async () => {
    accountId = await connected('shop_f');
    linkedId = await connectIn(otherId, 'shop_f');
    ({ postId } = await plan(accountId, 'Of the former workspace'));
    await product.client.accounts.disconnect(accountId);
  });

  test('reads and changes nothing with the sign-in of the other one', async () => {
    const path = `/api/v1/accounts/${accountId}`;
    const board = product.boards['Kitchens'] ?? '';
    for (const [method, rest, body] of [
      ['GET', '/pinterest-boards?refresh=true', undefined],
      ['POST', '/pinterest-boards', { name: 'Made by a stranger' }],
      ['PATCH', `/pinterest-boards/${board}`, { name: 'Renamed by a stranger' }],
      ['DELETE', `/pinterest-boards/${board}`, undefined],
      ['GET', `/pinterest-boards/${board}/sections`, undefined],
      ['PUT', '/spacing', { mode: 'enforce' }],
      ['GET', '/limits', undefined],
    ] as const) {
      const answer = await product.request(method, path + rest, body);
      expect([method, rest, ((await answer.json()) as { code: string }).code]).toEqual([
        method,
        rest,
        'ACCOUNT_NOT_FOUND',
      ]);
    }
  });

  test('publishes nothing through it, whatever puts a Pin in line again', async () => {
    const { db } = product.app.store;
    await db
      .updateTable('pin')
      .set({ status: 'scheduled', heldReason: null, dueAt: new Date() })
      .where('postId', '=', postId)
      .execute();
    await expect
      .poll(async () => (await targetOf(postId))?.heldReason, { timeout: 15_000 })
      .toContain('must be connected again');
    // It is not looked at again until then.
    const row = await db
      .selectFrom('pin')
      .select('dueAt')
      .where('postId', '=', postId)
      .executeTakeFirstOrThrow();
    expect(row.dueAt).toBeNull();
    expect(JSON.stringify(product.sandbox.control.state())).not.toContain(
      'Of the former workspace',
    );
  });

  test('is told nothing of its boards', async () => {
    await product.client.boards.create(linkedId, { name: 'Secret plans', privacy: 'SECRET' });
    await product.client.boards.list(linkedId, { refresh: 'true' });
    const { db } = product.app.store;
    const told = async (id: string) =>
      JSON.stringify([
        await db.selectFrom('event').selectAll().where('accountId', '=', id).execute(),
        await db.selectFrom('board').selectAll().where('accountId', '=', id).execute(),
      ]);
    expect(await told(linkedId)).toContain('Secret plans');
    expect(await told(accountId)).not.toContain('Secret plans');
  });
});

describe('moving to another workspace', () => {
  test('takes the account along with its id, and leaves what it published', async () => {
    const accountId = await connected('shop_e');
    const { postId } = await plan(accountId, 'Stays behind');
    await expect(
      product.client.accounts.move(accountId, { profileId: otherId }),
    ).rejects.toMatchObject({
      code: 'ACCOUNT_HAS_PINS',
      status: 409,
    });
    const moved = await product.client.accounts.move(accountId, {
      profileId: otherId,
      plannedPins: 'cancel',
    });
    expect(moved.account).toMatchObject({ _id: accountId, profileId: otherId });
    const { accounts } = await product.client.accounts.list({ profileId: otherId });
    expect(accounts.map(({ _id }) => _id)).toContain(accountId);
    expect(await targetOf(postId)).toMatchObject({ status: 'cancelled' });
    // It publishes from there.
    await plan(accountId, 'From the other workspace', otherId);
  });

  test('is refused where that Pinterest user is connected already, or the workspace is not the caller’s', async () => {
    const accountId = await connected('shop_a');
    await connectIn(otherId, 'shop_a');
    await expect(
      product.client.accounts.move(accountId, { profileId: otherId }),
    ).rejects.toMatchObject({
      code: 'ACCOUNT_ALREADY_THERE',
    });
    const foreign = await insertWorkspace(product.app.store.db, 'Foreign');
    await expect(
      product.client.accounts.move(accountId, { profileId: foreign.id }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('another name is for here alone, and the user name is Pinterest’s', async () => {
  const accountId = await connected('shop_b');
  expect(await product.client.accounts.rename(accountId, { displayName: 'Shop' })).toMatchObject({
    username: 'shop_b',
    displayName: 'Shop',
  });
  // Connecting again does not bring the old name back.
  await connected('shop_b');
  const named = async () =>
    (await product.client.accounts.list()).accounts.find(({ _id }) => _id === accountId)
      ?.displayName;
  expect(await named()).toBe('Shop');
  await product.client.accounts.rename(accountId, { displayName: '' });
  expect(await named()).not.toBe('Shop');
  await expect(
    product.client.accounts.rename(accountId, { username: 'shop' }),
  ).rejects.toMatchObject({ code: 'USERNAME_IS_PINTERESTS' });
});

describe('health', () => {
  test('of all accounts sums up, and filters', async () => {
    const accountId = await connected('shop_c');
    product.sandbox.control.revoke('shop_c');
    await product.request('GET', `/api/v1/accounts/${accountId}/health?probe=true`);
    const all = await product.client.accounts.allHealth();
    expect(all.summary.total).toBe(all.accounts.length);
    expect(all.summary.healthy + all.summary.warning + all.summary.error).toBe(all.summary.total);
    const bad = await product.client.accounts.allHealth({ status: 'error' });
    expect(bad.accounts).toContainEqual(
      expect.objectContaining({
        accountId,
        tokenValid: false,
        needsReconnect: true,
        canPost: false,
        issues: [expect.stringContaining('must be connected again')],
      }),
    );
  });

  test('of one tells scopes, access and what Pinterest let the app do', async () => {
    const { accountId } = product;
    const before = await product.client.accounts.health(accountId);
    expect(before).toMatchObject({
      status: 'healthy',
      tokenStatus: { valid: true, renewable: true, expiresIn: '29 days', needsRefresh: false },
      permissions: { canPost: true, canFetchAnalytics: true, missingRequired: [] },
      // The demo published a Pin, and nothing else was tried.
      capabilities: { createPins: true, editPins: null, batchAnalytics: null },
    });
    const after = await product.client.accounts.health(accountId, { probe: 'true' });
    expect(after.capabilities.batchAnalytics).not.toBeNull();
  });

  test('names what an account with Trial access cannot do', async () => {
    const accountId = await connected('shop_b');
    product.sandbox.control.settings({ productionTrial: true });
    try {
      const mediaId = await upload(product.app.workspaceId);
      const { boards } = await product.client.boards.list(accountId);
      await product.request('POST', '/api/v1/posts', {
        content: 'Trial',
        mediaIds: [mediaId],
        platforms: [
          { platform: 'pinterest', accountId, platformSpecificData: { boardId: boards[0]?.id } },
        ],
        publishNow: true,
      });
    } finally {
      product.sandbox.control.settings({ productionTrial: false });
    }
    expect(await product.client.accounts.health(accountId)).toMatchObject({
      status: 'error',
      access: 'trial',
      capabilities: { createPins: false },
      problems: [{ code: 'PINTEREST_TRIAL_ACCESS' }],
    });
  });
});
