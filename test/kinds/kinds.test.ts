import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeVideo } from '../../src/media/testing/make-video.ts';
import type { NewPost } from '../../src/sdk/index.ts';
import { startProduct, type Product } from '../harness/product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct({
    app: { policy: { processingDelaysMs: [1], unreachableDelaysMs: [1] } },
  });
  product.sandbox.control.settings({ mediaDelayMs: 0 });
});
afterAll(() => product.close());

const image = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer();

async function upload(data: Uint8Array<ArrayBuffer> | Buffer, filename: string): Promise<string> {
  const { media } = await product.client.media.upload(new Blob([new Uint8Array(data)]), filename);
  return media.id;
}

let count = 0;
async function publish(post: Omit<NewPost, 'platforms'>, data: object = {}) {
  const answer = await product.client.posts.create({
    content: 'A description long enough to be of use to the people who search for it.',
    ...post,
    publishNow: true,
    platforms: [
      {
        accountId: product.accountId,
        platformSpecificData: { boardId: 'Kitchens', title: `Pin ${++count}`, ...data },
      },
    ],
  });
  const [target] = answer.post.platforms;
  const pins = product.sandbox.control.state().pins;
  return { answer, target, pin: pins.find(({ id }) => id === target?.platformPostId) };
}

describe('carousel', () => {
  test('two to five images with their own words', async () => {
    const ids = [
      await upload(await image(600, 900, '#aa3311'), 'a.jpg'),
      await upload(await image(1000, 1500, '#11aa33'), 'b.jpg'),
      await upload(await image(800, 1200, '#1133aa'), 'c.jpg'),
    ];
    const { target, pin } = await publish(
      { mediaIds: ids },
      { slides: [{ title: 'One' }, { title: 'Two', link: 'https://example.com/two' }] },
    );
    expect(target?.status).toBe('published');
    expect(pin).toMatchObject({
      kind: 'carousel',
      slides: [{ title: 'One' }, { title: 'Two', link: 'https://example.com/two' }, {}],
    });
    expect(pin?.images.map(({ width, height }) => [width, height])).toEqual([
      [600, 900],
      [1000, 1500],
      [800, 1200],
    ]);
  });

  test('mixed shapes are refused with the fix, and fitted when that is asked for', async () => {
    const mediaIds = [
      await upload(await image(600, 900, '#aa3311'), 'a.jpg'),
      await upload(await image(900, 600, '#11aa33'), 'b.jpg'),
    ];
    await expect(publish({ mediaIds })).rejects.toMatchObject({
      problems: [{ code: 'PIN_MIXED_ASPECT', field: 'mediaItems' }],
    });
    const { answer, target } = await publish({ mediaIds, mediaFit: 'crop' });
    expect(target?.status).toBe('published');
    expect(answer.post.mediaItems).toHaveLength(2);
  });
});

describe('video', () => {
  test('registered, uploaded, processed, and published with its first frame as cover', async () => {
    const id = await upload(
      await makeVideo({ seconds: 6, width: 320, height: 480, fps: 25 }),
      'Clip.MP4',
    );
    const before = product.sandbox.control.counts();
    const { target, pin } = await publish({ mediaIds: [id] });
    expect(target?.problem).toBeUndefined();
    expect(target?.status).toBe('published');
    expect(pin).toBeDefined();
    const after = product.sandbox.control.counts();
    const spent = (name: string) => (after[name] ?? 0) - (before[name] ?? 0);
    expect(spent('media/create')).toBe(1);
    expect(spent('s3/upload')).toBe(1);
    expect(spent('pins/create')).toBe(1);
  });

  test('an image beside it is the cover, whichever comes first', async () => {
    const cover = await upload(await image(600, 900, '#aa3311'), 'cover.jpg');
    const video = await upload(
      await makeVideo({ seconds: 6, width: 320, height: 480, fps: 25 }),
      'v.mp4',
    );
    const { target } = await publish({ mediaIds: [cover, video] });
    expect(target?.status).toBe('published');
  });

  test('a failed processing names its reason; one that never ends is uploaded afresh once', async () => {
    const id = await upload(
      await makeVideo({ seconds: 5, width: 320, height: 480, fps: 25 }),
      'f.mp4',
    );
    product.sandbox.control.settings({ mediaOutcome: 'failed' });
    const { target } = await publish({ mediaIds: [id] });
    product.sandbox.control.settings({ mediaOutcome: 'succeeded' });
    expect(target).toMatchObject({ status: 'failed', errorCode: 'VIDEO_PROCESSING_FAILED' });
  });
});

