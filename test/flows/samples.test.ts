import { Zernio } from '@zernio/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeVideo } from '../../src/media/testing/make-video.ts';
import type { CreatedPost } from '../../src/sdk/index.ts';
import { startMediaServer, type MediaServer } from '../harness/media-server.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { onlyTarget, sandboxPin, send } from '../harness/publishing.ts';

/**
 * What the documents of other schedulers show as an example, field by field. Only the ids, and the host that the files
 * lie on, are ours.
 */
let product: Product;
let web: MediaServer;
let board: string;
beforeAll(async () => {
  [product, web] = await Promise.all([startProduct(), startMediaServer()]);
  product.sandbox.control.settings({ mediaDelayMs: 0 });
  board = product.boards['Kitchens'] ?? '';
  web.add('/pin-image.jpg', await makePicture({ width: 1000, height: 1500 }));
  web.add('/slide-2.jpg', await makePicture({ width: 1000, height: 1500, background: '#2a5' }));
  web.add('/cover.jpg', await makePicture({ width: 1080, height: 1920, background: '#25a' }));
  const video = await makeVideo();
  web.add('/video.mp4', (_, response) =>
    response.writeHead(200, { 'content-type': 'video/mp4' }).end(video),
  );
});
afterAll(() => Promise.all([product.close(), web.close()]));

const at = (path: string) => web.origin + path;

/** The one Pin that came of a post. */
function publishedPin({ post }: CreatedPost) {
  const only = onlyTarget(post);
  expect(only.problem).toBeUndefined();
  expect(only.status).toBe('published');
  return sandboxPin(product, only.platformPostId);
}

/** A schedule as those examples make it: half a minute from now. */
const soon = () => new Date(Date.now() + 30_000).toISOString();

describe('Zernio', () => {
  const create = async (body: object) => {
    const zernio = new Zernio({ apiKey: product.apiKey, baseURL: `${product.url}/api` });
    // Its types know the fields of today; the documents show older ones too.
    const { data } = await zernio.posts.createPost({ body: body as never });
    return publishedPin(data as CreatedPost);
  };

  test('an image with a title, a board and a link', async () => {
    const pin = await create({
      content: '10 Tips for Better Photography',
      mediaItems: [{ type: 'image', url: at('/pin-image.jpg') }],
      platforms: [
        {
          platform: 'pinterest',
          accountId: product.accountId,
          platformSpecificData: {
            title: '10 Tips for Better Photography',
            boardId: board,
            link: 'https://myblog.com/photography-tips',
          },
        },
      ],
      publishNow: true,
    });
    expect(pin).toMatchObject({
      kind: 'image',
      title: '10 Tips for Better Photography',
      description: '10 Tips for Better Photography',
      link: 'https://myblog.com/photography-tips',
    });
  });

  test('an image without a title: the content gives it', async () => {
    const pin = await create({
      content: '10 API Design Tips Every Developer Should Know',
      mediaItems: [{ type: 'image', url: at('/pin-image.jpg') }],
      platforms: [
        {
          platform: 'pinterest',
          accountId: product.accountId,
          platformSpecificData: {
            boardId: board,
            link: 'https://example.com/blog/api-design-tips',
          },
        },
      ],
      publishNow: true,
    });
    expect(pin).toMatchObject({
      title: '10 API Design Tips Every Developer Should Know',
      link: 'https://example.com/blog/api-design-tips',
    });
  });

  test.each([
    ['a picture as its cover', () => ({ coverImageUrl: at('/cover.jpg') })],
    ['a moment of it as its cover', () => ({ coverImageKeyFrameTime: 3 })],
    ['both', () => ({ coverImageUrl: at('/cover.jpg'), coverImageKeyFrameTime: 0 })],
  ])('a video with %s', async (name, cover) => {
    const pin = await create({
      content: `A video with ${name}`,
      mediaItems: [{ type: 'video', url: at('/video.mp4') }],
      platforms: [
        {
          platform: 'pinterest',
          accountId: product.accountId,
          platformSpecificData: {
            title: `A video with ${name}`,
            boardId: board,
            link: 'https://myblog.com/recipe',
            ...cover(),
          },
        },
      ],
      publishNow: true,
    });
    expect(pin).toMatchObject({ kind: 'video', link: 'https://myblog.com/recipe' });
  });
});

test("Zernio: a video's own thumbnail is its cover", async () => {
  const { body } = await send(product, {
    content: 'A video with a thumbnail',
    scheduledFor: '2099-03-01T09:00:00Z',
    mediaItems: [{ type: 'video', url: at('/video.mp4'), thumbnail: at('/cover.jpg') }],
    platforms: [
      {
        platform: 'pinterest',
        accountId: product.accountId,
        platformSpecificData: { boardId: board },
      },
    ],
  });
  expect(onlyTarget(body.post).platformSpecificData.coverMediaId).toMatch(/^[0-9a-f]{24}$/);
  expect(body.warnings ?? []).not.toContainEqual(
    expect.objectContaining({ code: 'UNKNOWN_FIELD' }),
  );
});

