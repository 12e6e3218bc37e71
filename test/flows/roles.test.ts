import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Scope } from '../../src/domain/scopes.ts';
import { roles, scopesOfRole, type ApprovalSubject, type Role } from '../../src/domain/roles.ts';
import type { Post } from '../../src/sdk/index.ts';
import { join, setUpOwner, type Visitor } from '../harness/people.ts';
import { makePicture } from '../harness/pictures.ts';
import { later, startScheduling, type Scheduling } from '../harness/post-verbs.ts';
import { pinsTitled, target, upload } from '../harness/publishing.ts';

let product: Scheduling['product'];
let mediaIds: string[];
let make: Scheduling['make'];
let get: Scheduling['get'];
const people = {} as Record<Role, Visitor & { id?: string }>;
beforeAll(async () => {
  ({ product, mediaIds, make, get } = await startScheduling());
  people.owner = await setUpOwner(product);
  for (const role of roles) if (role !== 'owner') people[role] = await join(product, role);
});
afterAll(() => product.close());

const want = (subjects: ApprovalSubject[]) =>
  product.request('PUT', `/api/v1/profiles/${product.app.workspaceId}`, {
    approvalRoles: subjects,
  });
beforeEach(async () => {
  expect((await want([])).status).toBe(200);
});

const past = '2020-01-01T00:00:00Z';
const body = (title: string, more: object = {}) => ({
  content: `About ${title}`,
  mediaIds,
  platforms: [target(product, { title })],
  scheduledFor: later,
  ...more,
});
const by = (role: Role, method: string, path: string, input?: unknown) =>
  people[role].call(method, `/api/v1/posts${path}`, input);
const isApproved = async (post: Post) => (await get(post)).approval.approvedBy !== null;
const codeOf = ({ status, body: { code } }: { status: number; body: { code?: string } }) =>
  `${status} ${code ?? ''}`.trim();

describe('every role may do what its scopes say, and nothing else', () => {
  const calls: [Scope, string, string, object?][] = [
    ['posts:read', 'GET', '/api/v1/posts'],
    ['posts:write', 'POST', '/api/v1/posts', { content: 'A draft', isDraft: true }],
    ['posts:approve', 'POST', '/api/v1/posts/none/approve'],
    ['posts:publish', 'POST', '/api/v1/posts/none/retry'],
    ['accounts:read', 'GET', '/api/v1/accounts'],
    ['boards:write', 'POST', '/api/v1/accounts/none/pinterest-boards', { name: '' }],
    ['media:write', 'POST', '/api/v1/media/presign', { filename: 'a.jpg' }],
    ['queues:write', 'DELETE', '/api/v1/queue/slots?queueId=none'],
    ['keys:read', 'GET', '/api/v1/api-keys'],
    ['keys:write', 'DELETE', '/api/v1/api-keys/none'],
    ['instance:read', 'GET', '/api/v1/instance'],
    ['people:read', 'GET', '/api/v1/people'],
    ['people:write', 'DELETE', '/api/v1/invites/none'],
    ['workspaces:read', 'GET', '/api/v1/profiles'],
    ['workspaces:write', 'PUT', '/api/v1/profiles/none', { name: 'x' }],
    ['workspaces:manage', 'DELETE', '/api/v1/profiles/none'],
    ['audit:read', 'GET', '/api/v1/audit'],
  ];
  test.each(roles)('%s', async (role) => {
    for (const [scope, method, path, input] of calls) {
      const { status } = await people[role].call(method, path, input);
      const isForbidden = status === 403;
      expect([scope, isForbidden]).toEqual([scope, !scopesOfRole(role).includes(scope)]);
    }
    // The figures are the operator's.
    const metrics = await fetch(`${product.url}/metrics`, {
      headers: { cookie: people[role].cookie, 'x-forwarded-for': '203.0.113.1' },
    });
    expect([role, metrics.status]).toEqual([role, role === 'owner' ? 200 : 403]);
  });
});

