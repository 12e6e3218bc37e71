import { afterAll, beforeAll, expect, test } from 'vitest';
import type {
  BulkLivePins,
  CreatedPost,
  LivePinAnswer,
  PinBatchList,
  PinChange,
} from '../../src/contract/index.ts';
import { until } from '../crash/crash-harness.ts';
import { join, setUpOwner, type Visitor } from '../harness/people.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { send, target, upload } from '../harness/publishing.ts';

let product: Product;
let editor: Visitor;
let admin: Visitor;
let media: string[];
beforeAll(async () => {
  product = await startProduct();
  await setUpOwner(product);
  editor = await join(product, 'editor');
  admin = await join(product, 'admin');
  media = [
    await upload(product, await makePicture()),
    await upload(product, await makePicture({ background: '#993333' }), 'other.jpg'),
  ];
});
afterAll(() => product.close());

const wantApproval = (roles: string[]) =>
  product.request('PUT', `/api/v1/profiles/${product.app.workspaceId}`, { approvalRoles: roles });
async function publish(title: string, mediaIds = media.slice(0, 1)): Promise<string> {
  const { status, body } = await send(product, {
    content: `Words of ${title}`,
    mediaIds,
    publishNow: true,
    platforms: [target(product, { title })],
  });
  expect(status).toBe(201);
  return body.post.platforms[0]?.platformPostId ?? '';
}
const by = async (visitor: Visitor, method: string, path: string, input?: object) => {
  const { status, body } = await visitor.call(method, `/api/v1/${path}`, input);
  return { status, body: body as { code?: string } };
};
const outcome = ({ status, body }: { status: number; body: { code?: string } }) =>
  `${status} ${body.code ?? ''}`.trim();
const onPinterest = (id: string) =>
  product.sandbox.control.state().pins.find((pin) => pin.id === id);
const call = async <T>(method: string, path: string, input?: object) => {
  const answer = await product.request(method, `/api/v1/${path}`, input);
  return { status: answer.status, body: (await answer.json()) as T };
};
async function settled(id: string): Promise<PinChange> {
  let found: PinChange | undefined;
  await until('the change rests', async () => {
    const { body } = await call<{ changes: PinChange[] }>('GET', 'pin-changes?limit=250');
    found = body.changes.find((change) => change.id === id);
    return found !== undefined && found.state !== 'open';
  });
  if (!found) throw new Error('There is no such change.');
  return found;
}

test('whoever needs an approval to publish changes no live Pin, and may ask for saves', async () => {
  const id = await publish('Approved words');
  const [board = '', another = ''] = Object.keys(product.boards).filter(
    (name) => name !== 'Kitchens',
  );
  await wantApproval(['editor', 'admin']);
  const bulk = (action: object) => ({
    accountId: product.accountId,
    select: { pinIds: [id] },
    action,
  });
  const replace = { kind: 'replace', fields: ['title'], find: 'Approved', with: 'Other' };
  expect(
    await Promise.all([
      by(editor, 'PATCH', `pins/${id}`, { title: 'Unseen' }).then(outcome),
      by(editor, 'POST', 'pins/bulk', bulk(replace)).then(outcome),
      // An editor deletes nothing on Pinterest, with or without approvals.
      by(editor, 'DELETE', `pins/${id}`).then(outcome),
      by(editor, 'PUT', `pins/${id}/hidden`, { hidden: false }).then(outcome),
    ]),
  ).toEqual([
    '403 LIVE_PIN_NEEDS_APPROVAL',
    '403 LIVE_PIN_NEEDS_APPROVAL',
    '403 INSUFFICIENT_PERMISSIONS',
    '200',
  ]);
  // A save is a post, and waits like one.
  const saved = await by(editor, 'POST', `pins/${id}/save`, { boards: [board] });
  expect(saved.body).toMatchObject({ post: { approval: { required: true, approvedAt: null } } });
  const many = await by(editor, 'POST', 'pins/bulk', bulk({ kind: 'save', board: another }));
  expect(many.status).toBe(202);
  const { batch } = many.body as BulkLivePins;
  let changes: PinChange[] = [];
  await until('the save is planned', async () => {
    const path = `pin-changes?batchId=${batch?.id}`;
    ({ changes } = (await call<{ changes: PinChange[] }>('GET', path)).body);
    return changes.length === 1;
  });
  expect(changes).toMatchObject([{ kind: 'save', state: 'done', problem: null }]);
  const { body } = await call<CreatedPost>('GET', `posts/${changes[0]?.postId}`);
  expect(body.post).toMatchObject({ status: 'scheduled', approval: { required: true } });
  expect(product.sandbox.control.state().pins.some((pin) => pin.parentPinId === id)).toBe(false);

  // Who approves needs nobody else, and what is allowed again is done.
  expect(outcome(await by(admin, 'PATCH', `pins/${id}`, { title: 'By the admin' }))).toBe('202');
  await until('it is changed', () => onPinterest(id)?.title === 'By the admin');
  await wantApproval([]);
  expect(outcome(await by(editor, 'PATCH', `pins/${id}`, { title: 'By the editor' }))).toBe('202');
  await until('it is changed', () => onPinterest(id)?.title === 'By the editor');
});

