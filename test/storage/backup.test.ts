import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBackup, moveMedia, restoreBackup, type MediaPlace } from '../../src/backup/index.ts';
import { s3Address } from '../../src/config/index.ts';
import { journalPlace, openJournal } from '../../src/journal/index.ts';
import { createHarness, secretKey, type CrashHarness } from '../crash/crash-harness.ts';
import { temporaryDatabase } from '../harness/database.ts';
import { startStrictS3, type StrictS3 } from '../harness/s3/server.ts';
import { openS3 } from '../harness/s3/stores.ts';

let dir: string;
let harness: CrashHarness;
let server: StrictS3;
let mediaConfig: MediaPlace;
const drops: (() => Promise<void>)[] = [];
const quiet = { onStep: () => {} };
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linchpin-s3-backup-'));
  const database = await temporaryDatabase();
  drops.push(database.drop);
  harness = await createHarness({ database: database.connection });
  server = await startStrictS3();
  mediaConfig = { s3: s3Address.parse(server.url), credentials: server.identity };
  const from = { s3: null, credentials: null };
  await moveMedia({
    from,
    to: mediaConfig,
    dataDir: harness.dataDir,
    deleteSource: true,
    ...quiet,
  });
});
afterAll(async () => {
  await harness.close();
  await server.close();
  for (const drop of drops) await drop();
  rmSync(dir, { recursive: true, force: true });
});

const inBucket = (folder = 'media') =>
  new Map(
    [...server.bucket.objects]
      .filter(([key]) => key.startsWith(`linchpin/${folder}/`))
      .map(([key, { body }]) => [key, body.toString('hex')] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
const restore = async (file: string, more: { replace?: boolean; secretKey?: string } = {}) => {
  const { connection, drop } = await temporaryDatabase({ empty: true });
  drops.push(drop);
  const dataDir = mkdtempSync(join(dir, 'restored-'));
  return restoreBackup({
    file: join(dir, file),
    database: connection,
    dataDir,
    mediaConfig,
    replace: false,
    secretKey,
    ...quiet,
    ...more,
  });
};

test('a backup holds what is in the bucket, and a restore on another machine knows the journal there', async () => {
  const [pinId = ''] = await harness.schedule([
    { account: harness.account(0), title: 'Out since', inMs: 3_600_000 },
  ]);
  const made = await createBackup({
    file: join(dir, 'one.tar.gz'),
    database: harness.database,
    dataDir: harness.dataDir,
    mediaConfig,
    keys: true,
    version: '0.1.0',
    ...quiet,
  });
  expect(made).toMatchObject({ media: 2, missingMedia: [] });
  // A worker of another machine, which shares no disk with any.
  const opened = openS3(server.url, server.identity);
  const journal = openJournal(journalPlace('/nowhere', opened.notes), (error) => {
    throw error;
  });
  const { boardId } = harness.account(0);
  await journal.keep({ kind: 'published', pinId, boardId, pinterestPinId: '123' });
  await journal.close();

  const before = inBucket();
  await expect(restore('one.tar.gz')).rejects.toThrow(/holds media/);
  expect(inBucket()).toEqual(before);
  await opened.storage.put('uploaded-since', Buffer.from('x'));
  await opened.close();
  expect(await restore('one.tar.gz', { replace: true })).toMatchObject({
    media: 2,
    journalReachesBack: true,
    pinsPublishedSince: 1,
  });
  expect(inBucket()).toEqual(before);
  expect(existsSync(join(harness.dataDir, 'journal'))).toBe(false);
});

test('a restore that fails leaves the bucket as it was', async () => {
  const [lost = ''] = inBucket().keys();
  server.bucket.objects.delete(lost);
  server.bucket.put('linchpin/media/other-file', Buffer.from('other'), 'x/y');
  const before = inBucket();
  await expect(restore('one.tar.gz', { replace: true, secretKey: 'x'.repeat(64) })).rejects.toThrow(
    /LINCHPIN_SECRET_KEY/,
  );
  expect(inBucket()).toEqual(before);
  expect(readdirSync(dir).filter((name) => name.includes('partial'))).toEqual([]);
  expect(await restore('one.tar.gz', { replace: true })).toMatchObject({ media: 2 });
  expect(inBucket().has(lost)).toBe(true);
  expect(inBucket().has('linchpin/media/other-file')).toBe(false);
});
