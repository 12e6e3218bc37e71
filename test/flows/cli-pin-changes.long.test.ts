import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../crash/crash-harness.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { send, target, upload } from '../harness/publishing.ts';
import { bundleCli, type RunCli } from '../harness/run-cli.ts';
import type { CreatedPost } from '../../src/sdk/index.ts';

let product: Product;
let dir: string;
let runCli: RunCli;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linchpin-cli-'));
  [product, runCli] = await Promise.all([startProduct(), bundleCli(join(dir, 'program'))]);
});
afterAll(async () => {
  await product.close();
  rmSync(dir, { recursive: true, force: true });
});

const cli = (...args: string[]) =>
  runCli(args, {
    LINCHPIN_DATA_DIR: join(dir, 'data'),
    LINCHPIN_PUBLIC_URL: product.url,
    LINCHPIN_API_KEY: product.apiKey,
    TZ: 'Asia/Tokyo',
  });
const pins = (...args: string[]) => cli('pins', ...args);
const onPinterest = (id: string) =>
  product.sandbox.control.state().pins.find((pin) => pin.id === id);

test('a Pin is edited, saved, deleted, hidden and undone in the terminal', async () => {
  const { body } = await send(product, {
    content: 'Words',
    mediaIds: [await upload(product, await makePicture())],
    publishNow: true,
    platforms: [target(product, { title: 'Terminal' })],
  });
  const id = body.post.platforms[0]?.platformPostId ?? '';
  const edited = await pins('edit', id, '--title', 'Terminal two');
  expect([edited.stderr, edited.code]).toEqual(['', 0]);
  expect(edited.stdout).toMatch(/^Changed on Pinterest\.\nChange [0-9a-f]{24}\./);
  expect(onPinterest(id)?.title).toBe('Terminal two');
  const change = /Change ([0-9a-f]{24})/.exec(edited.stdout)?.[1] ?? '';
  expect((await pins('changes', '--state', 'done')).stdout).toContain(change);
  expect((await pins('undo', change)).stdout).toBe('It is being taken back.\n');
  await until('it is as before', () => onPinterest(id)?.title === 'Terminal');
  product.sandbox.control.editPin(id, { title: 'By the owner' });
  const asked = await pins('edit', id, '--title', 'Mine');
  expect(asked.stdout).toMatch(/asks you first[^]*title +By the owner +Mine\n/);
  const mine = /--keep-mine ([0-9a-f]{24})/.exec(asked.stdout)?.[1] ?? '';
  expect((await pins('changes', '--keep-mine', mine)).stdout).toMatch(/^Changed on Pinterest\./);
  expect(onPinterest(id)?.title).toBe('Mine');
  expect((await pins('delete', id)).stderr).toContain('--yes');
  const deleted = await pins('delete', id, '--yes', '--in', '600');
  expect(deleted.stdout).toMatch(/^It is deleted at .*\nUntil then "linchpin pins undo/);
  const [board = '', another = ''] = Object.keys(product.boards).filter(
    (name) => name !== 'Kitchens',
  );
  const saved = await pins('save', id, '--board', board);
  // It follows the first Pin at once, of which it warns.
  expect([saved.stderr, saved.code]).toEqual([expect.stringContaining('1 warning'), 0]);
  const later = await pins('save', id, '--board', another, '--at', '2099-01-01T09:00', '--json');
  const { post } = JSON.parse(later.stdout) as CreatedPost;
  expect(post.scheduledFor).toBe('2099-01-01T00:00:00.000Z');
  expect((await pins('changes', '--state', 'waiting')).stderr).toContain('Allowed choices');
  expect((await pins('delete', id, '--only-here')).stdout).toContain('left out of the lists');
}, 120_000);

test('many Pins are changed, saved and exported in the terminal, and taken back as one', async () => {
  const media = await upload(product, await makePicture({ background: '#225566' }));
  for (const title of ['Many one', 'Many two'])
    await send(product, {
      content: 'Words',
      mediaIds: [media],
      publishNow: true,
      platforms: [target(product, { title, link: 'https://old.example/page' })],
    });
  const links = () =>
    product.sandbox.control
      .state()
      .pins.flatMap(({ title, link }) => (title?.startsWith('Many') ? [link] : []));
  expect((await pins('bulk', '--find', 'a')).stderr).toContain('No Pins were selected');
  expect((await pins('bulk', '--search', 'many')).stderr).toContain('What is to be done');
  const replace = ['--search', 'many', '--find', 'old.example', '--replace-with', 'new.example'];
  const dry = await pins('bulk', ...replace, '--in', 'link', '--dry-run');
  expect(dry.stdout).toContain('2 Pins selected, 2 would change.');
  expect(dry.stdout).toContain('link: https://old.example/page → https://new.example/page');
  expect((await pins('bulk', ...replace)).stderr).toContain('--yes');
  const none = await pins('bulk', '--search', 'many', '--find', 'nowhere', '--json');
  expect(JSON.parse(none.stdout)).toMatchObject({ selected: 2, changing: 0, batch: null });
  const unknown = await pins('bulk', '--pin', '1', '--find', 'a', '--yes');
  expect(unknown.stdout).toMatch(/^! 1: .*\n0 Pins being changed/);
  const done = await pins('bulk', ...replace, '--yes');
  expect([done.stderr, done.code]).toEqual(['', 0]);
  expect(done.stdout).toContain('2 Pins being changed, 0 as they should be already, 0 refused.');
  const batch = /Batch ([0-9a-f]{24})/.exec(done.stdout)?.[1] ?? '';
  await until('the links lead elsewhere', () =>
    links().every((link) => link === 'https://new.example/page'),
  );
  expect((await pins('batches')).stdout).toContain(batch);
  expect((await pins('undo', batch, '--batch')).stdout).toBe('0 cancelled, 2 being taken back.\n');
  await until('the links are as before', () =>
    links().every((link) => link === 'https://old.example/page'),
  );
  const csv = await pins('list', '--search', 'many', '--csv');
  expect(csv.stdout.split('\r\n')).toHaveLength(4);
  const board = Object.keys(product.boards).find((name) => name !== 'Kitchens') ?? '';
  const saved = await pins(
    'bulk',
    '--search',
    'many',
    '--save-to',
    board,
    '--at',
    '2099-01-01T09:00',
    '--every',
    '2h',
    '--yes',
  );
  expect(saved.stdout).toContain('2 Pins planned to be saved, 0 refused.');
  const saves = /Batch ([0-9a-f]{24})/.exec(saved.stdout)?.[1] ?? '';
  expect((await pins('changes', '--batch', saves)).stdout).toMatch(/ save +done /);
  expect((await pins('undo', saves, '--batch')).stdout).toBe('2 cancelled, 0 being taken back.\n');
}, 180_000);

test('an unpublished post is listed as cancelled, in words', async () => {
  const { body } = await send(product, {
    content: 'Words',
    mediaIds: [await upload(product, await makePicture({ background: '#665522' }))],
    publishNow: true,
    platforms: [target(product, { title: 'Unpublished' })],
  });
  await product.client.posts.unpublish(body.post._id, { platform: 'pinterest' });
  const listed = async (status: string) =>
    (await cli('posts', '--status', status)).stdout
      .split('\n')
      .find((line) => line.includes(body.post._id));
  expect(await listed('cancelled')).toMatch(/unpublished: deleted on Pinterest on /);
  expect(await listed('published')).toBeUndefined();
  const { pagination } = await product.client.posts.list({ status: 'cancelled', limit: 1 });
  const all = await product.client.posts.list({ status: 'cancelled', limit: 500 });
  expect(pagination.total).toBe(all.posts.length);
}, 60_000);
