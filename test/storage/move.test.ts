import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { moveMedia, type MediaPlace } from '../../src/backup/index.ts';
import { s3Address } from '../../src/config/index.ts';
import { journalPlace, openJournal, readJournals } from '../../src/journal/index.ts';
import { diskStorage, type MediaStorage } from '../../src/media/index.ts';
import { startStrictS3, type StrictS3 } from '../harness/s3/server.ts';
import { openS3 } from '../harness/s3/stores.ts';

let dataDir: string;
let server: StrictS3;
let disk: MediaStorage;
let bucket: MediaPlace;
const onDisk: MediaPlace = { s3: null, credentials: null };
const steps: string[] = [];
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'linchpin-move-'));
  server = await startStrictS3();
  disk = diskStorage(join(dataDir, 'media'));
  bucket = { s3: s3Address.parse(server.url), credentials: server.identity };
  for (let index = 0; index < 9; index += 1)
    await disk.put(`file-${index}`, Buffer.alloc(index * 1000, String(index)));
});
afterEach(async () => {
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const move = (from: MediaPlace, to: MediaPlace, deleteSource = false) =>
  moveMedia({ from, to, dataDir, deleteSource, onStep: (text) => steps.push(text) });
const inBucket = () => [...server.bucket.objects.keys()].filter((key) => key.includes('/media/'));
const keysOf = async (storage: MediaStorage) => {
  const keys: string[] = [];
  for await (const { key } of storage.list()) keys.push(key);
  return keys.sort();
};
const bytesSent = () => server.requests.filter((request) => request.startsWith('PUT')).length;

test('there and back: every byte, and the first place stays as it is until it is to be emptied', async () => {
  expect(await move(onDisk, bucket)).toEqual({
    copied: 9,
    bytes: 36_000,
    alreadyThere: 0,
    removed: 0,
  });
  expect(inBucket()).toHaveLength(9);
  const all = await keysOf(disk);
  expect(all).toHaveLength(9);

  await disk.put('new-while-it-ran', Buffer.from('late'));
  expect(await move(onDisk, bucket, true)).toEqual({
    copied: 1,
    bytes: 4,
    alreadyThere: 9,
    removed: 10,
  });
  expect(await keysOf(disk)).toEqual([]);
  expect(await move(bucket, onDisk)).toMatchObject({ copied: 10 });
  expect(await keysOf(disk)).toEqual([...all, 'new-while-it-ran'].sort());
  expect((await disk.readBuffer('file-8')).equals(Buffer.alloc(8000, '8'))).toBe(true);
});

test('broken off, it goes on where it was; what is there and differs is copied again', async () => {
  let puts = 0;
  server.trouble = ({ method }) =>
    method === 'PUT' && ++puts > 4 ? { status: 403, code: 'AccessDenied' } : null;
  await expect(move(onDisk, bucket)).rejects.toMatchObject({ code: 'MEDIA_STORE_UNAVAILABLE' });
  server.trouble = () => null;
  const done = inBucket().length;
  expect(done).toBeGreaterThanOrEqual(1);
  const [first = ''] = inBucket();
  // As long as it was, and other bytes: found by comparing, as no record of it is kept.
  const kept = server.bucket.get(first);
  server.bucket.put(first, Buffer.alloc(kept.body.length, 'y'), kept.type);
  rmSync(join(dataDir, 'media-move.jsonl'));
  const before = bytesSent();
  const result = await move(onDisk, bucket);
  const isEmpty = kept.body.length === 0;
  expect(result).toMatchObject({ alreadyThere: isEmpty ? done : done - 1 });
  expect(result.copied + result.alreadyThere).toBe(9);
  expect(bytesSent() - before).toBe(result.copied);
  expect(server.bucket.get(first).body.equals(kept.body)).toBe(true);
  // A third run reads nothing at all.
  const reads = server.requests.length;
  expect(await move(onDisk, bucket)).toMatchObject({ copied: 0, alreadyThere: 9 });
  expect(server.requests.slice(reads).filter((request) => /\/media\/file/.test(request))).toEqual(
    [],
  );
});

test('a file that is not what was written ends it, and nothing is emptied', async () => {
  server.trouble = ({ method }) => {
    const damaged = server.bucket.objects.get('linchpin/media/file-5');
    if (method === 'GET' && damaged) damaged.body = Buffer.alloc(damaged.body.length, 'x');
    return null;
  };
  await expect(move(onDisk, bucket, true)).rejects.toThrow(/file-5 is not what was written/);
  expect(await keysOf(disk)).toHaveLength(9);
  expect(inBucket()).not.toContain('linchpin/media/file-5');
});

test('a file that the other place has lost when it is read back ends it, and is not taken for done', async () => {
  server.trouble = ({ method }) => {
    if (method === 'GET') server.bucket.objects.delete('linchpin/media/file-5');
    return null;
  };
  await expect(move(onDisk, bucket, true)).rejects.toMatchObject({ code: 'MEDIA_FILE_MISSING' });
  expect(await keysOf(disk)).toHaveLength(9);
});

test('a file that is removed meanwhile, as nothing uses it, is left out', async () => {
  server.trouble = () => {
    rmSync(join(dataDir, 'media'), { recursive: true, force: true });
    return null;
  };
  const { copied } = await move(onDisk, bucket);
  expect(copied).toBeLessThan(9);
  expect(inBucket()).toHaveLength(copied);
});

test('the journal goes along, and every machine reads it there', async () => {
  const fail = (error: unknown) => {
    throw error;
  };
  const here = openJournal(journalPlace(dataDir, null), fail);
  await here.keep({ kind: 'backup', backupId: 'b1' });
  await here.keep({ kind: 'published', pinId: 'a', boardId: '1', pinterestPinId: '100' });
  await move(onDisk, bucket);
  await here.note({ kind: 'sending', pinId: 'b', boardId: '1' });
  await here.close();
  await move(onDisk, bucket);

  const opened = openS3(server.url, server.identity);
  const [one, two] = [1, 2].map(() => openJournal(journalPlace('/nowhere', opened.notes), fail));
  if (!one || !two) throw new Error('There are two.');
  await one.keep({ kind: 'published', pinId: 'c', boardId: '1', pinterestPinId: '102' });
  await Promise.all(
    Array.from({ length: 2_000 }, (_, index) =>
      two.keep({ kind: 'published', pinId: `n${index}`, boardId: '1', pinterestPinId: `${index}` }),
    ),
  );
  for (let index = 0; index < 3; index += 1)
    await two.keep({ kind: 'published', pinId: `m${index}`, boardId: '1', pinterestPinId: '1' });
  await Promise.all([one.close(), two.close()]);
  const facts = await readJournals([journalPlace('/nowhere', opened.notes)]);
  expect(facts.reachesBackTo('b1')).toBe(true);
  expect(facts.pins.size).toBe(3 + 2_000 + 3);
  expect(facts.pins.get('b')).toEqual({ state: 'sending' });
  const objects = await opened.notes?.names();
  // One of the directory, one of the first process, and more than one of the second, which wrote much.
  expect(objects?.length).toBeGreaterThan(3);

  // A line that the store did not take is a gap.
  server.trouble = ({ method }) =>
    method === 'PUT' ? { status: 403, code: 'AccessDenied' } : null;
  const lost: unknown[] = [];
  const three = openJournal(journalPlace('/nowhere', opened.notes), (error) => lost.push(error));
  await three.keep({ kind: 'published', pinId: 'lost', boardId: '1', pinterestPinId: '9' });
  server.trouble = () => null;
  await three.keep({ kind: 'published', pinId: 'd', boardId: '1', pinterestPinId: '103' });
  await three.close();
  expect(lost).toHaveLength(1);
  const after = await readJournals([journalPlace('/nowhere', opened.notes)]);
  expect([after.reachesBackTo('b1'), after.pins.has('lost'), after.pins.has('d')]).toEqual([
    false,
    false,
    true,
  ]);
  await opened.close();
});
