import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { BoardAnswer } from '../../src/contract/index.ts';
import type { FaultInput } from '../../src/sandbox/index.ts';
import { createClient, LinchpinApiError } from '../../src/sdk/index.ts';
import { startProduct, type Product } from '../harness/product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct({ sandbox: { access: 'standard' } });
});
afterEach(() => product.sandbox.control.clearFaults());
afterAll(() => product.close());

const create = (body: Record<string, unknown>, key?: string) =>
  product.request(
    'POST',
    `/api/v1/accounts/${product.accountId}/pinterest-boards`,
    body,
    key === undefined ? {} : { 'Idempotency-Key': key },
  );
const strike = (operation: string, then: FaultInput['then'], times = 1) =>
  product.sandbox.control.addFault({ match: { operation, times }, then });
const asked = (operation: string) => product.sandbox.control.counts()[operation] ?? 0;
const named = async (name: string) =>
  (await product.client.boards.list(product.accountId)).boards.filter(
    (board) => board.name === name,
  );
const stored = (name: string) =>
  product.app.store.db.selectFrom('board').selectAll().where('name', '=', name).execute();
const auditOf = async (boardId: string) =>
  product.app.store.db
    .selectFrom('auditEntry')
    .select(['operation', 'details'])
    .where('subjectId', '=', boardId)
    .execute();

test('a board is made on Pinterest, stored after the others and audited', async () => {
  const wanted = { name: ' Tiny kitchens ', description: 'Small, but ours', privacy: 'PROTECTED' };
  const answer = await create(wanted);
  expect(answer.status).toBe(201);
  const { board } = (await answer.json()) as BoardAnswer;
  expect(board).toMatchObject({
    name: 'Tiny kitchens',
    description: 'Small, but ours',
    privacy: 'PROTECTED',
    pinCount: 0,
    isDefault: false,
  });
  expect(board.url).toContain('/linchpin_demo/tiny-kitchens');
  expect(await stored('Tiny kitchens')).toMatchObject([
    { id: board.id, position: Object.keys(product.boards).length },
  ]);
  expect(await auditOf(board.id)).toEqual([
    {
      operation: 'boards.create',
      details: { accountId: product.accountId, name: 'Tiny kitchens', privacy: 'PROTECTED' },
    },
  ]);
  expect(await named('Tiny kitchens')).toEqual([board]);
});

test('a name that is taken is refused, and says by which board', async () => {
  const answer = await create({ name: 'KITCHENS' });
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({
    code: 'BOARD_NAME_TAKEN',
    details: {
      problems: [
        {
          field: 'name',
          details: { existingBoardId: product.boards['Kitchens'] },
          retryable: false,
        },
      ],
    },
  });
});

test('an answer that is lost is looked for, and nothing is made twice', async () => {
  strike('boards/create', { drop: 'after' });
  const answer = await create({ name: 'Lost and found' });
  expect(answer.status).toBe(201);
  const { board } = (await answer.json()) as BoardAnswer;
  expect(await named('Lost and found')).toEqual([board]);
});

test('an answer that is lost does not make a board of that name another one', async () => {
  await create({ name: 'Mine', description: 'as it was' });
  strike('boards/create', { drop: 'before' });
  const answer = await create({ name: 'mine', description: 'as it should be' });
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
    409,
    'BOARD_NAME_TAKEN',
  ]);
});

test('a request repeated under its key makes one board and answers how it is now', async () => {
  const first = (await (await create({ name: 'Once' }, 'once')).json()) as BoardAnswer;
  const before = asked('boards/create');
  const again = await create({ name: 'Once' }, 'once');
  expect(again.status).toBe(201);
  expect(await again.json()).toEqual(first);
  expect(asked('boards/create')).toBe(before);
  expect((await create({ name: 'Twice' }, 'once')).status).toBe(422);
});

