import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { makeZip } from '../harness/zip.ts';

let product: Product;
let red: Buffer;
let blue: Buffer;
beforeAll(async () => {
  product = await startProduct();
  red = await makePicture({ background: '#aa0000' });
  blue = await makePicture({ background: '#0000aa' });
});
afterAll(() => product?.close());

const rowOf = (title: string, file: string) => `${title},${file},Kitchens,About ${title}`;
const table = (...rows: string[]) => ['Title,Image,Board,Description', ...rows].join('\n');

async function take(files: Parameters<typeof makeZip>[0]) {
  const zip = new Blob([makeZip(files)]);
  const { id } = await product.client.postImports.start(zip, 'plan.zip');
  const state = async () => (await product.client.postImports.get(id)).state;
  await expect.poll(state, { timeout: 20_000 }).toBe('done');
  const { rows } = await product.client.postImports.rows(id);
  const codes = rows.map(({ problems }) =>
    problems.flatMap(({ severity, code }) => (severity === 'error' ? code : [])),
  );
  return { rows, codes, report: await product.client.postImports.get(id) };
}
const refusal = (files: Parameters<typeof makeZip>[0]) =>
  take(files).then(
    () => null,
    (error: { code?: string; message?: string }) => `${error.code}: ${error.message}`,
  );
const kindOf = async (postId: string | null | undefined) =>
  (await product.client.posts.get(postId ?? '')).post.mediaItems.map(
    ({ dominantColor }) => dominantColor,
  );

test('pictures come along in the archive, by their name or their path', async () => {
  const files = [
    { path: 'plan/pins.csv', content: table(rowOf('A', 'a.jpg'), rowOf('B', 'plan/blue/b.jpg')) },
    { path: 'plan/a.jpg', content: red },
    { path: 'plan/red/b.jpg', content: red },
    { path: 'plan/blue/b.jpg', content: blue },
    { path: '__MACOSX/plan/._pins.csv', content: 'junk' },
  ];
  const { rows, codes } = await take(files);
  expect(codes).toEqual([[], []]);
  const [a, b] = rows;
  expect(await kindOf(a?.postId)).not.toEqual(await kindOf(b?.postId));
  // The same archive again: the same rows, although its files are taken in anew.
  expect((await take(files)).report.counts).toMatchObject({ existing: 2, created: 0 });
  expect(readdirSync(join(product.dataDir, 'media', 'incoming'))).toEqual([]);
});

test('a file that two folders have, that is none, or that lies about its size, is told at its row', async () => {
  const { codes } = await take([
    {
      path: 'pins.csv',
      content: table(
        rowOf('C', 'b.jpg'),
        rowOf('D', 'text.jpg'),
        rowOf('E', 'bomb.jpg'),
        rowOf('F', 'good.jpg'),
      ),
    },
    { path: 'one/b.jpg', content: red },
    { path: 'two/b.jpg', content: blue },
    { path: 'text.jpg', content: 'No picture.' },
    { path: 'bomb.jpg', content: Buffer.alloc(5_000_000), saidBytes: 1_000 },
    { path: 'good.jpg', content: blue },
  ]);
  expect(codes).toEqual([
    ['CSV_MEDIA_AMBIGUOUS'],
    [expect.stringMatching(/^MEDIA_/)],
    ['ARCHIVE_UNREADABLE'],
    [],
  ]);
});

test('what is no archive of one table is refused, and nothing of it stays', async () => {
  const csv = { path: 'pins.csv', content: table(rowOf('G', 'g.jpg')) };
  expect(await refusal([{ path: 'a.jpg', content: red }])).toContain('no CSV file');
  expect(await refusal([csv, { path: 'more.csv', content: 'a' }])).toContain('2 tables');
  expect(await refusal([csv, { path: '../../g.jpg', content: red }])).toMatch(
    /^ARCHIVE_UNREADABLE/,
  );
  expect(await refusal([csv, { path: '/etc/g.jpg', content: red }])).toMatch(/^ARCHIVE_UNREADABLE/);
  expect(await refusal([{ path: '[Content_Types].xml', content: '<a/>' }])).toMatch(
    /^CSV_IS_WORKBOOK/,
  );
  const cut = makeZip([csv]).slice(0, 60);
  const error = await product.client.postImports
    .start(new Blob([cut]), 'cut.zip')
    .catch((thrown: { code?: string }) => thrown);
  expect(error).toMatchObject({ code: 'ARCHIVE_UNREADABLE' });
  expect(readdirSync(join(product.dataDir, 'media', 'incoming'))).toEqual([]);
});
