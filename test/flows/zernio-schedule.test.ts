import { Zernio } from '@zernio/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { target, upload } from '../harness/publishing.ts';

let product: Product;
let zernio: Zernio;
let profileId: string;
beforeAll(async () => {
  product = await startProduct();
  zernio = new Zernio({ apiKey: product.apiKey, baseURL: `${product.url}/api` });
  profileId = (await product.client.instance.get()).workspace.id;
});
afterAll(() => product.close());

test('a queue is made, filled, looked at and removed', async () => {
  const slots = [{ dayOfWeek: 1, time: '09:00' }];
  const body = { profileId, name: 'Mondays', timezone: 'Europe/Berlin', slots };
  const made = await zernio.queue.createQueueSlot({ body });
  const schedule = made.data?.schedule;
  expect(made.data).toMatchObject({ success: true, schedule: { isDefault: true, slots } });
  const next = await zernio.queue.getNextQueueSlot({ query: { profileId } });
  expect(next.data).toMatchObject({ queueId: schedule?._id, queueName: 'Mondays' });

  const mediaIds = [await upload(product, await makePicture())];
  const queued = { content: 'Monday', platforms: [target(product)], queuedFromProfile: profileId };
  const created = await zernio.posts.createPost({ body: { ...queued, mediaIds } as object });
  const post = created.data?.post;
  expect(Date.parse(post?.scheduledFor ?? '')).toBe(Date.parse(next.data?.nextSlot ?? ''));

  const preview = await zernio.queue.previewQueue({ query: { profileId, count: 3 } });
  expect(preview.data?.slots).toHaveLength(3);
  expect(preview.data?.slots).not.toContain(next.data?.nextSlot);
  const listed = await zernio.queue.listQueueSlots({ query: { profileId, all: 'true' } });
  expect(listed.data).toMatchObject({ count: 1 });
  const moved = await zernio.queue.updateQueueSlot({
    body: { ...body, slots: [{ dayOfWeek: 2, time: '10:00' }], reshuffleExisting: true },
  });
  expect(moved.data).toMatchObject({ reshuffledCount: 1, isNewQueue: false });
  const removed = await zernio.queue.deleteQueueSlot({ query: { profileId } });
  expect(removed.data).toMatchObject({ success: true, deletedCount: 1 });

  const path = { postId: post?._id ?? '' };
  const updated = await zernio.posts.updatePost({ path, body: { content: 'Tuesday' } });
  expect(updated.data?.post).toMatchObject({ content: 'Tuesday', status: 'scheduled' });
  await expect(zernio.posts.retryPost({ path })).rejects.toMatchObject({ statusCode: 400 });
  const deleted = await zernio.posts.deletePost({ path });
  expect(deleted.data).toEqual({ message: 'Post deleted.' });
});

test('the same content again is refused with the post that has it', async () => {
  const mediaIds = [await upload(product, await makePicture({ background: '#222222' }))];
  const body = { content: 'Again', platforms: [target(product)], mediaIds, publishNow: true };
  const first = await zernio.posts.createPost({ body: body as object });
  await expect(zernio.posts.createPost({ body: body as object })).rejects.toMatchObject({
    statusCode: 409,
    details: {
      accountId: product.accountId,
      platform: 'pinterest',
      existingPostId: first.data?.post?._id,
    },
  });
});