test('the words of a carousel are edited image by image, and what the owner changed of them is asked about', async () => {
  const id = await publish('Carousel', media);
  const slides = [{ title: 'First' }, { title: 'Second', link: 'https://shop.example/two' }];
  const few = await call<{ code: string }>('PATCH', `pins/${id}`, { slides: slides.slice(1) });
  expect([few.status, few.body.code]).toEqual([400, 'INVALID_FIELD_VALUE']);
  const edited = await call<{ change: PinChange }>('PATCH', `pins/${id}`, { slides });
  expect(edited.status).toBe(202);
  expect(await settled(edited.body.change.id)).toMatchObject({ state: 'done', problem: null });
  const words = async () =>
    (await call<LivePinAnswer>('GET', `pins/${id}?fresh=true`)).body.pin.slides;
  expect(await words()).toMatchObject([
    { title: 'First' },
    { title: 'Second', link: 'https://shop.example/two' },
  ]);
  const undone = await call<{ batchId: string }>('POST', 'pin-changes/undo', {
    changeId: edited.body.change.id,
  });
  expect(undone.status).toBe(200);
  await until(
    'it is as before',
    async () => !JSON.stringify(await words()).includes('shop.example/two'),
  );
});

test('editing that Pinterest has not granted is said once, and offered again when it is granted', async () => {
  const [one, two] = [await publish('Grant one'), await publish('Grant two')];
  const edit = (id: string, title: string) =>
    call<{ change: PinChange; code?: string }>('PATCH', `pins/${id}`, { title });
  product.sandbox.control.settings({ pinEdit: false });
  const first = await edit(one, 'Granted');
  const refused = await settled(first.body.change.id);
  expect(refused).toMatchObject({
    state: 'refused',
    problem: { code: 'LIVE_PIN_EDIT_NOT_GRANTED' },
  });
  const before = product.sandbox.control.counts()['pins/update'];
  const again = await edit(two, 'Granted as well');
  expect([again.status, again.body.code]).toEqual([403, 'LIVE_PIN_EDIT_NOT_GRANTED']);
  const bulk = await call<{ code: string }>('POST', 'pins/bulk', {
    accountId: product.accountId,
    select: { pinIds: [one, two] },
    action: { kind: 'replace', fields: ['title'], find: 'Grant', with: 'x' },
  });
  expect([bulk.status, bulk.body.code]).toEqual([403, 'LIVE_PIN_EDIT_NOT_GRANTED']);
  expect(product.sandbox.control.counts()['pins/update']).toBe(before);
  // A deletion needs no grant.
  const kept = await call<{ change: PinChange }>('DELETE', `pins/${two}?delaySeconds=600`);
  expect(kept.status).toBe(202);
  await call('POST', 'pin-changes/undo', { changeId: kept.body.change.id });

  product.sandbox.control.settings({ pinEdit: true });
  await call('POST', `pin-changes/${refused.id}/resolve`, { keep: 'mine' });
  expect(await settled(refused.id)).toMatchObject({ state: 'done' });
  expect(onPinterest(one)?.title).toBe('Granted');
  const now = await edit(two, 'Granted as well');
  expect(now.status).toBe(202);
  expect((await settled(now.body.change.id)).state).toBe('done');
  expect((await call<PinBatchList>('GET', 'pin-batches')).body.nextCursor).toBeNull();
});
