import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PostImportReport } from '../../src/sdk/index.ts';
import { serveFiles, type FileServer } from '../harness/file-server.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { upload } from '../harness/publishing.ts';

let product: Product;
let files: FileServer;
let imageUrl: string;
beforeAll(async () => {
  product = await startProduct();
  files = await serveFiles();
  imageUrl = files.add('/oak.jpg', { type: 'image/jpeg', body: await makePicture() });
});
afterAll(async () => {
  await files?.close();
  await product?.close();
});

const names = 'Title,Media URL,Pinterest board,Thumbnail,Description,Link,Publish date,Keywords';
const rowOf = (title: string, { board = 'Kitchens', date = '2099-02-01T10:00:00' } = {}) =>
  `${title},${imageUrl},${board},,"About ${title}, in words",https://example.com/${encodeURIComponent(title)},${date},"oak,brass"`;
const fileOf = (...rows: string[]) => [names, ...rows].join('\n');

type Fields = Parameters<Product['client']['postImports']['start']>[2];
const start = (text: string | Uint8Array<ArrayBuffer>, fields: Fields = {}, name = 'plan.csv') =>
  product.client.postImports.start(new Blob([text]), name, fields);
async function over({ id }: Pick<PostImportReport, 'id'>): Promise<PostImportReport> {
  const state = async () => (await product.client.postImports.get(id)).state;
  await expect.poll(state, { timeout: 20_000 }).not.toMatch(/working|cancelling/);
  return product.client.postImports.get(id);
}
const take = async (...given: Parameters<typeof start>) => over(await start(...given));
const rowsOf = async ({ id }: Pick<PostImportReport, 'id'>) =>
  (await product.client.postImports.rows(id, { limit: 500 })).rows;
const codesOf = async (found: Pick<PostImportReport, 'id'>) =>
  (await rowsOf(found)).map(({ problems }) =>
    problems.filter(({ severity }) => severity === 'error').map(({ code }) => code),
  );
const countPosts = async () => (await product.client.posts.list({ limit: 1 })).pagination.total;
const errorsOf = async ({ id }: Pick<PostImportReport, 'id'>) =>
  // `text()` would take the byte order mark away.
  Buffer.from(
    await (await product.request('GET', `/api/v1/imports/${id}/errors.csv`)).arrayBuffer(),
  ).toString();

test("a post of each row of Pinterest's own columns; a refused row says why at its column", async () => {
  const text = fileOf(
    rowOf('One'),
    rowOf('Two', { board: 'Kitchns' }),
    rowOf('Three', { date: '03/04/2099' }),
    rowOf('Four', { date: '' }),
    rowOf('Five', { date: '2020-01-01' }),
    rowOf('One'),
  );
  const begun = await start(text);
  expect(begun).toMatchObject({ state: 'working', format: 'pinterest', rows: 6, dryRun: false });
  const report = await over(begun);
  expect(report).toMatchObject({
    state: 'done',
    made: 2,
    counts: { created: 2, refused: 4, waiting: 0 },
    ignoredColumns: [],
  });
  const rows = await rowsOf(report);
  expect(rows.map(({ outcome }) => outcome)).toEqual([
    'created',
    'refused',
    'refused',
    'created',
    'refused',
    'refused',
  ]);
  expect(await codesOf(report)).toEqual([
    [],
    ['PIN_BOARD_NOT_FOUND'],
    ['CSV_DATE_AMBIGUOUS'],
    [],
    ['TIME_PASSED'],
    ['CSV_ROW_REPEATED'],
  ]);
  expect(rows[1]?.problems[0]).toMatchObject({ field: 'Pinterest board' });
  expect(rows[4]?.problems[0]).toMatchObject({ field: 'Publish date' });
  expect(report.problems.map(({ code, rows: count, firstRow }) => [code, count, firstRow])).toEqual(
    expect.arrayContaining([
      ['PIN_BOARD_NOT_FOUND', 1, 2],
      ['CSV_ROW_REPEATED', 1, 6],
    ]),
  );
  const { post } = await product.client.posts.get(rows[0]?.postId ?? '');
  expect(post).toMatchObject({
    status: 'scheduled',
    content: 'About One, in words',
    scheduledFor: '2099-02-01T10:00:00.000Z',
    tags: ['oak', 'brass'],
    platforms: [{ platformSpecificData: { title: 'One', link: 'https://example.com/One' } }],
  });
  const { post: undated } = await product.client.posts.get(rows[3]?.postId ?? '');
  expect(undated.status).toBe('draft');
});

