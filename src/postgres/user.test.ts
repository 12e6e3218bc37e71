import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closedDirectories, parsePasswd } from './user.ts';

let dir: string;

beforeEach(() => {
  dir = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'lp-user-')));
  fs.chmodSync(dir, 0o755);
});
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

test('passwd rows: by name, never uid 0, broken lines skipped', () => {
  const rows = parsePasswd(
    'root:x:0:0::/:/bin/sh\ntoor:x:0:5::/:\n\nnobody:x:65534:65533::/:\nhalf:x\n',
  );
  expect([...rows]).toEqual([['nobody', { uid: 65534, gid: 65533 }]]);
});

test('a directory is closed by the bit that applies to this user, and only by it', () => {
  const { uid, gid } = fs.statSync(dir);
  const stranger = { uid: uid + 1, gid: gid + 1 };
  const member = { uid: uid + 1, gid };
  const owner = { uid, gid: gid + 1 };
  const closed = (mode: number, user: { uid: number; gid: number }): boolean => {
    fs.chmodSync(dir, mode);
    return closedDirectories(dir, user).includes(dir);
  };
  expect(closed(0o700, stranger)).toBe(true);
  expect(closed(0o744, stranger)).toBe(true);
  expect(closed(0o701, stranger)).toBe(false);
  expect(closed(0o701, member)).toBe(true);
  expect(closed(0o710, member)).toBe(false);
  expect(closed(0o677, owner)).toBe(true);
  expect(closed(0o700, owner)).toBe(false);
});

test('what does not exist yet is judged by its deepest ancestor that does', () => {
  const { uid, gid } = fs.statSync(dir);
  fs.chmodSync(dir, 0o700);
  const closed = closedDirectories(path.join(dir, 'not', 'yet'), { uid: uid + 1, gid: gid + 1 });
  expect(closed[0]).toBe(dir);
});
