import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newApiKey } from '../../src/config/index.ts';
import { hashKey } from '../../src/http/index.ts';
import { grantKey, insertKey, insertWorkspace, upsertAccount } from '../../src/store/index.ts';
import { createClient, LinchpinApiError, type LinchpinClient } from '../../src/sdk/index.ts';
import { storeBoards } from '../harness/boards.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { upload } from '../harness/publishing.ts';
import { makePicture } from '../harness/pictures.ts';

interface Tenant {
  workspaceId: string;
  accountId: string;
  boardId: string;
}

let product: Product;
let [first, second, third]: Tenant[] = [];
/** Reaches the first two workspaces, with every right. */
let both: LinchpinClient;
/** Reads the first and writes in the second. */
let uneven: LinchpinClient;

async function tenant(name: string): Promise<Tenant> {
  const { db } = product.app.store;
  const { id: workspaceId } = await insertWorkspace(db, name);
  const username = `user_${name.toLowerCase()}`;
  const account = await upsertAccount(db, workspaceId, {
    pinterestUserId: username,
    username,
    displayName: name,
    profileImage: null,
    scopes: [],
    host: 'sandbox',
  });
  const boardId = String(900_000 + name.length);
  await storeBoards(db, account.id, [
    {
      id: boardId,
      name: `${name} board`,
      description: '',
      privacy: 'PUBLIC',
      pinCount: 0,
      ownerUsername: username,
    },
  ]);
  return { workspaceId, accountId: account.id, boardId };
}

async function clientWith(
  ...grants: { tenant: Tenant; scopes: string[] }[]
): Promise<LinchpinClient> {
  const { db } = product.app.store;
  const key = newApiKey();
  const [home, ...others] = grants;
  if (!home) throw new Error('A key has at least one workspace.');
  const { id } = await insertKey(db, {
    workspaceId: home.tenant.workspaceId,
    name: 'Agency',
    hash: hashKey(key),
    preview: key.slice(0, 6),
    scopes: home.scopes,
  });
  for (const {
    tenant: { workspaceId },
    scopes,
  } of others)
    await grantKey(db, id, { workspaceId, scopes });
  return createClient({ baseUrl: product.url, apiKey: key, retries: 0 });
}

const refusedAs = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'accepted',
    (error: unknown) =>
      error instanceof LinchpinApiError ? `${error.status} ${error.code}` : 'other',
  );

const draft = (at: Tenant | undefined, title: string) => ({
  isDraft: true,
  content: title,
  platforms: [
    {
      platform: 'pinterest',
      accountId: at?.accountId ?? '',
      platformSpecificData: { title, boardId: at?.boardId ?? '' },
    },
  ],
});

beforeAll(async () => {
  product = await startProduct();
  [first, second, third] = [await tenant('One'), await tenant('Second'), await tenant('Thirdly')];
  if (!first || !second) throw new Error('Tenants are missing.');
  const all = ['read', 'write'];
  both = await clientWith({ tenant: first, scopes: all }, { tenant: second, scopes: all });
  uneven = await clientWith({ tenant: first, scopes: ['read'] }, { tenant: second, scopes: all });
});
afterAll(() => product.close());

describe('a key that reaches two workspaces', () => {
  test('lists what is in both, or in the one that is named, and nothing of a third', async () => {
    const names = async (filter?: { profileId: string }) =>
      (await both.accounts.list(filter)).accounts.map(({ username }) => username);
    expect(await names()).toEqual(['user_one', 'user_second']);
    expect(await names({ profileId: second?.workspaceId ?? '' })).toEqual(['user_second']);
    expect(await names({ profileId: third?.workspaceId ?? '' })).toEqual([]);
  });

  test('makes a post where its account is, and finds it again by its id alone', async () => {
    const { post } = await both.posts.create(draft(second, 'For the second'));
    expect((await both.posts.get(post._id)).post.title ?? '').toBe('');
    const rows = await product.app.store.db
      .selectFrom('post')
      .select('workspaceId')
      .where('id', '=', post._id)
      .execute();
    expect(rows).toEqual([{ workspaceId: second?.workspaceId }]);
    const { posts } = await both.posts.list({ status: 'draft' });
    expect(posts.map(({ _id }) => _id)).toContain(post._id);
  });

  test('refuses a post for accounts of two workspaces', async () => {
    const one = draft(first, 'Mixed');
    const mixed = { ...one, platforms: [...one.platforms, ...draft(second, 'Mixed').platforms] };
    expect(await refusedAs(both.posts.create(mixed))).toBe('400 WORKSPACES_MIXED');
  });

  test('an account of a third workspace does not exist for it', async () => {
    const foreign = third?.accountId ?? '';
    expect(await refusedAs(both.spacing.get(foreign))).toBe('400 ACCOUNT_NOT_FOUND');
    expect(await refusedAs(both.boards.list(foreign))).toBe('400 ACCOUNT_NOT_FOUND');
    const post = { ...draft(third, 'Foreign'), queuedFromProfile: first?.workspaceId ?? '' };
    expect(await refusedAs(both.posts.create(post))).toBe('400 ACCOUNT_NOT_FOUND');
  });

  test('is asked which workspace is meant where nothing tells', async () => {
    const file = { filename: 'a.jpg', contentType: 'image/jpeg' } as const;
    expect(
      await refusedAs(
        both.queues.create({
          name: 'Q',
          timezone: 'UTC',
          slots: [{ dayOfWeek: 1, time: '09:00' }],
        }),
      ),
    ).toBe('400 WORKSPACE_REQUIRED');
    // An upload belongs somewhere by itself: clients of Zernio cannot say where.
    expect((await both.media.presign(file)).mediaId).toMatch(/^[0-9a-f]{24}$/);
    const made = await both.media.presign({ ...file, profileId: first?.workspaceId ?? '' });
    expect(made.mediaId).toMatch(/^[0-9a-f]{24}$/);
    const foreign = { ...file, profileId: third?.workspaceId ?? '' };
    expect(await refusedAs(both.media.presign(foreign))).toBe('404 NOT_FOUND');
  });

  test('has in each workspace the rights it has there', async () => {
    expect(await refusedAs(uneven.posts.create(draft(first, 'No')))).toBe(
      '403 INSUFFICIENT_PERMISSIONS',
    );
    const { post } = await uneven.posts.create(draft(second, 'Yes'));
    await uneven.posts.delete(post._id);
    const { post: theirs } = await both.posts.create(draft(first, 'Only to read'));
    expect((await uneven.posts.get(theirs._id)).post._id).toBe(theirs._id);
    expect(await refusedAs(uneven.posts.delete(theirs._id))).toBe('403 INSUFFICIENT_PERMISSIONS');
  });
});

