import { Zernio } from '@zernio/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type {
  BulkLivePins,
  CreatedPost,
  LivePinList,
  PinChange,
  PinChangeList,
  Post,
  UndonePinChanges,
  UpdatedLivePin,
} from '../../src/contract/index.ts';
import { until } from '../crash/crash-harness.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { send, target, upload } from '../harness/publishing.ts';

let product: Product;
let media: string;
beforeAll(async () => {
  product = await startProduct();
  media = await upload(product, await makePicture());
});
afterAll(async () => {
  await product.close();
});

const ask = async <T>(method: string, path: string, body?: unknown, headers = {}) => {
  const answer = await product.request(method, `/api/v1/${path}`, body, headers);
  return { status: answer.status, ...((await answer.json()) as T & { code?: string }) };
};
const control = () => product.sandbox.control;
const onPinterest = (id: string) =>
  control()
    .state()
    .pins.find((pin) => pin.id === id);

/** A post that is out. */
async function publish(title: string, link = 'https://shop.example/page') {
  const { status, body } = await send(product, {
    content: `Words of ${title}`,
    mediaIds: [media],
    publishNow: true,
    platforms: [target(product, { title, link })],
  });
  expect(status).toBe(201);
  return { postId: body.post._id, id: body.post.platforms[0]?.platformPostId ?? '' };
}
const changeNow = async (id: string): Promise<PinChange> => {
  const { changes } = await ask<PinChangeList>('GET', 'pin-changes?limit=250');
  const found = changes.find((change) => change.id === id);
  if (!found) throw new Error(`There is no change ${id}.`);
  return found;
};
async function settled(id: string): Promise<PinChange> {
  let now = await changeNow(id);
  await until('the change rests', async () => (now = await changeNow(id)).state !== 'open');
  return now;
}
const batchSettled = (batchId: string) =>
  until('the batch rests', async () => {
    const { changes } = await ask<PinChangeList>('GET', `pin-changes?batchId=${batchId}&limit=250`);
    return changes.length > 0 && changes.every(({ state }) => state !== 'open');
  });

test('an edit is made once however often it is asked, moves, and is undone', async () => {
  const { id, postId } = await publish('Lamp');
  const key = { 'idempotency-key': 'edit-once' };
  const body = { title: 'Floor lamp', board: 'Small spaces', altText: 'A lamp' };
  const boards = Object.keys(product.boards);
  const other = boards.find((name) => name !== 'Kitchens') ?? '';
  const first = await ask<UpdatedLivePin>('PATCH', `pins/${id}`, { ...body, board: other }, key);
  expect([first.status, first.change.kind, first.change.before.title]).toEqual([
    202,
    'edit',
    'Lamp',
  ]);
  const again = await ask<UpdatedLivePin>('PATCH', `pins/${id}`, { ...body, board: other }, key);
  expect(again.change.id).toBe(first.change.id);
  expect(await settled(first.change.id)).toMatchObject({ state: 'done', isUndoable: true });
  expect(onPinterest(id)).toMatchObject({
    title: 'Floor lamp',
    altText: 'A lamp',
    boardId: product.boards[other],
    link: 'https://shop.example/page',
  });
  const { pins: told } = await product.client.posts.timeline(postId);
  expect(JSON.stringify(told)).toMatch(/Changed on Pinterest by .*: title/);

  const undone = await ask<UndonePinChanges>('POST', 'pin-changes/undo', {
    changeId: first.change.id,
  });
  expect(undone).toMatchObject({ status: 200, undoing: 1, left: [] });
  await batchSettled(undone.batchId ?? '');
  expect(onPinterest(id)).toMatchObject({ title: 'Lamp', boardId: product.boards['Kitchens'] });
});