describe('an approval that the workspace wants', () => {
  beforeEach(() => want(['editor']));

  test('holds what an editor writes, however it is to go out', async () => {
    for (const [title, when] of Object.entries({
      'Held later': {},
      'Held now': { publishNow: true, scheduledFor: undefined },
      'Held past': { scheduledFor: past },
    })) {
      const made = await by('editor', 'POST', '', body(title, when));
      expect(made.status).toBe(201);
      expect(made.body.post.approval).toMatchObject({ required: true, approvedBy: null });
    }
    // What is due of the same account goes out in its turn; what waits would have gone before it.
    await make('Goes out', { publishNow: true });
    expect(pinsTitled(product, 'Held now')).toEqual([]);
    expect(pinsTitled(product, 'Held past')).toEqual([]);
    expect(pinsTitled(product, 'Goes out')).toHaveLength(1);
  });

  test('is not lifted by its author, when it is made and afterwards', async () => {
    const asked = await by('editor', 'POST', '', body('Says no', { requiresApproval: false }));
    expect(codeOf(asked)).toBe('403 APPROVAL_REQUIRED');
    const { post } = (await by('editor', 'POST', '', body('Tries to lift'))).body;
    for (const change of [
      { requiresApproval: false },
      { requiresApproval: false, publishNow: true },
      { requiresApproval: false, scheduledFor: past, ifPast: 'publish' },
    ])
      expect(codeOf(await by('editor', 'PUT', `/${post._id}`, change))).toBe(
        '403 APPROVAL_REQUIRED',
      );
    expect(codeOf(await by('editor', 'POST', `/${post._id}/approve`))).toBe(
      '403 INSUFFICIENT_PERMISSIONS',
    );
    await by('editor', 'PUT', `/${post._id}`, { publishNow: true });
    await make('After the lifting', { publishNow: true });
    expect(await isApproved(post)).toBe(false);
    expect(pinsTitled(product, 'Tries to lift')).toEqual([]);
  });

  test.each<[string, (title: string) => Promise<object> | object]>([
    ['the text', () => ({ content: 'Other words' })],
    [
      'the board',
      (title) => ({ platforms: [target(product, { title, boardId: 'Reading nooks' })] }),
    ],
    [
      'the link',
      (title) => ({ platforms: [target(product, { title, link: 'https://example.com/other' })] }),
    ],
    [
      'the media',
      async () => ({
        mediaIds: [await upload(product, await makePicture({ background: '#a1b2c3' }))],
      }),
    ],
  ])(
    'comes back when an editor changes %s, also of a post that needed none',
    async (what, change) => {
      const own = (await by('editor', 'POST', '', body(`Own: ${what}`))).body.post as Post;
      expect((await by('approver', 'POST', `/${own._id}/approve`)).status).toBe(200);
      expect(await isApproved(own)).toBe(true);
      await by('editor', 'PUT', `/${own._id}`, await change(`Own: ${what}`));
      expect(await isApproved(own)).toBe(false);

      const others = (await by('admin', 'POST', '', body(`Others: ${what}`))).body.post as Post;
      expect(others.approval.required).toBe(false);
      const changed = await by('editor', 'PUT', `/${others._id}`, {
        ...(await change(`Others: ${what}`)),
        publishNow: true,
      });
      expect(changed.body.post.approval).toMatchObject({ required: true, approvedBy: null });
      expect(pinsTitled(product, `Others: ${what}`)).toEqual([]);
    },
  );

  test("an editor's word on another time needs none, and a draft of others that they plan does", async () => {
    const planned = (await by('admin', 'POST', '', body('Only moved'))).body.post as Post;
    const moved = await by('editor', 'PUT', `/${planned._id}`, {
      scheduledFor: '2099-12-05T09:00:00Z',
    });
    expect(moved.body.post.approval.required).toBe(false);
    const draft = (await by('admin', 'POST', '', body('A draft', { isDraft: true }))).body.post;
    const promoted = await by('editor', 'PUT', `/${draft._id}`, {
      isDraft: false,
      publishNow: true,
    });
    expect(promoted.body.post).toMatchObject({
      status: 'scheduled',
      approval: { required: true, approvedBy: null },
    });
  });

  test('is due for Pins that an editor moves to another board', async () => {
    const { boards, accountId } = product;
    const [from, to] = [boards['Small gardens'], boards['Reading nooks']];
    const platforms = [target(product, { title: 'To be moved', boardId: from })];
    const planned = (await by('admin', 'POST', '', body('To be moved', { platforms }))).body
      .post as Post;
    const path = `/api/v1/accounts/${accountId}/pinterest-boards/${from}/move-pins`;
    const moved = await people.editor.call('POST', path, { toBoardId: to });
    expect(moved.body).toMatchObject({ moved: 1 });
    const post = await get(planned);
    expect(post.approval).toMatchObject({ required: true, approvedBy: null });
    const row = await product.app.store.db
      .selectFrom('pin')
      .select('dueAt')
      .where('postId', '=', planned._id)
      .executeTakeFirstOrThrow();
    expect(row.dueAt).toBeNull();
  });

  test('is asked of API keys where the workspace says so; who may approve may say no', async () => {
    await want(['api_key']);
    const { apiKey } = await product.client.keys.create({
      name: 'Writes',
      scopes: ['posts:read', 'posts:write', 'posts:publish', 'media:write'],
    });
    const asKey = (input: object) =>
      product.request('POST', '/api/v1/posts', input, { Authorization: `Bearer ${apiKey.key}` });
    const { post } = (await (await asKey(body('By a key'))).json()) as { post: Post };
    expect(post.approval.required).toBe(true);
    expect((await asKey(body('By a key, no', { requiresApproval: false }))).status).toBe(403);
    expect((await make('By the link')).approval.required).toBe(true);
    expect((await make('By the link, no', { requiresApproval: false })).approval.required).toBe(
      false,
    );
    // The editor is not meant.
    const free = (await by('editor', 'POST', '', body('By an editor'))).body.post as Post;
    expect(free.approval.required).toBe(false);
  });
});

