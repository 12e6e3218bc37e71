import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { App } from '../../src/app/index.ts';
import { createBackup, restoreBackup } from '../../src/backup/index.ts';
import type {
  PinBatchList,
  PinChangeAnswer,
  PostImportList,
  RestoredPins,
} from '../../src/contract/index.ts';
import { newId } from '../../src/domain/ids.ts';
import { execute, registry, type Call } from '../../src/operations/index.ts';
import { insertPinBatch, insertPostImport } from '../../src/store/index.ts';
import { changesOf, want } from '../crash/changed-pins.ts';
import { createHarness, secretKey, until, type CrashHarness } from '../crash/crash-harness.ts';
import { temporaryDatabase } from '../harness/database.ts';
import { seedPins } from '../harness/seed-pins.ts';
import { startHere } from '../jobs/publisher.ts';

const names = ['made', 'taken back', 'kept', 'deleted', 'edited by the owner', 'gone'] as const;
type Name = (typeof names)[number];

const onDisk = { s3: null, credentials: null };
const hour = 3600_000;
let dir: string;
let harness: CrashHarness;
let pins: Record<Name, string>;
let changes: Record<Name, string>;
let restored: App | undefined;
const drops: (() => Promise<void>)[] = [];
const database = async () => {
  const { connection, drop } = await temporaryDatabase();
  drops.push(drop);
  return connection;
};
const control = () => harness.sandbox.control;
const onPinterest = (name: Name) =>
  control()
    .state()
    .pins.find(({ id }) => id === pins[name]);
const writes = () => {
  const { 'pins/update': updates = 0, 'pins/delete': deletes = 0 } = control().counts();
  return updates + deletes;
};

/** Changes wait while a backup is made; then some of them are made, cancelled, or made and taken back. */
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linchpin-restored-'));
  const seeded = seedPins(join(dir, 'sandbox'), {
    user_0: [{ name: 'Board', pins: names.length }],
  });
  harness = await createHarness({
    database: await database(),
    sandboxDir: join(dir, 'sandbox'),
  });
  const ids = seeded['user_0']?.pins['Board'] ?? [];
  pins = Object.fromEntries(names.map((name, index) => [name, ids[index]])) as typeof pins;
  const account = harness.account(0);
  const asked = await want(
    harness,
    names.map((name) => ({
      account,
      pinterestPinId: pins[name],
      delayMs: hour,
      ...(name === 'kept' || name === 'deleted'
        ? { kind: 'delete' as const }
        : { before: { title: onPinterest(name)?.title ?? null }, wanted: { title: 'New' } }),
    })),
  );
  changes = Object.fromEntries(names.map((name, index) => [name, asked[index]])) as typeof changes;
  await harness.store.transaction((tx) =>
    insertPinBatch(tx, {
      id: newId(),
      identityId: account.identityId,
      accountId: account.id,
      workspaceId: account.workspaceId,
      what: { action: { kind: 'delete', delaySeconds: 0 }, place: {} },
      chosen: {},
      total: 6,
      askedBy: { type: 'system', id: null, name: 'test' },
    }),
  );
  await harness.store.transaction((tx) =>
    insertPostImport(
      tx,
      {
        id: newId(),
        workspaceId: account.workspaceId,
        fileName: 'plan.csv',
        rows: 1,
        made: 0,
        state: 'working',
      },
      [{ number: 1, raw: { Title: 'Oak' }, post: { content: 'Oak' }, key: 'csv oak' }],
    ),
  );
  await createBackup({
    mediaConfig: onDisk,
    file: join(dir, 'backup.tar.gz'),
    database: harness.database,
    dataDir: harness.dataDir,
    keys: true,
    version: '0.1.0',
    onStep: () => {},
  });
  control().editPin(pins['made'], { title: 'New' });
  control().editPin(pins['edited by the owner'], { title: "The owner's" });
  const { accessToken } = harness.sandbox.tokenFor('user_0');
  for (const name of ['deleted', 'gone'] as const)
    await fetch(`${harness.sandbox.apiUrl}/pins/${pins[name]}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${accessToken}` },
    });
});
afterEach(async () => {
  await restored?.close();
  restored = undefined;
  await harness.close();
  for (const drop of drops.splice(0)) await drop();
  rmSync(dir, { recursive: true, force: true });
});

test('a change that was open in a backup is never repeated unasked', async () => {
  const to = { database: await database(), dataDir: join(dir, 'restored') };
  await restoreBackup({
    mediaConfig: onDisk,
    file: join(dir, 'backup.tar.gz'),
    ...to,
    replace: true,
    secretKey,
    onStep: () => {},
  });
  const before = writes();
  const app = (restored = await startHere({ ...harness, ...to }));
  const call: Call = { ...app.deps, actor: app.actor, idempotencyKey: null };
  const run = (name: keyof typeof registry, input: object) => execute(registry[name], call, input);
  const rows = () => changesOf({ ...harness, store: app.store });
  await until('each was looked at', async () =>
    (await rows()).every(({ state }) => state !== 'open'),
  );
  const ended = async () =>
    Object.fromEntries(
      (await rows()).map(({ id, state, problem }) => [
        names.find((name) => changes[name] === id),
        problem === null ? state : `${state} ${problem.code}`,
      ]),
    );
  expect(await ended()).toEqual({
    made: 'done',
    'taken back': 'conflict PIN_CHANGE_FROM_BACKUP',
    kept: 'conflict PIN_CHANGE_FROM_BACKUP',
    deleted: 'done',
    'edited by the owner': 'conflict PIN_CHANGE_FROM_BACKUP',
    gone: 'refused LIVE_PIN_GONE',
  });
  expect(writes()).toBe(before);
  expect(onPinterest('kept')).toBeDefined();
  expect(((await run('restored.list', {})) as RestoredPins).changes).toBe(3);
  const { batches } = (await run('pins.batches', {})) as PinBatchList;
  expect(batches).toMatchObject([
    { state: 'stopped', problem: { code: 'PIN_BATCH_FROM_BACKUP' }, looked: 0 },
  ]);
  const { imports } = (await run('postImports.list', {})) as PostImportList;
  expect(imports).toMatchObject([
    { state: 'stopped', problem: { code: 'POST_IMPORT_FROM_BACKUP' }, counts: { waiting: 1 } },
  ]);

  // One is answered by itself, the others together.
  const { change } = (await run('pins.resolveChange', {
    changeId: changes['kept'],
    keep: 'theirs',
  })) as PinChangeAnswer;
  expect(change.state).toBe('cancelled');
  expect(await run('pins.answerChanges', { keep: 'mine' })).toEqual({ answered: 2 });
  await until('they are made', async () => (await rows()).every(({ state }) => state !== 'open'));
  expect(onPinterest('taken back')?.title).toBe('New');
  expect(onPinterest('edited by the owner')?.title).toBe('New');
  expect(onPinterest('kept')).toBeDefined();
  expect(((await run('restored.list', {})) as RestoredPins).changes).toBe(0);
});