test('everything that is wrong with an edit is said before anything is sent', async () => {
  const { id } = await publish('Wrong');
  const wrong = await product.request('PATCH', `/api/v1/pins/${id}`, {
    title: 'x'.repeat(101),
    link: 'http://shop.example',
  });
  const { details } = (await wrong.json()) as { details: { problems: { code: string }[] } };
  expect(details.problems.map(({ code }) => code)).toEqual([
    'PIN_TITLE_TOO_LONG',
    'PIN_LINK_INVALID',
  ]);
  const refusals = [
    await ask('PATCH', `pins/${id}`, { title: 'Wrong' }),
    await ask('PATCH', `pins/${id}`, { title: 'New', changedAt: '2020-01-01T00:00:00Z' }),
    await ask('PATCH', `pins/${id}`, { board: 'Nowhere' }),
    await ask('PATCH', `pins/${id}`, { slides: [{ title: 'One' }] }),
    await ask('PATCH', 'pins/123', { title: 'New' }),
  ];
  expect(refusals.map(({ status, code }) => [status, code])).toEqual([
    [400, 'LIVE_PIN_NOTHING_TO_CHANGE'],
    [409, 'LIVE_PIN_CHANGED'],
    [400, 'PIN_BOARD_NOT_FOUND'],
    [400, 'INVALID_FIELD_VALUE'],
    [404, 'LIVE_PIN_NOT_FOUND'],
  ]);
});

test('a conflict is asked about, and either answer holds', async () => {
  const { id } = await publish('Ours');
  await ask('GET', `pins/${id}?fresh=true`);
  for (const keep of ['theirs', 'mine'] as const) {
    control().editPin(id, { title: `Owner's ${keep}` });
    const { change } = await ask<UpdatedLivePin>('PATCH', `pins/${id}`, {
      title: `Mine ${keep}`,
      seen: { title: 'Something older' },
    });
    expect(await settled(change.id)).toMatchObject({
      state: 'conflict',
      shown: { title: `Owner's ${keep}` },
      problem: { code: 'LIVE_PIN_CONFLICT' },
    });
    expect((await ask('POST', `pin-changes/${change.id}/resolve`, { keep })).status).toBe(200);
    expect((await settled(change.id)).state).toBe(keep === 'mine' ? 'done' : 'cancelled');
    expect(onPinterest(id)?.title).toBe(keep === 'mine' ? 'Mine mine' : "Owner's theirs");
  }
});

test('a deletion waits, is cancelled by an undo, and ends in a Pin that no retry publishes again', async () => {
  const { id, postId } = await publish('Short-lived');
  const planned = await ask<{ change: PinChange }>('DELETE', `pins/${id}?delaySeconds=600`);
  expect(planned).toMatchObject({ status: 202, change: { state: 'open', isUndoable: true } });
  expect((await ask('PATCH', `pins/${id}`, { title: 'x' })).code).toBe('LIVE_PIN_CHANGE_OPEN');
  const kept = await ask<UndonePinChanges>('POST', 'pin-changes/undo', {
    changeId: planned.change.id,
  });
  expect(kept).toMatchObject({ cancelled: 1, undoing: 0 });
  const { change } = await ask<{ change: PinChange }>('DELETE', `pins/${id}?delaySeconds=0`);
  expect((await settled(change.id)).state).toBe('done');
  expect(onPinterest(id)).toBeUndefined();
  expect((await ask('POST', 'pin-changes/undo', { changeId: change.id })).code).toBe(
    'PIN_CHANGE_NOT_UNDOABLE',
  );
  const { post } = await ask<{ post: Post }>('GET', `posts/${postId}`);
  expect(post).toMatchObject({ status: 'cancelled', platforms: [{ status: 'cancelled' }] });
  expect((await ask('POST', `posts/${postId}/retry`, {})).code).toBe('POST_NOT_FAILED');
  expect((await ask('DELETE', `pins/${id}`)).code).toBe('LIVE_PIN_REMOVED');
});

