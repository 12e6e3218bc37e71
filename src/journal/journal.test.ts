import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { diskJournals, openJournal, readJournals } from './index.ts';

let root: string;
let dir: string;
let ms: number;
const now = () => (ms += 10);
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'linchpin-journal-'));
  dir = join(root, 'journal');
  ms = Date.parse('2026-11-21T12:00:00Z');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));
const fail = (error: unknown) => {
  throw error;
};
const open = (onError: (error: unknown) => void = fail) =>
  openJournal(diskJournals(dir), onError, now);
const sending = (pinId: string) => ({ kind: 'sending', pinId, boardId: '1' }) as const;
const published = (pinId: string, pinterestPinId: string) =>
  ({ kind: 'published', pinId, boardId: '1', pinterestPinId }) as const;
const states = async () =>
  Object.fromEntries(
    [...(await readJournals([diskJournals(dir)])).pins].map(([id, { state }]) => [id, state]),
  );

test('tells of each Pin what was last known, over all processes and restarts', async () => {
  const [one, two] = [open(), open()];
  await one.note(sending('a'));
  await one.keep(published('a', '100'));
  await one.note(sending('b'));
  await two.note(sending('c'));
  await two.note({ kind: 'not_published', pinId: 'c' });
  await one.close();
  await two.close();
  const three = open();
  await three.keep(published('b', '101'));
  await three.note(sending('d'));
  await three.close();
  expect(await states()).toEqual({ a: 'published', b: 'published', d: 'sending' });
  expect((await readJournals([diskJournals(dir)])).pins.get('a')).toMatchObject({
    state: 'published',
    pinterestPinId: '100',
    boardId: '1',
  });
  expect(readdirSync(dir)).toHaveLength(3);
});

test('makes no file before its first line, and a directory without any holds nothing', async () => {
  await open().close();
  expect((await readJournals([diskJournals(dir)])).pins.size).toBe(0);
  expect((await readJournals([diskJournals(dir)])).reachesBackTo('x')).toBe(false);
});

test('keeps the order of lines that come in at once', async () => {
  const journal = open();
  await Promise.all(
    Array.from({ length: 200 }, (_, index) => [
      journal.note(sending(`p${index}`)),
      journal.keep(published(`p${index}`, `${index}`)),
    ]).flat(),
  );
  await journal.close();
  expect(Object.values(await states())).toEqual(Array.from({ length: 200 }, () => 'published'));
});

test('a line that was cut off spoils no other', async () => {
  const journal = open();
  await journal.keep(published('a', '100'));
  await journal.close();
  const [name = ''] = readdirSync(dir);
  appendFileSync(join(dir, name), '{"at":"2026-11-21T12:00:');
  const next = open();
  await next.note(sending('b'));
  await next.close();
  expect(await states()).toEqual({ a: 'published', b: 'sending' });
});

test('reaches back to a backup that it saw begin, unless lines were lost since', async () => {
  writeFileSync(join(root, 'journal'), 'not a directory');
  const errors: unknown[] = [];
  const journal = open((error) => errors.push(error));
  await journal.note(sending('lost'));
  expect(errors).toHaveLength(1);
  rmSync(join(root, 'journal'));
  mkdirSync(dir);
  await journal.note(sending('a'));
  const marks = open();
  await marks.keep({ kind: 'backup', backupId: 'b1' });
  const journals = await readJournals([diskJournals(dir)]);
  expect(journals.reachesBackTo('b1')).toBe(true);
  expect(journals.reachesBackTo('b2')).toBe(false);
  expect(journals.reachesBackTo(undefined)).toBe(false);
  // The gap is before b1; another one comes after it.
  await marks.close();
  await journal.close();
  const [name = ''] = readdirSync(dir);
  appendFileSync(join(dir, name), `{"at":"2026-11-21T13:00:00.000Z","kind":"gap"}\n`);
  expect((await readJournals([diskJournals(dir)])).reachesBackTo('b1')).toBe(false);
});
