import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeVideo } from '../../src/media/testing/make-video.ts';
import type { Media, ProblemBody } from '../../src/sdk/index.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { sandboxPin, send, target, upload } from '../harness/publishing.ts';
import { startMediaServer, type MediaServer } from '../harness/media-server.ts';
import { pretendNames } from './names.ts';
import { quarters } from './pictures.ts';

let product: Product;
let server: MediaServer;
let restoreNames: () => void;
let tall: string;
let wide: string;
let video: string;

beforeAll(async () => {
  restoreNames = pretendNames();
  [product, server] = await Promise.all([
    startProduct({ app: { policy: { processingDelaysMs: [1] } } }),
    startMediaServer(),
  ]);
  product.sandbox.control.settings({ mediaDelayMs: 0 });
  tall = await upload(product, await quarters(200, 300).jpeg().toBuffer());
  wide = await upload(product, await quarters(300, 200).jpeg().toBuffer());
  video = await upload(product, await makeVideo({ seconds: 4, width: 320, height: 480, fps: 5 }));
});
afterAll(async () => {
  await product.close();
  await server.close();
  restoreNames();
});

interface Repaired {
  valid: boolean;
  changes: { field: string; code: string; before: unknown; after: unknown }[];
  post: Record<string, unknown> & { mediaIds?: string[]; platforms: Entry[] };
  media: Media[];
  problems: ProblemBody[];
}
interface Entry {
  platformSpecificData: Record<string, unknown>;
  mediaIds?: string[];
}

/** A post with one target, mended. `problems` are those before. */
async function repair(
  data: Record<string, unknown>,
  more: Record<string, unknown> = {},
): Promise<Repaired & { before: ProblemBody[]; data: Record<string, unknown> }> {
  const post = {
    content: 'To mend',
    mediaIds: [tall],
    platforms: [target(product, data)],
    ...more,
  };
  const response = await product.request('POST', '/api/v1/tools/validate/post', {
    ...post,
    repair: true,
  });
  const { problems, repaired } = (await response.json()) as {
    problems: ProblemBody[];
    repaired: Repaired;
  };
  const [entry] = repaired.post.platforms;
  return { ...repaired, before: problems, data: entry?.platformSpecificData ?? {} };
}

/** What is said of the problem with this code. */
const autofixOf = (problems: ProblemBody[], code: string) =>
  problems.filter((problem) => problem.code === code).map(({ autofix }) => autofix !== undefined);

async function published(post: Record<string, unknown>) {
  const { status, body } = await send(product, { ...post, publishNow: true });
  expect([status, body.post.status]).toEqual([201, 'published']);
  return body.post.platforms.map(({ platformPostId }) => sandboxPin(product, platformPostId));
}

test.each([
  ['title', 100],
  ['altText', 500],
])('a %s that is too long is cut at a word', async (field, limit) => {
  const { valid, data, before, changes } = await repair({ [field]: 'kitchen '.repeat(limit) });
  expect(valid).toBe(true);
  const text = String(data[field]);
  expect(text).toMatch(/kitchen…$/);
  expect([...text].length).toBeLessThanOrEqual(limit);
  expect([...text].length).toBeGreaterThan(limit - 10);
  expect(changes).toMatchObject([
    { field: `platforms[0].platformSpecificData.${field}`, before: 'kitchen '.repeat(limit) },
  ]);
  expect(before.filter(({ severity }) => severity === 'error')).toMatchObject([
    { autofix: expect.stringContaining(`${limit} characters`) },
  ]);
});

test('a description, and a word without an end', async () => {
  const long = await repair({}, { content: 'garden '.repeat(200) });
  expect(String(long.post['content'])).toMatch(/garden…$/);
  const endless = await repair({ title: '🧡'.repeat(150) });
  expect(endless.data['title']).toBe(`${'🧡'.repeat(99)}…`);
});

test.each([
  ['http://example.com/a', 'https://example.com/a'],
  ['example.com/a', 'https://example.com/a'],
  ['//example.com/a', 'https://example.com/a'],
])('%s becomes %s', async (link, secure) => {
  const { valid, data, before } = await repair({ link });
  expect([valid, data['link']]).toEqual([true, secure]);
  expect(autofixOf(before, 'PIN_LINK_INVALID')).toEqual([true]);
});

test.each(['javascript:alert(1)', 'https://10.0.0.1/', 'ftp://example.com/', 'two words', '/oak'])(
  '%s is left for the person, and nothing else is promised',
  async (link) => {
    const { valid, data, before, changes } = await repair({ link });
    expect([valid, data['link'], changes]).toEqual([false, link, []]);
    expect(autofixOf(before, 'PIN_LINK_INVALID')).toEqual([false]);
  },
);

test('a short link whose end is not known is left too', async () => {
  const { valid, before } = await repair({ link: 'https://bit.ly/3xYz' });
  expect(valid).toBe(false);
  expect(autofixOf(before, 'PIN_LINK_SHORTENER')).toEqual([false]);
});

test.each(['Kitchns', ' KITCHEN  '])('the board "%s" is found', async (boardId) => {
  const { valid, data, before } = await repair({ boardId });
  expect([valid, data['boardId']]).toEqual([true, product.boards['Kitchens']]);
  expect(autofixOf(before, 'PIN_BOARD_NOT_FOUND')).toEqual([true]);
});

