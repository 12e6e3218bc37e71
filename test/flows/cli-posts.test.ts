import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CreatedPost, PostList } from '../../src/sdk/index.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { bundleCli, type RunCli } from '../harness/run-cli.ts';

let product: Product;
let dir: string;
let photo: string;
let runCli: RunCli;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linchpin-cli-posts-'));
  [product, runCli] = await Promise.all([startProduct(), bundleCli(join(dir, 'program'))]);
  photo = join(dir, 'photo.jpg');
  writeFileSync(photo, await makePicture());
});
afterAll(async () => {
  await product.close();
  rmSync(dir, { recursive: true, force: true });
});

/** The command line in Tokyo, nine hours ahead of UTC all year. */
const linchpin = (...args: string[]) =>
  runCli(args, {
    TZ: 'Asia/Tokyo',
    LINCHPIN_DATA_DIR: join(dir, 'data'),
    LINCHPIN_PUBLIC_URL: product.url,
    LINCHPIN_API_KEY: product.apiKey,
  });

const publish = async (title: string, ...more: string[]): Promise<CreatedPost['post']> => {
  const answer = await linchpin('publish', photo, '--title', title, ...more, '--json');
  return (JSON.parse(answer.stdout) as CreatedPost).post;
};

const refuseNextPin = () =>
  product.sandbox.control.addFault({
    match: { operation: 'pins/create', times: 1 },
    then: { status: 404, body: { code: 40, message: 'Board not found.' } },
  });

const twoBoards = ['--board', 'Kitchens', '--board', 'Small gardens'];
const later = ['--at', '2099-07-01T09:00'];

test('several boards, a week apart', async () => {
  const answer = await linchpin(
    'publish',
    photo,
    '--title',
    'Weekly',
    ...twoBoards,
    ...later,
    '--every',
    '7d',
  );
  expect(answer.code).toBe(0);
  expect(answer.stdout).toMatch(/^Board +Status +When \(Asia\/Tokyo\) +Result$/m);
  expect(answer.stdout).toMatch(/^Kitchens +scheduled +2099-07-01 09:00$/m);
  expect(answer.stdout).toMatch(/^Small gardens +scheduled +2099-07-08 09:00$/m);
  const { posts } = await product.client.posts.list({ search: 'Weekly' });
  expect(posts[0]?.platforms.map(({ scheduledFor }) => scheduledFor)).toEqual([
    '2099-07-01T00:00:00.000Z',
    '2099-07-08T00:00:00.000Z',
  ]);
});

test('several boards at once', async () => {
  const post = await publish('At once', ...twoBoards);
  expect(post.platforms.map(({ status }) => status)).toEqual(['published', 'published']);
});

test('wrong boards among several: each is named, and nothing is made', async () => {
  const boards = ['--board', 'Kitchns', ...twoBoards, '--board', 'Smal gardens'];
  const { code, stdout, stderr } = await linchpin('publish', photo, '--title', 'None', ...boards);
  expect([code, stdout]).toEqual([3, '']);
  expect(stderr).toMatch(/"Kitchns"\. Did you mean "Kitchens"\? \(--board\)/);
  expect(stderr).toMatch(/"Smal gardens"\. Did you mean "Small gardens"\? \(--board\)/);
  expect((await product.client.posts.list({ search: 'None' })).posts).toEqual([]);
  const checked = await linchpin('check', photo, ...boards);
  expect(checked.code).toBe(3);
  expect(checked.stdout.match(/Did you mean/g)).toHaveLength(2);
});

test.each([
  [['--every', '7d'], /there is one board/],
  [['--every', '0d'], /Write it as 90m, 12h, 7d or 2w/],
  [['--every', 'weekly'], /Write it as 90m, 12h, 7d or 2w/],
])('%j for one board is a wrong command', async (words, message) => {
  const { code, stderr } = await linchpin('publish', photo, '--board', 'Kitchens', ...words);
  expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
});

test('one board of two failed: says which, ends with 6, and retry publishes it', async () => {
  refuseNextPin();
  const answer = await linchpin('publish', photo, '--title', 'Half', ...twoBoards);
  expect(answer.code).toBe(6);
  expect(answer.stdout).toMatch(/ failed +.*The board does not exist on Pinterest any more\./);
  expect(answer.stdout).toMatch(/ published +.*http/);
  const id = /Post +([0-9a-f]{24})/.exec(answer.stdout)?.[1] ?? '';
  const again = await linchpin('retry', id);
  expect(again.code).toBe(0);
  const { post } = await product.client.posts.get(id);
  expect(post.status).toBe('published');
  const refused = await linchpin('retry', id);
  expect([refused.code, refused.stdout]).toEqual([3, '']);
});

