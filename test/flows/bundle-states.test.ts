import type { Bundlesocial } from 'bundlesocial';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleClient, giveAccess, thrownBy } from '../harness/bundle.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';

let product: Product;
let bundle: Bundlesocial;
let teamId: string;
let uploadId: string;
beforeAll(async () => {
  product = await startProduct();
  product.sandbox.control.addAccount({ username: 'client_shop', boards: [{ name: 'Autumn' }] });
  bundle = bundleClient(product);
  teamId = (await bundle.team.teamCreateTeam({ requestBody: { name: 'States' } })).id;
  await connect();
  const file = new File([new Uint8Array(await makePicture())], 'a.jpg', { type: 'image/jpeg' });
  uploadId = (await bundle.upload.uploadCreate({ formData: { teamId, file } })).id;
});
afterAll(() => product?.close());

const which = () => ({ type: 'PINTEREST' as const, teamId });
async function connect(username = 'client_shop'): Promise<void> {
  const { url } = await bundle.socialAccount.socialAccountConnect({
    requestBody: { ...which(), redirectUrl: 'https://agency.example/' },
  });
  await giveAccess(product, url, username);
}
const make = (title: string, pin: object = {}) =>
  bundle.post.postCreate({
    requestBody: {
      teamId,
      title,
      postDate: '2099-01-01T00:00:00.000Z',
      status: 'SCHEDULED',
      socialAccountTypes: ['PINTEREST'],
      data: { PINTEREST: { boardName: 'Autumn', text: title, uploadIds: [uploadId], ...pin } },
    },
  });
/** Ids of the posts with each status, which is also what each of them says of itself. */
async function byStatus(): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const status of ['SCHEDULED', 'RETRYING', 'REVIEW', 'DRAFT', 'DELETED'] as const) {
    const { items } = await bundle.post.postGetList({ teamId, status, limit: 100 });
    expect(items.map((item) => item.status)).toEqual(items.map(() => status));
    found[status] = items.map(({ id }) => id);
  }
  return found;
}

test('what waits for an approval is in review', async () => {
  const update = (approvalRoles: string[]) =>
    product.request('PUT', `/api/v1/profiles/${teamId}`, { approvalRoles });
  expect((await update(['api_key'])).status).toBe(200);
  const post = await make('To be approved');
  expect(post.status).toBe('REVIEW');
  expect((await byStatus())['REVIEW']).toEqual([post.id]);
  expect((await product.request('POST', `/api/v1/posts/${post.id}/approve`)).status).toBe(200);
  expect((await bundle.post.postGet({ id: post.id })).status).toBe('SCHEDULED');
  expect((await update([])).status).toBe(200);
});

test('what was cancelled elsewhere is a draft again', async () => {
  const { id } = await make('Cancelled');
  await product.client.posts.cancel(id);
  expect((await bundle.post.postGet({ id })).status).toBe('DRAFT');
  expect((await byStatus())['DRAFT']).toEqual([id]);
  const again = await bundle.post.postUpdate({
    id,
    requestBody: { status: 'SCHEDULED', postDate: '2099-02-01T00:00:00.000Z' },
  });
  expect(again.status).toBe('SCHEDULED');
});

test('posts of an account that was disconnected wait, and go on with it', async () => {
  const post = await make('Waits');
  const unapproved = await make('Waits for an approval');
  await product.app.store.db
    .updateTable('post')
    .set({ requiresApproval: true, approvedAt: null })
    .where('id', '=', unapproved.id)
    .execute();
  await product.app.store.db
    .updateTable('pin')
    .set({ dueAt: null, scheduledFor: new Date(0) })
    .where('postId', '=', unapproved.id)
    .execute();
  await bundle.socialAccount.socialAccountDisconnect({ requestBody: which() });
  const held = await bundle.post.postGet({ id: post.id });
  expect(held).toMatchObject({
    status: 'RETRYING',
    errorsVerbose: { PINTEREST: { code: 'ACCOUNT_DISCONNECTED', retryability: 'retryable' } },
  });
  expect((await byStatus())['RETRYING']).toContain(post.id);
  const candidates = await bundle.post.postGetReconnectSocialAccountCandidates(which());
  expect(candidates.items.map(({ id }) => id)).toContain(post.id);
  const early = await thrownBy(bundle.post.postReconnectSocialAccount({ requestBody: which() }));
  expect([early.status, early.body]).toMatchObject([404, { code: 'SOCIAL_ACCOUNT_NOT_FOUND' }]);
  await connect();
  const answer = await bundle.post.postReconnectSocialAccount({
    requestBody: { ...which(), postIds: [post.id] },
  });
  expect(answer).toMatchObject({
    total: 1,
    succeeded: 1,
    failed: 0,
    results: [{ postId: post.id, success: true, statusAfter: 'SCHEDULED' }],
  });
  expect((await bundle.post.postGet({ id: unapproved.id })).status).toBe('REVIEW');
  const pins = await product.app.store.db
    .selectFrom('pin')
    .select(['dueAt', 'status', 'heldReason'])
    .where('postId', 'in', [post.id, unapproved.id])
    .orderBy('dueAt')
    .execute();
  expect(pins).toEqual([
    { dueAt: new Date('2099-01-01T00:00:00.000Z'), status: 'scheduled', heldReason: null },
    { dueAt: null, status: 'scheduled', heldReason: null },
  ]);
  const none = await bundle.post.postGetReconnectSocialAccountCandidates(which());
  expect(none.total).toBe(0);
});

