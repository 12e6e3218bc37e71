import { makeHeic } from '../../../src/media/testing/make-heic.ts';
import { makeVideo, type TestVideo } from '../../../src/media/testing/make-video.ts';
import { quarters, upright } from '../pictures.ts';
import { post, type GoodCase, type GoodWorld, type Shown } from './case.ts';

const tall = (width = 200, height = 300) =>
  quarters(width, height).jpeg({ quality: 95 }).toBuffer();
const clip = (wanted: TestVideo = {}) =>
  makeVideo({ seconds: 5, width: 320, height: 480, fps: 5, ...wanted });

/** The cover is the sandbox's stand-in for a frame, in the size the video is shown in. */
const video = (
  name: string,
  wanted: TestVideo,
  size: [number, number] = [320, 480],
  path = `/video/${name.replaceAll(/\W+/g, '-')}.mp4`,
): GoodCase => ({
  name,
  body: async (world) =>
    post(world, { mediaItems: [{ url: await world.serve(path, clip(wanted)) }] }),
  shown: [{ kind: 'video', sizes: [size] }],
});

const videos: GoodCase[] = [
  video('a video called .MP4', {}, [320, 480], '/CLIP.MP4'),
  video('a video without an extension', {}, [320, 480], '/clips/4711'),
  video('a video called .jpg', {}, [320, 480], '/clip.jpg'),
  video('a MOV', { container: 'mov' }),
  video('an M4V', { container: 'm4v' }),
  video('a video with its index at the end', { moov: 'end' }),
  video('a MOV with its index at the end', { moov: 'end', container: 'mov' }),
  video('a fragmented video', { moov: 'fragmented' }),
  video('a video held sideways', { width: 480, height: 320, rotation: 90 }),
  video('a video upside down', { rotation: 180 }),
  video('H.265', { codec: 'hevc' }),
  video('a silent video', { audio: null }),
  video('a video with MP3 sound', { audio: 'mp3' }),
  video('four seconds', { seconds: 4 }),
  video('fifteen minutes', { seconds: 900, fps: 1, audio: null }),
  video('a video as tall as may be', { width: 320, height: 640 }, [320, 640]),
  video('a video as wide as may be', { width: 640, height: 336 }, [640, 336]),
  video('a square video', { width: 320, height: 320 }, [320, 320]),
];

const withCover = (
  name: string,
  make: (world: GoodWorld) => Promise<[more: object, data: Record<string, unknown>]>,
  shown: Omit<Shown, 'kind'>,
): GoodCase => ({
  name,
  body: async (world) => {
    const [more, data] = await make(world);
    return post(world, { mediaIds: [await world.upload(clip(), 'clip.mp4')], ...more }, data);
  },
  shown: [{ kind: 'video', ...shown }],
});
const cover = { sizes: [[200, 300]] as [number, number][], corners: upright };

const covers: GoodCase[] = [
  withCover(
    'an image behind the video as its cover',
    async ({ upload }) => [
      { mediaIds: [await upload(clip(), 'clip.mp4'), await upload(tall())] },
      {},
    ],
    cover,
  ),
  withCover(
    'an image in front of the video as its cover',
    async ({ upload }) => [
      { mediaIds: [await upload(tall()), await upload(clip(), 'clip.mp4')] },
      {},
    ],
    cover,
  ),
  withCover(
    'a cover uploaded before',
    async ({ upload }) => [{}, { coverMediaId: await upload(tall()) }],
    cover,
  ),
  ...['coverImageUrl', 'cover_image_url', 'thumbnailUrl', 'thumbnail_url'].map((field) =>
    withCover(
      `a cover by ${field}`,
      async ({ serve }) => [{}, { [field]: await serve(`/cover-${field}`, tall()) }],
      cover,
    ),
  ),
  withCover(
    'a HEIC as cover',
    async ({ serve }) => [{}, { coverImageUrl: await serve('/cover.heic', makeHeic()) }],
    { sizes: [[128, 192]], corners: ['311', '311', '311', '311'] },
  ),
  withCover(
    'a WebP as cover',
    async ({ serve }) => [
      {},
      {
        coverImageUrl: await serve(
          '/cover.webp',
          quarters(200, 300).webp({ quality: 95 }).toBuffer(),
        ),
      },
    ],
    cover,
  ),
  withCover('a key frame', async () => [{}, { coverImageKeyFrameTime: 2 }], {
    sizes: [[320, 480]],
  }),
  withCover('a key frame at the beginning', async () => [{}, { coverImageKeyFrameTime: 0 }], {
    sizes: [[320, 480]],
  }),
  withCover('a key frame between seconds', async () => [{}, { coverImageKeyFrameTime: 2.75 }], {
    sizes: [[320, 480]],
  }),
  withCover('a key frame behind the end', async () => [{}, { cover_image_key_frame_time: 99 }], {
    sizes: [[320, 480]],
  }),
  withCover('a key frame at the end of time', async () => [{}, { coverImageKeyFrameTime: 1e15 }], {
    sizes: [[320, 480]],
  }),
];