describe('Postbreeze', () => {
  const scheduled = async (body: Record<string, unknown>) => {
    const { status, body: created } = await send(product, body);
    expect([status, created]).toMatchObject([201, { post: { status: 'scheduled' } }]);
    return onlyTarget(created.post);
  };

  test('the flat shape', async () => {
    const target = await scheduled({
      content: '20 minimalist home office setups for 2026',
      scheduledFor: soon(),
      mediaItems: [{ url: at('/pin-image.jpg'), type: 'IMAGE' }],
      platforms: [
        {
          accountId: product.accountId,
          platformOptions: {
            platform: 'PINTEREST',
            board,
            title: '20 minimalist home office setups',
            link: 'https://example.com/home-office',
          },
        },
      ],
    });
    expect(target).toMatchObject({
      platform: 'pinterest',
      platformSpecificData: {
        boardId: board,
        title: '20 minimalist home office setups',
        link: 'https://example.com/home-office',
      },
    });
  });

  test('the flat shape with words of its own for the target', async () => {
    const target = await scheduled({
      content: 'Shared caption, applied to every platform',
      scheduledFor: soon(),
      mediaItems: [{ type: 'IMAGE', url: at('/pin-image.jpg'), altText: 'Hero' }],
      platforms: [
        {
          accountId: product.accountId,
          captionOverride: 'Only for Pinterest',
          platformOptions: { platform: 'PINTEREST', board, title: 'Hero' },
        },
      ],
    });
    expect(target).toMatchObject({ customContent: 'Only for Pinterest' });
  });

  test('the nested shape, as a carousel', async () => {
    const ids = await Promise.all(
      ['/pin-image.jpg', '/slide-2.jpg'].map(async (path) => {
        const bytes = await (await fetch(at(path))).blob();
        return (await product.client.media.upload(bytes, path.slice(1))).media.id;
      }),
    );
    const target = await scheduled({
      caption: 'Three ways to set up a desk',
      scheduledAt: soon(),
      timezone: 'Europe/Stockholm',
      targets: [
        {
          socialAccountId: product.accountId,
          platformOptions: { platform: 'PINTEREST', board, title: 'A desk, three ways' },
        },
      ],
      mediaIds: ids,
    });
    expect(target).toMatchObject({ platformSpecificData: { title: 'A desk, three ways' } });
  });

  test('without a time it is a draft', async () => {
    const { status, body } = await send(product, {
      content: 'Later',
      mediaItems: [{ url: at('/pin-image.jpg'), type: 'IMAGE' }],
      platforms: [
        { accountId: product.accountId, platformOptions: { platform: 'PINTEREST', board } },
      ],
    });
    expect([status, body.post.status]).toEqual([201, 'draft']);
  });
});

describe("bundle.social's limits are ours", () => {
  const check = async (data: object, content = 'A pin', media = at('/pin-image.jpg')) => {
    const type = media.endsWith('mp4') ? ('video' as const) : ('image' as const);
    const { problems } = await product.client.tools.validatePost({
      content,
      mediaItems: [{ type, url: media }],
      platforms: [
        { accountId: product.accountId, platformSpecificData: { boardId: board, ...data } },
      ],
    });
    return problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  };
  const link = (length: number) => 'https://example.com/'.padEnd(length, 'a');

  test.each([
    ['text, the title', 100, 'PIN_TITLE_TOO_LONG', (n: number) => check({ title: 'a'.repeat(n) })],
    ['description', 800, 'PIN_DESCRIPTION_TOO_LONG', (n: number) => check({}, 'a'.repeat(n))],
    ['link', 2048, 'PIN_LINK_TOO_LONG', (n: number) => check({ link: link(n) })],
    ['altText', 500, 'PIN_ALT_TEXT_TOO_LONG', (n: number) => check({ altText: 'a'.repeat(n) })],
  ])('%s takes %i characters', async (_name, most, code, of) => {
    expect([await of(most), await of(most + 1)]).toEqual([[], [code]]);
  });

  test.each([
    ['4 seconds', { seconds: 4 }, []],
    ['less than 4 seconds', { seconds: 3.9 }, ['VIDEO_TOO_SHORT']],
    ['15 minutes', { seconds: 900, fps: 1, audio: null }, []],
    ['more than 15 minutes', { seconds: 901, fps: 1, audio: null }, ['VIDEO_TOO_LONG']],
    ['1:2', { width: 540, height: 1080 }, []],
    ['narrower than 1:2', { width: 520, height: 1080 }, ['VIDEO_RATIO']],
    ['1.91:1', { width: 1200, height: 628 }, []],
    ['wider than 1.91:1', { width: 1300, height: 628 }, ['VIDEO_RATIO']],
  ] as const)('a video of %s', async (name, wanted, expected) => {
    const video = await makeVideo(wanted);
    const path = `/${encodeURIComponent(name)}.mp4`;
    const url = web.add(path, (_, response) =>
      response.writeHead(200, { 'content-type': 'video/mp4' }).end(video),
    );
    expect(await check({}, name, url)).toEqual(expected);
  });
});
