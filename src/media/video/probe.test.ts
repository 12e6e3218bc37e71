import * as fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LinchpinError } from '../../domain/errors/index.ts';
import { makeVideo, type TestVideo } from '../testing/make-video.ts';
import type { VideoInfo } from '../media-info.ts';
import { probeVideo } from './probe.ts';
import { bufferSource } from './source.ts';

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'linchpin-probe-'));
});
afterAll(() => rm(dir, { recursive: true }));

async function codeOf(data: Buffer): Promise<string> {
  try {
    const { truncated } = await probeVideo(bufferSource(data));
    return truncated ? 'truncated' : 'whole';
  } catch (error) {
    if (error instanceof LinchpinError) return error.code;
    throw error;
  }
}

describe('probeVideo', () => {
  it.each<[string, TestVideo, Partial<VideoInfo>]>([
    [
      'a plain MP4',
      {},
      {
        container: 'mp4',
        brand: 'isom',
        durationSeconds: 6,
        width: 1080,
        height: 1920,
        rotation: 0,
        fps: 25,
        videoCodec: 'h264',
        audioCodec: 'aac',
        hasMoovAtFront: true,
        isFragmented: false,
      },
    ],
    ['a MOV', { container: 'mov' }, { container: 'mov', brand: 'qt' }],
    ['an M4V', { container: 'm4v' }, { container: 'm4v', brand: 'M4V' }],
    ['an MP4 with its index at the end', { moov: 'end' }, { hasMoovAtFront: false }],
    ['a fragmented MP4', { moov: 'fragmented' }, { isFragmented: true, durationSeconds: 6 }],
    [
      'a phone video lying on its side',
      { width: 1920, height: 1080, rotation: 90 },
      { width: 1080, height: 1920, codedWidth: 1920, codedHeight: 1080, rotation: 90 },
    ],
    [
      'a phone video the other way round',
      { width: 1920, height: 1080, rotation: 270 },
      { width: 1080, height: 1920, rotation: 270 },
    ],
    ['one upside down', { rotation: 180 }, { width: 1080, height: 1920, rotation: 180 }],
    [
      'pixels that are not square',
      { width: 720, height: 1080, pixelAspect: 1.5 },
      { width: 1080, height: 1080, codedWidth: 720, codedHeight: 1080 },
    ],
    [
      'a size that is no multiple of 16',
      { width: 1000, height: 1502 },
      { width: 1000, height: 1502 },
    ],
    ['sixteen minutes', { seconds: 960, fps: 1, audio: null }, { durationSeconds: 960, fps: 1 }],
    ['29.97 frames a second', { fps: 30_000 / 1001 }, { fps: 29.97 }],
    ['a single frame', { seconds: 5, fps: 0.2 }, { durationSeconds: 5, fps: null, isStill: true }],
    ['no sound', { audio: null }, { audioCodec: null, pixelFormat: { chroma: '4:2:0', bits: 8 } }],
    [
      '4:2:2 with 10 bits',
      { colours: { chroma: 2, bits: 10 } },
      { pixelFormat: { chroma: '4:2:2', bits: 10 } },
    ],
    [
      '4:4:4',
      { colours: { chroma: 3, bits: 8 }, container: 'mkv' },
      { pixelFormat: { chroma: '4:4:4', bits: 8 } },
    ],
    [
      'one second of picture with six of sound',
      { seconds: 1, soundSeconds: 6 },
      { durationSeconds: 5.991, pictureSeconds: 1, isStill: false },
    ],
    ['MP3 sound', { audio: 'mp3' }, { audioCodec: 'mp3' }],
    ['H.265', { codec: 'hevc' }, { videoCodec: 'h265', pixelFormat: { chroma: '4:2:0', bits: 8 } }],
    ['AV1', { codec: 'av1' }, { videoCodec: 'av1' }],
    ['ProRes', { codec: 'prores', container: 'mov' }, { videoCodec: 'prores' }],
    [
      'a WebM',
      { codec: 'vp9', container: 'webm', audio: 'opus' },
      { container: 'webm', videoCodec: 'vp9', audioCodec: 'opus', brand: null },
    ],
    ['a Matroska', { container: 'mkv' }, { container: 'mkv', videoCodec: 'h264' }],
  ])('reads %s', async (_name, wanted, expected) => {
    const data = await makeVideo(wanted);
    const info = await probeVideo(bufferSource(data));
    expect(info).toMatchObject({ ...expected, truncated: false, bytes: data.length });
    expect(info.bitrate).toBe(Math.round((data.length * 8) / info.durationSeconds));
  });

  it('reads a file on disk, whatever it is called', async () => {
    const path = join(dir, 'photo.jpg');
    await writeFile(path, await makeVideo());
    expect(await probeVideo(path)).toMatchObject({ container: 'mp4', durationSeconds: 6 });
  });

  it('reads little of a large file', async () => {
    const data = await makeVideo({ moov: 'end' });
    const at = data.indexOf('moov') - 4;
    // Two gigabytes between the media and the index that nobody has to read.
    const free = Buffer.from('7735940066726565', 'hex');
    const padding = 2_000_000_000;
    let bytesRead = 0;
    const info = await probeVideo({
      bytes: data.length + padding,
      read: (start, end) => {
        bytesRead += end - start;
        const byteAt = (place: number): number => {
          if (place < at) return data[place] ?? 0;
          return (place < at + padding ? free[place - at] : data[place - padding]) ?? 0;
        };
        return Promise.resolve(
          Uint8Array.from({ length: end - start }, (_, i) => byteAt(start + i)),
        );
      },
    });
    expect(info).toMatchObject({ durationSeconds: 6, truncated: false, hasMoovAtFront: false });
    expect(bytesRead).toBeLessThan(200_000);
  });

  it.each<[string, TestVideo, string[]]>([
    ['with its index at the front', {}, ['VIDEO_TRUNCATED', 'truncated', 'truncated', 'truncated']],
    [
      'with its index at the end',
      { moov: 'end' },
      ['VIDEO_HALF_WRITTEN', 'VIDEO_HALF_WRITTEN', 'VIDEO_HALF_WRITTEN', 'VIDEO_TRUNCATED'],
    ],
    [
      'in fragments',
      { moov: 'fragmented' },
      ['VIDEO_TRUNCATED', 'truncated', 'truncated', 'truncated'],
    ],
  ])('notices a file %s that is cut off', async (_name, wanted, expected) => {
    const data = await makeVideo(wanted);
    const cut = [0.02, 0.4, 0.6, 0.95].map((part) => data.subarray(0, data.length * part));
    expect(await Promise.all(cut.map(codeOf))).toEqual(expected);
  });

  it('notices missing media also when their box runs "to the end of the file"', async () => {
    const data = await makeVideo();
    const at = data.indexOf('mdat') - 4;
    data.writeUInt32BE(0, at);
    expect(await codeOf(data)).toBe('whole');
    expect(await codeOf(data.subarray(0, data.length - 100))).toBe('truncated');
  });

  it.each<[string, string, () => Buffer | Promise<Buffer>]>([
    ['no bytes', 'MEDIA_EMPTY', () => Buffer.alloc(0)],
    ['a web page', 'MEDIA_FORMAT_UNSUPPORTED', () => Buffer.from('<!doctype html>')],
    ['a JPEG', 'MEDIA_FORMAT_UNSUPPORTED', () => Buffer.from('ffd8ffe000104a46', 'hex')],
    ['an AVI', 'VIDEO_CONTAINER_UNSUPPORTED', () => Buffer.from('RIFF\0\0\0\0AVI LIST')],
    ['a type box alone', 'VIDEO_HALF_WRITTEN', () => Buffer.from('\0\0\0\x10ftypisom\0\0\0\0')],
    ['sound alone', 'VIDEO_NO_VIDEO_TRACK', () => makeVideo({ video: false })],
    [
      'a WebM of noise',
      'VIDEO_BROKEN',
      () => Buffer.from('1a45dfa39f42864444webm'.repeat(9), 'hex'),
    ],
    [
      'an index of noise',
      'VIDEO_BROKEN',
      () =>
        Buffer.concat([
          Buffer.from('\0\0\0\x10ftypisom\0\0\0\0\0\0\0\x40moov'),
          Buffer.alloc(56, 7),
        ]),
    ],
  ])('refuses %s as %s', async (_name, code, make) => {
    expect(await codeOf(await make())).toBe(code);
  });

  it('passes on what the disk or network did', async () => {
    const data = await makeVideo();
    const failing = {
      bytes: data.length,
      read: (start: number, end: number) =>
        start > 4000
          ? Promise.reject(new Error('disk fault'))
          : Promise.resolve(data.subarray(start, end)),
    };
    await expect(probeVideo(failing)).rejects.toThrow('disk fault');
  });

  it('answers every damaged file with info or with a known code', async () => {
    const files = await Promise.all([
      makeVideo({ seconds: 4, fps: 5, width: 64, height: 96 }),
      makeVideo({ seconds: 4, fps: 5, width: 64, height: 96, moov: 'fragmented' }),
    ]);
    const damaged = fc
      .tuple(
        fc.constantFrom(...files),
        fc.nat(4000),
        fc.array(fc.tuple(fc.nat(1500), fc.nat(255)), { maxLength: 6 }),
      )
      .map(([file, cut, changes]) => {
        const copy = Buffer.from(file);
        for (const [at, byte] of changes) copy[at] = byte;
        return copy.subarray(0, Math.max(12, copy.length - cut + 2000));
      });
    await fc.assert(
      fc.asyncProperty(damaged, async (data) => {
        expect(await codeOf(data)).toMatch(/^(whole|truncated|MEDIA_\w+|VIDEO_\w+)$/);
      }),
      { numRuns: 400 },
    );
  });
});