const many = (world: GoodWorld, count: number) =>
  Promise.all(Array.from({ length: count }, () => world.upload(tall())));

const carousels: GoodCase[] = [
  ...[2, 3, 4, 5].map((count): GoodCase => ({
    name: `a carousel of ${count}`,
    body: async (world) => post(world, { mediaIds: await many(world, count) }),
    shown: [
      {
        kind: 'carousel',
        sizes: Array.from({ length: count }, (): [number, number] => [200, 300]),
        corners: upright,
      },
    ],
  })),
  ...['slides', 'carousel', 'carouselItems'].map((field): GoodCase => ({
    name: `words of slides by ${field}`,
    body: async (world) =>
      post(
        world,
        { mediaIds: await many(world, 2) },
        {
          [field]: [
            { title: 'One', description: 'First', link: 'https://example.com/1' },
            { title: 'Two' },
          ],
        },
      ),
    shown: [
      {
        kind: 'carousel',
        pin: {
          slides: [
            { title: 'One', description: 'First', link: 'https://example.com/1' },
            { title: 'Two', description: null, link: null },
          ],
        },
      },
    ],
  })),
  {
    name: 'words of slides beside the media',
    body: async (world) => {
      const url = await world.serve('/slide', tall());
      return post(world, {
        mediaItems: [
          { url, title: 'One', link: 'https://example.com/1' },
          { url, description: 'Second' },
        ],
      });
    },
    shown: [
      {
        kind: 'carousel',
        pin: {
          slides: [
            { title: 'One', description: null, link: 'https://example.com/1' },
            { title: null, description: 'Second', link: null },
          ],
        },
      },
    ],
  },
  ...(
    [
      ['crop', undefined, [200, 300], [200, 300]],
      ['pad', undefined, [200, 300], [300, 450]],
      ['crop', '1:1', [200, 200], [290, 290]],
      ['pad', '1:1', [300, 300], [300, 300]],
    ] as [string, string | undefined, [number, number], [number, number]][]
  ).map(([mode, ratio, ...sizes]): GoodCase => ({
    name: `mixed shapes, ${mode} to ${ratio ?? 'one'}`,
    body: async (world) =>
      post(world, {
        mediaFit: ratio ? { mode, ratio } : mode,
        mediaIds: [
          await world.upload(tall()),
          await world.upload(mode === 'pad' ? tall(300, 290) : tall(290, 300)),
        ],
      }),
    shown: [{ kind: 'carousel', sizes }],
  })),
  {
    name: 'formats of every kind in one carousel',
    body: async (world) =>
      post(world, {
        mediaIds: [
          await world.upload(quarters(200, 300).webp().toBuffer(), 'a.webp'),
          await world.upload(makeHeic(), 'b.heic'),
          await world.upload(quarters(200, 300).tiff().toBuffer(), 'c.tif'),
          await world.upload(quarters(200, 300).gif().toBuffer(), 'd.gif'),
        ],
      }),
    shown: [
      {
        kind: 'carousel',
        sizes: [
          [200, 300],
          [128, 192],
          [200, 300],
          [200, 300],
        ],
      },
    ],
  },
];

export const sets: GoodCase[] = [...videos, ...covers, ...carousels];
