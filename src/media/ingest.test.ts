import { createHash } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LinchpinError } from '../domain/errors/index.ts';
import { newId } from '../domain/ids.ts';
import { ingestFile } from './ingest.ts';
import { makeVideo, type TestVideo } from './testing/make-video.ts';
import { diskStorage } from './storage/disk.ts';
import type { MediaStorage } from './storage/storage.ts';
import type { Transcoder } from './video/transcoder.ts';

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
    const info = await ingestFile({ path, filename: 'photo.JPG' }, storage, newId);
    expect(info).toMatchObject({
      kind: 'image',
      format: 'jpeg',
      bytes: data.length,
      sha256: createHash('sha256').update(data).digest('hex'),
      width: 200,
      height: 300,
      preparedKey: info.originalKey,
      preparedType: 'image/jpeg',
      preparedBytes: data.length,
      notes: [],
    });
    expect(info.dominantColor).toMatch(/^#[bc][0-9a-f]2[0-9a-f]2[0-9a-f]$/);
    expect(await objects()).toEqual([info.originalKey]);
    expect((await readFile(path)).equals(data)).toBe(true);
  });

  it('stores the original beside what is sent when they differ', async () => {
    const { storage, objects } = await emptyStorage();
    const data = await red.clone().webp().toBuffer();
    const info = await ingestFile({ path: await file(data) }, storage, newId);
    expect(info).toMatchObject({ format: 'webp', bytes: data.length, preparedType: 'image/jpeg' });
    expect(info.notes).toEqual(['Converted from a WebP image to JPEG.']);
    expect((await storage.readBuffer(info.originalKey)).equals(data)).toBe(true);
    const prepared = await storage.readBuffer(info.preparedKey);
    expect(prepared).toHaveLength(info.preparedBytes);
    expect((await sharp(prepared).metadata()).format).toBe('jpeg');
    expect((await objects()).sort()).toEqual([info.originalKey, info.preparedKey].sort());
  });

  it('goes by the content and notes a wrong name or type', async () => {
    const { storage } = await emptyStorage();
    const path = await file(await red.clone().png().toBuffer());
    const note = 'The file calls itself a JPEG image but is a PNG image; the content counts.';
    for (const claim of [{ filename: 'photo.jpg' }, { declaredType: 'image/jpeg' }]) {
      const info = await ingestFile({ path, ...claim }, storage, newId);
      expect(info).toMatchObject({ format: 'png', notes: [note] });
      expect(info.preparedKey).toBe(info.originalKey);
    }
  });

  it.each<[string, string, Buffer | string]>([
    ['no bytes', 'MEDIA_EMPTY', ''],
    ['a web page named .jpg', 'MEDIA_FORMAT_UNSUPPORTED', '<!doctype html><p>Sign in'],
    ['JSON', 'MEDIA_FORMAT_UNSUPPORTED', '{"error":"gone"}'],
    ['a video without its index', 'VIDEO_HALF_WRITTEN', Buffer.from('\0\0\0\x10ftypisom\0\0\0\0')],
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

  it('tells an animation, so that it can be sent by URL', async () => {
    const { storage } = await emptyStorage();
    const frames = [
      await red.clone().png().toBuffer(),
      await red.clone().negate().png().toBuffer(),
    ];
    const gif = sharp(frames, { join: { animated: true } }).gif({ delay: [300, 700] });
    const info = await ingestFile({ path: await file(await gif.toBuffer()) }, storage, newId);
    expect(info).toMatchObject({
      kind: 'image',
      format: 'gif',
      animated: true,
      durationSeconds: 1,
      preparedType: 'image/jpeg',
    });
    expect(info.preparedKey).not.toBe(info.originalKey);
  });
});

/** A converter that hands out `video` whatever it is given. */
async function converterTo(video: Buffer): Promise<Transcoder> {
  const path = await file(
    `#!${process.execPath}
     require('node:fs').copyFileSync(${JSON.stringify(await file(video))}, process.argv.at(-1).replace('file:', ''));`,
  );
  await chmod(path, 0o700);
  return { kind: 'ffmpeg', path, version: 'test' };
}

