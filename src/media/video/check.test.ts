import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeVideo, type TestVideo } from '../testing/make-video.ts';
import { checkVideo, checkCoverTime } from './check.ts';
import type { VideoInfo } from '../media-info.ts';
import { probeVideo } from './probe.ts';
import { bufferSource } from './source.ts';

const good: VideoInfo = {
  container: 'mp4',
  brand: 'isom',
  durationSeconds: 6,
  width: 1080,
  height: 1920,
  codedWidth: 1080,
  codedHeight: 1920,
  rotation: 0,
  fps: 25,
  videoCodec: 'h264',
  pixelFormat: { chroma: '4:2:0', bits: 8 },
  pictureSeconds: 6,
  isStill: false,
  audioCodec: 'aac',
  bitrate: 1_000_000,
  hasMoovAtFront: true,
  isFragmented: false,
  truncated: false,
  bytes: 750_000,
};
const codes = (info: Partial<VideoInfo>): string[] =>
  checkVideo({ ...good, ...info }).map(({ code, severity }) => `${severity} ${code}`);

describe('checkVideo', () => {
  it.each<[string, Partial<VideoInfo>]>([
    ['the shortest', { durationSeconds: 4 }],
    ['the longest', { durationSeconds: 900, pictureSeconds: 900 }],
    ['the largest', { bytes: 2 * 1024 ** 3 }],
    ['H.265', { videoCodec: 'h265' }],
    ['what phones record', { videoCodec: 'h265', pixelFormat: { chroma: '4:2:0', bits: 10 } }],
    ['colours that are not known', { pixelFormat: null }],
    ['sound that ends a moment later', { durationSeconds: 6.9 }],
    ['MOV', { container: 'mov' }],
    ['M4V', { container: 'm4v' }],
    ['no sound', { audioCodec: null }],
    ['1:1', { width: 1080, height: 1080 }],
    ['2:3', { width: 1000, height: 1500 }],
    ['4:5', { width: 1080, height: 1350 }],
    ['a frame rate that is not known', { fps: null }],
    ['its index at the end', { hasMoovAtFront: false }],
    ['fragments', { isFragmented: true }],
  ])('finds nothing in %s', (_name, info) => {
    expect(codes(info)).toEqual([]);
  });

  it.each<[string, Partial<VideoInfo>, string[]]>([
    ['3.9 seconds', { durationSeconds: 3.9 }, ['error VIDEO_TOO_SHORT']],
    [
      'a thousandth over 15 minutes',
      { durationSeconds: 900.001, pictureSeconds: 900 },
      ['error VIDEO_TOO_LONG'],
    ],
    ['over 2 GB', { bytes: 2 * 1024 ** 3 + 1 }, ['error MEDIA_TOO_LARGE']],
    ['VP9', { videoCodec: 'vp9' }, ['error VIDEO_CODEC_UNSUPPORTED']],
    ['a codec nobody knows', { videoCodec: 'unknown' }, ['error VIDEO_CODEC_UNSUPPORTED']],
    ['WebM', { container: 'webm' }, ['error VIDEO_CONTAINER_UNSUPPORTED']],
    ['a missing end', { truncated: true }, ['error VIDEO_TRUNCATED']],
    ['narrower than 1:2', { width: 1080, height: 2200 }, ['error VIDEO_RATIO']],
    ['wider than 1.91:1', { width: 2100, height: 1080 }, ['error VIDEO_RATIO']],
    ['1:2', { width: 1080, height: 2160 }, ['warning VIDEO_RATIO_UNUSUAL']],
    ['1.91:1 in whole pixels', { width: 2400, height: 1256 }, ['warning VIDEO_RATIO_UNUSUAL']],
    ['16:9', { width: 1920, height: 1080 }, ['warning VIDEO_RATIO_UNUSUAL']],
    ['24 frames a second', { fps: 24 }, ['warning VIDEO_FRAME_RATE_LOW']],
    ['720p', { width: 720, height: 1280 }, ['warning VIDEO_RESOLUTION_LOW']],
    [
      'colours for editing',
      { pixelFormat: { chroma: '4:2:2', bits: 8 } },
      ['warning VIDEO_PIXEL_FORMAT'],
    ],
    [
      'H.264 with 10 bits',
      { pixelFormat: { chroma: '4:2:0', bits: 10 } },
      ['warning VIDEO_PIXEL_FORMAT'],
    ],
    ['one frame', { isStill: true, fps: null }, ['warning VIDEO_STILL']],
    ['sound that runs on', { pictureSeconds: 1 }, ['warning VIDEO_PICTURE_SHORT']],
    ['PCM sound', { audioCodec: 'pcm-s16' }, ['warning VIDEO_AUDIO_NOT_AAC']],
    [
      'several things at once, errors first',
      { fps: 12, durationSeconds: 1, audioCodec: 'opus', videoCodec: 'av1' },
      [
        'error VIDEO_CODEC_UNSUPPORTED',
        'error VIDEO_TOO_SHORT',
        'warning VIDEO_FRAME_RATE_LOW',
        'warning VIDEO_AUDIO_NOT_AAC',
      ],
    ],
  ])('finds %s', (_name, info, expected) => {
    expect(codes(info)).toEqual(expected);
  });

  it.each<[string, TestVideo, string[]]>([
    ['a faultless file', {}, []],
    ['3 seconds', { seconds: 3 }, ['VIDEO_TOO_SHORT']],
    [
      '16 minutes',
      { seconds: 960, fps: 1, audio: null },
      ['VIDEO_TOO_LONG', 'VIDEO_FRAME_RATE_LOW'],
    ],
    ['a turned 16:9 file', { width: 1920, height: 1080, rotation: 90 }, []],
    [
      'a WebM',
      { container: 'webm', codec: 'vp9', audio: 'opus' },
      ['VIDEO_CONTAINER_UNSUPPORTED', 'VIDEO_CODEC_UNSUPPORTED', 'VIDEO_AUDIO_NOT_AAC'],
    ],
  ])('judges %s from its bytes', async (_name, wanted, expected) => {
    const info = await probeVideo(bufferSource(await makeVideo(wanted)));
    expect(checkVideo(info).map(({ code }) => code)).toEqual(expected);
  });

  it('says it in words, with the place in the request', () => {
    const [long] = checkVideo({ ...good, durationSeconds: 960 }, 'mediaItems[0]');
    expect(long).toMatchObject({
      field: 'mediaItems[0]',
      message: 'The video is 16:00 minutes long; Pinterest takes at most 15:00 minutes.',
    });
    const [codec] = checkVideo({ ...good, videoCodec: 'prores' });
    expect(codec?.message).toContain('encoded as ProRes;');
  });

  it('leaves no placeholder unfilled', () => {
    const info = fc.record({
      ...Object.fromEntries(Object.entries(good).map(([key, value]) => [key, fc.constant(value)])),
      durationSeconds: fc.double({ min: 0, max: 2000, noNaN: true }),
      width: fc.integer({ min: 1, max: 5000 }),
      height: fc.integer({ min: 1, max: 5000 }),
      fps: fc.option(fc.integer({ min: 1, max: 120 })),
      videoCodec: fc.constantFrom('h264', 'vp9', 'unknown'),
      audioCodec: fc.constantFrom(null, 'aac', 'mp3'),
      container: fc.constantFrom('mp4' as const, 'avi' as const),
      bytes: fc.integer({ min: 1, max: 2 ** 40 }),
    });
    fc.assert(
      fc.property(info, (given) => {
        for (const { message, fix } of checkVideo({ ...good, ...given })) {
          expect(message + fix).not.toMatch(/[{}]|NaN|undefined/);
        }
      }),
    );
  });
});

describe('checkCoverTime', () => {
  it.each([
    [0, []],
    [2.5, []],
    [6, []],
    [7, ['warning VIDEO_COVER_TIME_BEYOND_END']],
    [-1, ['error VIDEO_COVER_TIME_INVALID']],
    [Number.NaN, ['error VIDEO_COVER_TIME_INVALID']],
    [Infinity, ['error VIDEO_COVER_TIME_INVALID']],
  ])('at %s seconds of 6', (time, expected) => {
    const found = checkCoverTime(time, 6).map(({ code, severity }) => `${severity} ${code}`);
    expect(found).toEqual(expected);
  });
});
