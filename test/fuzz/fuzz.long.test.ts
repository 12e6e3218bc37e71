import { randomInt } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { upload } from '../harness/publishing.ts';
import { createRandom } from './random.ts';
import { bundleDoor, nativeDoor, sendFuzz } from './send.ts';

let product: Product;
// Each its own: requests make workspaces, and a key of several has to say which one is meant.
beforeEach(async () => {
  product = await startProduct({ guardPrivateUrls: true });
});
afterEach(() => product.close());

const seed = Number(process.env['FUZZ_SEED'] ?? randomInt(2 ** 31));

test.each([
  { name: 'native', door: nativeDoor, count: 20_000 },
  { name: 'bundle.social', door: bundleDoor, count: 10_000 },
])(
  `$count requests to the $name API (seed ${seed}): each is answered, none with 500`,
  async ({ door, count }) => {
    const mediaIds = [
      await upload(product, await makePicture()),
      await upload(product, await makePicture()),
    ];
    const answers = await sendFuzz(product, mediaIds, createRandom(seed), count, door);
    expect(answers.defects).toEqual([]);
    expect(answers.byStatus.get(200)).toBeGreaterThan(count / 20);
    expect(answers.byStatus.get(400)).toBeGreaterThan(count / 20);
    expect(answers.count).toBe(count);
  },
  600_000,
);
