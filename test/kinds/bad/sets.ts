import { noise, quarters } from '../pictures.ts';
import { pin, post, type BadCase, type BadWorld } from './case.ts';

/** Media that are fine one by one, and not together: carousels, mixes and covers. */
const many = (
  name: string,
  wrong: BadCase['wrong'],
  body: (world: BadWorld) => object,
): BadCase => ({
  name,
  wrong,
  body: (world) => post(world, { mediaIds: undefined, ...body(world) }),
});
const times = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);
const dataOf = (world: BadWorld, data: Record<string, unknown>, more: object = {}) => ({
  ...post(world, {}, data),
  ...more,
});
const served = async ({ server }: BadWorld, name: string, file: Promise<Buffer>) =>
  server.add(`/${name}`, await file);

const carousels: BadCase[] = [
  many('six images', { mediaItems: 'PIN_CAROUSEL_SIZE' }, ({ image }) => ({
    mediaIds: times(6, image),
  })),
  many('twenty images', { mediaItems: 'PIN_CAROUSEL_SIZE' }, ({ image }) => ({
    mediaIds: times(20, image),
  })),
  many('a tall and a wide image', { mediaItems: 'PIN_MIXED_ASPECT' }, ({ image, wide }) => ({
    mediaIds: [image, wide],
  })),
  many('five of which the last is wide', { mediaItems: 'PIN_MIXED_ASPECT' }, ({ image, wide }) => ({
    mediaIds: [...times(4, image), wide],
  })),
  many('images that are not 1:1, and must be', { mediaItems: 'PIN_MIXED_ASPECT' }, ({ image }) => ({
    mediaIds: [image, image],
    mediaFit: { mode: 'error', ratio: '1:1' },
  })),
  many('one image that is not 1:1, and must be', { mediaItems: 'IMAGE_RATIO' }, ({ image }) => ({
    mediaIds: [image],
    mediaFit: { mode: 'error', ratio: '1:1' },
  })),
  {
    name: 'an image too thin to be cropped',
    wrong: { mediaItems: 'IMAGE_TOO_SMALL' },
    body: async (world) =>
      post(world, {
        mediaIds: undefined,
        mediaFit: { mode: 'crop', ratio: '9:16' },
        mediaItems: [
          { url: await served(world, 'thin.jpg', quarters(2000, 110).jpeg().toBuffer()) },
        ],
      }),
  },
  {
    name: 'one broken image among good ones',
    wrong: { 'mediaItems[1].url': 'IMAGE_BROKEN' },
    body: async (world) => {
      const whole = await noise(200, 300).jpeg().toBuffer();
      const half = Promise.resolve(whole.subarray(0, 5000));
      const fine = await served(world, 'fine.jpg', Promise.resolve(whole));
      return post(world, {
        mediaIds: undefined,
        mediaItems: [{ url: fine }, { url: await served(world, 'half.jpg', half) }, { url: fine }],
      });
    },
  },
  many('words for more slides than images', { [`${pin}.slides`]: 'PIN_SLIDE_COUNT' }, (world) => ({
    mediaIds: [world.image, world.image],
    platforms: post(world, {}, { slides: times(3, { title: 'One' }) })['platforms'],
  })),
  many('slides of a single image', { [`${pin}.slides`]: 'PIN_SLIDE_COUNT' }, (world) =>
    dataOf(world, { slides: [{ title: 'One' }] }),
  ),
  many('slides of a video', { [`${pin}.slides`]: 'PIN_SLIDE_COUNT' }, (world) =>
    dataOf(world, { slides: [{ title: 'One' }] }, { mediaIds: [world.video] }),
  ),
  many(
    'slides with words that are wrong',
    {
      [`${pin}.slides[0].title`]: 'PIN_TITLE_TOO_LONG',
      [`${pin}.slides[0].link`]: 'PIN_LINK_INVALID',
      [`${pin}.slides[1].description`]: 'PIN_DESCRIPTION_TOO_LONG',
      [`${pin}.slides[1].link`]: 'PIN_LINK_SHORTENER',
    },
    (world) =>
      dataOf(
        world,
        {
          slides: [
            { title: 't'.repeat(101), link: 'example.com' },
            { description: 'd'.repeat(801), link: 'https://bit.ly/3abc' },
          ],
        },
        { mediaIds: [world.image, world.image] },
      ),
  ),
  {
    name: 'media of a carousel with words that are wrong',
    wrong: {
      'mediaItems[0].title': 'PIN_TITLE_TOO_LONG',
      'mediaItems[0].link': 'PIN_LINK_INVALID',
      'mediaItems[1].description': 'PIN_DESCRIPTION_TOO_LONG',
    },
    body: async (world) => {
      const url = await served(world, 'slide.jpg', quarters(200, 300).jpeg().toBuffer());
      return post(world, {
        mediaIds: undefined,
        mediaItems: [
          { url, title: 't'.repeat(101), link: 'http://example.com' },
          { url, description: 'd'.repeat(801) },
        ],
      });
    },
  },
];

