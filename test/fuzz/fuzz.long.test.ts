import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { upload } from '../harness/publishing.ts';
import { createRandom } from './random.ts';
import { sendFuzz } from './send.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct({ guardPrivateUrls: true });
});
afterAll(() => product.close());

const seed = Number(process.env['FUZZ_SEED'] ?? randomInt(2 ** 31));

test(`20,000 requests from the OpenAPI document (seed ${seed}): each is answered, none with 500`, async () => {
  const mediaIds = [
    await upload(product, await makePicture()),
    await upload(product, await makePicture()),
  ];
  const answers = await sendFuzz(product, mediaIds, createRandom(seed), 20_000);
  expect(answers.defects).toEqual([]);
  expect(answers.byStatus.get(200)).toBeGreaterThan(1_000);
  expect(answers.byStatus.get(400)).toBeGreaterThan(1_000);
  expect(answers.count).toBe(20_000);
}, 600_000);
