import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePicture } from '../harness/pictures.ts';
import { postizCli } from '../harness/postiz.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { sandboxPin } from '../harness/publishing.ts';

const hour = 3600_000;
let dir: string;
let product: Product;
let postiz: ReturnType<typeof postizCli>;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linchpin-postiz-'));
  product = await startProduct({
    movableClock: true,
    sandbox: { numbers: { seed: 'a winter of wool' } },
  });
  postiz = postizCli(product, dir);
});
afterAll(async () => {
  await product?.close();
  rmSync(dir, { recursive: true, force: true });
});

test('from the channels to a published Pin and its figures, with the unmodified command line', async () => {
  expect((await postiz('auth:status')).stdout).toMatch(/valid/i);
  const channels = (await postiz('integrations:list')).json as { id: string }[];
  expect(channels).toMatchObject([
    { id: product.accountId, identifier: 'pinterest', disabled: false },
  ]);
  const settings = (await postiz('integrations:settings', product.accountId)).json;
  expect(settings).toMatchObject({
    output: { maxLength: 800, tools: [{ methodName: 'boards' }, {}] },
  });
  const boards = (await postiz('integrations:trigger', product.accountId, 'boards')).json as {
    output: { id: string; name: string }[];
  };
  expect(boards.output.map(({ name }) => name)).toContain('Kitchens');

  const file = join(dir, 'wool.jpg');
  writeFileSync(file, await makePicture());
  const uploaded = (await postiz('upload', file)).json as { path: string; id: string };
  expect(uploaded.path).toMatch(/\.jpg$/);

  const date = new Date(product.sandbox.control.now() + hour).toISOString();
  const created = await postiz(
    'posts:create',
    '-c',
    'A winter of <strong>wool</strong> &amp; wood',
    '-m',
    uploaded.path,
    '-s',
    date,
    '-i',
    product.accountId,
    '--settings',
    JSON.stringify({ board: 'Kitchens', title: 'Wool', link: 'https://example.com/wool' }),
  );
  expect(created.stderr).toBe('');
  const [post] = created.json as { postId: string }[];
  const own = async () => {
    const { posts } = (await postiz('posts:list')).json as {
      posts: { id: string; state: string; releaseId: string | null }[];
    };
    return posts.find(({ id }) => id === post?.postId);
  };
  expect(await own()).toMatchObject({ state: 'QUEUE', publishDate: date, releaseURL: null });
  await product.pass(hour + 1000);
  await expect.poll(async () => (await own())?.state, { timeout: 15_000 }).toBe('PUBLISHED');
  expect(sandboxPin(product, (await own())?.releaseId ?? null)).toMatchObject({
    title: 'Wool',
    description: 'A winter of wool & wood',
    link: 'https://example.com/wool',
  });

  expect((await postiz('posts:missing', post?.postId ?? '')).json).toEqual([]);
  expect((await postiz('analytics:post', post?.postId ?? '')).code).toBe(0);
  const figures = (await postiz('analytics:platform', product.accountId)).json as {
    label: string;
  }[];
  expect(figures.map(({ label }) => label)).toEqual([
    'Pin click rate',
    'Impressions',
    'Pin Clicks',
    'Engagement',
    'Saves',
  ]);
  const before = product.sandbox.control.state().pins.length;
  expect((await postiz('posts:delete', post?.postId ?? '')).code).toBe(0);
  expect(product.sandbox.control.state().pins).toHaveLength(before);
});

test('what is refused says why: no board, two comments, the same Pin again', async () => {
  const file = join(dir, 'refused.jpg');
  writeFileSync(file, await makePicture({ background: '#203040' }));
  const { path } = (await postiz('upload', file)).json as { path: string };
  const create = (content: string[], settings: object) =>
    postiz(
      'posts:create',
      ...content.flatMap((each) => ['-c', each]),
      '-m',
      path,
      '-s',
      '2099-01-01T10:00:00Z',
      '-i',
      product.accountId,
      '--settings',
      JSON.stringify(settings),
    );
  const noBoard = await create(['No board'], { title: 'x' });
  expect([noBoard.code, noBoard.stderr]).toEqual([1, expect.stringContaining('Board is required')]);
  const comments = await create(['First', 'A comment'], { board: 'Kitchens' });
  expect([comments.code, comments.stderr]).toEqual([1, expect.stringMatching(/comment/i)]);
  const first = await create(['Twice'], { board: 'Kitchens' });
  const [made] = first.json as { postId: string }[];
  const second = await create(['Twice'], { board: 'Kitchens' });
  expect([second.code, second.stderr]).toEqual([
    1,
    expect.stringContaining(made?.postId ?? 'nothing'),
  ]);
});
