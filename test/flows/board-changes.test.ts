import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { BoardAnswer, BoardList } from '../../src/contract/index.ts';
import type { FaultInput } from '../../src/sandbox/index.ts';
import { startProduct, type Product } from '../harness/product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct({ sandbox: { access: 'standard' } });
});
afterEach(() => product.sandbox.control.clearFaults());
afterAll(() => product.close());

const path = (rest = '') => `/api/v1/accounts/${product.accountId}/pinterest-boards${rest}`;
const call = async (
  method: string,
  rest: string,
  body?: Record<string, unknown>,
  key?: string,
): Promise<{
  status: number;
  body: Record<string, unknown> & Partial<BoardAnswer & BoardList>;
}> => {
  const answer = await product.request(
    method,
    path(rest),
    body,
    key === undefined ? {} : { 'Idempotency-Key': key },
  );
  const given = (await answer.json()) as Record<string, unknown> & Partial<BoardAnswer & BoardList>;
  return { status: answer.status, body: given };
};
const strike = (operation: string, then: FaultInput['then'], times = 1) =>
  product.sandbox.control.addFault({ match: { operation, times }, then });
const asked = (operation: string) => product.sandbox.control.counts()[operation] ?? 0;
const make = async (name: string): Promise<string> =>
  (await call('POST', '', { name })).body.board?.id ?? '';
const onPinterest = () => product.sandbox.control.state().boards;
const events = async () =>
  (
    await product.app.store.db
      .selectFrom('event')
      .select('facts')
      .where('kind', '=', 'board.changed')
      .orderBy('id')
      .execute()
  ).map(({ facts }) => facts);

test('a board is renamed, described and hidden, found by its name, and each change is an event', async () => {
  const id = await make('Old kitchens');
  const answer = await call('PATCH', `/${encodeURIComponent(' old  KITCHENS')}`, {
    name: 'New kitchens',
    description: 'All of them',
    privacy: 'SECRET',
  });
  expect(answer).toMatchObject({
    status: 200,
    body: { board: { id, name: 'New kitchens', description: 'All of them', privacy: 'SECRET' } },
  });
  const before = asked('boards/list');
  const list = await call('GET', '?search=new%20KITCH');
  expect(list.body.boards?.map(({ name }) => name)).toEqual(['New kitchens']);
  expect(asked('boards/list')).toBe(before);
  expect((await events()).slice(-4)).toEqual([
    { boardId: id, name: 'Old kitchens', change: 'created' },
    ...['renamed', 'described', 'privacy'].map((change) => ({
      boardId: id,
      name: 'New kitchens',
      change,
    })),
  ]);
  expect((await call('PATCH', `/${id}`, { description: null })).body.board?.description).toBe('');
  expect((await call('PATCH', `/${id}`, { name: 'KITCHENS' })).body).toMatchObject({
    code: 'BOARD_NAME_TAKEN',
  });
  expect((await call('PATCH', `/${id}`, {})).status).toBe(400);
});

test('a lost answer to a change or a deletion is looked for, and a repetition changes nothing more', async () => {
  const id = await make('Lost words');
  strike('boards/update', { drop: 'after' });
  expect(await call('PATCH', `/${id}`, { name: 'Found words' }, 'rename')).toMatchObject({
    status: 200,
    body: { board: { id, name: 'Found words' } },
  });
  const updates = asked('boards/update');
  expect((await call('PATCH', `/${id}`, { name: 'Found words' }, 'rename')).status).toBe(200);
  expect(asked('boards/update')).toBe(updates);

  strike('boards/delete', { drop: 'after' });
  const gone = await call('DELETE', `/${id}`, undefined, 'delete');
  expect(gone).toMatchObject({
    status: 200,
    body: { message: 'Deleted the board "Found words" with every Pin on it.' },
  });
  expect(onPinterest().some((board) => board.id === id)).toBe(false);
  const deletions = asked('boards/delete');
  expect((await call('DELETE', `/${id}`, undefined, 'delete')).status).toBe(200);
  expect(asked('boards/delete')).toBe(deletions);
  expect((await events()).at(-1)).toEqual({ boardId: id, name: 'Found words', change: 'deleted' });
  expect((await call('GET', '')).body.boards?.some((board) => board.id === id)).toBe(false);
});

