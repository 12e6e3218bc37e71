import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CreatedPost } from '../../src/sdk/index.ts';
import { startProduct } from '../harness/product.ts';
import { sandboxPin, upload } from '../harness/publishing.ts';
import { post, type GoodCase, type GoodWorld, type SandboxPin } from './good/case.ts';
import { images } from './good/images.ts';
import { sets } from './good/sets.ts';
import { wordings } from './good/words.ts';
import { startMediaServer } from '../harness/media-server.ts';
import { pretendNames } from './names.ts';
import { cornersOf, quarters } from './pictures.ts';

const cases: GoodCase[] = [...images, ...sets, ...wordings];

let world: GoodWorld;
let restoreNames: () => void;

beforeAll(async () => {
  restoreNames = pretendNames();
  const [product, server] = await Promise.all([
    startProduct({ app: { policy: { processingDelaysMs: [1] } } }),
    startMediaServer(),
  ]);
  product.sandbox.control.settings({ mediaDelayMs: 0 });
  world = {
    product,
    server,
    sectionId: '',
    pinId: '',
    upload: async (file, name) => upload(product, await file, name),
    serve: async (path, file) => server.add(decodeURI(path) && path, await file),
  };
  world.sectionId = await product.app.access.use(product.identityId, async (client) => {
    const section = await client.sections.create(product.boards['Kitchens'] ?? '', {
      name: 'Worktops',
    });
    return section.id;
  });
  const mediaIds = [await upload(product, await quarters(400, 600).jpeg().toBuffer())];
  world.pinId = (await publish(post(world, { mediaIds })))[0]?.id ?? '';
});
afterAll(async () => {
  await world.product.close();
  await world.server.close();
  restoreNames();
});

/** Publishes at once and returns the Pins as the sandbox has them. */
async function publish(body: Record<string, unknown>): Promise<SandboxPin[]> {
  const { product } = world;
  const now = 'scheduledAt' in body ? body : { ...body, publishNow: true };
  const response = await product.request('POST', '/api/v1/posts', now);
  const answer = (await response.json()) as CreatedPost;
  const problems = answer.post?.platforms.flatMap(({ problem }) => problem ?? []);
  expect(problems ?? answer).toEqual([]);
  expect([response.status, answer.post.status]).toEqual([201, 'published']);
  return answer.post.platforms.map(({ platformPostId }) => sandboxPin(product, platformPostId));
}

/** The first picture of a Pin as the sandbox shows it. */
async function pictureOf(pin: SandboxPin): Promise<Buffer> {
  const response = await fetch(
    `${world.product.sandbox.url}/image/600x/${pin.images[0]?.sha256}.jpg`,
  );
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

test('there are enough of them, each with a name of its own', () => {
  expect(cases.length).toBeGreaterThanOrEqual(100);
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
});

test.each(cases)('$name', async ({ body, shown }) => {
  const pins = await publish(await body(world));
  const expected = typeof shown === 'function' ? shown(world) : shown;
  expect(pins).toHaveLength(expected.length);
  for (const [index, { kind, sizes, corners, pin, maxBytes }] of expected.entries()) {
    const made = pins[index];
    if (!made) throw new Error('A Pin is missing.');
    expect(made.kind).toBe(kind);
    if (sizes) expect(made.images.map(({ width, height }) => [width, height])).toEqual(sizes);
    if (pin) expect(made).toMatchObject(pin);
    if (maxBytes) expect(made.images[0]?.bytes).toBeLessThanOrEqual(maxBytes);
    if (corners) expect(await cornersOf(await pictureOf(made))).toEqual(corners);
  }
});
