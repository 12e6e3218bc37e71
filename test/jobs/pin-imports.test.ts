import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import type { LivePinAnswer, LivePinList, PinImport, Post } from '../../src/contract/index.ts';
import { allScopes } from '../../src/domain/scopes.ts';
import { createBox } from '../../src/encryption/index.ts';
import { execute, registry, type Call } from '../../src/operations/index.ts';
import { askForImport, updateIdentity } from '../../src/store/index.ts';
import { published, secretKey, until } from '../crash/crash-harness.ts';
import { seedPins, type SeededBoard, type SeededPins } from '../harness/seed-pins.ts';
import {
  hour,
  minute,
  startPublishing,
  type Publishing,
  type PublishingOptions,
} from './publisher.ts';

let here: Publishing;
let dir: string | undefined;
afterEach(async () => {
  await here.close();
  if (dir !== undefined) rmSync(dir, { recursive: true, force: true });
  dir = undefined;
});

const db = () => here.harness.store.db;
const control = () => here.harness.sandbox.control;
const account = (index = 0) => here.harness.account(index);

/** A worker beside accounts with these boards; nothing is read before it is asked for. */
async function start(
  users: readonly (readonly SeededBoard[])[],
  options: PublishingOptions = {},
): Promise<SeededPins[]> {
  dir = mkdtempSync(join(tmpdir(), 'linchpin-seed-'));
  const named = users.map((boards, index) => [`user_${index}`, boards] as const);
  const seeded = seedPins(dir, Object.fromEntries(named));
  here = await startPublishing({ accounts: users.length, sandboxDir: dir, ...options });
  return named.map(([username]) => seeded[username] ?? { pins: {}, boards: {} });
}

/** A call of the API as the installation itself makes it. */
const call = (name: keyof typeof registry, input: Record<string, unknown> = {}) => {
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
          scopes: allScopes,
        },
      ],
    },
  };
  return execute(registry[name], given, input);
};
const progress = async (index = 0) =>
  (await call('pins.importProgress', { accountId: account(index).id })) as PinImport;
/** Has the Pins read, and waits for the end of the run. */
async function read(index = 0, input: { markAllRemoved?: boolean } = {}): Promise<PinImport> {
  const before = await progress(index);
  await call('pins.import', { accountId: account(index).id, ...input });
  let now = before;
  await until(
    'the Pins were read',
    async () => {
      now = await progress(index);
      return now.finishedAt !== null && now.finishedAt !== before.finishedAt;
    },
    20_000,
  );
  return now;
}
const stored = () => db().selectFrom('remotePin').selectAll().orderBy('pinterestPinId').execute();
const removals = () =>
  db().selectFrom('event').selectAll().where('kind', '=', 'pin.removed').execute();
const remove = (id: string | undefined, index = 0) =>
  here.call(account(index), 'DELETE', `/pins/${id}`);
const scopes = ['boards:read', 'boards:write', 'pins:read', 'pins:write', 'user_accounts:read'];
/** A token with these scopes, as Pinterest takes others away without a word. */
const grant = async (granted: string[]) => {
  const { identityId, username } = account();
  const { accessToken } = here.harness.sandbox.tokenFor(username, granted);
  await updateIdentity(db(), identityId, {
    accessToken: createBox(secretKey).seal(accessToken, identityId),
  });
  await here.restart();
};

const shop: readonly SeededBoard[] = [
  { name: 'Large', pins: 700, sections: 2 },
  { name: 'Small', pins: 3 },
  { name: 'Empty', pins: 0 },
  { name: 'Hidden', pins: 320, privacy: 'SECRET', sections: 1 },
];

