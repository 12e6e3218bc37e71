import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../crash/crash-harness.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { send, target, upload } from '../harness/publishing.ts';
import { bundleCli, type RunCli } from '../harness/run-cli.ts';

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

const pins = (...args: string[]) =>
  runCli(['pins', ...args], {
    LINCHPIN_DATA_DIR: join(dir, 'data'),
    LINCHPIN_PUBLIC_URL: product.url,
    LINCHPIN_API_KEY: product.apiKey,
  });
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
  expect((await pins('undo', change)).stdout).toBe('0 cancelled, 1 being taken back.\n');
  await until('it is as before', () => onPinterest(id)?.title === 'Terminal');
  expect((await pins('delete', id)).stderr).toContain('--yes');
  const deleted = await pins('delete', id, '--yes', '--in', '600');
  expect(deleted.stdout).toMatch(/^It is deleted at .*\nUntil then "linchpin pins undo/);
  const board = Object.keys(product.boards).find((name) => name !== 'Kitchens') ?? '';
  const saved = await pins('save', id, '--board', board);
  expect([saved.stderr, saved.code]).toEqual(['', 0]);
  expect((await pins('delete', id, '--only-here')).stdout).toContain('left out of the lists');
}, 120_000);
