import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveFiles, type FileServer } from '../harness/file-server.ts';
import { makeNoise, makePicture, type PictureOptions } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import {
  callsDuring,
  onlyTarget,
  pinsTitled,
  postOnce,
  sandboxPin,
  send,
} from '../harness/publishing.ts';
import { target, upload } from '../harness/publishing.ts';

let product: Product;
let files: FileServer;
beforeAll(async () => {
  [product, files] = await Promise.all([startProduct(), serveFiles()]);
});
afterAll(async () => {
  await product.close();
  await files.close();
});

describe('an image becomes a Pin', () => {
  const words = {
    link: 'https://example.com/oak?from=pin#top',
    altText: 'An oak worktop under a window',
  };
  const sources: [string, (bytes: Buffer) => Promise<object>][] = [
    ['uploaded in one request', async (bytes) => ({ mediaIds: [await upload(product, bytes)] })],
    [
      'put to a presigned address',
      async (bytes) => {
        const slot = await product.client.media.presign({
          filename: 'oak.jpg',
          contentType: 'image/jpeg',
        });
        const put = await fetch(slot.uploadUrl, {
          method: 'PUT',
          body: new Uint8Array(bytes),
          headers: { 'content-type': 'image/jpeg' },
        });
        expect(put.status).toBe(200);
        return { mediaItems: [{ type: 'image', url: slot.publicUrl }] };
      },
    ],
    [
      'fetched from an address',
      (body) =>
        Promise.resolve({
          mediaItems: [{ url: files.add('/oak.jpg', { type: 'image/jpeg', body }) }],
        }),
    ],
    [
      'named by the address of its upload',
      async (bytes) => {
        const { url } = await product.client.media.upload(
          new Blob([new Uint8Array(bytes)]),
          'oak.jpg',
        );
        return { mediaItems: [{ url }] };
      },
    ],
  ];

  test.each(sources)('%s: with one request to Pinterest', async (name, media) => {
    const source = await media(await makePicture({ width: 640, height: 960 }));
    const title = `Oak, ${name}`;
    const { result, calls } = await callsDuring(product, () =>
      send(product, {
        content: 'Oak and brass.\nA second line.',
        ...source,
        platforms: [target(product, { title, ...words })],
        publishNow: true,
      }),
    );
    expect(result.status).toBe(201);
    const { post } = result.body;
    expect(post).toMatchObject({ status: 'published', content: 'Oak and brass.\nA second line.' });
    const sent = onlyTarget(post);
    expect(sent).toMatchObject({ status: 'published', step: null, heldReason: null, attempts: 1 });
    expect(calls).toMatchObject([{ operation: 'pins/create', status: 201 }]);

    expect(sandboxPin(product, sent.platformPostId)).toMatchObject({
      owner: 'linchpin_demo',
      boardId: product.boards['Kitchens'],
      title,
      description: 'Oak and brass.\nA second line.',
      ...words,
      kind: 'image',
      images: [{ width: 640, height: 960, format: 'jpeg' }],
    });
    const page = await fetch(sent.platformPostUrl ?? '');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain(title);
  });

  test('a photo of several megabytes goes in as it is', async () => {
    const photo = await makeNoise(2000, 3000);
    expect(photo.length).toBeGreaterThan(3_000_000);
    const { status, body } = await send(product, {
      content: 'Large',
      mediaIds: [await upload(product, photo)],
      platforms: [target(product)],
      publishNow: true,
    });
    expect(status).toBe(201);
    expect(sandboxPin(product, onlyTarget(body.post).platformPostId).images).toMatchObject([
      { width: 2000, height: 3000, bytes: photo.length },
    ]);
  });

  const formats: [string, PictureOptions, object][] = [
    ['a PNG', { format: 'png' }, { width: 400, height: 600, format: 'png' }],
    ['a WebP', { format: 'webp' }, { width: 400, height: 600, format: 'jpeg' }],
    ['an AVIF', { format: 'avif' }, { width: 400, height: 600, format: 'jpeg' }],
    ['a TIFF', { format: 'tiff' }, { width: 400, height: 600, format: 'jpeg' }],
    ['a GIF that stands still', { format: 'gif' }, { width: 400, height: 600, format: 'jpeg' }],
    [
      'a photo taken with the phone on its side',
      { orientation: 6, width: 600, height: 400 },
      { width: 400, height: 600, format: 'jpeg' },
    ],
    [
      'a picture larger than Pinterest shows',
      { width: 5000, height: 7500 },
      { width: 2731, height: 4096, format: 'jpeg' },
    ],
  ];
  test.each(formats)('%s arrives upright, as JPEG or PNG', async (name, picture, expected) => {
    const mediaId = await upload(product, await makePicture(picture), 'picture.bin');
    const { status, body } = await send(product, {
      content: name,
      mediaIds: [mediaId],
      platforms: [target(product)],
      publishNow: true,
    });
    expect(status).toBe(201);
    const pin = sandboxPin(product, onlyTarget(body.post).platformPostId);
    expect(pin.images).toMatchObject([expected]);
    expect(body.post.mediaItems).toMatchObject([
      { width: pin.images[0]?.width, height: pin.images[0]?.height },
    ]);
  });
});