test('all Pins of all boards are stored with section, link and picture, and an unchanged Pin is not written again', async () => {
  const [seeded] = await start([shop]);
  const first = await read();
  expect(first).toMatchObject({
    state: 'idle',
    boards: { done: 4, total: 4, unread: 0 },
    pins: { seen: 1023, expected: 1023, removed: 0 },
    problem: null,
  });
  const rows = await stored();
  expect(rows.map(({ pinterestPinId }) => pinterestPinId)).toEqual(
    Object.values(seeded?.pins ?? {})
      .flat()
      .toSorted(),
  );
  const onPinterest = control().state().pins;
  expect(
    rows.map(({ pinterestPinId: id, boardId, sectionId, title, link }) => ({
      id,
      boardId,
      sectionId,
      title,
      link,
    })),
  ).toEqual(
    onPinterest
      .map(({ id, boardId, sectionId, title, link }) => ({ id, boardId, sectionId, title, link }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
  expect(rows[1]).toMatchObject({
    linkDomain: 'shop-1.example',
    creativeType: 'REGULAR',
    coverUrl: expect.stringContaining('/400x300/'),
    media: { type: 'image', width: 1000, height: 1500 },
    lifetime: { impressions: 0, reactions: 0 },
    isOwner: true,
    hasBeenPromoted: false,
    pinId: null,
  });
  expect(rows[1]?.lifetime).not.toHaveProperty('saves');

  const places = () =>
    sql<{
      place: string;
    }>`select ctid::text || xmin::text as place from remote_pin order by pinterest_pin_id`.execute(
      db(),
    );
  const before = await places();
  await here.pass(hour);
  await here.call(account(), 'PATCH', `/pins/${seeded?.pins['Small']?.[0]}`, { title: 'Edited' });
  await read();
  const after = await places();
  expect(
    after.rows.filter(({ place }) => !before.rows.some((old) => old.place === place)),
  ).toHaveLength(1);
  const { pins } = (await call('pins.list', { search: 'edit' })) as LivePinList;
  expect(pins).toMatchObject([{ title: 'Edited', boardName: 'Small' }]);
  // Unchanged numbers are as of the run that found them so.
  const { pins: all } = (await call('pins.list', { search: 'Large', limit: '1' })) as LivePinList;
  expect(all[0]?.numbers?.asOf).toBe((await progress()).completeAsOf);
});

test('it begins when an account is connected, goes on the next day, and costs what it must', async () => {
  await start([shop], { importsPins: true });
  await here.pass(11_000);
  await until('a run ended', async () => (await progress()).finishedAt !== null);
  // 3 pages of 250 for 700, 2 for 320, and one each for the others.
  const lists = () => control().counts()['boards/list_pins'];
  expect(lists()).toBe(7);
  expect(new Date((await progress()).nextAt ?? 0).getTime() - here.clock.now()).toBeGreaterThan(
    23 * hour,
  );
  await here.pass(24 * hour);
  await until('the next run ended', () => lists() === 14);
});

test('a Pin that is deleted on Pinterest is gone after a whole run, told once, and back when it is there again', async () => {
  const [seeded] = await start([[{ name: 'Board', pins: 300 }]]);
  const [id = ''] = await here.harness.schedule([{ account: account(), title: 'Ours' }]);
  const pin = await here.see(id, ({ status }) => status === 'published');
  await read();
  const post = async () =>
    ((await call('posts.get', { postId: pin.postId })) as { post: Post }).post.platforms[0];
  expect(await post()).toMatchObject({ status: 'published', removedFromPlatformAt: null });
  const [moved, deleted] = seeded?.pins['Board'] ?? [];
  const board = (await (
    await here.call(account(), 'POST', '/boards', { name: 'Other' })
  ).json()) as {
    id: string;
  };
  await here.call(account(), 'PATCH', `/pins/${moved}`, { board_id: board.id });
  await remove(deleted);
  await remove(pin.pinterestPinId ?? '');

  // One answer alone marks nothing.
  const fresh = (await call('pins.get', { pinId: id, fresh: 'true' })) as LivePinAnswer;
  expect(fresh.warnings?.map(({ code }) => code)).toEqual(['LIVE_PIN_GONE']);
  expect(fresh.pin.removedAt).toBeNull();

  expect(await read()).toMatchObject({ pins: { removed: 2 }, problem: null });
  const gone = (await call('pins.list', { state: 'removed' })) as LivePinList;
  expect(gone.pins.map(({ pinterestPinId }) => pinterestPinId).toSorted()).toEqual(
    [deleted, pin.pinterestPinId].toSorted(),
  );
  expect((await stored()).find((row) => row.pinterestPinId === moved)).toMatchObject({
    boardId: board.id,
    goneAt: null,
  });
  expect(await removals()).toMatchObject([
    {
      pinId: id,
      postId: pin.postId,
      accountId: account().id,
      facts: { pinterestPinId: pin.pinterestPinId },
    },
  ]);
  expect(await post()).toMatchObject({
    status: 'published',
    removedFromPlatformAt: gone.pins.find(({ publication }) => publication)?.removedAt,
  });
  expect(await here.harness.pin(id)).toMatchObject({
    status: 'published',
    updatedAt: pin.updatedAt,
  });
  await read();
  expect(await removals()).toHaveLength(1);

  // As when Pinterest takes a takedown back.
  await sql`update remote_pin set gone_at = now(), gone_why = 'not_found' where pinterest_pin_id = ${moved}`.execute(
    db(),
  );
  await read();
  expect((await stored()).find((row) => row.pinterestPinId === moved)).toMatchObject({
    goneAt: null,
    goneWhy: null,
    missedRun: null,
  });
});

test('a lost permission, a board that cannot be read and a list that breaks off remove nothing', async () => {
  const [seeded] = await start([[...shop, { name: 'Second', pins: 40 }]]);
  await read();
  await grant(scopes);
  expect(await read()).toMatchObject({ boards: { total: 4 }, pins: { seen: 743, removed: 0 } });
  // The board is listed, and its Pins are not.
  await grant([...scopes, 'boards:read_secret']);
  expect(await read()).toMatchObject({
    boards: { total: 5, unread: 0 },
    pins: { seen: 743, removed: 0 },
  });
  await grant([...scopes, 'boards:read_secret', 'pins:read_secret']);

  await remove(seeded?.pins['Small']?.[0]);
  const denied = { code: 29, message: 'You are not permitted to access that resource.' };
  control().addFault({
    match: { operation: 'boards/list_pins', times: 1 },
    then: { status: 403, body: denied },
  });
  const partly = await read();
  expect(partly).toMatchObject({ boards: { unread: 1 }, pins: { removed: 0 } });
  expect(partly.problem).toMatchObject({ code: 'PIN_IMPORT_INCOMPLETE' });
  control().clearFaults();

  // The whole list is empty, and no board can be asked for: none is read, and none is gone.
  control().addFault({
    match: { operation: 'boards/list' },
    then: { status: 200, body: { items: [], bookmark: null } },
  });
  control().addFault({ match: { operation: 'boards/get' }, then: { status: 503 } });
  expect(await read()).toMatchObject({ boards: { total: 0 }, pins: { removed: 0 } });
  control().clearFaults();
  expect((await stored()).filter(({ goneAt }) => goneAt !== null)).toEqual([]);
  expect(await removals()).toEqual([]);
  expect(await read()).toMatchObject({ pins: { removed: 1 }, problem: null });
});

test('Pins of a board that was deleted are gone, and no more than 5 % of all unless a person says so', async () => {
  const [seeded] = await start([
    [
      { name: 'Kept', pins: 90 },
      { name: 'Doomed', pins: 30 },
    ],
  ]);
  await read();
  await here.call(account(), 'DELETE', `/boards/${seeded?.boards['Doomed']}`);
  const first = await read();
  expect(first.pins.removed).toBe(6);
  expect(first.problem).toMatchObject({ code: 'PIN_IMPORT_MANY_MISSING', details: { count: 24 } });
  expect(await read(0, { markAllRemoved: true })).toMatchObject({
    pins: { removed: 24 },
    problem: null,
  });
  const { total } = (await call('pins.list', { count: 'true' })) as LivePinList;
  expect(total).toBe(90);
});

test('what is used up for now is waited for: progress stays, and no try is counted', async () => {
  await start([[{ name: 'Board', pins: 1300 }]]);
  // As the gate is when background work has had its share.
  const used = (share: number) =>
    sql`update quota set used = floor(allowed * ${share}::float8), ends_at = now() + interval '1 minute'
      where owner = ${account().identityId} and category = 'org_read'`.execute(db());
  control().settings({ access: 'standard' });
  await call('boards.list', { accountId: account().id, refresh: 'true' });
  await used(0.598);
  await call('pins.import', { accountId: account().id });
  await until('it waits', async () => (await progress()).state === 'waiting');
  const waiting = await progress();
  expect(waiting.problem).toBeNull();
  expect(waiting.pins.seen).toBeLessThan(1300);
  const waitMs = new Date(waiting.nextAt ?? 0).getTime() - here.clock.now();
  expect(waitMs).toBeGreaterThan(0);
  expect(waitMs).toBeLessThanOrEqual(minute);
  const { claims } = await db().selectFrom('pinImport').select('claims').executeTakeFirstOrThrow();
  expect(claims).toBe(0);
  await here.pass(minute + 1_000);
  await until('it ended', async () => (await progress()).finishedAt !== null);
  expect(await progress()).toMatchObject({ pins: { seen: 1300 }, boards: { done: 1 } });
});

test('users take turns: a small account is read before a large one is done', async () => {
  await start([
    Array.from({ length: 70 }, (_, index) => ({ name: `Board ${index}`, pins: 2 })),
    Array.from({ length: 70 }, (_, index) => ({ name: `Board ${index}`, pins: 2 })),
    [{ name: 'Board', pins: 5 }],
  ]);
  await here.harness.store.transaction(async (tx) => {
    for (const index of [0, 1, 2]) await askForImport(tx, account(index).identityId, false);
  });
  const finished = async (index: number) => (await progress(index)).finishedAt ?? '';
  await until('all ended', async () => (await Promise.all([0, 1, 2].map(finished))).every(Boolean));
  expect((await finished(2)) < (await finished(0))).toBe(true);
  expect((await finished(2)) < (await finished(1))).toBe(true);
});

test('a bookmark that Pinterest refuses begins the board again, and a list without an end is left', async () => {
  await start([[{ name: 'Board', pins: 600 }]]);
  control().addFault({
    match: { operation: 'boards/list_pins', nth: 2 },
    then: { status: 400, body: { code: 1, message: 'bookmark is not valid' } },
  });
  expect(await read()).toMatchObject({ pins: { seen: 600 }, boards: { unread: 0 } });
  expect(control().counts()['boards/list_pins']).toBe(5);
  expect(await stored()).toHaveLength(600);
  control().addFault({
    match: { operation: 'boards/list_pins' },
    then: { status: 200, body: { items: [], bookmark: 'again' } },
  });
  expect(await read()).toMatchObject({ boards: { unread: 1 }, pins: { removed: 0 } });
});

test('a Pin that is read while its own lost answer is searched for is published once, and linked', async () => {
  await start([[{ name: 'Board', pins: 3 }]], { policy: { reconcileDelaysMs: [30_000] } });
  control().addFault({ match: { operation: 'pins/create', times: 1 }, then: { drop: 'after' } });
  const [id = ''] = await here.harness.schedule([{ account: account(), title: 'Lost' }]);
  await here.see(id, ({ step }) => step === 'reconciling');
  const searchAt = (ms: number) =>
    db()
      .updateTable('pin')
      .set({ dueAt: new Date(here.clock.now() + ms), problem: null })
      .where('id', '=', id)
      .execute();
  await searchAt(hour);
  await read();
  const row = async () => (await stored()).find(({ title }) => title === 'Lost');
  expect(await row()).toMatchObject({ pinId: null });
  await searchAt(0);
  const pin = await here.see(id, ({ status }) => status === 'published');
  expect(pin).toMatchObject({ attempts: 1 });
  expect(published(here.harness).get('Lost')).toBe(1);
  expect(await row()).toMatchObject({ pinId: id, pinterestPinId: pin.pinterestPinId });
  await read();
  expect(await row()).toMatchObject({ pinId: id });
  const { pins } = (await call('pins.list', { ours: 'true' })) as LivePinList;
  expect(pins).toMatchObject([{ publication: { pinId: id, postId: pin.postId } }]);
});

test('data that are purged go with the last account, and come again with it', async () => {
  await start([[{ name: 'Board', pins: 20 }]], { importsPins: true });
  await read();
  const [pin] = await stored();
  await call('pins.delete', { pinId: pin?.pinterestPinId, delaySeconds: '3600' });
  await call('accounts.disconnect', { accountId: account().id, data: 'purge' });
  expect(await stored()).toEqual([]);
  expect(await db().selectFrom('pinChange').select('id').execute()).toEqual([]);
  await expect(call('pins.import', { accountId: account().id })).rejects.toMatchObject({
    problems: [{ code: 'ACCOUNT_NOT_FOUND' }],
  });
  await db().updateTable('account').set({ status: 'connected' }).execute();
  await here.reconnect(account());
  expect(await progress()).toMatchObject({ state: 'planned' });
});