const mixes: BadCase[] = [
  many('two videos', { mediaItems: 'PIN_VIDEO_NOT_SUPPORTED' }, ({ video }) => ({
    mediaIds: [video, video],
  })),
  many('a video and two images', { mediaItems: 'PIN_VIDEO_NOT_SUPPORTED' }, ({ video, image }) => ({
    mediaIds: [video, image, image],
  })),
  many(
    'five images and a video',
    { mediaItems: 'PIN_VIDEO_NOT_SUPPORTED' },
    ({ video, image }) => ({
      mediaIds: [...times(5, image), video],
    }),
  ),
  {
    name: 'a target with a mix of its own',
    wrong: { 'platforms[0].customMedia': 'PIN_VIDEO_NOT_SUPPORTED' },
    body: (world) => post(world, {}, {}, { mediaIds: [world.video, world.video] }),
  },
];

const covers: BadCase[] = [
  many(
    'a cover beside an image that is a cover too',
    { mediaItems: 'PIN_VIDEO_NOT_SUPPORTED' },
    (world) =>
      dataOf(world, { coverMediaId: world.image }, { mediaIds: [world.video, world.image] }),
  ),
  many(
    'an uploaded cover without a video',
    { [`${pin}.coverMediaId`]: 'PIN_COVER_WITHOUT_VIDEO' },
    (world) => dataOf(world, { coverMediaId: world.image }),
  ),
  {
    name: 'the address of a cover without a video',
    wrong: { [`${pin}.coverImageUrl`]: 'PIN_COVER_WITHOUT_VIDEO' },
    body: async (world) =>
      post(
        world,
        {},
        {
          coverImageUrl: await served(world, 'cover.jpg', quarters(300, 450).jpeg().toBuffer()),
        },
      ),
  },
  many(
    'the time of a cover without a video',
    { [`${pin}.coverImageKeyFrameTime`]: 'PIN_COVER_WITHOUT_VIDEO' },
    (world) => dataOf(world, { coverImageKeyFrameTime: 2 }),
  ),
  many('a cover that is a video', { [`${pin}.coverMediaId`]: 'PIN_COVER_INVALID' }, (world) =>
    dataOf(world, { coverMediaId: world.video }, { mediaIds: [world.video] }),
  ),
  many('a cover nobody uploaded', { [`${pin}.coverMediaId`]: 'MEDIA_NOT_FOUND' }, (world) =>
    dataOf(world, { coverMediaId: 'f'.repeat(24) }, { mediaIds: [world.video] }),
  ),
  {
    name: 'a cover that is a text',
    wrong: { [`${pin}.coverImageUrl`]: 'MEDIA_FORMAT_UNSUPPORTED' },
    body: (world) =>
      dataOf(
        world,
        { coverImageUrl: world.server.add('/cover.txt', 'Not a picture.') },
        { mediaIds: [world.video] },
      ),
  },
  many('a cover without an address', { [`${pin}.coverImageUrl`]: 'MEDIA_URL_INVALID' }, (world) =>
    dataOf(world, { coverImageUrl: 'cover.jpg' }, { mediaIds: [world.video] }),
  ),
  many(
    'a cover before the beginning',
    { [`${pin}.coverImageKeyFrameTime`]: 'INVALID_FIELD_VALUE' },
    (world) => dataOf(world, { coverImageKeyFrameTime: -1 }, { mediaIds: [world.video] }),
  ),
  many(
    'a cover at a time in words',
    { [`${pin}.coverImageKeyFrameTime`]: 'INVALID_FIELD_VALUE' },
    (world) => dataOf(world, { coverImageKeyFrameTime: 'first' }, { mediaIds: [world.video] }),
  ),
];

const saves: BadCase[] = [
  many('a Pin to save, with media', { [`${pin}.savePinId`]: 'PIN_SAVE_WITH_MEDIA' }, (world) =>
    dataOf(world, { savePinId: '123' }),
  ),
  many('a Pin to save by its address', { [`${pin}.savePinId`]: 'PIN_ID_INVALID' }, (world) =>
    dataOf(world, { savePinId: 'https://www.pinterest.com/pin/1/' }, { mediaIds: [] }),
  ),
  many('a parent that is no Pin', { [`${pin}.parentPinId`]: 'PIN_ID_INVALID' }, (world) =>
    dataOf(world, { parentPinId: 'abc' }),
  ),
];

export const sets: BadCase[] = [...carousels, ...mixes, ...covers, ...saves];