describe('ingestFile of a video', () => {
  it.each([
    ['mp4', 'video/mp4'],
    ['mov', 'video/quicktime'],
    ['m4v', 'video/x-m4v'],
  ] as const)('stores a good %s once, byte for byte', async (container, preparedType) => {
    const { storage, objects } = await emptyStorage();
    const data = await makeVideo({ container });
    const path = await file(data);
    const info = await ingestFile(
      { path, filename: `CLIP.${container.toUpperCase()}` },
      storage,
      newId,
    );
    expect(info).toMatchObject({
      kind: 'video',
      format: container,
      bytes: data.length,
      sha256: createHash('sha256').update(data).digest('hex'),
      width: 1080,
      height: 1920,
      dominantColor: null,
      fingerprint: null,
      preparedKey: info.originalKey,
      preparedBytes: data.length,
      preparedType,
      durationSeconds: 6,
      video: { durationSeconds: 6, videoCodec: 'h264', audioCodec: 'aac' },
      notes: [],
      warnings: [],
    });
    expect((await storage.readBuffer(info.originalKey)).equals(data)).toBe(true);
    expect(await objects()).toEqual([info.originalKey]);
  });

  it('goes by the content, and warns of what costs quality', async () => {
    const { storage } = await emptyStorage();
    const path = await file(await makeVideo({ width: 640, height: 360, fps: 12 }));
    const info = await ingestFile(
      { path, filename: 'photo.jpg', declaredType: 'video/quicktime' },
      storage,
      newId,
    );
    expect(info.notes).toEqual([
      'The file calls itself a JPEG image but is an MP4 video; the content counts.',
    ]);
    expect(info.warnings.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'warning VIDEO_RATIO_UNUSUAL',
      'warning VIDEO_FRAME_RATE_LOW',
      'warning VIDEO_RESOLUTION_LOW',
    ]);
  });

  it.each<[string, TestVideo, string[]]>([
    ['3 seconds', { seconds: 3 }, ['VIDEO_TOO_SHORT']],
    ['16 minutes', { seconds: 960, fps: 1, audio: null }, ['VIDEO_TOO_LONG']],
    ['a strip', { width: 400, height: 1000 }, ['VIDEO_RATIO']],
    ['ProRes', { codec: 'prores', container: 'mov' }, ['VIDEO_CODEC_UNSUPPORTED']],
    ['sound alone', { video: false }, ['VIDEO_NO_VIDEO_TRACK']],
    [
      'a short WebM, with everything at once',
      { codec: 'vp9', container: 'webm', audio: 'opus', seconds: 2 },
      ['VIDEO_CONTAINER_UNSUPPORTED', 'VIDEO_CODEC_UNSUPPORTED', 'VIDEO_TOO_SHORT'],
    ],
  ])('refuses %s and stores nothing', async (_name, wanted, expected) => {
    const { storage, objects } = await emptyStorage();
    const path = await file(await makeVideo(wanted));
    const error: unknown = await ingestFile({ path }, storage, newId).catch((e: unknown) => e);
    if (!(error instanceof LinchpinError)) throw error;
    expect(error.problems.map(({ code }) => code)).toEqual(expected);
    expect(await objects()).toEqual([]);
  });

  it('converts what only has the wrong codec or container, and keeps the original', async () => {
    const good = await makeVideo({ seconds: 5 });
    const transcoder = await converterTo(good);
    for (const [data, note] of [
      [
        await makeVideo({ codec: 'vp9', container: 'webm', audio: 'opus' }),
        'Converted from a WebM video with VP9 to MP4 with H.264.',
      ],
      [Buffer.from('RIFF\0\0\0\0AVI LIST'), 'Converted from an AVI video to MP4 with H.264.'],
    ] as const) {
      const { storage } = await emptyStorage();
      const path = await file(data);
      const info = await ingestFile({ path }, storage, newId, { transcoder });
      expect(info).toMatchObject({
        bytes: data.length,
        preparedType: 'video/mp4',
        preparedBytes: good.length,
        video: { durationSeconds: 5, videoCodec: 'h264' },
        notes: [note],
      });
      expect((await storage.readBuffer(info.originalKey)).equals(data)).toBe(true);
      expect((await storage.readBuffer(info.preparedKey)).equals(good)).toBe(true);
      // Nothing is left beside the file that came in.
      expect((await readdir(dir)).filter((name) => name.endsWith('.mp4'))).toEqual([]);
    }
  });

  it('converts colours that few players show, or warns where that does not work', async () => {
    const good = await makeVideo({ seconds: 5 });
    const path = await file(await makeVideo({ colours: { chroma: 3, bits: 10 } }));
    const { storage } = await emptyStorage();
    const converted = await ingestFile({ path }, storage, newId, {
      transcoder: await converterTo(good),
    });
    expect(converted).toMatchObject({ preparedBytes: good.length, warnings: [] });
    expect(converted.notes).toEqual([
      'Converted from an MP4 video with H.264 in 4:4:4 colours with 10 bits to MP4 with H.264.',
    ]);
    const transcoder = { kind: 'ffmpeg' as const, path: '/nowhere/ffmpeg', version: '7.1-test' };
    for (const options of [{}, { transcoder }]) {
      const kept = await ingestFile({ path }, storage, newId, options);
      expect(kept).toMatchObject({ notes: [], preparedKey: kept.originalKey });
      expect(kept.warnings.map(({ code }) => code)).toEqual(['VIDEO_PIXEL_FORMAT']);
    }
  });

  it('does not convert what stays unfit, and checks what comes out', async () => {
    const { storage, objects } = await emptyStorage();
    const options = { transcoder: await converterTo(await makeVideo({ seconds: 2 })) };
    const short = await file(await makeVideo({ codec: 'av1', seconds: 3 }));
    await expect(ingestFile({ path: short }, storage, newId, options)).rejects.toMatchObject({
      problems: [{ code: 'VIDEO_CODEC_UNSUPPORTED' }, { code: 'VIDEO_TOO_SHORT' }],
    });
    const path = await file(await makeVideo({ codec: 'av1' }));
    await expect(ingestFile({ path }, storage, newId, options)).rejects.toMatchObject({
      code: 'VIDEO_TOO_SHORT',
    });
    expect(await objects()).toEqual([]);
  });
});
