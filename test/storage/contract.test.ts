import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MediaSource, MediaStorage } from '../../src/media/index.ts';
import { diskStore, s3rverStore, strictStore, type TestStore } from '../harness/s3/stores.ts';

const content = Buffer.alloc(300_000, 'media');
const sha256 = createHash('sha256').update(content).digest('hex');

/** What every implementation of {@link MediaStorage} must do. */
function describeStorage(name: string, make: () => Promise<TestStore>): void {
  describe(`${name} as a MediaStorage`, () => {
    let store: TestStore;
    let storage: MediaStorage;
    beforeAll(async () => {
      store = await make();
      storage = store.opened.storage;
    });
    afterAll(() => store.close());
    beforeEach(async () => {
      for await (const { key } of storage.list()) await storage.remove(key);
    });

    const keys = async (): Promise<string[]> => {
      const found: string[] = [];
      for await (const { key } of storage.list()) found.push(key);
      return found.sort();
    };

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

    it('stores and reads what is longer than a part, in parts of any size', async () => {
      const bytes = randomBytes(20 * 1024 * 1024 + 12_345);
      const cuts = [0, 1, 70_000, 9_000_000, 9_000_001, 17_500_000, bytes.length];
      const chunks = cuts.slice(1).map((end, index) => bytes.subarray(cuts[index], end));
      expect(await storage.put('long', Readable.from(chunks))).toEqual({
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      });
      expect((await storage.readBuffer('long')).equals(bytes)).toBe(true);
    });

    it('reads ranges', async () => {
      await storage.put('abc', Buffer.from('0123456789'));
      const read = async (start: number, end: number) =>
        (await buffer(storage.read('abc', { start, end }))).toString();
      expect(await read(0, 10)).toBe('0123456789');
      expect(await read(0, 1)).toBe('0');
      expect(await read(3, 7)).toBe('3456');
      expect(await read(9, 10)).toBe('9');
      expect(await read(4, 4)).toBe('');
    });

    it('lists what there is, with its size', async () => {
      expect(await keys()).toEqual([]);
      await storage.put('abc', Buffer.from('one'));
      await storage.put('abd.w320.webp', Buffer.alloc(0));
      await storage.put('gone', Buffer.from('x'));
      await storage.remove('gone');
      const listed = [];
      for await (const object of storage.list()) listed.push(object);
      expect(listed.toSorted((a, b) => (a.key < b.key ? -1 : 1))).toEqual([
        { key: 'abc', bytes: 3 },
        { key: 'abd.w320.webp', bytes: 0 },
      ]);
    });

    it('a reader that goes away leaves the storage usable', async () => {
      await storage.put('abc', Buffer.alloc(3_000_000, 'x'));
      for (let count = 0; count < 5; count += 1) {
        const stream = storage.read('abc');
        for await (const _chunk of stream) break;
        expect(stream.destroyed).toBe(true);
      }
      expect(await storage.size('abc')).toBe(3_000_000);
    });

    it('finds nothing to tidy up that is in use', async () => {
      await storage.put('abc', Buffer.from('one'));
      await storage.removeLeftovers();
      await storage.requireSpace();
      expect(await keys()).toEqual(['abc']);
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

describeStorage('the disk', diskStore);
describeStorage('a strict S3', strictStore);
describeStorage('s3rver', s3rverStore);
