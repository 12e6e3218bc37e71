import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../domain/ids.ts';
import { ingestFile } from './ingest.ts';
import { diskStorage } from './storage/disk.ts';
import type { MediaStorage } from './storage/storage.ts';

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'linchpin-ingest-'));
});
afterAll(() => rm(dir, { recursive: true }));

const red = sharp({ create: { width: 200, height: 300, channels: 3, background: '#c02020' } });

async function file(data: Buffer | string): Promise<string> {
  const path = join(dir, crypto.randomUUID());
  await writeFile(path, data);
  return path;
}

async function emptyStorage(): Promise<{
  storage: MediaStorage;
  objects: () => Promise<string[]>;
}> {
  const root = await mkdtemp(join(dir, 'storage-'));
  const objects = async (): Promise<string[]> => {
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  };
  return { storage: diskStorage(root), objects };
}

describe('ingestFile', () => {
  it('stores an image that is fine once', async () => {
    const { storage, objects } = await emptyStorage();
    const data = await red.clone().jpeg().toBuffer();
    const path = await file(data);
    const facts = await ingestFile({ path, filename: 'photo.JPG' }, storage, newId);
    expect(facts).toMatchObject({
      kind: 'image',
      format: 'jpeg',
      bytes: data.length,
      sha256: createHash('sha256').update(data).digest('hex'),
      width: 200,
      height: 300,
      preparedKey: facts.originalKey,
      preparedType: 'image/jpeg',
      preparedBytes: data.length,
      notes: [],
    });
    expect(facts.dominantColor).toMatch(/^#[bc][0-9a-f]2[0-9a-f]2[0-9a-f]$/);
    expect(await objects()).toEqual([facts.originalKey]);
    expect((await readFile(path)).equals(data)).toBe(true);
  });

  it('stores the original beside what is sent when they differ', async () => {
    const { storage, objects } = await emptyStorage();
    const data = await red.clone().webp().toBuffer();
    const facts = await ingestFile({ path: await file(data) }, storage, newId);
    expect(facts).toMatchObject({ format: 'webp', bytes: data.length, preparedType: 'image/jpeg' });
    expect(facts.notes).toEqual(['Converted from a WebP image to JPEG.']);
    expect((await storage.readBuffer(facts.originalKey)).equals(data)).toBe(true);
    const prepared = await storage.readBuffer(facts.preparedKey);
    expect(prepared).toHaveLength(facts.preparedBytes);
    expect((await sharp(prepared).metadata()).format).toBe('jpeg');
    expect((await objects()).sort()).toEqual([facts.originalKey, facts.preparedKey].sort());
  });

  it('goes by the content and notes a wrong name or type', async () => {
    const { storage } = await emptyStorage();
    const path = await file(await red.clone().png().toBuffer());
    const note = 'The file calls itself a JPEG image but is a PNG image; the content counts.';
    for (const claim of [{ filename: 'photo.jpg' }, { declaredType: 'image/jpeg' }]) {
      const facts = await ingestFile({ path, ...claim }, storage, newId);
      expect(facts).toMatchObject({ format: 'png', notes: [note] });
      expect(facts.preparedKey).toBe(facts.originalKey);
    }
  });

  it.each<[string, string, Buffer | string]>([
    ['no bytes', 'MEDIA_EMPTY', ''],
    ['a web page named .jpg', 'MEDIA_FORMAT_UNSUPPORTED', '<!doctype html><p>Sign in'],
    ['JSON', 'MEDIA_FORMAT_UNSUPPORTED', '{"error":"gone"}'],
    ['a video', 'VIDEO_NOT_SUPPORTED_YET', Buffer.from('\0\0\0\x10ftypisom\0\0\0\0')],
    ['a broken image', 'IMAGE_BROKEN', Buffer.from('ffd8ffe000104a46', 'hex')],
  ])('refuses %s as %s and stores nothing', async (_name, code, data) => {
    const { storage, objects } = await emptyStorage();
    const path = await file(data);
    await expect(
      ingestFile({ path, filename: 'photo.jpg', declaredType: 'image/jpeg' }, storage, newId),
    ).rejects.toMatchObject({ code });
    expect(await objects()).toEqual([]);
  });

  it('stores nothing when the second file cannot be written', async () => {
    const { storage, objects } = await emptyStorage();
    let calls = 0;
    const full: MediaStorage = {
      ...storage,
      put: async (key, source) => {
        calls += 1;
        if (calls === 2) throw new Error('disk full');
        return storage.put(key, source);
      },
    };
    const path = await file(await red.clone().webp().toBuffer());
    await expect(ingestFile({ path }, full, newId)).rejects.toThrow('disk full');
    expect(calls).toBe(2);
    expect(await objects()).toEqual([]);
  });
});
