import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

const boards = (...args: string[]) =>
  runCli(['boards', ...args], {
    LINCHPIN_DATA_DIR: join(dir, 'data'),
    LINCHPIN_PUBLIC_URL: product.url,
    LINCHPIN_API_KEY: product.apiKey,
  });
const onPinterest = () => product.sandbox.control.state().boards;

test('boards are listed with their age, made, renamed, described, and chosen as default', async () => {
  expect((await boards('create', 'Attics')).code).toBe(0);
  expect((await boards('rename', 'attics', 'Lofts')).stdout).toMatch(/^The board is "Lofts" now/);
  expect((await boards('edit', 'Lofts', '--privacy', 'secret')).stdout).toContain('secret');
  expect((await boards('edit', 'Lofts')).code).toBe(2);
  expect((await boards('default', 'lofts')).stdout).toBe(
    'Pins without a board go to "Lofts" now.\n',
  );
  expect((await boards('default')).stdout).toMatch(/^Pins without a board go to "Lofts"/);
  const { stdout } = await boards('--search', 'LOFT');
  expect(stdout).toMatch(/^Board +Id +Privacy +Pins\nLofts +\d+ +secret +0 +default\n/);
  expect(stdout).toMatch(/Read from Pinterest (just now|\d+ minutes? ago)\.\n$/);
  const json = JSON.parse((await boards('list', '--json', '--refresh')).stdout) as object;
  expect(json).toHaveProperty('asOf');
}, 60_000);

test('sections are made, renamed, listed and deleted', async () => {
  await boards('sections', 'create', 'Kitchens', 'Tiles');
  await boards('sections', 'rename', 'Kitchens', 'tiles', 'Floors');
  expect((await boards('sections', 'Kitchens')).stdout).toMatch(/^Section +Id\nFloors +\d+\n/);
  expect((await boards('sections', 'delete', 'Kitchens', 'floors', '--yes')).code).toBe(0);
  expect((await boards('sections', 'list', 'Kitchens')).stdout).toContain('has no sections');
}, 60_000);

test('a board is deleted only with a yes, and its planned Pins are moved', async () => {
  await boards('create', 'Old');
  const mediaIds = [await upload(product, await makePicture())];
  const scheduledFor = new Date(Date.now() + 2 * 24 * 3600_000).toISOString();
  const plan = (boardId: string, title: string) =>
    send(product, { mediaIds, scheduledFor, platforms: [target(product, { boardId, title })] });
  await plan('Old', 'Planned');
  const unsure = await boards('delete', 'Old');
  expect([unsure.code, unsure.stderr]).toEqual([
    2,
    expect.stringMatching(/also deletes every Pin on it, for good.*\n.*--yes/),
  ]);
  const refused = await boards('delete', 'Old', '--yes');
  expect([refused.code, refused.stderr]).toEqual([
    3,
    expect.stringMatching(/1 Pin planned here.*\n.*--move-pins-to/),
  ]);
  const moved = await boards('move-pins', 'Old', 'Reading nooks');
  expect(moved.stdout).toBe('1 Pin moved from "Old" to "Reading nooks".\n');
  await plan('Old', 'Another');
  const gone = await boards('delete', 'Old', '--yes', '--move-pins-to', 'Small gardens');
  expect(gone.stdout).toMatch(/^Deleted the board "Old" with every Pin on it\. 1 Pin moved first/);
  expect(onPinterest().some(({ name }) => name === 'Old')).toBe(false);
}, 60_000);
