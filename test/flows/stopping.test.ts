import { expect, test } from 'vitest';
import { makeVideo } from '../../src/media/testing/make-video.ts';
import { until } from '../crash/crash-harness.ts';
import { startProduct } from '../harness/product.ts';
import { onlyTarget, send, target, upload } from '../harness/publishing.ts';

// A request waits 25 s for its Pin, and an upload may take minutes: longer than this test may.
test('stopping hands an upload back and answers whoever waits for it, at once', async () => {
  const product = await startProduct();
  try {
    const { control } = product.sandbox;
    const video = Buffer.from(await makeVideo({ seconds: 5, width: 320, height: 480, fps: 25 }));
    const mediaIds = [await upload(product, video, 'clip.mp4')];
    control.addFault({ match: { operation: 's3/upload' }, then: { delayMs: 120_000 } });
    const answer = send(product, {
      content: 'Interrupted',
      mediaIds,
      platforms: [target(product, { title: 'Interrupted' })],
      publishNow: true,
    });
    await until('the upload is open', () => control.faults()[0]?.struck === 1);
    await product.app.close();
    const { body } = await answer;
    expect(onlyTarget(body.post)).toMatchObject({ status: 'uploading', step: 'uploading' });
  } finally {
    await product.close();
  }
}, 20_000);

// Its end was on its way when the idle connections were closed; it then stayed open for as long as it may be idle.
test('stopping does not wait for a connection that has just brought a picture', async () => {
  const product = await startProduct();
  const { posts } = await product.client.posts.list();
  const picture = await fetch(posts[0]?.mediaItems[0]?.url ?? '');
  expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(1000);
  await product.close();
}, 20_000);