test('a Pin is saved to other boards as a post, and hidden from the lists here', async () => {
  const { id } = await publish('To be saved');
  const boards = Object.keys(product.boards).filter((name) => name !== 'Kitchens');
  const key = { 'idempotency-key': 'save-once' };
  const body = { boards: boards.slice(0, 1) };
  const saved = await ask<CreatedPost>('POST', `pins/${id}/save`, body, key);
  expect(saved).toMatchObject({ status: 201, post: { status: 'published' } });
  await ask('POST', `pins/${id}/save`, body, key);
  const copies = control()
    .state()
    .pins.filter(({ parentPinId }) => parentPinId === id);
  expect(copies.map(({ boardId }) => boardId)).toEqual([product.boards[boards[0] ?? '']]);

  expect((await ask('PUT', `pins/${id}/hidden`, { hidden: true })).status).toBe(200);
  const list = async (state: string) =>
    (await ask<LivePinList>('GET', `pins?limit=250&state=${state}`)).pins.some(
      ({ pinterestPinId }) => pinterestPinId === id,
    );
  expect([await list('live'), await list('hidden'), await list('all')]).toEqual([
    false,
    true,
    true,
  ]);
  expect(onPinterest(id)).toBeDefined();
});

test('a selection is tried, changed row by row, and undone as a batch', async () => {
  const made = [
    await publish('Bulk one', 'https://shop.example/a?utm_source=old'),
    await publish('Bulk two', 'https://shop.example/b'),
  ];
  const pinIds = [...made.map(({ id }) => id), '404'];
  const bulk = (action: object, more: object = {}) =>
    ask<BulkLivePins>('POST', 'pins/bulk', {
      accountId: product.accountId,
      select: { pinIds },
      action,
      ...more,
    });
  const utm = { kind: 'utm', source: 'pinterest' };
  const dry = await bulk(utm, { dryRun: true });
  expect(dry).toMatchObject({ status: 200, batch: null, selected: 2, changing: 2 });
  expect(dry.rows.map(({ result }) => result).toSorted()).toEqual([
    'changes',
    'changes',
    'refused',
  ]);
  const real = await bulk(utm);
  expect(real.status).toBe(202);
  expect(real.batch).toMatchObject({ state: 'done', total: 2, looked: 2, changes: { open: 2 } });
  await batchSettled(real.batch?.id ?? '');
  const links = () => made.map(({ id }) => onPinterest(id)?.link);
  expect(links()).toEqual([
    'https://shop.example/a?utm_source=pinterest',
    'https://shop.example/b?utm_source=pinterest',
  ]);
  const tooLong = await bulk(
    { kind: 'replace', fields: ['title'], find: 'bulk', with: 'x'.repeat(99) },
    { dryRun: true },
  );
  expect(tooLong.rows.flatMap(({ problems }) => problems.map(({ code }) => code))).toContain(
    'PIN_TITLE_TOO_LONG',
  );
  const undone = await ask<UndonePinChanges>('POST', 'pin-changes/undo', {
    batchId: real.batch?.id,
  });
  expect(undone).toMatchObject({ undoing: 2, left: [] });
  await batchSettled(undone.batchId ?? '');
  expect(links()).toEqual(['https://shop.example/a?utm_source=old', 'https://shop.example/b']);
  const csv = await product.request('GET', '/api/v1/pins/export?search=bulk');
  const text = await csv.text();
  expect(csv.headers.get('content-type')).toContain('text/csv');
  expect(text.split('\r\n')).toHaveLength(4);
  expect(text).toContain('https://shop.example/b');
});

test('the client of Zernio edits a published post and unpublishes it', async () => {
  const zernio = new Zernio({ apiKey: product.apiKey, baseURL: `${product.url}/api` });
  const { id, postId } = await publish('By Zernio');
  const edited = await zernio.posts.editPost({
    path: { postId },
    body: { platform: 'pinterest', content: 'Other words' },
  });
  expect(edited.data).toMatchObject({ success: true, id });
  expect(onPinterest(id)?.description).toBe('Other words');
  const removed = await zernio.posts.unpublishPost({
    path: { postId },
    body: { platform: 'pinterest' },
  });
  expect(removed.data).toMatchObject({ success: true });
  expect(onPinterest(id)).toBeUndefined();
  const { data } = await zernio.posts.getPost({ path: { postId } });
  expect(data?.post?.status).toBe('cancelled');
  expect((await ask('POST', `posts/${postId}/unpublish`, { platform: 'pinterest' })).code).toBe(
    'POST_NOT_ON_PINTEREST',
  );
});