test('requests at once under one key make one board, whichever of them comes first', async () => {
  for (const round of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const name = `At once ${round}`;
    const answers = await Promise.all(
      [1, 2, 3].map(async () => (await create({ name }, name)).json()),
    );
    expect(answers).toMatchObject([1, 2, 3].map(() => ({ board: { name } })));
    const ids = answers.map((answer) => (answer as BoardAnswer).board.id);
    expect(new Set(ids).size).toBe(1);
    expect(await named(name)).toHaveLength(1);
    expect(await auditOf(ids[0] ?? '')).toHaveLength(1);
  }
});

test('when even the look for a lost answer fails, the key remembers: a repetition finds the board', async () => {
  strike('boards/create', { drop: 'after' });
  strike('boards/list', { status: 503 }, 20);
  const lost = await create({ name: 'In the dark' }, 'dark');
  expect([lost.status, ((await lost.json()) as { code: string }).code]).toEqual([
    503,
    'PINTEREST_NO_ANSWER',
  ]);
  product.sandbox.control.clearFaults();
  // A repetition that gets nowhere forgets nothing of the first request.
  strike('boards/list', { status: 429, body: { code: 8, message: 'Too many' } }, 9);
  expect((await create({ name: 'In the dark' }, 'dark')).status).toBe(429);
  product.sandbox.control.clearFaults();
  expect((await create({ name: 'In another dark' }, 'dark')).status).toBe(422);
  const before = asked('boards/create');
  const answer = await create({ name: 'In the dark' }, 'dark');
  expect(answer.status).toBe(201);
  expect(asked('boards/create')).toBe(before);
  const [board] = await named('In the dark');
  expect(((await answer.json()) as BoardAnswer).board).toEqual(board);
  expect(await auditOf(board?.id ?? '')).toHaveLength(1);
});

test('a request that made nothing frees its key', async () => {
  strike('boards/create', { status: 400, body: { code: 1, message: 'Name is too long' } });
  const refused = await create({ name: 'Much too long' }, 'freed');
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
    400,
    'PINTEREST_REFUSED',
  ]);
  expect((await create({ name: 'Short' }, 'freed')).status).toBe(201);
});

test('a key that may only read makes no board, and bad input is refused before Pinterest is asked', async () => {
  const { apiKey } = await product.client.keys.create({ name: 'Reader', permission: 'read' });
  const reader = createClient({ baseUrl: product.url, apiKey: apiKey.key, retries: 0 });
  const before = asked('boards/create');
  const refusal = await reader.boards
    .create(product.accountId, { name: 'Forbidden' })
    .catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(LinchpinApiError);
  expect(refusal).toMatchObject({ status: 403, code: 'INSUFFICIENT_PERMISSIONS' });
  const bad = await create({ name: '  ', privacy: 'PRIVATE' });
  expect(bad.status).toBe(400);
  const { details } = (await bad.json()) as { details: { problems: { field: string }[] } };
  expect(details.problems.map(({ field }) => field)).toEqual(['name', 'privacy']);
  expect(asked('boards/create')).toBe(before);
});

test('boards that are made while others read them disturb nobody', async () => {
  const answers = await Promise.all([
    ...Array.from(
      { length: 12 },
      async (_, index) => (await create({ name: `Busy ${index}` })).status,
    ),
    ...Array.from(
      { length: 24 },
      async () => (await product.client.boards.list(product.accountId)).boards.length,
    ),
  ]);
  expect(answers.slice(0, 12)).toEqual(Array.from({ length: 12 }, () => 201));
  expect(answers.slice(12).every((count) => count > 0)).toBe(true);
});

test('when the requests of this minute are used up, it says when to come back', async () => {
  await create({ name: 'The last one' });
  await sql`update quota set used = 300, ends_at = now() + interval '40 seconds' where category = 'org_write'`.execute(
    product.app.store.db,
  );
  const answer = await create({ name: 'One too many' });
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
    429,
    'PINTEREST_BUSY',
  ]);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(30);
});