describe('where and what', () => {
  let mediaIds: string[];
  beforeAll(async () => {
    mediaIds = [await upload(product, await makePicture())];
  });

  test('a board is found by its exact name', async () => {
    const { body } = await send(product, {
      content: 'By name',
      mediaIds,
      platforms: [target(product, { boardId: 'Small gardens' })],
      publishNow: true,
    });
    const sent = onlyTarget(body.post);
    expect(sent.platformSpecificData).toMatchObject({
      boardId: product.boards['Small gardens'],
      boardName: 'Small gardens',
    });
    expect(sandboxPin(product, sent.platformPostId).boardId).toBe(product.boards['Small gardens']);
  });

  test('two targets are two Pins, each with its own words', async () => {
    const { result, operations } = await callsDuring(product, () =>
      send(product, {
        content: 'For both boards',
        mediaIds,
        platforms: [
          target(product, { title: 'Twice, in the kitchen' }),
          target(
            product,
            { boardId: 'Reading nooks', title: 'Twice, in the nook' },
            { customContent: 'For the nook alone' },
          ),
        ],
        publishNow: true,
      }),
    );
    expect(result.status).toBe(201);
    expect(operations).toEqual(['pins/create', 'pins/create']);
    expect(pinsTitled(product, 'Twice, in the kitchen')).toMatchObject([
      { boardId: product.boards['Kitchens'], description: 'For both boards' },
    ]);
    expect(pinsTitled(product, 'Twice, in the nook')).toMatchObject([
      { boardId: product.boards['Reading nooks'], description: 'For the nook alone' },
    ]);
  });

  test('a Pin without a title takes the first line of its text', async () => {
    const { body } = await send(product, {
      content: '\n  Nine ways to light a hallway  \nRead them all.',
      mediaIds,
      platforms: [target(product)],
      publishNow: true,
    });
    const sent = onlyTarget(body.post);
    expect(sent.platformSpecificData.title).toBe('Nine ways to light a hallway');
    expect(sandboxPin(product, sent.platformPostId).title).toBe('Nine ways to light a hallway');
  });

  test('a Pin may have neither title nor text, and keeps emoji and umlauts where it has them', async () => {
    const bare = await send(product, {
      mediaIds,
      platforms: [target(product)],
      publishNow: true,
    });
    expect(bare.status).toBe(201);
    expect(sandboxPin(product, onlyTarget(bare.body.post).platformPostId)).toMatchObject({
      link: null,
      altText: null,
    });
    const title = '🧡'.repeat(99) + 'ü';
    const full = await send(product, {
      content: 'Ä'.repeat(800),
      mediaIds,
      platforms: [target(product, { title, altText: 'ß'.repeat(500) })],
      publishNow: true,
    });
    expect(full.status).toBe(201);
    expect(pinsTitled(product, title)).toMatchObject([
      { description: 'Ä'.repeat(800), altText: 'ß'.repeat(500) },
    ]);
  });

  test.each([
    [
      "Zernio's documents",
      () => ({
        content: 'Aliases 1',
        mediaIds,
        platforms: [
          {
            platform: 'PINTEREST',
            accountId: product.accountId,
            platformSpecificData: { board_id: 'Kitchens', url: 'https://example.com/a' },
          },
        ],
        publishNow: true,
      }),
    ],
    [
      "Postbreeze's flat shape",
      () => ({
        content: 'Aliases 2',
        mediaIds,
        platforms: [
          {
            accountId: product.accountId,
            platformOptions: {
              platform: 'pinterest',
              boardId: 'Kitchens',
              link: 'https://example.com/a',
            },
          },
        ],
        publishNow: true,
      }),
    ],
    [
      "Postbreeze's nested shape",
      () => ({
        caption: 'Aliases 3',
        mediaIds,
        targets: [
          {
            socialAccountId: product.accountId,
            platformOptions: {
              platform: 'pinterest',
              boardId: 'Kitchens',
              link: 'https://example.com/a',
            },
          },
        ],
        publishNow: true,
      }),
    ],
  ])('%s are understood', async (_name, body) => {
    const answer = await send(product, body());
    expect(answer).toMatchObject({ status: 201, body: { post: { status: 'published' } } });
    expect(onlyTarget(answer.body.post).platformSpecificData.link).toBe('https://example.com/a');
  });
});

