import { request } from 'undici';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeVideo } from '../../src/media/testing/make-video.ts';
import { makeNoise } from '../harness/pictures.ts';
import { ensureDashboardIsBuilt } from '../browser/build.ts';
import { startProduct, type Product } from '../harness/product.ts';

let product: Product;
beforeAll(async () => {
  await ensureDashboardIsBuilt();
  product = await startProduct();
});
afterAll(() => product.close());

/** The answer as it came over the wire: `fetch` would unpack it. */
async function raw(url: string, headers: Record<string, string> = {}) {
  const answer = await request(url, { headers });
  return {
    status: answer.statusCode,
    headers: answer.headers,
    bytes: Buffer.from(await answer.body.arrayBuffer()),
  };
}

describe('a picture in small', () => {
  test('is a rendition that caches keep for good', async () => {
    const photo = new Blob([new Uint8Array(await makeNoise(1000, 1500))]);
    const { media } = await product.client.media.upload(photo, 'photo.jpg');
    const whole = await raw(media.url);
    const small = await raw(`${media.url}?width=300`);
    expect(small.headers).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    expect((await sharp(small.bytes).metadata()).width).toBe(320);
    expect(small.bytes.length).toBeLessThan(whole.bytes.length / 4);
    for (const other of ['?width=4000', '?width=0', '?width=wide', '?width=1&width=2'])
      expect((await raw(media.url + other)).headers['content-type'], other).toBe('image/jpeg');
  });

  test('is the whole file, for a while, where none can be made', async () => {
    const photo = new Blob([new Uint8Array(await makeNoise(600, 900))]);
    const { media } = await product.client.media.upload(photo, 'photo.jpg');
    const { storage, store } = product.app.deps;
    const row = await store.db
      .selectFrom('media')
      .select('preparedKey')
      .where('id', '=', media.id)
      .executeTakeFirstOrThrow();
    const { bytes } = await raw(media.url);
    await storage.put(row.preparedKey ?? '', Buffer.alloc(bytes.length, 'x')); // A damaged disk.
    const small = await raw(`${media.url}?width=320`);
    expect(small.status).toBe(200);
    expect(small.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'public, max-age=60',
    });
  });

  test('does not exist of a video', async () => {
    const clip = new Blob([
      new Uint8Array(await makeVideo({ seconds: 5, width: 320, height: 480, fps: 25 })),
    ]);
    const { media } = await product.client.media.upload(clip, 'clip.mp4');
    const { headers } = await raw(`${media.url}?width=320`);
    expect(headers['content-type']).toBe('video/mp4');
  });
});

describe('compressed answers', () => {
  const as = (coding: string) => ({
    authorization: `Bearer ${product.apiKey}`,
    'accept-encoding': coding,
  });

  test.each(['br', 'gzip'])('JSON of some size comes as %s', async (coding) => {
    const url = `${product.url}/api/openapi.json`;
    const packed = await raw(url, as(coding));
    const plain = await raw(url, as('identity'));
    expect(packed.headers).toMatchObject({
      'content-encoding': coding,
      'cache-control': 'no-store',
    });
    expect(String(packed.headers.vary)).toMatch(/accept-encoding/i);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 4);
    const answer = await fetch(url, { headers: as(coding) });
    expect(await answer.text()).toBe(plain.bytes.toString());
  });

  test('the files of the dashboard are kept by caches, each coding for itself', async () => {
    const page = await raw(`${product.url}/`, { 'accept-encoding': 'identity' });
    expect(page.headers).toMatchObject({ 'cache-control': 'no-cache', vary: 'accept-encoding' });
    const script = /assets\/[^"]+\.js/.exec(page.bytes.toString())?.[0] ?? '';
    const packed = await raw(`${product.url}/${script}`, { 'accept-encoding': 'br' });
    expect(packed.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
      vary: 'accept-encoding',
    });
  });

  test('short answers, figures and pictures do not', async () => {
    const small = await raw(`${product.url}/health`, as('br, gzip'));
    expect(small.headers['content-encoding']).toBeUndefined();
    const figures = await raw(`${product.url}/metrics`, { 'accept-encoding': 'br, gzip' });
    expect(figures.bytes.length).toBeGreaterThan(1024);
    expect(figures.headers['content-encoding']).toBeUndefined();
    const { posts } = await product.client.posts.list();
    const url = posts[0]?.mediaItems[0]?.url ?? '';
    const picture = await raw(url, as('br, gzip'));
    expect(picture.headers['content-encoding']).toBeUndefined();
    expect(picture.headers['content-length']).toBe(String(picture.bytes.length));
  });
});
