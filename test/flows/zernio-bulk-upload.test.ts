import { Zernio } from '@zernio/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveFiles, type FileServer } from '../harness/file-server.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';

let product: Product;
let files: FileServer;
let imageUrl: string;
let zernio: Zernio;
beforeAll(async () => {
  product = await startProduct();
  files = await serveFiles();
  imageUrl = files.add('/oak.jpg', { type: 'image/jpeg', body: await makePicture() });
  zernio = new Zernio({ apiKey: product.apiKey, baseURL: `${product.url}/api` });
  await product.client.boards.setDefault(product.accountId, {
    defaultBoardId: product.boards['Kitchens'] ?? '',
  });
});
afterAll(async () => {
  await files?.close();
  await product?.close();
});

const names = 'platforms,profiles,post_content,title,media_urls,schedule_time,tz,is_draft,colour';
const rowOf = (title: string, time = '2099-02-01 10:00', draft = '') =>
  `pinterest,p1,About ${title},${title},${imageUrl},${time},Europe/Berlin,${draft},red`;

const upload = async (rows: readonly string[], dryRun = false) => {
  const file = new File([[names, ...rows].join('\n')], 'plan.csv', { type: 'text/csv' });
  const { data, response } = await zernio.posts.bulkUploadPosts({
    body: { file },
    query: { dryRun },
  });
  return { status: response.status, body: data };
};

test("Zernio's client hands in a file and is told of each row", async () => {
  const rows = [rowOf('One'), rowOf('Two', ''), rowOf('Three', '', 'true'), rowOf('Four', 'soon')];
  const dry = await upload(rows, true);
  expect(dry).toMatchObject({ status: 207, body: { total: 4, valid: 2, invalid: 2 } });
  expect(dry.body?.results?.[0]).toEqual({ rowIndex: 1, ok: true });
  const { status, body } = await upload(rows);
  expect(status).toBe(207);
  expect(body).toMatchObject({
    total: 4,
    valid: 2,
    invalid: 2,
    warnings: ['unknown_columns:colour'],
    results: [
      { rowIndex: 1, ok: true },
      { rowIndex: 2, ok: false, errors: ['schedule_time_missing'] },
      { rowIndex: 3, ok: true },
      { rowIndex: 4, ok: false, errors: [expect.stringMatching(/^CSV_DATE_UNREADABLE: /)] },
    ],
  });
  const { post } = await product.client.posts.get(body?.results?.[0]?.createdPostId ?? '');
  expect(post).toMatchObject({
    status: 'scheduled',
    scheduledFor: '2099-02-01T09:00:00.000Z',
    platforms: [{ platformSpecificData: { title: 'One', boardName: 'Kitchens' } }],
  });
  // Sent again, as after a lost answer.
  const again = await upload(rows);
  expect(again.body?.results?.[0]?.createdPostId).toBe(post._id);
});
