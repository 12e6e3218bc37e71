import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProduct, type Product } from '../harness/product.ts';
import { makePicture } from '../harness/pictures.ts';
import { upload } from '../harness/publishing.ts';
import { until } from './crash-harness.ts';
import { kill, workersOn } from './workers.ts';

/** A server that publishes nothing: the workers are processes of their own, which can be killed. */
let product: Product;
beforeAll(async () => {
  product = await startProduct({ app: { roles: { serve: true, work: false } } });
});
afterAll(() => product?.close());

const rows = 5_000;

test('5,000 rows with a worker that is killed again and again: each row once', async () => {
  await upload(product, await makePicture(), 'oak.jpg');
  // Half an hour apart, so that no spacing rule has to move one.
  const timeOf = (index: number) =>
    new Date(Date.UTC(2030, 0, 1) + index * 1_800_000).toISOString().slice(0, 19);
  const lines = Array.from(
    { length: rows },
    (_, index) => `Row ${index + 1},oak.jpg,Kitchens,${timeOf(index)},About row ${index + 1}`,
  );
  const text = ['Title,Media URL,Pinterest board,Publish date,Description', ...lines].join('\n');
  const started = await product.client.postImports.start(new Blob([text]), 'large.csv');
  const get = () => product.client.postImports.get(started.id);
  const { db } = product.app.store;
  const countPosts = async () => {
    const { rows: found } = await sql<{ count: number }>`
      select count(*)::int as count from post where title like 'Row %' or content like 'About row %'`.execute(
      db,
    );
    return found[0]?.count ?? 0;
  };
  const { sandbox, database, dataDir } = product;
  const startWorker = await workersOn({
    database,
    dataDir,
    secretKey: product.secretKey,
    pinterest: {
      apiUrl: sandbox.apiUrl,
      oauthUrl: sandbox.oauthUrl,
      clientId: sandbox.clientId,
      clientSecret: sandbox.clientSecret,
      sandboxUrl: sandbox.url,
    },
  });
  let worker = startWorker();
  await worker.ready;
  const killedAt: number[] = [];
  // Posts are stored before the import says so: the kills fall between the two as well.
  for (const share of [0.15, 0.4, 0.65]) {
    await until('enough was made', async () => (await countPosts()) > rows * share, 120_000);
    await kill(worker);
    killedAt.push(await countPosts());
    worker = startWorker();
    await worker.ready;
    // What another worker does when the lease has run out, a minute later.
    await sql`update post_import set lease_owner = null, lease_until = null`.execute(db);
  }
  await until('it ended', async () => (await get()).state !== 'working', 240_000);
  await kill(worker);
  expect(killedAt.every((count) => count < rows)).toBe(true);
  expect(await get()).toMatchObject({
    state: 'done',
    made: rows,
    counts: { created: rows, existing: 0, refused: 0, waiting: 0 },
  });
  expect(await countPosts()).toBe(rows);
  const { rows: wrong } = await sql`
    select number from post_import_row stored left join post on post.id = stored.post_id
    where import_id = ${started.id} and post.content is distinct from 'About row ' || number`.execute(
    db,
  );
  expect(wrong).toEqual([]);
}, 600_000);