test('a board that could be any is not guessed', async () => {
  const { valid, before } = await repair({ boardId: 'Garage' });
  expect(valid).toBe(false);
  expect(autofixOf(before, 'PIN_BOARD_NOT_FOUND')).toEqual([false]);
});

test('mixed shapes are cropped, and can be looked at before they are published', async () => {
  const mended = await repair({}, { mediaIds: [tall, wide] });
  expect(mended.valid).toBe(true);
  expect(autofixOf(mended.before, 'PIN_MIXED_ASPECT')).toEqual([true]);
  const ratios: number[] = [];
  for (const { url, width, height } of mended.media) {
    const response = await fetch(url);
    const { info } = await sharp(Buffer.from(await response.arrayBuffer()))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([width, height]);
    ratios.push(info.width / info.height);
  }
  expect(ratios).toHaveLength(2);
  expect(ratios[1]).toBeCloseTo(ratios[0] ?? 0, 1);
  const [pin] = await published(mended.post);
  expect(pin?.images.map(({ width, height }) => [width, height])).toEqual(
    mended.media.map(({ width, height }) => [width, height]),
  );
});

test('of seven images five stay, whether uploaded, fetched or both, and their words with them', async () => {
  const url = server.add('/seventh.jpg', await quarters(200, 300).jpeg().toBuffer());
  const items = Array.from({ length: 7 }, (_, index) => ({ url, title: `Slide ${index + 1}` }));
  const slides = items.map(({ title }) => ({ title }));
  for (const media of [
    { mediaIds: Array.from({ length: 7 }, () => tall), mediaItems: [] },
    { mediaIds: [], mediaItems: items },
    { mediaIds: [tall, tall, tall, tall], mediaItems: items.slice(4) },
  ]) {
    const mended = await repair({ slides }, { ...media, allowDuplicate: true });
    expect(autofixOf(mended.before, 'PIN_CAROUSEL_SIZE')).toEqual([true]);
    expect(mended.valid).toBe(true);
    const [pin] = await published(mended.post);
    expect(pin?.slides.map(({ title }) => title)).toEqual(
      slides.slice(0, 5).map(({ title }) => title),
    );
  }
});

test('six images of two shapes take two steps', async () => {
  const mended = await repair({}, { mediaIds: [tall, wide, tall, tall, tall, tall] });
  expect(mended.changes.map(({ code }) => code)).toEqual(['PIN_CAROUSEL_SIZE', 'PIN_MIXED_ASPECT']);
  const [pin] = await published(mended.post);
  expect(pin?.images).toHaveLength(5);
});

test('a comment, a colour that is none and a cover of nothing are left out', async () => {
  const mended = await repair(
    { dominantColor: 'teal', coverMediaId: wide, coverImageKeyFrameTime: 2 },
    { firstComment: 'First!' },
  );
  expect(mended.valid).toBe(true);
  expect(mended.post).not.toHaveProperty('firstComment');
  for (const field of ['dominantColor', 'coverMediaId', 'coverImageKeyFrameTime'])
    expect(mended.data).not.toHaveProperty(field);
  await published(mended.post);
});

test('a post that was fine stays what it was, with its media kept for publishing', async () => {
  const url = server.add('/fine.jpg', await quarters(200, 300).jpeg().toBuffer());
  const mended = await repair(
    {},
    {
      mediaIds: undefined,
      mediaItems: [
        { url, altText: 'Four quarters', title: 'One' },
        { url, link: 'https://example.com/2' },
      ],
    },
  );
  expect(mended).toMatchObject({ valid: true, changes: [], before: mended.problems });
  expect(mended.post).not.toHaveProperty('publishNow');
  const [pin] = await published(mended.post);
  expect(pin).toMatchObject({
    kind: 'carousel',
    altText: 'Four quarters',
    slides: [{ title: 'One' }, { link: 'https://example.com/2' }],
  });
});

test('a video keeps its cover, and each target its own media', async () => {
  const url = server.add('/square.jpg', await quarters(240, 240).jpeg().toBuffer());
  const mended = await repair(
    {},
    {
      mediaIds: [video, tall],
      platforms: [
        target(product, { title: 'x'.repeat(120) }),
        target(product, { title: 'Own' }, { customMedia: [{ url }] }),
        target(product, { title: 'Both' }, { mediaIds: [tall, wide] }),
      ],
    },
  );
  expect(mended.valid).toBe(true);
  const pins = await published(mended.post);
  expect(pins.map(({ kind, images }) => [kind, images.map(({ width }) => width)])).toEqual([
    ['video', [200]],
    ['image', [240]],
    ['carousel', [200, 133]],
  ]);
});

test('what did not fit is not lost on the way: the post stays wrong', async () => {
  const mended = await repair(
    {},
    { scheduledFor: 1_900_000_000, mediaFit: 'stretch', allowDuplicate: true },
  );
  expect(mended.valid).toBe(false);
  expect(mended.problems.filter(({ severity }) => severity === 'error')).toMatchObject([
    { code: 'INVALID_FIELD_VALUE', field: 'mediaFit' },
    { code: 'INVALID_FIELD_VALUE', field: 'scheduledFor' },
  ]);
});
