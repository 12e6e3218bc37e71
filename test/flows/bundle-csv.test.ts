import type { Bundlesocial } from 'bundlesocial';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleClient, thrownBy } from '../harness/bundle.ts';
import { serveFiles, type FileServer } from '../harness/file-server.ts';
import { makePicture } from '../harness/pictures.ts';
import { pinsTitled } from '../harness/publishing.ts';
import { startProduct, type Product } from '../harness/product.ts';

let product: Product;
let bundle: Bundlesocial;
let files: FileServer;
let teamId: string;
let imageUrl: string;
beforeAll(async () => {
  product = await startProduct();
  files = await serveFiles();
  bundle = bundleClient(product);
  teamId = product.app.workspaceId;
  imageUrl = files.add('/oak.jpg', { type: 'image/jpeg', body: await makePicture() });
});
afterAll(async () => {
  await files?.close();
  await product?.close();
});

const names =
  'teamId,title,postDate,status,socialAccountTypes,text,pinterestBoardName,pinterestTitle,pinterestDescription,pinterestLink,pinterestMediaUrls';
const rowOf = (title: string, board = 'Kitchens') =>
  `${teamId},${title},2099-02-01T10:00:00Z,SCHEDULED,PINTEREST,"Text, with a comma",${board},Pin ${title},,https://example.com/a,${imageUrl}`;
const upload = (text: string | Uint8Array<ArrayBuffer>) =>
  bundle.postCsv.postCsvCreate({
    formData: { file: new File([text], 'plan.csv', { type: 'text/csv' }) },
  });
const countPosts = async () => (await bundle.post.postGetList({ teamId })).total;

test('a post of each row; one that is refused says why and stops no other', async () => {
  const text = [names, rowOf('One'), rowOf('Two', 'Kitchns'), rowOf('Three')].join('\n');
  const made = await upload(text);
  expect(made).toMatchObject({
    teamId,
    status: 'COMPLETED_WITH_ERRORS',
    fileName: 'plan.csv',
    totalRows: 3,
    processedRows: 3,
    successRows: 2,
    failedRows: 1,
  });
  expect(await bundle.postCsv.postCsvGetById({ importId: made.id })).toEqual(made);
  const state = await bundle.postCsv.postCsvGetStatus({ importId: made.id });
  expect(state).toMatchObject({ id: made.id, status: 'COMPLETED_WITH_ERRORS', successRows: 2 });
  const failed = await bundle.postCsv.postCsvGetRows({ importId: made.id, status: 'FAILED' });
  expect(failed).toMatchObject({
    total: 1,
    items: [
      { rowNumber: 2, postId: null, rawRow: { title: 'Two', pinterestBoardName: 'Kitchns' } },
    ],
  });
  expect(failed.items[0]?.error).toContain(
    'data.PINTEREST.boardName: The account linchpin_demo has no board "Kitchns". Did you mean',
  );
  const rows = await bundle.postCsv.postCsvGetRows({ importId: made.id, status: 'SUCCESS' });
  expect(rows.items.map(({ rowNumber }) => rowNumber)).toEqual([1, 3]);
  expect(await bundle.post.postGet({ id: rows.items[0]?.postId ?? '' })).toMatchObject({
    title: 'One',
    status: 'SCHEDULED',
    postDate: '2099-02-01T10:00:00.000Z',
    data: {
      PINTEREST: {
        text: 'Pin One',
        description: 'Text, with a comma',
        link: 'https://example.com/a',
        boardName: 'Kitchens',
      },
    },
  });

  // Handed in again, as after a lost answer.
  const before = await countPosts();
  const again = await upload(text);
  expect(again).toMatchObject({ successRows: 2, failedRows: 1 });
  expect(await countPosts()).toBe(before);
  const same = await bundle.postCsv.postCsvGetRows({ importId: again.id, status: 'SUCCESS' });
  expect(same.items.map(({ postId }) => postId)).toEqual(rows.items.map(({ postId }) => postId));
  const { items, total } = await bundle.postCsv.postCsvGetList({ limit: 1 });
  expect([items[0]?.id, total]).toEqual([again.id, 2]);
});

test('of two rows for the same Pin the first counts; rows whose time has passed go out', async () => {
  const passed = rowOf('Passed').replace('2099-02-01', '2020-02-01');
  const made = await upload([names, rowOf('Twin'), rowOf('Twin'), passed].join('\n'));
  expect(made).toMatchObject({ successRows: 2, failedRows: 1 });
  const { items } = await bundle.postCsv.postCsvGetRows({ importId: made.id });
  expect(items.map(({ status }) => status)).toEqual(['SUCCESS', 'FAILED', 'SUCCESS']);
  expect(items[1]?.error).toMatch(/already|same/i);
  await expect.poll(() => pinsTitled(product, 'Pin Passed').length, { timeout: 10_000 }).toBe(1);
});

test('as Excel saves it: semicolons, Windows-1252, with or without a byte order mark', async () => {
  const line = (title: string) => rowOf(title).replaceAll('"', '').split(',');
  const text = (title: string) =>
    [names.replaceAll(',', ';'), line(title).join(';')]
      .join('\r\n')
      .replace('Text; with', 'Text with');
  const utf8 = await upload(`\uFEFF${text('Küche')}`);
  expect(utf8).toMatchObject({ successRows: 1, failedRows: 0, status: 'COMPLETED' });
  const latin = await upload(new Uint8Array(Buffer.from(text('Öl und Messing'), 'latin1')));
  const { items } = await bundle.postCsv.postCsvGetRows({ importId: latin.id });
  expect(items[0]?.rawRow?.['title']).toBe('Öl und Messing');
});

test('what is no file of posts', async () => {
  const wrong = async (text: string) => (await thrownBy(upload(text))).body;
  expect(await wrong(names)).toMatchObject({ statusCode: 400, issues: [{ path: ['file'] }] });
  expect(await wrong(`${names}\n"open`)).toMatchObject({ code: 'REQUEST_UNREADABLE' });
  const many = [names, ...Array.from({ length: 501 }, (_, index) => rowOf(`${index}`))].join('\n');
  expect(await wrong(many)).toMatchObject({
    message: expect.stringContaining('501 rows'),
  });
  const columns = await upload('a,b\n1,2\n');
  expect(columns).toMatchObject({ successRows: 0, failedRows: 1 });
  const { items } = await bundle.postCsv.postCsvGetRows({ importId: columns.id });
  expect(items[0]?.error).toContain('teamId is required.');
  const missing = await thrownBy(bundle.postCsv.postCsvGetById({ importId: 'f'.repeat(24) }));
  expect(missing.status).toBe(404);
});
