import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type {
  BulkLivePins,
  PinBatch,
  PinBatchList,
  PinChangeList,
  UndonePinChanges,
} from '../../src/contract/index.ts';
import { allScopes } from '../../src/domain/scopes.ts';
import { execute, registry, type Call } from '../../src/operations/index.ts';
import { updateAccount, updateIdentity } from '../../src/store/index.ts';
import { want } from '../crash/changed-pins.ts';
import { until } from '../crash/crash-harness.ts';
import { startPublishing, type Publishing } from './publisher.ts';

let here: Publishing;
const pins = 5_300;
/** Nothing is made of the changes meanwhile: the account waits for a new sign-in. */
beforeEach(async () => {
  here = await startPublishing();
  await updateIdentity(db(), account().identityId, { status: 'needs_reconnection' });
  await sql`
    insert into remote_pin (identity_id, pinterest_pin_id, board_id, title, link, media, is_owner, created_at)
    select ${account().identityId}, (820000000000000000 + number)::text, ${account().boardId}, 'Pin ' || number,
      case when number % 10 = 0 then 'https://shop.example/?utm_source=pinterest' else 'https://shop.example/' end, '{}',
      number % 100 <> 1, now() - make_interval(mins => number)
    from generate_series(1, ${pins}::int) number`.execute(db());
});
afterEach(() => here.close());

const db = () => here.harness.store.db;
const account = () => here.harness.account(0);
const call = <T>(name: keyof typeof registry, input: object) => {
  const { workspaceId } = account();
  const given: Call = {
    ...here.app().deps,
    idempotencyKey: null,
    actor: {
      type: 'system',
      id: null,
      name: 'test',
      grants: [{ workspaceId, scopes: allScopes }],
    },
  };
  return execute(registry[name], given, input) as Promise<T>;
};
const bulk = (action: object, more: object = {}) =>
  call<BulkLivePins>('pins.bulk', {
    accountId: account().id,
    select: { linkDomain: 'shop.example' },
    action,
    ...more,
  });
const batchNow = async (id = '') => {
  const { batches } = await call<PinBatchList>('pins.batches', { batchId: id });
  const [batch] = batches;
  if (!batch) throw new Error(`There is no batch ${id}.`);
  return batch;
};
async function ended(id: string | undefined): Promise<PinBatch> {
  let batch = await batchNow(id);
  await until(
    'the batch ends',
    async () => (batch = await batchNow(id)).state !== 'planning',
    20_000,
  );
  return batch;
}
/** Of a batch: rows, and how many Pins they are about. */
const counted = async (id: string) => {
  const { rows } = await sql<{ rows: number; pins: number }>`
    select count(*)::int as rows, count(distinct pinterest_pin_id)::int as pins from pin_change where batch_id = ${id}`.execute(
    db(),
  );
  return rows[0];
};
const utm = { kind: 'utm', source: 'pinterest' };
const [changing, same, refused] = [pins - 530 - 53, 530, 53];

test('more Pins than one transaction takes are changed some at a time, each once, with a result for every one', async () => {
  const dry = await bulk(utm, { dryRun: true });
  expect(dry).toMatchObject({ batch: null, selected: pins, changing });
  expect(dry.rows).toHaveLength(1_000);
  const first = await bulk(utm);
  expect(first).toMatchObject({
    selected: pins,
    changing: 222,
    batch: { state: 'planning', kind: 'utm', total: pins, looked: 250, same: 25 },
  });
  const id = first.batch?.id ?? '';
  expect(await ended(id)).toMatchObject({
    state: 'done',
    looked: pins,
    same,
    changes: { open: changing, refused, done: 0 },
    problem: null,
  });
  expect(await counted(id)).toEqual({ rows: changing + refused, pins: changing + refused });
  const left = await call<PinChangeList>('pins.changes', { batchId: id, state: 'refused' });
  expect(new Set(left.changes.map(({ problem }) => problem?.code))).toEqual(
    new Set(['LIVE_PIN_NOT_YOURS']),
  );

  // The same again: every Pin has an open change already, which is a result as well.
  const again = await bulk(utm);
  const second = await ended(again.batch?.id);
  expect(second).toMatchObject({ same, changes: { open: 0, refused: changing + refused } });

  const undone = await call<UndonePinChanges>('pins.undo', { batchId: id });
  expect(undone).toMatchObject({ cancelled: expect.any(Number), undoing: 0, left: [] });
  expect(await ended(undone.batchId ?? '')).toMatchObject({ kind: 'undo', undoOf: id });
  expect((await batchNow(id)).changes).toMatchObject({ open: 0, cancelled: changing, refused });
});

test('of an edit that is under way it is waited for how it ends, and then it is taken back', async () => {
  const pinIds = ['820000000000000002', '820000000000000003'];
  const { batch } = await bulk(utm, { select: { pinIds } });
  const [id, one] = [batch?.id ?? '', pinIds[0] ?? ''];
  await here.stop();
  const state = (state: string, sent: boolean) =>
    sql`
      update pin_change set state = ${state}, sent_at = case when ${sent} then now() end, due_at = null,
        lease_owner = null where pinterest_pin_id = ${one} and batch_id = ${id}`.execute(db());
  await state('open', true);
  await here.restart();
  const undone = await call<UndonePinChanges>('pins.undo', { batchId: id });
  expect(undone).toMatchObject({ cancelled: 1, undoing: 0, left: [] });
  expect((await batchNow(undone.batchId ?? '')).state).toBe('planning');
  await state('done', true);
  await here.pass(10_000);
  expect(await ended(undone.batchId ?? '')).toMatchObject({ total: 2, looked: 2 });
  const { changes } = await call<PinChangeList>('pins.changes', {
    batchId: undone.batchId ?? '',
  });
  expect(changes).toMatchObject([
    {
      pinterestPinId: one,
      state: 'open',
      wanted: { link: 'https://shop.example/' },
      before: { link: 'https://shop.example/?utm_source=pinterest' },
    },
  ]);
});