describe('when', () => {
  let mediaIds: string[];
  beforeAll(async () => {
    mediaIds = [await upload(product, await makePicture())];
  });
  const timed = (time: object) =>
    callsDuring(product, () =>
      send(product, { content: 'Timed', mediaIds, platforms: [target(product)], ...time }),
    );

  test.each([
    ['asked for', { isDraft: true }],
    ['asked for beside publishNow', { isDraft: true, publishNow: true }],
    ['for want of a time', {}],
  ])('a draft, %s, stays unpublished', async (_name, time) => {
    const { result, calls } = await timed(time);
    expect(result).toMatchObject({
      status: 201,
      body: { post: { status: 'draft', publishedAt: null } },
    });
    expect(onlyTarget(result.body.post)).toMatchObject({
      status: 'pending',
      platformPostId: null,
      platformPostUrl: null,
    });
    expect(calls).toEqual([]);
  });

  test('a draft needs neither picture nor board', async () => {
    const { status, body } = await send(product, { content: 'Just a thought', isDraft: true });
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { post: { status: 'draft', platforms: [], mediaItems: [] } },
    });
  });

  test('a time to come: scheduled, and nothing is sent', async () => {
    const { result, calls } = await timed({ scheduledFor: '2099-12-01T09:00:00Z' });
    expect(result).toMatchObject({
      status: 201,
      body: { post: { status: 'scheduled', scheduledFor: '2099-12-01T09:00:00.000Z' } },
    });
    expect(calls).toEqual([]);
  });

  test('a local time means that of its time zone', async () => {
    const { result } = await timed({
      scheduledFor: '2099-07-01 09:00',
      timezone: 'America/New_York',
    });
    expect(result.body.post).toMatchObject({
      scheduledFor: '2099-07-01T13:00:00.000Z',
      timezone: 'America/New_York',
    });
  });

  test('a time that has passed: published at once', async () => {
    const { result, operations } = await timed({ scheduledFor: '2020-01-01T00:00:00Z' });
    expect(result).toMatchObject({ status: 201, body: { post: { status: 'published' } } });
    expect(operations).toEqual(['pins/create']);
  });

  test('a time half a second away: published then, not before', async () => {
    const scheduledFor = new Date(Date.now() + 500).toISOString();
    const { result } = await timed({ scheduledFor });
    expect(result.body.post.status).toBe('scheduled');
    const post = await postOnce(product, result.body.post._id, ({ status }) =>
      ['published', 'failed'].includes(status),
    );
    expect(post.status).toBe('published');
    expect(Date.parse(post.publishedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(scheduledFor));
  });
});

