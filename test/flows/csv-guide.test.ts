import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { bundle } from '../harness/run-cli.ts';

const run = promisify(execFile);
let product: Product;
let dir: string;
let program: string;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linchpin-csv-guide-'));
  [product, program] = await Promise.all([
    startProduct(),
    bundle(join(dir, 'program'), 'src/main.ts'),
  ]);
});
afterAll(async () => {
  await product?.close();
  rmSync(dir, { recursive: true, force: true });
});

const names = 'Title,Media URL,Pinterest board,Thumbnail,Description,Link,Publish date,Keywords';
const rowOf = (title: string, board: string) =>
  `${title},${title.toLowerCase()}.jpg,${board},,About ${title},https://example.com/${title},2099-02-01T10:00:00,oak`;

/** Runs a command of the guide; @returns what it printed, and what it ended with. */
async function shell(command: string): Promise<{ stdout: string; code: number }> {
  const env = {
    PATH: process.env['PATH'] ?? '',
    LINCHPIN_URL: product.url,
    LINCHPIN_PUBLIC_URL: product.url,
    LINCHPIN_API_KEY: product.apiKey,
    LINCHPIN_DATA_DIR: join(dir, 'data'),
  };
  const here = command.replace('npx linchpin', `${process.execPath} ${program}`);
  try {
    return { ...(await run('sh', ['-c', here], { env, cwd: dir })), code: 0 };
  } catch (error) {
    const { stdout, code } = error as { stdout: string; code: number };
    return { stdout, code };
  }
}

test('the commands of the guide do what it says', async () => {
  mkdirSync(join(dir, 'pictures'));
  for (const [name, background] of [
    ['oak', '#aa7733'],
    ['brass', '#ccaa33'],
  ] as const)
    writeFileSync(join(dir, 'pictures', `${name}.jpg`), await makePicture({ background }));
  writeFileSync(
    join(dir, 'pins.csv'),
    [names, rowOf('Oak', 'Kitchens'), rowOf('Brass', 'Kitchns')].join('\n'),
  );
  const guide = readFileSync(new URL('../../docs/csv.md', import.meta.url), 'utf8');
  const [, block = ''] = /## Try it[^`]*```sh\n([^`]*)```/.exec(guide) ?? [];
  const [dry, real, corrected, list, calendar, form, all, ...others] = block.trim().split('\n');
  expect(others).toEqual([]);

  const tried = await shell(dry ?? '');
  expect(tried.code).toBe(6);
  expect(tried.stdout).toContain('pins.csv: 2 rows: 1 ready, 1 refused.');
  const made = await shell(real ?? '');
  expect(made.code).toBe(6);
  expect(made.stdout).toContain('pins.csv: 2 rows: 1 created, 1 refused.');
  expect(made.stdout).toContain('has no board "Kitchns". Did you mean');
  const errors = join(dir, 'pins-errors.csv');
  expect(readFileSync(errors, 'utf8')).toContain('Pinterest board: The account');
  writeFileSync(errors, readFileSync(errors, 'utf8').replace('Kitchns,', 'Kitchens,'));
  const rest = await shell(corrected ?? '');
  expect(rest).toMatchObject({ code: 0 });
  expect(rest.stdout).toContain('pins-errors.csv: 1 row: 1 created.');
  expect((await shell(list ?? '')).stdout).toMatch(/pins\.csv +done, dry run +2 rows: 1 ready/);
  await shell(calendar ?? '');
  const lines = readFileSync(join(dir, 'calendar.csv'), 'utf8').split('\r\n');
  expect(lines[0]?.startsWith(`\uFEFF${names},Section`)).toBe(true);
  expect(lines.filter((line) => line.includes('2099-02-01T10:00:00'))).toHaveLength(2);
  expect(JSON.parse((await shell(form ?? '')).stdout)).toMatchObject({ rows: 2, dryRun: true });
  expect(JSON.parse((await shell(all ?? '')).stdout)).toMatchObject({ total: 4 });
}, 60_000);