test('a storage that refuses an upload gets a new registration, and the video goes out', async () => {
  const id = await upload(
    await makeVideo({ seconds: 5, width: 320, height: 480, fps: 25 }),
    'again.mp4',
  );
  const { control } = product.sandbox;
  control.addFault({ match: { operation: 's3/upload', times: 1 }, then: { status: 403 } });
  const before = control.counts();
  const { target } = await publish({ mediaIds: [id], title: 'Second try' });
  control.clearFaults();
  expect(target).toMatchObject({ status: 'published', attempts: 1 });
  const after = control.counts();
  for (const operation of ['media/create', 's3/upload'])
    expect((after[operation] ?? 0) - (before[operation] ?? 0), operation).toBe(2);
});

test('a section is looked for before the post is accepted', async () => {
  const boardId = product.boards['Reading nooks'] ?? '';
  const section = await product.app.access.use(product.identityId, (client) =>
    client.sections.create(boardId, { name: 'Lamps' }),
  );
  const mediaIds = [await upload(await image(600, 900, '#654321'), 'section.jpg')];
  const wrong = publish({ mediaIds }, { boardId, boardSectionId: '123456789' });
  await expect(wrong).rejects.toMatchObject({
    problems: [
      {
        code: 'PIN_SECTION_NOT_FOUND',
        details: { sections: [{ id: section.id, name: 'Lamps' }] },
      },
    ],
  });
  const { target, pin } = await publish({ mediaIds }, { boardId, boardSectionId: section.id });
  expect(target?.status).toBe('published');
  expect(pin?.sectionId).toBe(section.id);
});

test('saving an existing Pin', async () => {
  const mediaIds = [await upload(await image(600, 900, '#aa3311'), 's.jpg')];
  const first = await publish({ mediaIds });
  const { target } = await publish(
    {},
    { savePinId: first.target?.platformPostId, boardId: 'Reading nooks' },
  );
  expect(target).toMatchObject({ status: 'published' });
  expect(target?.platformPostId).not.toBe(first.target?.platformPostId);
});

test('an animated GIF goes by address where Pinterest can reach it', async () => {
  const frames = await Promise.all(
    ['#aa3311', '#11aa33', '#1133aa'].map((color) => image(400, 600, color)),
  );
  const gif = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer();
  const { target, pin } = await publish({ mediaIds: [await upload(gif, 'move.gif')] });
  expect(target?.problem).toBeUndefined();
  expect(target?.status).toBe('published');
  expect(pin).toMatchObject({
    kind: 'image',
    images: [{ format: 'gif', width: 400, height: 600 }],
  });
});

test('another animation stands still, as Pinterest takes no WebP, and the answer says so', async () => {
  const frames = await Promise.all(['#aa3311', '#11aa33'].map((color) => image(600, 900, color)));
  const webp = await sharp(frames, { join: { animated: true } })
    .webp()
    .toBuffer();
  const { answer, target, pin } = await publish({ mediaIds: [await upload(webp, 'move.webp')] });
  expect(answer.warnings?.map(({ code }) => code)).toContain('ADVICE_ANIMATION_STILL');
  expect(target?.status).toBe('published');
  expect(pin).toMatchObject({ images: [{ format: 'jpeg', width: 600, height: 900 }] });
});

test('disclosures of AI travel along', async () => {
  const mediaIds = [await upload(await image(600, 900, '#123456'), 'ai.jpg')];
  const { pin } = await publish({ mediaIds }, { isAiGenerated: true });
  expect(pin?.aiDisclosures).toEqual(['AI_MODIFIED']);
});

test('a dry run says what publishing would say, and stores nothing', async () => {
  const before = await product.client.posts.list();
  const answer = await product.request('POST', '/api/v1/posts', {
    dryRun: true,
    mediaItems: [{ url: 'not an address' }],
    platforms: [{ accountId: product.accountId, platformSpecificData: { title: 't'.repeat(101) } }],
  });
  expect(answer.status).toBe(200);
  const body = (await answer.json()) as { valid: boolean; problems: { code: string }[] };
  expect(body.valid).toBe(false);
  expect(body.problems.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['PIN_BOARD_REQUIRED', 'PIN_TITLE_TOO_LONG', 'MEDIA_URL_INVALID']),
  );
  expect((await product.client.posts.list()).pagination).toEqual(before.pagination);
});

test('the check knows what accepting would refuse last: the same Pin on the same board', async () => {
  const mediaIds = [await upload(await image(600, 900, '#abcdef'), 'twice.jpg')];
  const post = {
    content: 'Twice',
    mediaIds,
    platforms: [
      {
        accountId: product.accountId,
        platformSpecificData: { boardId: 'Kitchens', title: 'Twice' },
      },
    ],
  };
  expect((await product.client.tools.validatePost(post)).valid).toBe(true);
  const { post: first } = await product.client.posts.create({ ...post, publishNow: true });
  const checked = await product.client.tools.validatePost(post);
  expect(checked.problems.filter(({ severity }) => severity === 'error')).toMatchObject([
    { code: 'PIN_DUPLICATE', details: { existingPostId: first._id } },
  ]);
  const allowed = await product.client.tools.validatePost({ ...post, allowDuplicate: true });
  expect(allowed.valid).toBe(true);
});