test('when the look fails as well, a repetition under the key finds the wanted state', async () => {
  const id = await make('In the dark');
  strike('boards/delete', { drop: 'after' });
  strike('boards/get', { status: 503 }, 9);
  expect((await call('DELETE', `/${id}`, undefined, 'dark')).body).toMatchObject({
    code: 'PINTEREST_NO_ANSWER',
  });
  product.sandbox.control.clearFaults();
  await call('GET', '?refresh=true'); // Finds it gone before the repetition comes.
  expect((await call('DELETE', `/${id}`, undefined, 'dark')).status).toBe(200);
});

test('a board that somebody deleted on Pinterest counts as deleted', async () => {
  const id = await make('Deleted twice');
  await product.app.access.use(product.identityId, (client) => client.boards.delete(id));
  expect((await call('DELETE', `/${id}`)).status).toBe(200);
});

test('the list is served with its age, read on demand, and with a warning while Pinterest is out of reach', async () => {
  const fresh = await call('GET', '?refresh=true');
  expect(fresh.body.ageSeconds).toBeLessThan(30);
  const reads = asked('boards/list');
  const again = await call('GET', '');
  expect([asked('boards/list'), again.body.asOf]).toEqual([reads, fresh.body.asOf]);

  strike('boards/list', { status: 503 }, 20);
  const cached = await call('GET', '?refresh=true');
  expect(cached).toMatchObject({
    status: 200,
    body: {
      asOf: fresh.body.asOf,
      warnings: [{ code: 'BOARDS_OUTDATED' }, { code: 'PINTEREST_NO_ANSWER' }],
    },
  });
  expect(cached.body.boards).toEqual(fresh.body.boards);
});

test('what was never read is an error while Pinterest is out of reach, not an empty list', async () => {
  const { db } = product.app.store;
  await db
    .updateTable('account')
    .set({ boardsReadAt: null as never })
    .execute();
  strike('boards/list', { status: 503 }, 20);
  expect(await call('GET', '')).toMatchObject({
    status: 503,
    body: { code: 'PINTEREST_NO_ANSWER' },
  });
});

test('a list that is older than a quarter of an hour is read again by itself', async () => {
  const { db } = product.app.store;
  await call('GET', '?refresh=true');
  await db
    .updateTable('account')
    .set({ boardsReadAt: new Date(Date.now() - 16 * 60_000) })
    .execute();
  const reads = asked('boards/list');
  expect((await call('GET', '')).body.ageSeconds).toBeLessThan(30);
  expect(asked('boards/list')).toBe(reads + 1);
});

test('the default board is set by id or name, also as Zernio’s clients send it, and cleared', async () => {
  const id = product.boards['Reading nooks'] ?? '';
  const set = await call('PUT', '', { boardId: 'reading NOOKS', defaultBoardName: 'ignored' });
  expect(set).toMatchObject({
    status: 200,
    body: { account: { _id: product.accountId, metadata: { defaultBoardId: id } } },
  });
  const boards = (await call('GET', '')).body.boards ?? [];
  expect(boards.filter(({ isDefault }) => isDefault).map((board) => board.id)).toEqual([id]);
  const draft = await product.request('POST', '/api/v1/posts', {
    content: 'Goes to the default board',
    isDraft: true,
    platforms: [{ platform: 'pinterest', accountId: product.accountId }],
  });
  expect(await draft.json()).toMatchObject({
    post: { platforms: [{ platformSpecificData: { boardId: id } }] },
  });
  expect(await call('PUT', '', { defaultBoardId: 'nowhere' })).toMatchObject({
    status: 400,
    body: { code: 'PIN_BOARD_NOT_FOUND' },
  });
  expect((await call('PUT', '', { defaultBoardId: null })).status).toBe(200);
  const refused = await product.request('POST', '/api/v1/posts', {
    content: 'Goes nowhere',
    isDraft: true,
    platforms: [{ platform: 'pinterest', accountId: product.accountId }],
  });
  expect(await refused.json()).toMatchObject({ code: 'PIN_BOARD_REQUIRED' });
});

