import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { completions, completionScript } from '../../src/cli/completion.ts';
import { createProgram } from '../../src/cli/program.ts';
import type { CreatedPost, Media } from '../../src/sdk/index.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { bundleCli, type RunCli } from '../harness/run-cli.ts';

const shell = promisify(execFile);
let product: Product;
let dir: string;
let photo: string;
let runCli: RunCli;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linchpin-cli-verbs-'));
  [product, runCli] = await Promise.all([startProduct(), bundleCli(join(dir, 'program'))]);
  photo = join(dir, 'photo.jpg');
  writeFileSync(photo, await makePicture());
});
afterAll(async () => {
  await product?.close();
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

const schedule = async (...more: string[]): Promise<CreatedPost['post']> => {
  const words = ['--title', 'Oak', '--link', 'https://example.com/oak', '--at', '2099-07-01T09:00'];
  const { stdout } = await linchpin('publish', photo, ...words, ...more, '--json');
  return (JSON.parse(stdout) as CreatedPost).post;
};

test('posts are shown, moved in time and to other boards, and duplicated', async () => {
  const boards = ['--board', 'Kitchens', '--board', 'Small gardens', '--every', '7d'];
  const { _id: id } = await schedule(...boards);
  const shown = await linchpin('posts', 'show', id);
  expect(shown.stdout).toMatch(new RegExp(`Post +${id}`));
  expect(shown.stdout).toContain('2099-07-01 09:00 (Asia/Tokyo)');
  expect(shown.stdout).toContain('2099-07-08 09:00 (Asia/Tokyo)');
  expect(shown.stdout).toContain('https://example.com/oak');
  expect((await linchpin('posts', 'show', id, '--utc')).stdout).toContain('2099-07-01 00:00 (UTC)');

  // Other boards keep the words and the times; another time counts for all of them.
  const other = ['--board', 'Small gardens', '--board', 'Kitchens'];
  expect((await linchpin('posts', 'move', id, ...other)).code).toBe(0);
  const { post: moved } = await product.client.posts.get(id);
  expect(moved.platforms).toMatchObject([
    {
      scheduledFor: '2099-07-01T00:00:00.000Z',
      platformSpecificData: { boardName: 'Small gardens', link: 'https://example.com/oak' },
    },
    { scheduledFor: '2099-07-08T00:00:00.000Z', platformSpecificData: { boardName: 'Kitchens' } },
  ]);
  await linchpin('posts', 'move', id, '--board', 'Kitchens', '--at', '2099-08-01T09:00');
  const { post: later } = await product.client.posts.get(id);
  expect(later).toMatchObject({
    scheduledFor: '2099-08-01T00:00:00.000Z',
    platforms: [{ platformSpecificData: { boardName: 'Kitchens' } }],
  });

  const copy = await linchpin('posts', 'duplicate', id, '--board', 'Small gardens', '--json');
  const { post: draft } = JSON.parse(copy.stdout) as CreatedPost;
  expect(draft).toMatchObject({
    status: 'draft',
    platforms: [{ platformSpecificData: { boardName: 'Small gardens', title: 'Oak' } }],
  });
  expect(draft._id).not.toBe(id);
  expect(draft.mediaItems[0]?.mediaId).toBe(later.mediaItems[0]?.mediaId);
  expect((await linchpin('posts', 'duplicate', id, '--at', '2099-09-01T09:00')).stdout).toContain(
    '2099-09-01 09:00 (Asia/Tokyo)',
  );
  expect((await linchpin('posts', 'cancel', id)).stdout).toContain(id);
  expect((await linchpin('posts', 'delete', draft._id)).code).toBe(0);
  expect((await linchpin('posts', '--status', 'cancelled')).stdout).toContain(id);
  expect((await linchpin('posts', 'move', id)).code).toBe(2);
});

test('a post of slides comes back with them when only its board changes', async () => {
  const { client, accountId } = product;
  const mediaIds = [];
  for (const colour of ['#223344', '#665544']) {
    const blob = new Blob([await makePicture({ background: colour })]);
    mediaIds.push((await client.upload(blob, { filename: 'one.jpg' })).id);
  }
  const slides = [{ title: 'First' }, { description: 'Second', link: 'https://example.com/2' }];
  const { post } = await client.posts.create({
    mediaIds,
    isDraft: true,
    platforms: [{ accountId, platformSpecificData: { boardId: 'Kitchens', title: 'Two', slides } }],
  });
  expect(post.platforms[0]?.platformSpecificData.slides).toEqual(slides);
  expect((await linchpin('posts', 'move', post._id, '--board', 'Small gardens')).code).toBe(0);
  const { post: moved } = await client.posts.get(post._id);
  expect(moved.platforms).toMatchObject([
    { platformSpecificData: { boardName: 'Small gardens', title: 'Two', slides } },
  ]);
});

test('files are uploaded, listed, shown and deleted', async () => {
  const upload = await linchpin('media', 'upload', photo, '--json');
  const { media } = JSON.parse(upload.stdout) as { media: Media[] };
  const id = media[0]?.id ?? '';
  expect((await linchpin('media')).stdout).toContain(id);
  expect((await linchpin('media', 'list', '--unused')).stdout).toContain(id);
  expect((await linchpin('media', 'show', id)).stdout).toMatch(/Name +photo\.jpg/);
  expect((await linchpin('media', 'delete', id)).code).toBe(0);
  expect((await linchpin('media', 'show', id)).code).toBe(3);
  expect((await linchpin('media', 'upload', join(dir, 'none.jpg'))).stderr).toContain('no file');
});

test('queues are made, shown with their next times, changed and deleted', async () => {
  expect((await linchpin('queues')).stdout).toContain('No queues yet');
  const made = await linchpin('queues', 'create', 'Mornings', '--slot', 'daily 09:30');
  expect(made.stdout).toContain('Made the queue "Mornings"');
  const shown = await linchpin('queues', 'show', '--next', '2');
  expect(shown.stdout).toContain('(Asia/Tokyo)');
  expect(shown.stdout.match(/09:30 +free/g)?.length).toBe(2);
  const slots = ['--slot', 'mon,fri 08:00', '--slot', 'sun 20:15', '--timezone', 'Europe/Berlin'];
  const changed = await linchpin('queues', 'change', 'Mornings', ...slots, '--name', 'Weekly');
  expect(changed.stdout).toContain('"Weekly": mon 08:00 · fri 08:00 · sun 20:15 (Europe/Berlin)');
  expect((await linchpin('queues', 'change', '--pause')).code).toBe(0);
  expect((await linchpin('queues')).stdout).toMatch(/Weekly .* paused/);
  expect((await linchpin('queues', 'create', 'x', '--slot', 'never')).stderr).toContain(
    'Write it as',
  );
  expect((await linchpin('queues', 'delete', 'Weekly')).stderr).toContain('Add --yes');
  expect((await linchpin('queues', 'delete', 'Weekly', '--yes')).code).toBe(0);
  expect((await linchpin('queues', 'show', 'Weekly')).stderr).toContain('no queue "Weekly"');
});

test('sections and users are nouns of their own', async () => {
  expect((await linchpin('sections', 'list', 'Kitchens')).code).toBe(0);
  expect((await linchpin('users')).code).toBe(0);
});

test('login keeps a server and its key for later commands, and logout forgets them', async () => {
  const env = { LINCHPIN_DATA_DIR: join(dir, 'data'), XDG_CONFIG_HOME: join(dir, 'config') };
  const file = join(dir, 'config', 'linchpin', 'login.json');
  const before = await runCli(['accounts'], env);
  expect(before.code).not.toBe(0);
  const wrong = await runCli(['login', product.url], env, 'lp_wrong');
  expect([wrong.code, wrong.stderr]).toEqual([3, expect.stringContaining('Unauthorized')]);
  expect((await runCli(['login', product.url], env, '')).stderr).toContain('The key is missing');
  expect((await runCli(['login', 'nowhere'], env, 'x')).stderr).toContain('no address of a server');

  const kept = await runCli(['login', `${product.url}/`], env, `${product.apiKey}\n`);
  expect([kept.code, kept.stdout]).toEqual([
    0,
    expect.stringContaining(`Signed in to ${product.url}`),
  ]);
  expect(kept.stdout + kept.stderr).not.toContain(product.apiKey);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    server: product.url,
    key: product.apiKey,
  });
  expect((await runCli(['accounts'], env)).code).toBe(0);
  // The key goes to no other server.
  const elsewhere = await runCli(['accounts', '--server', 'http://127.0.0.1:9'], env);
  expect(elsewhere.stderr).toContain('No API key is known');
  expect((await runCli(['logout'], env)).stdout).toContain('Signed out');
  expect((await runCli(['accounts'], env)).code).not.toBe(0);
});

test('a shell completes nouns, verbs and options', async () => {
  const program = createProgram();
  const script = completionScript(program, 'bash');
  const complete = async (...words: string[]): Promise<string[]> => {
    const line = words.map((word) => `'${word}'`).join(' ');
    const { stdout } = await shell('bash', [
      '--norc',
      '-c',
      `${script}\nCOMP_WORDS=(linchpin ${line}); COMP_CWORD=${words.length}; _linchpin; printf '%s\\n' "\${COMPREPLY[@]}"`,
    ]);
    return stdout.split('\n').filter(Boolean);
  };
  expect(await complete('po')).toEqual(['posts']);
  expect(await complete('posts', 'm')).toEqual(['move']);
  expect(await complete('posts', 'move', 'abc', '--bo')).toEqual(['--board']);
  expect(await complete('boards', 'sections', 'cr')).toEqual(['create']);
  expect(await complete('queues', '--ut')).toEqual(['--utc']);
  for (const shellName of ['zsh', 'fish'] as const)
    for (const [path] of completions(program))
      expect(completionScript(program, shellName)).toContain(`"${path}"`);
  expect((await linchpin('completion', 'bash')).stdout).toBe(script);
});
