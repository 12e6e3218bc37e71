import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeVideo } from '../../src/media/testing/make-video.ts';
import type { ProblemBody } from '../../src/sdk/index.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { upload } from '../harness/publishing.ts';
import { pretendNames } from './names.ts';
import { quarters } from './pictures.ts';

let product: Product;
let restoreNames: () => void;
const images: string[] = [];
let video = '';

beforeAll(async () => {
  restoreNames = pretendNames();
  product = await startProduct({ app: { policy: { processingDelaysMs: [1] } } });
  product.sandbox.control.settings({ mediaDelayMs: 0 });
  const sizes: [number, number][] = [
    [200, 300],
    [300, 200],
    [240, 240],
    [100, 210],
  ];
  for (const [width, height] of sizes)
    images.push(await upload(product, await quarters(width, height).jpeg().toBuffer()));
  video = await upload(product, await makeVideo({ seconds: 4, width: 320, height: 480, fps: 5 }));
});
afterAll(async () => {
  await product.close();
  restoreNames();
});

interface Checked {
  status: number;
  body: {
    valid: boolean;
    problems: ProblemBody[];
    repaired: {
      valid: boolean;
      changes: unknown[];
      post: Record<string, unknown>;
      problems: ProblemBody[];
    };
  };
}

async function validate(post: unknown): Promise<Checked> {
  const sent = JSON.stringify(post);
  const response = await product.request('POST', '/api/v1/tools/validate/post', sent);
  return { status: response.status, body: (await response.json()) as Checked['body'] };
}

async function create(post: object) {
  const response = await product.request('POST', '/api/v1/posts', post);
  const body = (await response.json()) as {
    code?: string;
    post?: { status: string; platforms: { problem?: ProblemBody }[] };
  };
  return { status: response.status, body };
}

/** How often the slower properties are tried. */
const runs = (numRuns: number) => ({ numRuns, interruptAfterTimeLimit: 20_000 });

const valid = () => ({
  content: 'Something to say',
  mediaIds: [images[0]],
  platforms: [
    {
      platform: 'pinterest',
      accountId: product.accountId,
      platformSpecificData: { boardId: 'Kitchens', link: 'https://example.com/' },
    },
  ],
});

test('no JSON makes the validator fail', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), async (body) => {
      expect([200, 400]).toContain((await validate(body)).status);
    }),
    runs(60),
  );
});

const names = [
  'content title mediaItems mediaIds mediaFit platforms publishNow scheduledFor timezone isDraft firstComment',
  'tags metadata queuedFromProfile queueId fanOut requiresApproval allowDuplicate repair caption targets scheduledAt',
  'platform accountId customContent customMedia platformSpecificData platformOptions socialAccountId',
  'boardId boardSectionId link altText dominantColor coverImageUrl coverMediaId coverImageKeyFrameTime slides',
  'carousel isAiGenerated aiDisclosures parentPinId savePinId url type __proto__ constructor toString length',
].flatMap((line) => line.split(' '));

/** Values that are wrong in ways people and programs bring about. */
const strange = (): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.constantFrom<unknown>(
      null,
      true,
      0,
      -1,
      1e308,
      '',
      ' ',
      '\0',
      '\ud800',
      [],
      {},
      [[]],
      [null],
    ),
    fc.constantFrom('https://', 'http://bit.ly/x', '2099-02-30', '+275760-09-13T00:00:00Z', 'crop'),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.double({ noNaN: true }),
    fc.constantFrom(...images),
    fc.dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 }),
    fc.array(
      fc.dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 }),
      {
        maxLength: 3,
      },
    ),
  );

/** Puts a value somewhere into a post that was fine: at the top, in a target, or in its data. */
function mutate(depth: number, name: string, value: unknown) {
  const post = valid();
  const [target] = post.platforms;
  const holder = [post, target, target?.platformSpecificData][depth] ?? post;
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true });
  return post;
}

test('nothing that is wrong in a good post makes the validator fail or forget its fix', async () => {
  const mutation = fc.tuple(fc.integer({ min: 0, max: 2 }), fc.constantFrom(...names), strange());
  await fc.assert(
    fc.asyncProperty(mutation, fc.boolean(), async ([depth, name, value], repair) => {
      const { status, body } = await validate({
        ...mutate(depth, name, value),
        ...(repair && { repair }),
      });
      expect([200, 400]).toContain(status);
      for (const { fix, message } of body.problems ?? []) {
        expect(fix).toMatch(/\S{3,}/);
        expect(message).toMatch(/\S{3,}/);
      }
    }),
    runs(200),
  );
});

test('JSON that is nested without measure is refused', async () => {
  const nested = `{"metadata":{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`;
  for (const path of ['/api/v1/tools/validate/post', '/api/v1/posts'])
    expect((await product.request('POST', path, nested)).status).toBe(400);
});

/** Good values most of the time: of ten fields that are each as often bad, no post would ever be good. */
const mostly = <Good, Bad>(good: fc.Arbitrary<Good>, bad: fc.Arbitrary<Bad>) =>
  fc.oneof({ weight: 12, arbitrary: good }, { weight: 1, arbitrary: bad });