test('a worker that dies in the middle leaves a whole step or none, and another one goes on', async () => {
  const { batch } = await bulk(utm);
  const id = batch?.id ?? '';
  await here.stop();
  // As it is left by a process that was killed.
  await sql`
    update pin_batch set lease_owner = 'dead', lease_until = now() - interval '1 second' where state = 'planning'`.execute(
    db(),
  );
  const before = await db().selectFrom('pinBatch').selectAll().executeTakeFirstOrThrow();
  expect((await counted(id))?.pins).toBe(before.looked - before.same);
  await here.restart();
  expect(await ended(id)).toMatchObject({ state: 'done', looked: pins, same });
  expect(await counted(id)).toEqual({ rows: changing + refused, pins: changing + refused });
});

test('a batch that is undone while it is worked through stops, and nothing of it is left', async () => {
  const { batch } = await bulk({ kind: 'delete', delaySeconds: 3600 });
  const id = batch?.id ?? '';
  const undone = await call<UndonePinChanges>('pins.undo', { batchId: id });
  await ended(undone.batchId ?? '');
  const now = await batchNow(id);
  expect(['stopped', 'done']).toContain(now.state);
  expect(now.changes).toMatchObject({ open: 0, done: 0 });
  expect((await counted(id))?.pins).toBe(now.looked - now.same);
});

test('many Pins are saved to a board at intervals, each by one post, and taken back together', async () => {
  await here.reconnect(account());
  const pinIds = Array.from({ length: 60 }, (_, index) =>
    String(820_000_000_000_000_001n + BigInt(index)),
  );
  await sql`
    insert into board (account_id, id, name, description, privacy, position)
    values (${account().id}, ${account().boardId}, 'Board', '', 'PUBLIC', 0)`.execute(db());
  const { batch } = await bulk(
    {
      kind: 'save',
      board: account().boardId,
      scheduledFor: '2099-01-01T00:00:00Z',
      intervalMinutes: 120,
    },
    { select: { pinIds } },
  );
  const id = batch?.id ?? '';
  expect(await ended(id)).toMatchObject({ state: 'done', looked: 60, changes: { done: 60 } });
  const posts = await db()
    .selectFrom('pin')
    .select(['parentPinId', 'scheduledFor', 'status'])
    .where('kind', '=', 'save')
    .orderBy('scheduledFor')
    .execute();
  expect(posts.map(({ parentPinId }) => parentPinId)).toEqual(pinIds);
  expect(Number(posts[59]?.scheduledFor) - Number(posts[0]?.scheduledFor)).toBe(59 * 120 * 60_000);
  const undone = await call<UndonePinChanges>('pins.undo', { batchId: id });
  expect(undone).toMatchObject({ cancelled: 60, undoing: 0, left: [] });
  const { rows } = await sql<{ status: string }>`select distinct status from pin`.execute(db());
  expect(rows).toEqual([{ status: 'cancelled' }]);
});

test('a batch of an account that is disconnected stops, and says why', async () => {
  const { batch } = await bulk(utm);
  await here.stop();
  await updateAccount(db(), account().id, { status: 'disconnected' });
  await here.restart();
  expect(await ended(batch?.id)).toMatchObject({
    state: 'stopped',
    problem: { code: 'PIN_BATCH_DISCONNECTED' },
  });
});

test('a save whose copy is being changed is not taken back, and the answer says so', async () => {
  await here.reconnect(account());
  await sql`
    insert into board (account_id, id, name, description, privacy, position)
    values (${account().id}, ${account().boardId}, 'Board', '', 'PUBLIC', 0)`.execute(db());
  const { batch } = await bulk(
    { kind: 'save', board: account().boardId, scheduledFor: '2099-01-01T00:00:00Z' },
    { select: { pinIds: ['820000000000000002'] } },
  );
  const id = batch?.id ?? '';
  await ended(id);
  // As if it had gone out.
  const copy = '820000000000000003';
  await sql`
    update pin set status = 'published', published_at = now(), due_at = null, pinterest_pin_id = ${copy}`.execute(
    db(),
  );
  await want(here.harness, [{ account: account(), pinterestPinId: copy, delayMs: 3_600_000 }]);
  const { changes } = await call<PinChangeList>('pins.changes', { batchId: id });
  await expect(call('pins.undo', { changeId: changes[0]?.id })).rejects.toMatchObject({
    problems: [{ code: 'LIVE_PIN_CHANGE_OPEN', message: expect.stringContaining(copy) }],
  });
  expect(await call<UndonePinChanges>('pins.undo', { batchId: id })).toMatchObject({
    cancelled: 0,
    undoing: 0,
    left: [{ changeId: changes[0]?.id, problem: { code: 'LIVE_PIN_CHANGE_OPEN' } }],
  });
});
