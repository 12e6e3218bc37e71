import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeVideo } from '../../src/media/testing/make-video.ts';
import type { ProblemBody } from '../../src/sdk/index.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { upload } from '../harness/publishing.ts';
import type { BadCase, BadWorld } from './bad/case.ts';
import { images } from './bad/images.ts';
import { sets } from './bad/sets.ts';
import { announced, targets } from './bad/targets.ts';
import { texts } from './bad/texts.ts';
import { urls } from './bad/urls.ts';
import { videos } from './bad/videos.ts';
import { startMediaServer, type MediaServer } from '../harness/media-server.ts';
import { pretendNames } from './names.ts';
import { quarters } from './pictures.ts';

const cases: BadCase[] = [...images, ...videos, ...urls, ...sets, ...texts, ...targets];

type Where = NonNullable<BadCase['to']>;
const settings: Record<Where, Parameters<typeof startProduct>[0]> = {
  open: {},
  guarded: { guardPrivateUrls: true },
  hasty: { environment: { LINCHPIN_FETCH_TIMEOUT: '0.5' } },
};
const places: Where[] = ['open', 'guarded', 'hasty'];

let restoreNames: () => void;
let server: MediaServer;
const worlds = new Map<Where, BadWorld>();
const before = new Map<Where, unknown>();

beforeAll(async () => {
  restoreNames = pretendNames();
  server = await startMediaServer();
  await Promise.all(
    places.map(async (place) => {
      const product = await startProduct(settings[place]);
      const image = await upload(product, await quarters(600, 900).jpeg().toBuffer());
      const wide = await upload(product, await quarters(900, 600).jpeg().toBuffer());
      const clip = await makeVideo({ seconds: 5, width: 320, height: 480 });
      const video = await upload(product, clip, 'clip.mp4');
      worlds.set(place, { product, server, image, wide, video });
      before.set(place, await traces(product));
    }),
  );
});
afterAll(async () => {
  await Promise.all([...worlds.values()].map(({ product }) => product.close()));
  await server.close();
  restoreNames();
});

/** Everything a refused request must leave as it was, and what was asked of Pinterest. */
async function traces({ app: { store }, dataDir, sandbox }: Product) {
  const count = async (table: 'post' | 'pin' | 'media') =>
    (await store.db.selectFrom(table).select('id').execute()).length;
  return {
    posts: await count('post'),
    pins: await count('pin'),
    media: await count('media'),
    files: readdirSync(join(dataDir, 'media'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort(),
    // A board that is not known is looked for among the boards, once a minute.
    calls: sandbox.control.requests().filter(({ operation }) => operation !== 'boards/list').length,
  };
}

interface Answer {
  status: number;
  body: { valid?: boolean; problems?: ProblemBody[]; details?: { problems: ProblemBody[] } };
}

async function ask(product: Product, path: string, body: unknown): Promise<Answer> {
  const response = await product.request('POST', path, body);
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

const errorsOf = ({ body }: Answer): ProblemBody[] =>
  (body.details?.problems ?? body.problems ?? []).filter(({ severity }) => severity === 'error');

/** As `field: CODE`, in one order. */
const named = (problems: ProblemBody[]): string[] =>
  problems.map(({ field = '', code }) => `${field}: ${code}`).sort();

test('there are enough of them, each with a name of its own', () => {
  expect(cases.length).toBeGreaterThanOrEqual(150);
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
});

test.each(cases)('$name', async ({ wrong, body, to = 'open', fix, media }) => {
  const world = worlds.get(to);
  if (!world) throw new Error(`There is no product ${to}.`);
  const { product } = world;
  const sent = await body(world);
  const url = await media?.(world);
  const [refused, checked, looked] = await Promise.all([
    ask(product, '/api/v1/posts', sent),
    ask(product, '/api/v1/tools/validate/post', sent),
    url === undefined ? null : ask(product, '/api/v1/tools/validate/media', { url }),
  ]);
  const problems = errorsOf(refused);
  const expected = Object.entries(wrong)
    .flatMap(([field, codes]) => [codes].flat().map((code) => `${field}: ${code}`))
    .sort();
  expect(named(problems)).toEqual(expected);
  expect(refused.status).toBe(400);
  for (const problem of problems) {
    expect(problem.message).toMatch(/\S{3,}/);
    expect(problem.fix).toMatch(/\S{3,}/);
    expect(problem.fix).not.toMatch(/\{\w+\}/);
    expect(problem).toMatchObject({ source: 'user' });
  }
  if (fix) expect(problems.some((problem) => fix.test(problem.fix))).toBe(true);

  expect(named(errorsOf(checked))).toEqual(expected);
  // What is no object at all cannot be looked into.
  if (checked.status === 200) expect(checked.body.valid).toBe(false);
  else expect(checked.status).toBe(400);

  if (!looked) return;
  expect(looked).toMatchObject({ status: 200, body: { valid: false } });
  expect(errorsOf(looked).map(({ code }) => code)).toEqual(problems.map(({ code }) => code));
});

test('none of them cost a call of Pinterest or left anything behind', async () => {
  for (const remove of announced) await remove();
  for (const [place, { product }] of worlds)
    expect(await traces(product), place).toEqual(before.get(place));
});
