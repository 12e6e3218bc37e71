import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';

const run = promisify(execFile);
const root = new URL('../../', import.meta.url).pathname;
const source = join(root, 'clients', 'typescript');
let dir: string;
let tarball: string;
let product: Product;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linchpin-package-'));
  await run('node', ['scripts/build-clients.js'], { cwd: root });
  await run('npm', ['pack', '--pack-destination', dir], { cwd: source });
  tarball = join(dir, readdirSync(dir).find((name) => name.endsWith('.tgz')) ?? '');
  writeFileSync(join(dir, 'package.json'), '{ "name": "consumer", "private": true }');
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], { cwd: dir });
  product = await startProduct();
}, 240_000);
afterAll(async () => {
  await product?.close();
  rmSync(dir, { recursive: true, force: true });
});

test('what is published has no dependencies, and nothing of Node in it', () => {
  const installed = join(dir, 'node_modules', 'linchpin-client');
  expect(readdirSync(join(dir, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
    'linchpin-client',
  ]);
  const { dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    dependencies?: object;
  };
  expect(dependencies).toBeUndefined();
  for (const file of ['esm/index.js', 'cjs/index.js']) {
    const text = readFileSync(join(installed, 'dist', file), 'utf8');
    expect(text).not.toMatch(/\b(?:from|require\()\s*["']/);
  }
});

test('publint and attw find nothing to say', async () => {
  const { messages, pkg } = await publint({ pkgDir: source, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  const { problems } = (await checkPackage(
    createPackageFromTarballData(new Uint8Array(readFileSync(tarball))),
  )) as { problems?: unknown[] };
  expect(problems).toEqual([]);
});

const env = () => ({
  PATH: process.env['PATH'] ?? '',
  LINCHPIN_URL: product.url,
  LINCHPIN_API_KEY: product.apiKey,
  PICTURE: join(dir, 'oak.jpg'),
});

test('the program of the README runs, and CommonJS finds the same', async () => {
  writeFileSync(join(dir, 'oak.jpg'), await makePicture());
  const [, program = ''] =
    /```js\n([\s\S]*?)```/.exec(readFileSync(join(source, 'README.md'), 'utf8')) ?? [];
  writeFileSync(join(dir, 'program.mjs'), program);
  const { stdout } = await run('node', ['program.mjs'], { cwd: dir, env: env() });
  expect(stdout.trim().split('\n')).toEqual([
    'scheduled',
    expect.stringMatching(/^[0-9a-f]{24} Oak and brass$/),
    expect.stringMatching(/^NOT_FOUND Check the id/),
  ]);
  const required = `const { createClient } = require('linchpin-client');
    createClient({ baseUrl: process.env.LINCHPIN_URL, apiKey: process.env.LINCHPIN_API_KEY })
      .accounts.list().then(({ accounts }) => console.log(accounts.length));`;
  writeFileSync(join(dir, 'program.cjs'), required);
  const other = await run('node', ['program.cjs'], { cwd: dir, env: env() });
  expect(other.stdout.trim()).toBe('1');
});

test.each(['module', 'commonjs'])('TypeScript reads the types as a %s', async (type) => {
  const place = join(dir, `typed-${type}`);
  mkdirSync(place);
  writeFileSync(join(place, 'package.json'), JSON.stringify({ private: true, type }));
  writeFileSync(
    join(place, 'use.ts'),
    `import { createClient, type Post } from 'linchpin-client';
const client = createClient({ baseUrl: '', apiKey: '' });
export const titles = async (): Promise<string[]> => {
  const found: string[] = [];
  for await (const post of client.each('posts.list', { status: 'draft' })) found.push(post.title ?? '');
  const { post }: { post: Post } = await client.posts.create({ title: 'Oak', isDraft: true });
  return [...found, post.content];
};
export const wrong = (): Promise<unknown> =>
  // @ts-expect-error A title is text.
  client.posts.create({ title: 7 });
`,
  );
  const options = [
    '--noEmit',
    '--strict',
    '--module',
    'nodenext',
    '--target',
    'es2022',
    '--lib',
    'es2023,dom',
    '--types',
    '',
    '--skipLibCheck',
    'false',
  ];
  const { stdout } = await run(join(root, 'node_modules/.bin/tsc'), [...options, 'use.ts'], {
    cwd: place,
  });
  expect(stdout).toBe('');
});