test('the same file again makes nothing twice; what was put right in it is made', async () => {
  const wrong = fileOf(rowOf('Again A'), rowOf('Again B', { board: 'Nowhere' }));
  const first = await take(wrong);
  expect(first.counts).toMatchObject({ created: 1, refused: 1 });
  const second = await take(wrong.replace('Nowhere', 'Kitchens'), { dryRun: 'false' });
  expect(second.counts).toMatchObject({ existing: 1, created: 1, refused: 0 });
  const postIds = (rows: Awaited<ReturnType<typeof rowsOf>>) => rows.map(({ postId }) => postId);
  expect(postIds(await rowsOf(second))[0]).toBe(postIds(await rowsOf(first))[0]);
  // A post that was deleted since is made anew.
  const [made] = await rowsOf(second);
  await product.client.posts.cancel(made?.postId ?? '');
  await product.client.posts.delete(made?.postId ?? '');
  const third = await take(wrong.replace('Nowhere', 'Kitchens'));
  expect(third.counts).toMatchObject({ existing: 1, created: 1 });
});

test('under one key a file is handed in once', async () => {
  const send = () =>
    product.client.postImports.start(
      new Blob([fileOf(rowOf('Keyed'))]),
      'keyed.csv',
      {},
      { idempotencyKey: 'file-1' },
    );
  const [one, two] = [await send(), await send()];
  expect(two.id).toBe(one.id);
  expect((await over(one)).counts).toMatchObject({ created: 1 });
});

test('a dry run checks every row and makes nothing', async () => {
  const before = await countPosts();
  const text = fileOf(rowOf('Dry A'), rowOf('Dry B', { board: 'Nowhere' }));
  const report = await take(text, { dryRun: 'true' });
  expect(report).toMatchObject({
    dryRun: true,
    made: 0,
    counts: { valid: 1, refused: 1, created: 0 },
  });
  expect(await countPosts()).toBe(before);
});

test('refused rows come back in the columns of their file, to be corrected and handed in', async () => {
  const names = 'Titel;Bild;Pinnwand;Datum';
  const text = [
    names,
    `Gut;${imageUrl};Kitchens;1.2.2099 10:00`,
    `"Mit; und ""x""";${imageUrl};Nirgends;1.2.2099`,
    `=Formel;${imageUrl};Kitchens;irgendwann`,
  ].join('\r\n');
  const mapping = JSON.stringify({
    title: 'Titel',
    media: 'Bild',
    board: 'Pinnwand',
    date: 'Datum',
  });
  const report = await take(text, { mapping });
  expect(report).toMatchObject({ format: 'plain', counts: { created: 1, refused: 2 } });
  const errors = await errorsOf(report);
  const [head, second] = errors.split('\r\n');
  expect(head).toBe('\uFEFFTitel;Bild;Pinnwand;Datum;What is wrong');
  expect(second).toContain(`"Mit; und ""x""";${imageUrl};Nirgends;1.2.2099;"Pinnwand: The account`);
  expect(errors).toContain("'=Formel;");
  const corrected = errors.replace('Nirgends', 'Kitchens').replace('irgendwann', '2.2.2099 9:00');
  const again = await take(corrected, { mapping });
  expect(again.counts).toMatchObject({ created: 2, refused: 0 });
  expect(again.ignoredColumns).toEqual([]);
  const { post } = await product.client.posts.get((await rowsOf(again))[1]?.postId ?? '');
  expect(post).toMatchObject({
    scheduledFor: '2099-02-02T09:00:00.000Z',
    platforms: [{ platformSpecificData: { title: '=Formel' } }],
  });
  expect(await errorsOf(again)).toBe('\uFEFFTitel;Bild;Pinnwand;Datum;What is wrong\r\n');
});

test('a row whose text was not quoted is refused alone, and what is left over is named', async () => {
  const text = [
    'Title,Image,Board',
    `Oak, brass,${imageUrl},Kitchens`,
    `Quoted,${imageUrl},Kitchens`,
  ];
  const report = await take(text.join('\n'));
  expect(await codesOf(report)).toEqual([['CSV_ROW_CELLS'], []]);
  expect(report.problems).toMatchObject([{ message: expect.stringContaining('Kitchens') }]);
});

