import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MovedPins } from '../../src/contract/index.ts';
import type { Post } from '../../src/sdk/index.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { onlyTarget, send, target, upload } from '../harness/publishing.ts';

let product: Product;
let mediaId: string;
beforeAll(async () => {
  product = await startProduct();
  mediaId = await upload(product, await makePicture({}));
});
afterAll(() => product.close());

const path = (rest = '') => `/api/v1/accounts/${product.accountId}/pinterest-boards${rest}`;
const call = async (method: string, rest: string, body?: object, key?: string) => {
  const headers = key === undefined ? {} : { 'Idempotency-Key': key };
  const answer = await product.request(method, path(rest), body, headers);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const make = async (name: string): Promise<string> =>
  (await product.client.boards.create(product.accountId, { name })).board.id;
const deleteOnPinterest = (boardId: string) =>
  product.app.access.use(product.identityId, (client) => client.boards.delete(boardId));
const refresh = () => call('GET', '?refresh=true');
const inTwoDays = () => new Date(Date.now() + 2 * 24 * 3600_000).toISOString();
const plan = async (boardId: string, title: string, more: object = {}): Promise<Post> =>
  (
    await send(product, {
      content: 'Words',
      mediaIds: [mediaId],
      scheduledFor: inTwoDays(),
      platforms: [target(product, { boardId, title })],
      ...more,
    })
  ).body.post;
const get = async (post: Post) => (await product.client.posts.get(post._id)).post;
const boardOf = async (post: Post) => onlyTarget(await get(post)).platformSpecificData.boardId;
const move = async (from: string, toBoardId: string, key?: string) =>
  (await call('POST', `/${from}/move-pins`, { toBoardId }, key)).body as unknown as MovedPins;

test('every page of boards is read', async () => {
  await product.app.access.use(product.identityId, async (client) => {
    for (let count = 0; count < 260; count += 1)
      await client.boards.create({ name: `Many ${count}` });
  });
  await refresh();
  const { boards } = await product.client.boards.list(product.accountId, { search: 'many ' });
  expect(boards).toHaveLength(260);
  const requests = product.sandbox.control.requests({ operation: 'boards/list' }).slice(-2);
  expect(requests.map(({ status }) => status)).toEqual([200, 200]);
});

test('held Pins are listed with the reason, named by health and can be moved one by one', async () => {
  const doomed = await make('Doomed');
  const [first, second] = [await plan(doomed, 'First'), await plan(doomed, 'Second')];
  await deleteOnPinterest(doomed);
  await refresh();
  const held = await product.client.posts.list({ heldReason: 'PIN_BOARD_GONE' });
  expect(held.posts.map(({ _id }) => _id).sort()).toEqual([first._id, second._id].sort());
  expect(held.pagination.total).toBe(2);
  expect(held.posts[0]?.platforms[0]).toMatchObject({
    status: 'pending',
    heldReasonCode: 'PIN_BOARD_GONE',
    platformSpecificData: { boardName: 'Doomed' },
  });
  expect((await product.client.posts.list({ boardId: doomed })).pagination.total).toBe(2);
  const health = await product.client.instance.health();
  expect(health.held).toMatchObject([{ code: 'PIN_BOARD_GONE', count: 2, nextAt: null }]);
  expect(health.pins).toMatchObject({ held: 2, waitingForAccount: 0 });

  const changed = await product.client.posts.update(first._id, {
    platforms: [target(product, { title: 'First' })],
  });
  expect(onlyTarget(changed.post)).toMatchObject({ heldReason: null, status: 'pending' });
  expect(changed.post.status).toBe('scheduled');
  const timeline = await product.client.posts.timeline(second._id);
  expect(timeline.pins[0]?.entries.at(-1)?.text).toContain('moved to another board');

  const moved = await move(doomed, 'reading nooks', 'move');
  expect(moved).toMatchObject({ moved: 1, released: 1, left: [] });
  expect(await boardOf(second)).toBe(product.boards['Reading nooks']);
  expect(onlyTarget(await get(second)).heldReason).toBeNull();
  // A repetition moves nothing that came there meanwhile.
  expect((await move(doomed, 'reading nooks', 'move')).moved).toBe(0);
  const told = await product.client.posts.timeline(second._id);
  expect(told.pins[0]?.entries.at(-1)?.text).toMatch(/^Moved to the board "Reading nooks" by /);
});

test('what the other board has already stays, drafts go along, and an approval ends', async () => {
  const [from, to] = [await make('From'), await make('To')];
  const twin = await plan(to, 'Twin', { content: 'The same' });
  const [copy, other, draft] = [
    await plan(from, 'Twin', { content: 'The same' }),
    await plan(from, 'Other'),
    await plan(from, 'Draft', { isDraft: true }),
  ];
  const approved = await plan(from, 'Approved', { requiresApproval: true });
  await product.client.posts.approve(approved._id, {});
  const answer = await move(from, 'To');
  expect(answer).toMatchObject({
    moved: 3,
    released: 0,
    left: [
      {
        postId: copy._id,
        problem: { code: 'PIN_DUPLICATE', details: { existingPostId: twin._id } },
      },
    ],
    warnings: [{ code: 'APPROVAL_VOID', details: { postId: approved._id } }],
  });
  expect(await boardOf(copy)).toBe(from);
  for (const post of [other, draft, approved]) expect(await boardOf(post)).toBe(to);
  expect((await get(draft)).status).toBe('draft');
  expect((await get(approved)).approval.approvedAt).toBeNull();
  const row = await product.app.store.db
    .selectFrom('pin')
    .select('dueAt')
    .where('postId', '=', approved._id)
    .executeTakeFirstOrThrow();
  expect(row.dueAt).toBeNull();
  // The key of what is on a board went along: the same again is refused there.
  const again = await send(product, {
    allowDuplicate: false,
    content: 'Words',
    mediaIds: [mediaId],
    scheduledFor: inTwoDays(),
    platforms: [target(product, { boardId: to, title: 'Other' })],
  });
  expect(again.status).toBe(409);
  expect((await call('POST', `/${from}/move-pins`, { toBoardId: from })).status).toBe(400);
});

test('a board with planned Pins is deleted only when it is said what becomes of them', async () => {
  const [one, two, kept] = [await make('One'), await make('Two'), await make('Kept')];
  const [first, second] = [await plan(one, 'First of one'), await plan(two, 'First of two')];
  expect(await call('DELETE', `/${one}`)).toMatchObject({
    status: 409,
    body: {
      code: 'BOARD_HAS_PINS',
      error: '1 Pin planned here would have no place without the board "One".',
    },
  });
  expect(product.sandbox.control.state().boards.some(({ id }) => id === one)).toBe(true);
  expect(await call('DELETE', `/${one}?movePinsTo=kept`)).toMatchObject({
    status: 200,
    body: { message: 'Deleted the board "One" with every Pin on it. 1 Pin moved first.' },
  });
  expect(await boardOf(first)).toBe(kept);
  expect(await call('DELETE', `/${two}?cancelPins=true`)).toMatchObject({
    body: { message: 'Deleted the board "Two" with every Pin on it. 1 Pin cancelled.' },
  });
  expect((await get(second)).status).toBe('cancelled');
  expect(await call('DELETE', `/${kept}?movePinsTo=kept`)).toMatchObject({ status: 400 });
});

test('a section with planned Pins gives them to its board', async () => {
  const board = await make('Sectioned');
  const { section } = await product.client.sections.create(product.accountId, board, {
    name: 'Part',
  });
  const post = (
    await send(product, {
      content: 'Words',
      mediaIds: [mediaId],
      scheduledFor: inTwoDays(),
      platforms: [target(product, { boardId: board, boardSectionId: 'PART', title: 'In part' })],
    })
  ).body.post;
  expect(onlyTarget(post).platformSpecificData.boardSectionId).toBe(section.id);
  expect((await call('DELETE', `/${board}/sections/part`)).body).toMatchObject({
    code: 'BOARD_HAS_PINS',
  });
  expect((await call('DELETE', `/${board}/sections/part?pinsToBoard=true`)).status).toBe(200);
  expect(onlyTarget(await get(post)).platformSpecificData).toMatchObject({
    boardId: board,
    boardSectionId: null,
  });
});

test('a Pin that is published at once on a board that is gone fails at once', async () => {
  const doomed = await make('Gone at once');
  await deleteOnPinterest(doomed);
  const { status, body } = await send(product, {
    content: 'Now',
    mediaIds: [mediaId],
    publishNow: true,
    platforms: [target(product, { boardId: doomed, title: 'Now' })],
  });
  expect([status, onlyTarget(body.post).errorCode]).toEqual([207, 'PIN_BOARD_GONE']);
});

test('boards of one user are kept for all accounts that link to it', async () => {
  const { db } = product.app.store;
  const workspace = await db
    .insertInto('workspace')
    .values({ id: 'f'.repeat(24), name: 'Second' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const account = await db
    .selectFrom('account')
    .selectAll()
    .where('id', '=', product.accountId)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('account')
    .values({
      ...account,
      id: 'e'.repeat(24),
      workspaceId: workspace.id,
      boardsReadAt: undefined,
      linkTags: undefined,
    })
    .execute();
  await refresh();
  const id = await make('For both');
  const rows = await db.selectFrom('board').select('accountId').where('id', '=', id).execute();
  expect(rows).toHaveLength(2);
  const events = await db
    .selectFrom('event')
    .select(['workspaceId', 'facts'])
    .where('kind', '=', 'board.changed')
    .where('workspaceId', '=', workspace.id)
    .execute();
  expect(events.map(({ facts }) => facts)).toEqual([
    { boardId: id, name: 'For both', change: 'created' },
  ]);
  const list = await product.client.events.list({ limit: 1000 });
  expect(list.events.at(-1)).toMatchObject({
    kind: 'board.changed',
    accountId: product.accountId,
    facts: { boardId: id, change: 'created' },
  });
});