describe('an Idempotency-Key', () => {
  const call = (idempotencyKey: string) => ({ idempotencyKey });

  test('answers each repeated change with how things are now, and changes nothing again', async () => {
    const picture = await upload(product, await makePicture());
    const { post } = await product.client.posts.create({
      content: 'Repeat me',
      mediaIds: [picture],
      scheduledFor: '2099-01-01T09:00:00Z',
      platforms: [
        {
          platform: 'pinterest',
          accountId: product.accountId,
          platformSpecificData: {
            title: 'Repeat me',
            boardId: Object.values(product.boards)[0] ?? '',
          },
        },
      ],
    });
    const to = { scheduledFor: '2099-02-01T09:00:00Z' };
    const moved = await product.client.posts.update(post._id, to, call('move'));
    const again = await product.client.posts.update(post._id, to, call('move'));
    expect(again.post).toEqual(moved.post);
    await product.client.posts.cancel(post._id, call('cancel'));
    // A repetition of an earlier request shows the present state, which a later one has changed.
    expect((await product.client.posts.update(post._id, to, call('move'))).post.status).toBe(
      'cancelled',
    );
    expect((await product.client.posts.cancel(post._id, call('cancel'))).post.status).toBe(
      'cancelled',
    );
    await product.client.posts.delete(post._id, call('delete'));
    expect(await product.client.posts.delete(post._id, call('delete'))).toEqual({
      message: 'Post deleted.',
    });
    expect(await refusedAs(product.client.posts.delete(post._id, call('another')))).toBe(
      '404 NOT_FOUND',
    );
  });

  test('belongs to one call: with other input it is refused, for another call it is free', async () => {
    const queue = { name: 'Mornings', timezone: 'UTC', slots: [{ dayOfWeek: 1, time: '09:00' }] };
    const made = await product.client.queues.create(queue, call('queue'));
    const again = await product.client.queues.create(queue, call('queue'));
    expect(again.schedule._id).toBe(made.schedule._id);
    expect(
      await refusedAs(product.client.queues.create({ ...queue, name: 'Other' }, call('queue'))),
    ).toBe('422 IDEMPOTENCY_KEY_REUSED');
    const gone = await product.client.queues.delete({ queueId: made.schedule._id }, call('queue'));
    expect(gone.deletedCount).toBe(1);
    expect(await refusedAs(product.client.queues.create(queue, call('queue')))).toBe(
      '404 QUEUE_NOT_FOUND',
    );
  });

  test('of two requests at once, one does the work and both are answered alike', async () => {
    const queue = { name: 'Twice', timezone: 'UTC', slots: [{ dayOfWeek: 2, time: '09:00' }] };
    const made = await Promise.all(
      Array.from({ length: 8 }, () => product.client.queues.create(queue, call('at once'))),
    );
    expect(new Set(made.map(({ schedule }) => schedule._id)).size).toBe(1);
    const { queues } = await product.client.queues.list();
    expect(queues.filter(({ name }) => name === 'Twice')).toHaveLength(1);
  });

  test('knows a file by its bytes, whatever the boundary of the form', async () => {
    const [one, other] = [await makePicture(), await makePicture({ width: 420 })].map(
      (bytes) => new Blob([new Uint8Array(bytes)]),
    );
    if (!one || !other) throw new Error('There are two pictures.');
    const first = await product.client.media.upload(one, 'a.jpg', call('file'));
    const again = await product.client.media.upload(one, 'a.jpg', call('file'));
    expect(again.media.id).toBe(first.media.id);
    expect(await refusedAs(product.client.media.upload(other, 'a.jpg', call('file')))).toBe(
      '422 IDEMPOTENCY_KEY_REUSED',
    );
  });

  test('does not show a new API key twice, and makes no second one', async () => {
    await product.client.keys.create({ name: 'Shown once' }, call('key'));
    expect(await refusedAs(product.client.keys.create({ name: 'Shown once' }, call('key')))).toBe(
      '409 KEY_ALREADY_SHOWN',
    );
    const { apiKeys } = await product.client.keys.list();
    expect(apiKeys.filter(({ name }) => name === 'Shown once')).toHaveLength(1);
  });
});