describe('an approver', () => {
  beforeEach(() => want(['editor']));

  test('lets a post go out at its time', async () => {
    const { post } = (await by('editor', 'POST', '', body('In time'))).body;
    const answer = await by('approver', 'POST', `/${post._id}/approve`);
    expect(answer.body.post.approval.approvedBy).toBe('The approver');
    const rows = await product.app.store.db.selectFrom('auditEntry').selectAll().execute();
    expect(rows.find(({ operation }) => operation === 'posts.approve')?.actor).toEqual({
      type: 'person',
      id: people.approver.id,
      name: 'The approver',
    });
  });

  test('does not publish: what is overdue keeps waiting', async () => {
    const { post } = (
      await by('editor', 'POST', '', body('Overdue', { publishNow: true, scheduledFor: undefined }))
    ).body;
    for (const [input, expected] of [
      [{}, '409 APPROVAL_OVERDUE'],
      [{ ifPast: 'refuse' }, '409 APPROVAL_OVERDUE'],
      [{ ifPast: 'publish' }, '403 INSUFFICIENT_PERMISSIONS'],
      [{ publishNow: true }, '403 INSUFFICIENT_PERMISSIONS'],
      [{ scheduledFor: later }, '403 INSUFFICIENT_PERMISSIONS'],
    ] as const)
      expect(codeOf(await by('approver', 'POST', `/${post._id}/approve`, input))).toBe(expected);
    expect(await isApproved(post)).toBe(false);
    await make('After the overdue one', { publishNow: true });
    expect(pinsTitled(product, 'Overdue')).toEqual([]);
    // Whoever may do both does.
    const done = await by('admin', 'POST', `/${post._id}/approve`, { ifPast: 'publish' });
    expect(done.body.post.status).toBe('published');
  });

  test('changes nothing else', async () => {
    const { post } = (await by('editor', 'POST', '', body('Not touched'))).body;
    for (const [method, path, input] of [
      ['POST', '', body('Their own')],
      ['PUT', `/${post._id}`, { content: 'Theirs' }],
      ['PUT', `/${post._id}`, { publishNow: true }],
      ['POST', `/${post._id}/cancel`],
      ['POST', `/${post._id}/retry`],
      ['DELETE', `/${post._id}`],
    ] as const)
      expect(codeOf(await by('approver', method, path, input))).toBe(
        '403 INSUFFICIENT_PERMISSIONS',
      );
  });
});

test('a key that writes and does not publish: drafts, and what somebody else lets out', async () => {
  const { apiKey } = await product.client.keys.create({
    name: 'Only writes',
    scopes: ['posts:read', 'posts:write', 'media:write'],
  });
  const call = async (method: string, path: string, input: object) => {
    const answer = await product.request(method, `/api/v1/posts${path}`, input, {
      Authorization: `Bearer ${apiKey.key}`,
    });
    return { status: answer.status, body: (await answer.json()) as { code?: string; post: Post } };
  };
  for (const when of [{}, { publishNow: true, scheduledFor: undefined }])
    expect(codeOf(await call('POST', '', body('Not let out', when)))).toBe(
      '403 INSUFFICIENT_PERMISSIONS',
    );
  const draft = await call('POST', '', body('Its draft', { isDraft: true }));
  expect(draft.status).toBe(201);
  const theirs = await make('On the board of others');
  const from = product.boards['Kitchens'] ?? '';
  const move = await product.request(
    'POST',
    `/api/v1/accounts/${product.accountId}/pinterest-boards/${from}/move-pins`,
    { toBoardId: product.boards['Small gardens'] },
    { Authorization: `Bearer ${apiKey.key}` },
  );
  expect(move.status).toBe(403);
  expect((await get(theirs)).platforms[0]?.platformSpecificData.boardId).toBe(from);
  expect(codeOf(await call('PUT', `/${draft.body.post._id}`, { isDraft: false }))).toBe(
    '403 INSUFFICIENT_PERMISSIONS',
  );
  const waits = await call('PUT', `/${draft.body.post._id}`, {
    isDraft: false,
    requiresApproval: true,
  });
  expect(waits.body.post.status).toBe('scheduled');
  // Another time of a planned post would be let out by this key, too.
  const planned = await make('Planned by others');
  for (const change of [{ scheduledFor: '2099-12-05T09:00:00Z' }, { content: 'Theirs' }])
    expect(codeOf(await call('PUT', `/${planned._id}`, change))).toBe(
      '403 INSUFFICIENT_PERMISSIONS',
    );
  expect(pinsTitled(product, 'Not let out')).toEqual([]);
});