test('of several accounts one must be named', async () => {
  product.sandbox.control.addAccount({ username: 'second_shop', boards: [{ name: 'Autumn' }] });
  await connect('second_shop');
  const unclear = await thrownBy(make('Whose'));
  const { details } = unclear.body as {
    details: { socialAccounts: { id: string; username: string }[] };
  };
  expect([unclear.status, unclear.body]).toMatchObject([
    400,
    { code: 'SOCIAL_ACCOUNT_AMBIGUOUS', issues: [{ path: ['socialAccountId'] }] },
  ]);
  expect(details.socialAccounts.map(({ username }) => username).sort()).toEqual([
    'client_shop',
    'second_shop',
  ]);
  const second = details.socialAccounts.find(({ username }) => username === 'second_shop');
  const post = await make('Named', { socialAccountId: second?.id });
  expect(post).toMatchObject({ socialAccounts: [{ socialAccountId: second?.id }] });
  // A change stays with the account of the post.
  const changed = await bundle.post.postUpdate({
    id: post.id,
    requestBody: { data: { PINTEREST: { boardName: 'Autumn', text: 'Renamed' } } },
  });
  expect(changed).toMatchObject({
    data: { PINTEREST: { text: 'Renamed' } },
    socialAccounts: [{ socialAccountId: second?.id }],
  });
});

test('a post of several Pins, made elsewhere, is shown and not torn apart', async () => {
  const { accounts } = await product.client.accounts.list();
  const platforms = accounts
    .filter(({ profileId }) => profileId === teamId)
    .map(({ _id }) => ({
      platform: 'pinterest',
      accountId: _id,
      platformSpecificData: { boardId: 'Autumn' },
    }));
  const { post } = await product.client.posts.create({
    content: 'Both',
    mediaIds: [uploadId],
    scheduledFor: '2099-01-01T00:00:00.000Z',
    platforms,
  });
  const shown = await bundle.post.postGet({ id: post._id });
  expect((shown as unknown as { pins: unknown[] }).pins).toHaveLength(2);
  const torn = await thrownBy(
    bundle.post.postUpdate({
      id: post._id,
      requestBody: { data: { PINTEREST: { boardName: 'Autumn', text: 'One' } } },
    }),
  );
  expect([torn.status, torn.body]).toMatchObject([400, { issues: [{ path: ['data'] }] }]);
  const moved = await bundle.post.postUpdate({
    id: post._id,
    requestBody: { postDate: '2099-03-01T00:00:00.000Z' },
  });
  expect(moved.postDate).toBe('2099-03-01T00:00:00.000Z');
});

test('a key that may only read writes nothing through this door', async () => {
  const made = await product.request('POST', '/api/v1/api-keys', {
    name: 'Reader',
    permission: 'read',
    scope: 'profiles',
    profileIds: [product.app.workspaceId],
  });
  const { apiKey } = (await made.json()) as { apiKey: { key: string } };
  const reader = bundleClient({ url: product.url, apiKey: apiKey.key });
  const home = product.app.workspaceId;
  expect((await reader.post.postGetList({ teamId: home })).total).toBeGreaterThan(0);
  const refused = await thrownBy(
    reader.team.teamUpdateTeam({ id: home, requestBody: { name: 'Mine' } }),
  );
  expect([refused.status, refused.body]).toMatchObject([
    403,
    { statusCode: 403, code: 'INSUFFICIENT_PERMISSIONS' },
  ]);
  const foreign = await thrownBy(reader.post.postGetList({ teamId }));
  expect(foreign.status).toBe(404);
});
