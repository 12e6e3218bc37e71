import { afterEach, expect, test } from 'vitest';
import { execute, registry, type Call } from '../../src/operations/index.ts';
import type { BoardList, MovedPins } from '../../src/contract/index.ts';
import { createBox } from '../../src/encryption/index.ts';
import { updateIdentity } from '../../src/store/index.ts';
import { published, secretKey, until } from '../crash/crash-harness.ts';
import { hour, minute, startPublishing, type Publishing } from './publisher.ts';

let here: Publishing;
afterEach(() => here.close());

const db = () => here.harness.store.db;
const account = () => here.harness.account(0);
/** A call of the API as the installation itself makes it. */
const call = (name: keyof typeof registry, input: Record<string, unknown>): Promise<unknown> => {
  const given: Call = {
    ...here.app().deps,
    idempotencyKey: null,
    actor: {
      type: 'system',
      id: null,
      name: 'test',
      grants: [
        {
          workspaceId: account().workspaceId,
          scopes: [
            'boards:read',
            'boards:write',
            'posts:read',
            'posts:write',
            'posts:publish',
            'accounts:write',
          ],
        },
      ],
    },
  };
  return execute(registry[name], given, { accountId: account().id, ...input });
};
const read = async () => (await call('boards.list', { refresh: 'true' })) as BoardList;
const make = async (name: string, privacy = 'PUBLIC'): Promise<string> => {
  const answer = await here.call(account(), 'POST', '/boards', { name, privacy });
  return ((await answer.json()) as { id: string }).id;
};
const scopes = ['boards:read', 'boards:write', 'pins:read', 'pins:write', 'user_accounts:read'];
const secretScopes = [
  'boards:read_secret',
  'boards:write_secret',
  'pins:read_secret',
  'pins:write_secret',
];
/** Gives the account a token with these scopes; `told`: as a new consent does. */
const grant = async (granted: string[], told: boolean) => {
  const { identityId, username } = account();
  const tokens = here.harness.sandbox.tokenFor(username, granted);
  await updateIdentity(db(), identityId, {
    accessToken: createBox(secretKey).seal(tokens.accessToken, identityId),
    ...(told && { scopes: granted }),
  });
  await here.restart();
};
const pinOn = async (boardId: string, title: string, inMs: number, sectionId?: string) => {
  const [id = ''] = await here.harness.schedule([
    { account: { ...account(), boardId }, title, inMs, ...(sectionId && { sectionId }) },
  ]);
  // As the accept transaction stores it: planned some time before.
  await db()
    .updateTable('pin')
    .set({ acceptedAt: new Date(here.clock.now()) })
    .where('id', '=', id)
    .execute();
  return id;
};
const isHeld = (pin: { status: string }) => pin.status === 'held';
const refreshed = (since: number) =>
  until('the boards were read', async () => {
    const { boardsReadAt } = await db()
      .selectFrom('account')
      .select('boardsReadAt')
      .where('id', '=', account().id)
      .executeTakeFirstOrThrow();
    return (boardsReadAt?.getTime() ?? 0) > since;
  });
/** Lets time go by up to half an hour before the Pin is due. */
const passUntilAhead = async (ms: number) => {
  const since = here.clock.now();
  await here.pass(ms);
  await refreshed(since);
};

test('Pins of a board that was deleted on Pinterest are held before their time, moved together and published', async () => {
  here = await startPublishing({ readsBoards: true });
  const doomed = await make('Doomed');
  const kept = await make('Kept');
  await read();
  const ids = [
    await pinOn(doomed, 'one', 3 * hour),
    await pinOn(doomed, 'two', 9 * hour),
    await pinOn(kept, 'other', 9 * hour),
  ];
  await here.call(account(), 'DELETE', `/boards/${doomed}`);
  await passUntilAhead(3 * hour - 31 * minute);
  const [one, two, other] = await Promise.all([
    here.see(ids[0] ?? '', isHeld),
    here.see(ids[1] ?? '', isHeld),
    here.see(ids[2] ?? '', () => true),
  ]);
  expect([one, two].map((pin) => [pin.heldReason?.code, pin.dueAt, pin.attempts])).toEqual([
    ['PIN_BOARD_GONE', null, 0],
    ['PIN_BOARD_GONE', null, 0],
  ]);
  expect(one.heldReason?.details).toMatchObject({ boardId: doomed, boardName: 'Doomed' });
  expect(other.status).toBe('scheduled');
  const { facts } = await db()
    .selectFrom('event')
    .select('facts')
    .where('kind', '=', 'board.changed')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  expect(facts).toEqual({ boardId: doomed, name: 'Doomed', change: 'gone' });

  // A new consent does not send them to a board that is gone.
  await here.reconnect(account());
  expect((await here.harness.pin(ids[0] ?? '')).dueAt).toBeNull();

  const moved = (await call('boards.movePins', {
    boardId: 'doomed',
    toBoardId: 'Kept',
  })) as MovedPins;
  expect(moved).toMatchObject({ moved: 2, released: 2, left: [] });
  await here.pass(32 * minute);
  await here.see(ids[0] ?? '', ({ status }) => status === 'published');
  expect((await here.harness.pin(ids[1] ?? '')).status).toBe('scheduled');
  await here.pass(7 * hour);
  await here.see(ids[1] ?? '', ({ status }) => status === 'published');
  await here.see(ids[2] ?? '', ({ status }) => status === 'published');
  expect(published(here.harness)).toEqual(
    new Map([
      ['one', 1],
      ['two', 1],
      ['other', 1],
    ]),
  );
  const boards = here.harness.sandbox.control.state().pins.map(({ boardId }) => boardId);
  expect(new Set(boards)).toEqual(new Set([kept]));
});