test('sections are listed, made, renamed and deleted, and none is made twice', async () => {
  const id = await make('With sections');
  const at = `/${id}/sections`;
  const sections = () => onPinterest().find((board) => board.id === id)?.sections ?? [];
  expect((await call('GET', at)).body).toMatchObject({ sections: [] });
  strike('board_sections/create', { drop: 'after' });
  const made = await call('POST', at, { name: 'Tiles' }, 'section');
  expect([made.status, made.body]).toEqual([201, { section: sections()[0] }]);
  expect((await call('POST', at, { name: 'Tiles' }, 'section')).body).toEqual(made.body);
  expect(await call('POST', at, { name: ' TILES' })).toMatchObject({
    status: 409,
    body: { code: 'SECTION_NAME_TAKEN' },
  });

  // Neither the answer nor the look for it comes: the key remembers.
  strike('board_sections/create', { drop: 'after' });
  // Each strikes at the second reading it sees, the look for the answer, and at what repeats it.
  for (let count = 0; count < 6; count += 1)
    product.sandbox.control.addFault({
      match: { operation: 'board_sections/list', nth: 2 },
      then: { status: 503 },
    });
  expect((await call('POST', at, { name: 'Sinks' }, 'sinks')).status).toBe(503);
  product.sandbox.control.clearFaults();
  expect((await call('POST', at, { name: 'Sinks' }, 'sinks')).status).toBe(201);
  expect(sections().map(({ name }) => name)).toEqual(['Tiles', 'Sinks']);

  strike('board_sections/update', { drop: 'after' });
  expect((await call('PATCH', `${at}/tiles`, { name: 'Floors' })).body).toEqual({
    section: { id: sections()[0]?.id, name: 'Floors' },
  });
  expect((await call('PATCH', `${at}/floors`, { name: 'sinks' })).status).toBe(409);
  expect((await call('GET', at)).body).toMatchObject({ sections: sections() });
  strike('board_sections/delete', { drop: 'after' });
  expect((await call('DELETE', `${at}/Floors`)).status).toBe(200);
  expect(sections().map(({ name }) => name)).toEqual(['Sinks']);
  expect((await call('DELETE', `${at}/Floors`)).body).toMatchObject({
    code: 'PIN_SECTION_NOT_FOUND',
  });
});

test('a board that is not known is looked for once a minute before it is refused', async () => {
  const { db } = product.app.store;
  await db
    .updateTable('boardRefresh')
    .set({ askedAt: null as never })
    .execute();
  await product.app.access.use(product.identityId, (client) =>
    client.boards.create({ name: 'Made elsewhere' }),
  );
  const draft = (boardId: string) =>
    product.request('POST', '/api/v1/posts', {
      content: 'A draft',
      isDraft: true,
      platforms: [
        {
          platform: 'pinterest',
          accountId: product.accountId,
          platformSpecificData: { boardId },
        },
      ],
    });
  const reads = asked('boards/list');
  expect((await draft('made ELSEWHERE')).status).toBe(201);
  expect(asked('boards/list')).toBeGreaterThan(reads);
  const after = asked('boards/list');
  expect(await (await draft('Not there')).json()).toMatchObject({ code: 'PIN_BOARD_NOT_FOUND' });
  expect(asked('boards/list')).toBe(after);
});

test('of two boards of one name, as with group boards of others, neither is picked', async () => {
  const { db } = product.app.store;
  const one = product.boards['Kitchens'] ?? '';
  await db
    .insertInto('board')
    .values({
      accountId: product.accountId,
      id: '987654321',
      name: 'KITCHENS',
      description: '',
      privacy: 'PUBLIC',
      pinCount: 1,
      ownerUsername: 'somebody_else',
      coverUrl: null,
      position: 999,
    })
    .execute();
  const answer = await call('PATCH', '/kitchens', { name: 'x' });
  expect(answer.body).toMatchObject({
    code: 'PIN_BOARD_AMBIGUOUS',
    details: { problems: [{ details: { boardIds: [one, '987654321'] } }] },
  });
  expect(answer.body['error']).toContain('987654321');
  expect((await call('DELETE', '/987654321')).body).toMatchObject({ code: 'BOARD_NOT_YOURS' });
});
