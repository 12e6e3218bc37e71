import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { diskStorage } from './disk.ts';
import type { MediaSource, MediaStorage } from './storage.ts';

const content = Buffer.alloc(300_000, 'media');
const sha256 = createHash('sha256').update(content).digest('hex');

/** What every implementation of {@link MediaStorage} must do. */
function describeStorage(name: string, make: () => Promise<MediaStorage>): void {
  describe(`${name} as a MediaStorage`, () => {
    let storage: MediaStorage;
    beforeEach(async () => {
      storage = await make();
    });

    it.each<[string, (path: string) => MediaSource]>([
      ['a buffer', () => content],
      ['a stream', () => Readable.from([content.subarray(0, 7), content.subarray(7)])],
      ['a path', (path) => ({ path })],
    ])('stores %s and gives it back', async (_kind, source) => {
      const dir = await mkdtemp(join(tmpdir(), 'linchpin-source-'));
      try {
        const path = join(dir, 'file');
        await writeFile(path, content);
        expect(await storage.put('abc.bin', source(path))).toEqual({
          bytes: content.length,
          sha256,
        });
        // toEqual walks buffers byte by byte, which takes a second.
        expect((await storage.readBuffer('abc.bin')).equals(content)).toBe(true);
        expect((await buffer(storage.read('abc.bin'))).equals(content)).toBe(true);
        expect(await storage.size('abc.bin')).toBe(content.length);
      } finally {
        await rm(dir, { recursive: true });
      }
    });

    it('stores nothing when the source breaks, and keeps what was there', async () => {
      await storage.put('abc', Buffer.from('before'));
      const source = new Readable({
        read() {
          this.push('part');
          this.destroy(new Error('source broke'));
        },
      });
      await expect(storage.put('abc', source)).rejects.toThrow('source broke');
      expect((await storage.readBuffer('abc')).toString()).toBe('before');
    });

    it('replaces an object and keeps others apart', async () => {
      await storage.put('abc', Buffer.from('one'));
      await storage.put('abd', Buffer.from('other'));
      await storage.put('abc', Buffer.from('two'));
      expect((await storage.readBuffer('abc')).toString()).toBe('two');
      expect((await storage.readBuffer('abd')).toString()).toBe('other');
    });

    it('stores an empty object', async () => {
      await storage.put('empty', Buffer.alloc(0));
      expect(await storage.size('empty')).toBe(0);
      expect(await buffer(storage.read('empty'))).toHaveLength(0);
    });

    it('says when an object is missing', async () => {
      expect(await storage.size('absent')).toBeNull();
      await expect(storage.readBuffer('absent')).rejects.toMatchObject({
        code: 'MEDIA_FILE_MISSING',
      });
      await expect(buffer(storage.read('absent'))).rejects.toMatchObject({
        code: 'MEDIA_FILE_MISSING',
      });
    });

    it('removes, also twice', async () => {
      await storage.put('abc', content);
      await storage.remove('abc');
      await storage.remove('abc');
      expect(await storage.size('abc')).toBeNull();
    });

    it.each([
      '',
      '..',
      '../abc',
      'a/b',
      'a\\b',
      '/etc/passwd',
      '.hidden',
      'ab..c',
      'A',
      'abc\0',
      'ab',
    ])('refuses the key %j', async (key) => {
      await expect(storage.put(key, content)).rejects.toThrow(TypeError);
      await expect(storage.readBuffer(key)).rejects.toThrow(TypeError);
      await expect(storage.size(key)).rejects.toThrow(TypeError);
      await expect(storage.remove(key)).rejects.toThrow(TypeError);
      expect(() => storage.read(key)).toThrow(TypeError);
    });
  });
}

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'linchpin-storage-'));
});
afterAll(() => rm(dir, { recursive: true }));

describeStorage('diskStorage', async () => diskStorage(await mkdtemp(join(dir, 'disk-'))));