test('a board that is deleted in the last half hour holds its planned Pin at its time, and moving it publishes it', async () => {
  here = await startPublishing({ readsBoards: true });
  const doomed = await make('Doomed');
  const kept = await make('Kept');
  await read();
  const id = await pinOn(doomed, 'late', hour);
  await passUntilAhead(31 * minute);
  await here.call(account(), 'DELETE', `/boards/${doomed}`);
  await here.pass(30 * minute);
  const held = await here.see(id, isHeld);
  expect([held.heldReason?.code, held.dueAt, held.attempts]).toEqual(['PIN_BOARD_GONE', null, 0]);
  await call('boards.movePins', { boardId: doomed, toBoardId: kept });
  await here.see(id, ({ status }) => status === 'published');
});

test('a lost permission, a list that breaks off and an outage hold nothing', async () => {
  here = await startPublishing({ readsBoards: true });
  await grant([...scopes, ...secretScopes], true);
  const secret = await make('Secret', 'SECRET');
  expect((await read()).boards.map(({ name }) => name)).toContain('Secret');
  const id = await pinOn(secret, 'hidden', 20 * hour);
  // Pinterest took the permission away without a word; then the person connected again without it.
  for (const told of [false, true]) {
    await grant(scopes, told);
    expect((await read()).boards.map(({ name }) => name)).not.toContain('Secret');
    expect((await here.harness.pin(id)).status).toBe('scheduled');
  }
  const board = await make('Public');
  const other = await pinOn(board, 'public', 20 * hour);
  await read();
  const { control } = here.harness.sandbox;
  control.addFault({
    match: { operation: 'boards/list' },
    then: { status: 200, body: { items: [], bookmark: 'more' } },
  });
  expect((await read()).warnings?.[0]).toMatchObject({ code: 'BOARDS_OUTDATED' });
  control.clearFaults();
  control.addFault({
    match: { operation: 'boards/list' },
    then: { status: 200, body: { items: [], bookmark: null } },
  });
  // An empty list proves nothing either: the board is found by its id.
  expect((await read()).boards.map(({ id: of }) => of)).toContain(board);
  control.addFault({ match: { operation: 'boards/get' }, then: { status: 503 } });
  await read();
  control.clearFaults();
  expect((await here.harness.pin(other)).status).toBe('scheduled');
  expect((await read()).boards.map(({ id: of }) => of)).toContain(board);
});

test('Pins go on when their board is back', async () => {
  here = await startPublishing({ readsBoards: true });
  const board = await make('Hidden');
  await read();
  const id = await pinOn(board, 'one', 20 * hour);
  const { control } = here.harness.sandbox;
  control.addFault({
    match: { operation: 'boards/list' },
    then: { status: 200, body: { items: [], bookmark: null } },
  });
  control.addFault({
    match: { operation: 'boards/get' },
    then: { status: 404, body: { code: 40, message: 'Board not found.' } },
  });
  await read();
  const before = await here.see(id, isHeld);
  control.clearFaults();
  await read();
  const back = await here.see(id, ({ status }) => status === 'scheduled');
  expect(back.dueAt).toEqual(before.scheduledFor);
  const { rows } = {
    rows: await db()
      .selectFrom('event')
      .select('facts')
      .where('kind', '=', 'board.changed')
      .orderBy('id')
      .execute(),
  };
  expect(rows.map(({ facts }) => facts['change'])).toEqual(
    expect.arrayContaining(['gone', 'back']),
  );
});

test('Pins of a section that was deleted are held, and moved to the board', async () => {
  here = await startPublishing({ readsBoards: true });
  const board = await make('With section');
  const section = (await (
    await here.call(account(), 'POST', `/boards/${board}/sections`, { name: 'Section' })
  ).json()) as { id: string };
  await read();
  const id = await pinOn(board, 'in section', 3 * hour, section.id);
  const beside = await pinOn(board, 'beside', 3 * hour);
  await here.call(account(), 'DELETE', `/boards/${board}/sections/${section.id}`);
  await passUntilAhead(3 * hour - 31 * minute);
  expect((await here.see(id, isHeld)).heldReason?.code).toBe('PIN_SECTION_GONE');
  expect((await here.harness.pin(beside)).status).toBe('scheduled');
  await call('boards.movePins', { boardId: board, sectionId: section.id, toBoardId: board });
  await here.pass(32 * minute);
  for (const one of [id, beside]) await here.see(one, ({ status }) => status === 'published');
});

test('boards are read before planned Pins and every few hours, and beside publishing without a write', async () => {
  here = await startPublishing({ readsBoards: true });
  await read();
  const { control } = here.harness.sandbox;
  const reads = () => control.counts()['boards/list'] ?? 0;
  const start = reads();
  await pinOn(account().boardId, 'one', 2 * hour);
  await here.pass(hour);
  await until('the task looked', async () => {
    const task = await db()
      .selectFrom('task')
      .selectAll()
      .where('id', '=', 'boards')
      .executeTakeFirstOrThrow();
    return task.leaseOwner === null && (task.dueAt?.getTime() ?? 0) > here.clock.now();
  });
  expect(reads()).toBe(start);
  await passUntilAhead(30 * minute);
  expect(reads()).toBe(start + 1);
  await passUntilAhead(6 * hour + minute);
  expect(reads()).toBe(start + 2);
});