describe('the same request twice', () => {
  let mediaIds: string[];
  beforeAll(async () => {
    mediaIds = [await upload(product, await makePicture())];
  });
  const once = (title: string, headers: Record<string, string>) =>
    send(
      product,
      { content: 'Once', mediaIds, platforms: [target(product, { title })], publishNow: true },
      headers,
    );

  test.each(['x-request-id', 'Idempotency-Key'])(
    '%s: answers with the first post',
    async (name) => {
      const title = `Once by ${name}`;
      const headers = { [name]: `order-${name}-17` };
      const first = await once(title, headers);
      const second = await once(title, headers);
      expect(first.status).toBe(201);
      expect(second.status).toBe(200);
      expect(second.body.existingPost).toEqual(first.body.post);
      expect(pinsTitled(product, title)).toHaveLength(1);
    },
  );

  test('at the same moment: still one Pin, and everyone is told of it', async () => {
    const title = 'Five at once';
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => once(title, { 'x-request-id': 'five-at-once' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body.post._id)).size).toBe(1);
    expect(answers.every(({ body }) => body.post.status === 'published')).toBe(true);
    expect(pinsTitled(product, title)).toHaveLength(1);
  });

  test('a refused request may be corrected and sent again under its id', async () => {
    const headers = { 'x-request-id': 'corrected' };
    const title = 'Corrected';
    expect((await once('x'.repeat(101), headers)).status).toBe(400);
    expect((await once(title, headers)).status).toBe(201);
    expect(pinsTitled(product, title)).toHaveLength(1);
  });

  test('an Idempotency-Key with other content is refused, and names the post it made', async () => {
    const headers = { 'Idempotency-Key': 'order-18' };
    const first = await once('Key one', headers);
    const other = await once('Key two', headers);
    expect(other).toMatchObject({
      status: 422,
      body: {
        code: 'IDEMPOTENCY_KEY_REUSED',
        param: 'Idempotency-Key',
        details: { existingPostId: first.body.post._id },
      },
    });
    expect(pinsTitled(product, 'Key two')).toHaveLength(0);
    // The order of fields is no other content.
    const again = { publishNow: true, platforms: [target(product, { title: 'Key one' })] };
    const reordered = await send(product, { ...again, mediaIds, content: 'Once' }, headers);
    expect(reordered).toMatchObject({ status: 200, body: { post: { _id: first.body.post._id } } });
  });

  test('a tracing id with other content is another request, told apart from then on', async () => {
    const headers = { 'x-request-id': 'one-flow' };
    const first = await once('Flow one', headers);
    const second = await once('Flow two', headers);
    expect(second.status).toBe(201);
    expect(second.body.warnings).toContainEqual(
      expect.objectContaining({ code: 'REQUEST_ID_REUSED', severity: 'warning' }),
    );
    for (const [title, { body }] of [
      ['Flow one', first],
      ['Flow two', second],
    ] as const)
      expect(await once(title, headers)).toMatchObject({
        status: 200,
        body: { existingPost: { _id: body.post._id } },
      });
    expect(pinsTitled(product, 'Flow two')).toHaveLength(1);
  });

  test('two contents under one key at the same moment: a key takes one of them, a tracing id both', async () => {
    const both = (headers: Record<string, string>, name: string) =>
      Promise.all(['A', 'B'].map((letter) => once(`${name} ${letter}`, headers)));
    const strict = await both({ 'Idempotency-Key': 'race-of-two' }, 'Strict');
    expect(strict.map(({ status }) => status).sort()).toEqual([201, 422]);
    const traced = await both({ 'x-request-id': 'race-of-two-traced' }, 'Traced');
    expect(traced.map(({ status }) => status)).toEqual([201, 201]);
  });

  test.each(['x-request-id', 'Idempotency-Key'])(
    '%s: 256 characters are too many, 255 are not, and blanks are no key',
    async (name) => {
      const title = `Long ${name}`;
      expect(await once(title, { [name]: name.charAt(0).repeat(256) })).toMatchObject({
        status: 400,
        body: { code: 'IDEMPOTENCY_KEY_TOO_LONG', param: name.toLowerCase() },
      });
      expect(pinsTitled(product, title)).toHaveLength(0);
      expect((await once(title, { [name]: name.charAt(0).repeat(255) })).status).toBe(201);
      expect((await once(title, { [name]: name.charAt(0).repeat(255) })).status).toBe(200);
      expect((await once(title, { [name]: ' ' })).status).toBe(201);
    },
  );

  test('of both headers the key counts', async () => {
    const title = 'Both headers';
    const first = await once(title, { 'Idempotency-Key': 'both', 'x-request-id': 'a' });
    const second = await once(title, { 'Idempotency-Key': 'both', 'x-request-id': 'b' });
    expect([first.status, second.status]).toEqual([201, 200]);
  });

  test('a repetition shows the post as it is now', async () => {
    const headers = { 'Idempotency-Key': 'as-it-is-now' };
    const post = {
      content: 'Later',
      mediaIds,
      platforms: [target(product, { title: 'Later' })],
      scheduledFor: '2099-01-01T09:00:00Z',
    };
    const first = await send(product, post, headers);
    await product.client.posts.cancel(first.body.post._id);
    expect(await send(product, post, headers)).toMatchObject({
      status: 200,
      body: { existingPost: { _id: first.body.post._id, status: 'cancelled' } },
    });
  });

  test('without an id they are two posts', async () => {
    await once('Twice on purpose', {});
    await once('Twice on purpose', {});
    expect(pinsTitled(product, 'Twice on purpose')).toHaveLength(2);
  });
});
