import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { sandboxPin } from '../harness/publishing.ts';
import { zernioSays } from '../harness/zernio-cli.ts';

/** Zernio's command line, unmodified: everything of it that concerns Pinterest. */
let dir: string;
let product: Product;
let said: ReturnType<typeof zernioSays>['said'];
let refused: ReturnType<typeof zernioSays>['refused'];
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linchpin-zernio-'));
  product = await startProduct({ movableClock: true, sandbox: { numbers: { seed: 'oak' } } });
  ({ said, refused } = zernioSays(product, dir));
});
afterAll(async () => {
  await product?.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Fields that nobody reads, as an answer names them. */
const unread = ({ warnings = [] }: { warnings?: { code: string; field: string }[] }): string[] =>
  warnings.flatMap(({ code, field }) => (code === 'UNKNOWN_FIELD' ? field : []));

test('from a file to a published Pin, its edit, its numbers and its end', async () => {
  const file = join(dir, 'oak.jpg');
  writeFileSync(file, await makePicture());
  const { url } = await said('media:upload', file);
  const data = {
    pinterest: { boardId: 'Kitchens', title: 'Oak', link: 'https://example.com/oak' },
  };
  const post = ['posts:create', '--accounts', product.accountId, '--media', url as string];
  const settings = ['--platform-data', JSON.stringify(data)];

  const published = await said(
    ...post,
    ...settings,
    '--text',
    'A table of oak',
    '--tags',
    'oak,wood',
  );
  expect(published).toMatchObject({ message: 'Post published.', post: { tags: ['oak', 'wood'] } });
  expect(unread(published)).toEqual([]);
  const { _id: id, platforms } = published.post;
  expect(sandboxPin(product, platforms[0].platformPostId)).toMatchObject({
    title: 'Oak',
    description: 'A table of oak',
    link: 'https://example.com/oak',
  });
  expect(await refused(...post, ...settings, '--text', 'A table of oak')).toMatchObject({
    status: 409,
  });
  expect(await refused('posts:delete', id)).toMatchObject({ status: 400 });
  expect(await refused('posts:retry', id)).toMatchObject({ status: 400 });
  expect(await said('posts:list', '--status', 'published', '--limit', '1')).toMatchObject({
    posts: [{ _id: id }],
  });
  const edited = await said('posts:edit', id, '--platform', 'pinterest', '--content', 'Oiled oak');
  expect(edited).toMatchObject({ success: true });
  await expect
    .poll(() => sandboxPin(product, platforms[0].platformPostId)?.description, { timeout: 15_000 })
    .toBe('Oiled oak');

  const [all, single, daily, best, timeline, decay, frequency, followers] = await Promise.all([
    said('analytics:posts'),
    said('analytics:posts', '--postId', id),
    said('analytics:daily', '--platform', 'pinterest'),
    said('analytics:best-time'),
    said('analytics:get-post-timeline', '--postId', id),
    said('analytics:get-content-decay'),
    said('analytics:get-posting-frequency'),
    said('accounts:follower-stats', '--accountIds', product.accountId),
  ]);
  expect(all).toMatchObject({ overview: {}, posts: expect.any(Array), pagination: { page: 1 } });
  expect(single).toMatchObject({ postId: id, status: 'published' });
  expect(daily).toMatchObject({ dailyData: expect.any(Array) });
  expect(best).toMatchObject({ slots: expect.any(Array) });
  expect(timeline).toMatchObject({ postId: id, timeline: expect.any(Array) });
  expect(decay).toMatchObject({ buckets: expect.any(Array) });
  expect(frequency).toMatchObject({ frequency: expect.any(Array) });
  expect(followers).toMatchObject({ accounts: [{ _id: product.accountId }] });

  expect(await said('posts:unpublish', id, '--platform', 'pinterest')).toMatchObject({
    success: true,
  });
  expect(await said('posts:get', id)).toMatchObject({ post: { status: 'cancelled' } });
});

test('what is asked for in vain is said: repeated posts, a board that is missing, fields of other networks', async () => {
  const post = ['posts:create', '--accounts', product.accountId, '--text', 'Ash', '--draft'];
  const recycled = await refused(...post, '--recycling', '{"gap":1,"gapFreq":"month"}');
  expect(recycled).toMatchObject({ status: 400, message: expect.stringMatching(/not repeated/) });
  const board = '{"pinterest":{"boardId":"Kitchens"}}';
  const off = await said(...post, '--platform-data', board, '--recycling', '{"enabled":false}');
  expect(unread(off)).toEqual([]);
  const crossed = await said(...post, '--platform-data', board, '--crosspostingEnabled');
  expect(unread(crossed)).toEqual(['crosspostingEnabled']);
  const unknown = '{"pinterest":{"boardId":"Kitchenss"}}';
  expect(await refused(...post, '--platform-data', unknown)).toMatchObject({
    status: 400,
    message: expect.stringContaining('Kitchenss'),
  });
});