/** Words of any length up to and a little over what is taken. */
const words = (limit: number) =>
  fc.option(
    fc
      .tuple(
        fc.constantFrom('a', 'word ', '🧡', 'ü', '\n', '"<&>'),
        mostly(fc.constantFrom(1, 3, Math.floor(limit / 5), limit), fc.constant(limit + 1)),
      )
      .map(([part, length]) => [...part.repeat(length)].slice(0, length).join('')),
    { nil: undefined },
  );
const anyPost = () =>
  fc.record({
    shown: fc.oneof(
      mostly(
        fc.array(fc.integer({ min: 0, max: images.length - 1 }), { minLength: 1, maxLength: 5 }),
        fc.array(fc.integer({ min: 0, max: images.length - 1 }), { minLength: 6, maxLength: 7 }),
      ),
      fc.constant('video' as const),
      fc.constant('video and cover' as const),
      fc.constant('save' as const),
    ),
    content: words(800),
    mediaFit: fc.constantFrom(undefined, 'crop', 'pad', { mode: 'crop', ratio: '1:1' }, 'error'),
    firstComment: mostly(fc.constant(undefined), fc.constant('First!')),
    data: fc.record({
      boardId: mostly(
        fc.constantFrom('Kitchens', 'Reading nooks'),
        fc.constantFrom('kitchens', 'Kitchns', 'Garage'),
      ),
      title: words(100),
      altText: words(500),
      link: mostly(
        fc.constantFrom(undefined, 'https://example.com/x', ''),
        fc.constantFrom(
          'http://example.com/y',
          'example.com',
          'https://bit.ly/3x',
          'https://10.0.0.1/',
        ),
      ),
      dominantColor: mostly(fc.constantFrom(undefined, '#a1b2c3'), fc.constant('red')),
      isAiGenerated: fc.constantFrom(undefined, true, false),
      coverImageKeyFrameTime: mostly(fc.constant(undefined), fc.constantFrom(0, 1.5, 1e9)),
      slides: mostly(
        fc.constant(undefined),
        fc.array(
          fc.record({ title: words(100), link: fc.constantFrom(undefined, 'http://example.com') }),
          { maxLength: 7 },
        ),
      ),
    }),
  });
type AnyPost = ReturnType<typeof anyPost> extends fc.Arbitrary<infer Post> ? Post : never;

let count = 0;
function written({ shown, data, ...post }: AnyPost): Record<string, unknown> {
  const [cover = ''] = images;
  const media =
    shown === 'save'
      ? []
      : shown === 'video'
        ? [video]
        : shown === 'video and cover'
          ? [cover, video]
          : shown.map((index) => images[index] ?? '');
  const pinterestPinId = product.sandbox.control.state().pins[0]?.id ?? '';
  return {
    ...post,
    // Each is a post of its own, not a repeat of another.
    allowDuplicate: true,
    metadata: { number: ++count },
    ...(media.length && { mediaIds: media }),
    platforms: [
      {
        platform: 'pinterest',
        accountId: product.accountId,
        platformSpecificData: { ...data, ...(shown === 'save' && { savePinId: pinterestPinId }) },
      },
    ],
  };
}

test('what the validator takes, Pinterest takes; what it does not, is refused with the same codes', async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(anyPost(), async (random) => {
      const post = { ...written(random), publishNow: true };
      const checked = await validate(post);
      const errors = checked.body.problems.filter(({ severity }) => severity === 'error');
      const { status, body } = await create(post);
      if (checked.body.valid) {
        taken += 1;
        expect(body.post?.platforms.flatMap(({ problem }) => problem ?? [])).toEqual([]);
        expect([status, body.post?.status]).toEqual([201, 'published']);
      } else {
        expect([status, body.code]).toEqual([400, errors[0]?.code]);
      }
    }),
    runs(60),
  );
  expect(taken).toBeGreaterThan(0);
});

test('a repair that says valid is taken, and mending what was mended changes nothing', async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(anyPost(), async (random) => {
      const post = written(random);
      const { repaired } = (await validate({ ...post, repair: true })).body;
      expect(repaired.post).not.toHaveProperty('publishNow');
      const again = (await validate({ ...repaired.post, repair: true })).body;
      expect(again.repaired.changes).toEqual([]);
      expect(again.repaired.post).toEqual(repaired.post);
      expect(again.valid).toBe(repaired.valid);
      expect(repaired.problems.filter(({ autofix }) => autofix)).toEqual([]);
      if (!repaired.valid) return;
      taken += 1;
      const { status, body } = await create({ ...repaired.post, publishNow: true });
      expect(body.post?.platforms.flatMap(({ problem }) => problem ?? [])).toEqual([]);
      expect([status, body.post?.status]).toEqual([201, 'published']);
    }),
    runs(50),
  );
  expect(taken).toBeGreaterThan(0);
});
