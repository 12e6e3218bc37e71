import type { ErrorCode } from '../../../src/domain/errors/index.ts';
import { makeVideo, type TestVideo } from '../../../src/media/testing/make-video.ts';
import { badFile, type BadCase } from './case.ts';

/** Small and quick to make: what counts is in the header. */
const clip = (wanted: TestVideo = {}): Promise<Buffer> =>
  makeVideo({ seconds: 5, width: 320, height: 480, fps: 5, ...wanted });

const bad = (name: string, code: ErrorCode | ErrorCode[], wanted: TestVideo): BadCase =>
  badFile(name, code, () => clip(wanted), `/${name.replaceAll(/[^\w.]+/g, '-')}.mp4`);

/** The first `share` of a file, or everything before its index. */
const part = (name: string, code: ErrorCode, wanted: TestVideo, share: number | 'moov'): BadCase =>
  badFile(name, code, async () => {
    const file = await clip({ seconds: 30, ...wanted });
    const end = share === 'moov' ? file.lastIndexOf('moov') - 4 : Math.floor(file.length * share);
    return file.subarray(0, end);
  });

/** A box with content, as everything in these files is. */
function box(type: string, ...content: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(content.map((item) => Buffer.from(item as string, 'latin1')));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}
const brand = box('ftyp', 'isom\0\0\0\0isommp42');

export const videos: BadCase[] = [
  bad('three seconds', 'VIDEO_TOO_SHORT', { seconds: 3 }),
  bad('3.9 seconds', 'VIDEO_TOO_SHORT', { seconds: 3.9, fps: 10 }),
  bad('one frame', 'VIDEO_TOO_SHORT', { seconds: 0.2 }),
  bad('sixteen minutes', 'VIDEO_TOO_LONG', { seconds: 16 * 60, fps: 1, audio: null }),
  bad('a second too long', 'VIDEO_TOO_LONG', { seconds: 15 * 60 + 1, fps: 1, audio: null }),
  bad('a video as tall as a banner', 'VIDEO_RATIO', { width: 320, height: 800 }),
  bad('a video as wide as a cinema', 'VIDEO_RATIO', { width: 640, height: 272 }),
  bad('a wide video turned tall', 'VIDEO_RATIO', { width: 800, height: 320, rotation: 90 }),
  bad('pixels that are twice as wide', 'VIDEO_RATIO', { width: 640, height: 480, pixelAspect: 2 }),
  bad('VP9 in an MP4', 'VIDEO_CODEC_UNSUPPORTED', { codec: 'vp9' }),
  bad('AV1 in an MP4', 'VIDEO_CODEC_UNSUPPORTED', { codec: 'av1' }),
  bad('ProRes in a MOV', 'VIDEO_CODEC_UNSUPPORTED', { codec: 'prores', container: 'mov' }),
  bad('a WebM', ['VIDEO_CODEC_UNSUPPORTED', 'VIDEO_CONTAINER_UNSUPPORTED'], {
    container: 'webm',
    codec: 'vp9',
    audio: null,
  }),
  bad('a Matroska file with H.264', 'VIDEO_CONTAINER_UNSUPPORTED', { container: 'mkv' }),
  bad(
    'too short, too wide and of another codec',
    ['VIDEO_CODEC_UNSUPPORTED', 'VIDEO_RATIO', 'VIDEO_TOO_SHORT'],
    {
      seconds: 2,
      width: 900,
      height: 300,
      codec: 'vp9',
    },
  ),
  badFile('an AVI called .mp4', 'VIDEO_CONTAINER_UNSUPPORTED', () =>
    Buffer.concat([Buffer.from('RIFF\0\0\x10\0AVI LIST', 'latin1'), Buffer.alloc(4096)]),
  ),
  bad('sound without a picture', 'VIDEO_NO_VIDEO_TRACK', { video: false }),
  badFile('a song in an M4A', 'MEDIA_FORMAT_UNSUPPORTED', async () => {
    const file = await clip({ video: false });
    file.write('M4A ', 8, 'latin1');
    return file;
  }),
  part('an MP4 taken before its export ended', 'VIDEO_HALF_WRITTEN', { moov: 'end' }, 'moov'),
  part(
    'a MOV taken before its export ended',
    'VIDEO_HALF_WRITTEN',
    { moov: 'end', container: 'mov' },
    'moov',
  ),
  part(
    'an M4V taken before its export ended',
    'VIDEO_HALF_WRITTEN',
    { moov: 'end', container: 'm4v' },
    'moov',
  ),
  part(
    'the first half of a video with its index at the end',
    'VIDEO_HALF_WRITTEN',
    { moov: 'end' },
    0.3,
  ),
  part('half a video with its index in front', 'VIDEO_TRUNCATED', {}, 0.5),
  part('a video without its last tenth', 'VIDEO_TRUNCATED', {}, 0.9),
  part('a MOV without its last tenth', 'VIDEO_TRUNCATED', { container: 'mov' }, 0.9),
  part('a video whose index is cut off', 'VIDEO_TRUNCATED', {}, 0.05),
  part('a fragmented video without its end', 'VIDEO_TRUNCATED', { moov: 'fragmented' }, 0.97),
  badFile('the head of an MP4 and nothing else', 'VIDEO_HALF_WRITTEN', () => brand),
  badFile('an MP4 full of zeros', 'VIDEO_HALF_WRITTEN', () =>
    Buffer.concat([brand, Buffer.alloc(100_000)]),
  ),
  badFile('an index that is empty', 'VIDEO_NO_VIDEO_TRACK', () =>
    Buffer.concat([brand, box('moov'), box('mdat', 'x'.repeat(500))]),
  ),
  badFile('an index that holds a song', 'VIDEO_NO_VIDEO_TRACK', () =>
    Buffer.concat([brand, box('moov', 'Never gonna give you up. '.repeat(40)), box('mdat', 'x')]),
  ),
  badFile('an index that counts to four billion', 'VIDEO_BROKEN', async () => {
    const file = Buffer.from(await clip());
    file.writeUInt32BE(0xffff_fff0, file.indexOf('stsz') + 12);
    return file;
  }),
];
