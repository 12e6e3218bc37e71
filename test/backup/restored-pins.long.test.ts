import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { App } from '../../src/app/index.ts';
import { createBackup, restoreBackup, type RestoreResult } from '../../src/backup/index.ts';
import { execute, registry, type Call } from '../../src/operations/index.ts';
import type { RestoredPins } from '../../src/contract/index.ts';
import type { PinRow } from '../../src/store/index.ts';
import { shortPolicy } from '../crash/policy.ts';
import { createHarness, secretKey, until, type CrashHarness } from '../crash/crash-harness.ts';
import { temporaryDatabase } from '../harness/database.ts';
import { startHere } from '../jobs/publisher.ts';

const hour = 3600_000;
const titles = ['Untouched', 'Edited', 'Moved', 'Deleted', 'Not sent', 'Planned'] as const;
type Title = (typeof titles)[number];

const onDisk = { s3: null, credentials: null };
let dir: string;
let harness: CrashHarness;
let ids: Record<Title, string>;
let restored: App | undefined;
const drops: (() => Promise<void>)[] = [];
const database = async () => {
  const { connection, drop } = await temporaryDatabase();
  drops.push(drop);
  return connection;
};

/** After a backup four Pins go out, and their owner edits, moves and deletes on Pinterest. */
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linchpin-restored-'));
  harness = await createHarness({ database: await database(), accounts: titles.length });
  const made = await harness.schedule(
    titles.map((title, index) => ({
      account: harness.account(index),
      title,
      ...(title === 'Planned' && { inMs: 24 * hour }),
    })),
  );
  ids = Object.fromEntries(titles.map((title, index) => [title, made[index]])) as typeof ids;
  await harness.store.db
    .updateTable('pin')
    .set({ dueAt: null })
    .where('id', '=', ids['Not sent'])
    .execute();
  await createBackup({
    mediaConfig: onDisk,
    file: join(dir, 'backup.tar.gz'),
    database: harness.database,
    dataDir: harness.dataDir,
    keys: true,
    version: '0.1.0',
    onStep: () => {},
  });
  const original = await startHere(harness, { policy: shortPolicy });
  const out: Title[] = ['Untouched', 'Edited', 'Moved', 'Deleted'];
  await until('they are out', async () =>
    (await Promise.all(out.map((title) => harness.pin(ids[title])))).every(
      ({ status }) => status === 'published',
    ),
  );
  await original.close();
  const call = (index: number, method: string, path: string, body?: object) =>
    fetch(harness.sandbox.apiUrl + path, {
      method,
      headers: {
        authorization: `Bearer ${harness.sandbox.tokenFor(harness.account(index).username).accessToken}`,
        'content-type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  const onPinterest = async (title: Title) => (await harness.pin(ids[title])).pinterestPinId;
  await call(1, 'PATCH', `/pins/${await onPinterest('Edited')}`, {
    title: 'Other words',
    link: 'https://example.com/other',
  });
  const made2 = await call(2, 'POST', '/boards', { name: 'Another board' });
  const { id: board_id } = (await made2.json()) as { id: string };
  await call(2, 'PATCH', `/pins/${await onPinterest('Moved')}`, { board_id });
  await call(3, 'DELETE', `/pins/${await onPinterest('Deleted')}`);
});
afterEach(async () => {
  await restored?.close();
  restored = undefined;
  await harness.close();
  for (const drop of drops.splice(0)) await drop();
  rmSync(dir, { recursive: true, force: true });
});

/** Restores on a machine that has the journal, or has not, and lets every search come to its end. */
async function restore(withJournal: boolean): Promise<RestoreResult> {
  const to = { database: await database(), dataDir: join(dir, 'restored') };
  if (withJournal)
    cpSync(join(harness.dataDir, 'journal'), join(to.dataDir, 'journal'), { recursive: true });
  const result = await restoreBackup({
    mediaConfig: onDisk,
    file: join(dir, 'backup.tar.gz'),
    ...to,
    replace: true,
    secretKey,
    onStep: () => {},
  });
  const target = { ...harness, ...to };
  restored = await startHere(target, { policy: shortPolicy });
  // As after its account was connected again.
  await change({ dueAt: new Date() }, ids['Not sent']);
  await until(
    'each has found its end',
    async () =>
      (await pins()).every(
        ({ step, leaseOwner, title }) =>
          leaseOwner === null && (step !== 'reconciling' || title === 'Planned' || isAsked(title)),
      ),
    20_000,
  );
  return result;
}

const rows = () => {
  if (!restored) throw new Error('Nothing was restored yet.');
  return restored.store.db;
};
let found: PinRow[] = [];
const pins = async () =>
  (found = await rows()
    .selectFrom('pin')
    .selectAll()
    .where('id', 'in', Object.values(ids))
    .execute());
const pin = (title: Title) => found.find(({ id }) => id === ids[title]);
const isAsked = (title: string | null) =>
  found.find((item) => item.title === title)?.heldReason?.code === 'PIN_RESTORED_UNCERTAIN';
const change = (columns: { dueAt: Date }, id: string) =>
  rows().updateTable('pin').set(columns).where('id', '=', id).execute();
const creates = () => harness.sandbox.control.counts()['pins/create'];
const call = (): Call => {
  if (!restored) throw new Error('Nothing was restored yet.');
  return { ...restored.deps, actor: restored.actor, idempotencyKey: null };
};
const run = (name: keyof typeof registry, input: object) => execute(registry[name], call(), input);

test('with its journal: everything that went out is known, whatever became of it there', async () => {
  const before = await Promise.all(titles.map((title) => harness.pin(ids[title])));
  expect(await restore(true)).toMatchObject({
    pinsPublishedSince: 4,
    pinsLookedFor: 2,
    journalReachesBack: true,
  });
  await until('the one that was not sent is out', async () => {
    await pins();
    return pin('Not sent')?.status === 'published';
  });
  for (const [index, title] of titles.slice(0, 4).entries())
    expect(pin(title)).toMatchObject({
      status: 'published',
      pinterestPinId: before[index]?.pinterestPinId,
    });
  expect(pin('Planned')).toMatchObject({ status: 'scheduled', step: 'reconciling' });
  expect(existsSync(join(dir, 'restored', 'journal'))).toBe(true);
  expect(creates()).toBe(5);
});

test('without a journal: nothing that was due is sent before a person has answered for all of them', async () => {
  expect(await restore(false)).toMatchObject({ pinsPublishedSince: 0, journalReachesBack: false });
  // Found where it was, and on the board it was moved to.
  for (const title of ['Untouched', 'Moved'] as const)
    expect([title, pin(title)?.status]).toEqual([title, 'published']);
  const asked = (await run('restored.list', {})) as RestoredPins;
  expect(asked.count).toBe(3);
  // They wait for no account, and are not looked for any more; the planned one is, before its time.
  expect(await run('instance.health', {})).toMatchObject({
    pins: { held: 3, waitingForAccount: 0, reconciling: 1 },
  });
  expect(asked.pins.map(({ title }) => title).sort()).toEqual(['Deleted', 'Edited', 'Not sent']);
  expect(creates()).toBe(4);

  await run('restored.answer', { outcome: 'publish', pinIds: [ids['Not sent']] });
  await until('it is out', async () => {
    await pins();
    return pin('Not sent')?.status === 'published';
  });
  expect(await run('restored.answer', { outcome: 'discard' })).toMatchObject({
    answered: 2,
    left: 0,
  });
  await pins();
  for (const title of ['Edited', 'Deleted'] as const) expect(pin(title)?.status).toBe('cancelled');
  expect(creates()).toBe(5);
});

test('edited, cancelled or planned again after the restore, a Pin is still looked for by its old words', async () => {
  await restore(false);
  const post = async (title: Title) => pin(title)?.postId ?? '';
  // Planned for tomorrow at the backup; in truth it was published early, under the words of the backup.
  const planned = pin('Planned');
  const account = harness.account(5);
  await fetch(`${harness.sandbox.apiUrl}/pins`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${harness.sandbox.tokenFor(account.username).accessToken}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      board_id: account.boardId,
      title: 'Planned',
      description: 'Words',
      link: 'https://example.com/page',
      media_source: {
        source_type: 'image_base64',
        content_type: 'image/jpeg',
        data: (await restored?.deps.storage.readBuffer(await firstKey()))?.toString('base64'),
      },
    }),
  });
  const count = creates();
  expect(planned?.sentSnapshot?.restored).toMatchObject({ overdue: false, journal: 'none' });
  const postId = await post('Planned');
  await run('boards.list', { accountId: account.id });
  await run('posts.update', { postId, title: 'New words' });
  await run('posts.cancel', { postId });
  await run('posts.update', { postId, scheduledFor: new Date(Date.now() + 500).toISOString() });
  await until('it is found', async () => {
    await pins();
    return pin('Planned')?.status === 'published';
  });
  expect(pin('Planned')).toMatchObject({ title: 'New words', attempts: 0 });
  expect(creates()).toBe(count);
});

const firstKey = async () => {
  const { preparedKey } = await rows()
    .selectFrom('media')
    .select('preparedKey')
    .where('kind', '=', 'image')
    .executeTakeFirstOrThrow();
  return preparedKey ?? '';
};