test('media by the name of an uploaded file and by id; the newest of a name counts', async () => {
  await upload(product, await makePicture({ background: '#aa0000' }), 'kitchen.jpg');
  const newest = await upload(product, await makePicture({ background: '#00aa00' }), 'kitchen.jpg');
  const other = await upload(product, await makePicture({ background: '#0000aa' }), 'other.jpg');
  const text = fileOf(
    rowOf('By name').replace(imageUrl, 'kitchen.jpg'),
    rowOf('By id').replace(imageUrl, other),
    rowOf('Missing').replace(imageUrl, 'kitchn.jpg'),
  );
  const report = await take(text);
  expect(await codesOf(report)).toEqual([[], [], ['CSV_MEDIA_NOT_FOUND']]);
  const [named, byId, missing] = await rowsOf(report);
  const mediaOf = async (postId: string | null | undefined) =>
    (await product.client.posts.get(postId ?? '')).post.mediaItems.map(({ mediaId }) => mediaId);
  expect([await mediaOf(named?.postId), await mediaOf(byId?.postId)]).toEqual([[newest], [other]]);
  expect(missing?.problems[0]).toMatchObject({ field: 'Media URL' });
});

test('options of the file: board, zone, drafts, the order of dates, a queue', async () => {
  const plain = (title: string, date: string) => `${title},${imageUrl},${date}`;
  const text = ['Title,Image,Date', plain('Zoned', '3/4/2099 10:00')].join('\n');
  const zoned = await take(text, {
    board: 'Kitchens',
    timezone: 'Europe/Berlin',
    dateOrder: 'dmy',
    accountId: 'linchpin_demo',
  });
  const postOf = async (found: PostImportReport, index = 0) =>
    (await product.client.posts.get((await rowsOf(found))[index]?.postId ?? '')).post;
  expect(await postOf(zoned)).toMatchObject({ scheduledFor: '2099-04-03T08:00:00.000Z' });
  const drafts = await take(text.replace('Zoned', 'Draft'), {
    board: 'Kitchens',
    dateOrder: 'mdy',
    draft: 'true',
  });
  expect(await postOf(drafts)).toMatchObject({
    status: 'draft',
    scheduledFor: '2099-03-04T10:00:00.000Z',
  });
  await product.client.queues.create({
    name: 'Imports',
    timezone: 'UTC',
    slots: [{ dayOfWeek: 1, time: '09:00' }],
  });
  const queued = ['Title,Image,Date', plain('Slot 1', ''), plain('Slot 2', '')].join('\n');
  const report = await take(queued, { board: 'Kitchens', withoutDate: 'queue' });
  const times = [await postOf(report), await postOf(report, 1)].map((post) => post.scheduledFor);
  expect(times.every((time) => time?.endsWith('T09:00:00.000Z'))).toBe(true);
  expect(new Set(times).size).toBe(2);
});

test('what is no file of posts is refused at once', async () => {
  const refusal = (text: string, fields: Fields = {}) =>
    start(text, fields).then(
      () => null,
      (error: { code?: string }) => error.code,
    );
  expect(await refusal(names)).toBe('INVALID_FIELD_VALUE');
  expect(await refusal('Überschrift,Bild\na,b')).toBe('CSV_COLUMNS_UNKNOWN');
  expect(await refusal('a,b\n1,2', { mapping: '{"media":"c"}' })).toBe('CSV_COLUMN_MISSING');
  expect(await refusal('a,b\n1,2', { mapping: '{"media":' })).toBe('INVALID_FIELD_VALUE');
  expect(await refusal('a,b\n1,2', { mapping: '{"nonsense":"b"}' })).toBe('UNKNOWN_PARAMETER');
  const many = fileOf(...Array.from({ length: 5_001 }, (_, index) => rowOf(`Many ${index}`)));
  expect(await refusal(many)).toBe('INVALID_FIELD_VALUE');
});

test('a cancelled import leaves the rows that were not made', async () => {
  const rows = Array.from({ length: 400 }, (_, index) => rowOf(`Stop ${index}`));
  const begun = await start(fileOf(...rows));
  await product.client.postImports.cancel(begun.id);
  const report = await over(begun);
  expect(report.state).toBe('cancelled');
  const { created, cancelled } = report.counts;
  expect(created + cancelled).toBe(400);
  expect(cancelled).toBeGreaterThan(0);
  const again = await product.request('POST', `/api/v1/imports/${begun.id}/cancel`);
  expect([again.status, await again.json()]).toMatchObject([409, { code: 'POST_IMPORT_OVER' }]);
  // Handed in again, the rest is made.
  expect((await take(fileOf(...rows))).counts).toMatchObject({
    existing: created,
    created: cancelled,
  });
}, 60_000);