test('every change writes who did it, in the same transaction, and a refused one writes nothing', async () => {
  const { db } = product.app.store;
  const entries = () =>
    db
      .selectFrom('auditEntry')
      .select(['operation', 'subjectType', 'actor', 'details'])
      .where('workspaceId', '=', product.app.workspaceId)
      .orderBy('id')
      .execute();
  const before = (await entries()).length;
  await product.client.spacing.change(product.accountId, { minGapMinutes: 7 });
  await refusedAs(product.client.posts.delete('0'.repeat(24)));
  const added = (await entries()).slice(before);
  expect(added).toEqual([
    {
      operation: 'spacing.change',
      subjectType: 'account',
      actor: {
        type: 'api_key',
        id: expect.stringMatching(/^[0-9a-f]{24}$/),
        name: 'Bootstrap key',
      },
      details: { minGapMinutes: 7 },
    },
  ]);
});

test('a key with single rights can do just that', async () => {
  const { apiKey } = await product.client.keys.create({
    name: 'Writer',
    scopes: ['posts:read', 'media:write'],
  });
  const writer = createClient({ baseUrl: product.url, apiKey: apiKey.key, retries: 0 });
  expect(apiKey.scopes).toEqual(['posts:read', 'media:write']);
  await writer.posts.list();
  await writer.media.presign({ filename: 'a.jpg', contentType: 'image/jpeg' });
  const refused = await Promise.all(
    [
      writer.accounts.list(),
      writer.keys.create({ name: 'More' }),
      writer.posts.create(draft(first, 'No')),
    ].map(refusedAs),
  );
  expect(new Set(refused)).toEqual(new Set(['403 INSUFFICIENT_PERMISSIONS']));
});

test('a key that only reads cannot have a post repaired, for that stores media', async () => {
  const { apiKey } = await product.client.keys.create({ name: 'Reader', permission: 'read' });
  const reader = createClient({ baseUrl: product.url, apiKey: apiKey.key, retries: 0 });
  expect((await reader.tools.validatePost(draft(first, 'Look'))).valid).toBe(false);
  const media = () => product.app.store.db.selectFrom('media').select('id').execute();
  const before = (await media()).length;
  expect(
    await refusedAs(reader.tools.validatePost({ ...draft(first, 'Look'), repair: true })),
  ).toBe('403 INSUFFICIENT_PERMISSIONS');
  expect((await media()).length).toBe(before);
});

test('the mark of the default is changed only where the caller may change the workspace', async () => {
  const { db } = product.app.store;
  const [own, foreign] = [await tenant('Own'), await tenant('Foreign')];
  const client = await clientWith(
    { tenant: own, scopes: ['workspaces:read', 'workspaces:write'] },
    { tenant: foreign, scopes: ['read'] },
  );
  await db
    .updateTable('workspace')
    .set({ isDefault: true })
    .where('id', '=', foreign.workspaceId)
    .execute();
  const { profile } = await client.workspaces.update(own.workspaceId, { isDefault: true });
  expect(profile.isDefault).toBe(true);
  const row = await db
    .selectFrom('workspace')
    .select('isDefault')
    .where('id', '=', foreign.workspaceId)
    .executeTakeFirstOrThrow();
  expect(row.isDefault).toBe(true);
});

test('webhooks of a deleted workspace are told nothing more', async () => {
  const { profile } = await product.client.workspaces.create({ name: 'To be deleted' });
  const { webhook } = await product.client.webhooks.create({
    profileId: profile._id,
    name: 'Hook',
    url: 'http://127.0.0.1:9/?token=as-good-as-a-password',
    events: ['post.published'],
  });
  await product.client.webhooks.update({ webhookId: webhook._id, name: 'Renamed' });
  const { entries } = await product.client.audit.list({ operation: 'webhooks' });
  // What was changed, and nothing of the address but its host.
  expect(entries.slice(0, 2).map(({ details }) => details)).toEqual([
    { fields: ['name'], rotateSecret: false },
    { name: 'Hook', host: '127.0.0.1:9' },
  ]);
  await product.client.workspaces.delete(profile._id);
  const row = await product.app.store.db
    .selectFrom('webhook')
    .select('isActive')
    .where('id', '=', webhook._id)
    .executeTakeFirstOrThrow();
  expect(row.isActive).toBe(false);
});