test('a post is moved, stopped, brought back and deleted', async () => {
  const { _id: id } = await publish('Moved', '--board', 'Kitchens', ...later);
  const moved = await linchpin('reschedule', id, '--at', '2099-08-01T10:00');
  expect(moved.code).toBe(0);
  expect(moved.stdout).toMatch(/Goes out +2099-08-01 10:00 \(Asia\/Tokyo\)/);
  const utc = await linchpin('reschedule', id, '--at', '2099-08-02T10:00', '--utc');
  expect(utc.stdout).toMatch(/Goes out +2099-08-02 01:00 \(UTC\)/);
  const past = await linchpin('reschedule', id, '--at', '2024-05-06T10:00');
  expect(past.code).toBe(3);
  expect(past.stderr).toMatch(/2024-05-06 10:00 \(Asia\/Tokyo\) has passed\. \(--at\)/);
  expect((await linchpin('reschedule', id)).code).toBe(2);

  expect((await linchpin('cancel', id)).code).toBe(0);
  const stopped = await linchpin('posts', '--status', 'cancelled');
  expect(stopped.stdout).toMatch(new RegExp(`^${id} +cancelled `, 'm'));
  expect((await linchpin('reschedule', id, ...later)).code).toBe(0);
  expect((await product.client.posts.get(id)).post.status).toBe('scheduled');
  expect((await linchpin('delete', id)).code).toBe(0);
  expect((await linchpin('delete', id)).code).toBe(3);
});

test('a draft goes out with reschedule', async () => {
  const { _id: id } = await publish('Drafted', '--board', 'Kitchens', '--draft');
  expect((await linchpin('reschedule', id, '--now')).code).toBe(0);
  expect((await product.client.posts.get(id)).post.status).toBe('published');
});

test('posts: what is next first, then what was last, with ids that the next command takes', async () => {
  refuseNextPin();
  const failed = await publish('Refused', '--board', 'Kitchens');
  const far = await publish('Far', '--board', 'Kitchens', '--at', '2098-01-02T09:00');
  const near = await publish('Near', '--board', 'Kitchens', '--at', '2098-01-01T09:00');
  const { code, stdout } = await linchpin('posts');
  expect(code).toBe(0);
  const [head, ...rows] = stdout.trimEnd().split('\n');
  expect(head).toMatch(/^Post +Status +When \(Asia\/Tokyo\) +Board +Title +Result$/);
  expect(rows[0]).toMatch(new RegExp(`^${near._id} +scheduled +2098-01-01 09:00 +Kitchens +Near$`));
  expect(rows[1]).toMatch(new RegExp(`^${far._id} +scheduled `));
  const over = rows.filter((row) => !/ scheduled /.test(row));
  expect(over[0]).toMatch(
    new RegExp(
      `^${failed._id} +failed .*Refused +The board does not exist on Pinterest any more\\.$`,
    ),
  );
  expect(rows.indexOf(over[0] ?? '')).toBe(rows.length - over.length);
  expect(stdout).not.toMatch(/\d{4}-\d\d-\d\dT/);
  expect((await linchpin('timeline', failed._id)).stdout).toMatch(
    /\d{4}-\d\d-\d\d \(Asia\/Tokyo\)/,
  );

  await linchpin('cancel', far._id);
  const stopped = (await linchpin('posts')).stdout;
  expect(stopped).toMatch(new RegExp(`^${far._id} +cancelled `, 'm'));
  expect(stopped.indexOf(near._id)).toBeLessThan(stopped.indexOf(far._id));

  const next = await linchpin('posts', '--next', '--limit', '1');
  expect(next.stdout).toMatch(new RegExp(`${near._id}[^]*1 of \\d+; more with --limit`));
  const last = await linchpin('posts', '--last', '--json');
  expect((JSON.parse(last.stdout) as PostList).posts.map(({ status }) => status)).not.toContain(
    'scheduled',
  );
  const utc = await linchpin('posts', '--next', '--utc');
  expect(utc.stdout).toMatch(/When \(UTC\)[^]*2098-01-01 00:00/);
});

test('warnings of a Pin that went out are named', async () => {
  const answer = await linchpin(
    'publish',
    photo,
    '--board',
    'Reading nooks',
    '--description',
    'Hi {{first_name}}',
  );
  expect(answer.stderr).toMatch(
    /! \d+ warnings?; "linchpin check …" says before publishing what to do:\n {2}\S/,
  );
});

test('posts: a Pin that is held says so, and why', async () => {
  const { identityId } = product;
  const post = await publish('Held', '--board', 'Kitchens', ...later);
  await product.app.store.db
    .updateTable('identity')
    .set({ status: 'needs_reconnection' })
    .where('id', '=', identityId)
    .execute();
  const { stdout } = await linchpin('posts', '--next');
  expect(stdout).toMatch(
    new RegExp(`^${post._id} +held .*Held +the account must be connected again$`, 'm'),
  );
});

test('login: a link that signs in, for a right key only', async () => {
  const { code, stdout } = await linchpin('login');
  expect([code, stdout]).toEqual([0, `${product.url}/#key=${product.apiKey}\n`]);
  expect((await linchpin('login', '--key', 'wrong')).code).toBe(3);
});
