import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { databaseDir, prepareSocketDirectory } from './directory.ts';
import { serverUser } from './user.ts';

const isRoot = process.getuid?.() === 0;
let area: string;
let elsewhere: string;

beforeEach(() => {
  area = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'lp-dir-')));
  fs.chmodSync(area, 0o755);
  elsewhere = path.join(area, 'elsewhere');
});
afterEach(() => fs.rmSync(area, { recursive: true, force: true }));

function make(dir: string, mode: number): string {
  const at = path.join(area, dir);
  fs.mkdirSync(at, { mode });
  return at;
}

test('the database lives in the data directory when the server can get there', () => {
  const dataDir = make('open', 0o755);
  expect(databaseDir(dataDir, elsewhere)).toBe(path.join(dataDir, 'postgres'));
  expect(databaseDir(path.join(area, 'new'), elsewhere)).toBe(path.join(area, 'new', 'postgres'));
  expect(fs.existsSync(elsewhere)).toBe(false);
});

test.runIf(isRoot)("root's own private data directory is opened for the server, no further", () => {
  const dataDir = make('private', 0o700);
  expect(databaseDir(dataDir, elsewhere)).toBe(path.join(dataDir, 'postgres'));
  const { mode, gid } = fs.statSync(dataDir);
  expect(mode & 0o777).toBe(0o710);
  expect(gid).toBe(serverUser(path.join(dataDir, 'postgres', 'data')).gid);
});

test.runIf(isRoot)('a closed home sends it elsewhere, with a link that wins from then on', () => {
  const home = make('home', 0o700);
  const dataDir = path.join(home, 'app', '.linchpin');
  const dir = databaseDir(dataDir, elsewhere);
  expect(path.dirname(dir)).toBe(elsewhere);
  expect(fs.statSync(home).mode & 0o777).toBe(0o700);
  expect(databaseDir(dataDir, path.join(area, 'other'))).toBe(dir);
  fs.chmodSync(home, 0o755);
  expect(databaseDir(dataDir, elsewhere)).toBe(dir);
  expect(databaseDir(path.join(home, 'second'), elsewhere)).not.toBe(dir);
});

test.runIf(isRoot)('a link whose target is gone, as in a copied project, is renewed', () => {
  const dataDir = path.join(make('copied', 0o700), 'data');
  fs.mkdirSync(dataDir);
  fs.symlinkSync('/nonexistent/place', path.join(dataDir, 'postgres'));
  const dir = databaseDir(dataDir, elsewhere);
  expect(fs.realpathSync(path.join(dataDir, 'postgres'))).toBe(dir);
});

test('a link planted for the socket directory is not followed', () => {
  const dir = make('db', 0o755);
  const victim = make('victim', 0o755);
  fs.symlinkSync(victim, path.join(dir, 'run'));
  const user = serverUser(path.join(dir, 'data'));
  expect(() => prepareSocketDirectory(dir, 'linchpin', user)).toThrow('cannot be used');
  expect(fs.statSync(victim).mode & 0o777).toBe(0o755);
});

test.runIf(isRoot)("another user's socket directory is refused", () => {
  const dir = make('db', 0o755);
  const run = path.join(dir, 'run');
  fs.mkdirSync(run, { mode: 0o777 });
  fs.chownSync(run, 54321, 54321);
  const user = serverUser(path.join(dir, 'data'));
  expect(() => prepareSocketDirectory(dir, 'linchpin', user)).toThrow('belongs to uid 54321');
});
