import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diskStorage } from './disk.ts';

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'linchpin-storage-'));
});
afterAll(() => rm(dir, { recursive: true }));

describe('diskStorage on disk', () => {
  it('writes files that only the owner can read, spread over folders', async () => {
    const root = await mkdtemp(join(dir, 'layout-'));
    const storage = diskStorage(root);
    const folders = new Set<string>();
    for (let index = 0; index < 20; index += 1) {
      // Ids made in the same second share their first digits.
      const key = `69210000${index.toString(16).padStart(16, '0')}`;
      await storage.put(key, Buffer.from('x'));
    }
    for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      expect((await stat(join(entry.parentPath, entry.name))).mode & 0o777).toBe(0o600);
      folders.add(entry.parentPath);
    }
    expect(folders.size).toBeGreaterThan(5);
  });

  it('leaves no half-written file behind when the source breaks', async () => {
    const root = await mkdtemp(join(dir, 'broken-'));
    const storage = diskStorage(root);
    const source = Readable.from(
      (async function* broken() {
        yield Buffer.from('first half');
        throw new Error('source broke');
      })(),
    );
    await expect(storage.put('key1', source)).rejects.toThrow('source broke');
    expect(await readdir(join(root, 'incoming'))).toEqual([]);
    expect(await storage.size('key1')).toBeNull();
  });

  it('does not name its folder in an error', async () => {
    const root = await mkdtemp(join(dir, 'secret-'));
    const failed = await diskStorage(root)
      .readBuffer('absent')
      .catch((error: unknown) => error);
    expect(String(failed)).not.toContain(root);
  });

  it('reports a folder it cannot write to', async () => {
    const file = join(dir, 'a-file');
    await writeFile(file, '');
    await expect(diskStorage(file).put('key1', Buffer.from('x'))).rejects.toThrow(/ENOTDIR|EEXIST/);
  });
});
