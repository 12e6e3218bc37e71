import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { makeVideo } from '../../src/media/testing/make-video.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { onlyTarget, sandboxPin, send, target } from '../harness/publishing.ts';
import { startStrictS3, type StrictS3 } from '../harness/s3/server.ts';

let server: StrictS3;
let product: Product;
beforeAll(async () => {
  server = await startStrictS3();
  product = await startProduct({ environment: settings() });
});
afterAll(async () => {
  await product.close();
  await server.close();
});
afterEach(() => {
  server.trouble = () => null;
});

const settings = () => ({
  LINCHPIN_MEDIA_URL: server.url,
  LINCHPIN_MEDIA_KEY_ID: server.identity.keyId,
  LINCHPIN_MEDIA_SECRET: server.identity.secret,
});

/** Files that stay on this machine. */
const onDisk = () =>
  readdirSync(join(product.dataDir, 'media'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
const keys = (folder: string) =>
  [...server.bucket.objects.keys()].filter((key) => key.startsWith(`linchpin/${folder}/`)).sort();
const blob = (data: Buffer) => new Blob([new Uint8Array(data)]);

test('pictures and videos are stored, published and shown without a file on the machine', async () => {
  const picture = await makePicture();
  const { media } = await product.client.media.upload(blob(picture), 'photo.jpg');
  const pin = await send(product, {
    content: 'From the bucket',
    publishNow: true,
    mediaIds: [media.id],
    platforms: [target(product, { title: 'From the bucket' })],
  });
  expect(sandboxPin(product, onlyTarget(pin.body.post).platformPostId ?? '')?.title).toBe(
    'From the bucket',
  );
  const video = await makeVideo({ seconds: 5, width: 320, height: 480, fps: 25 });
  const clip = (await product.client.media.upload(blob(video), 'clip.mp4')).media;
  const film = await send(product, {
    content: 'Film',
    publishNow: true,
    mediaIds: [clip.id],
    platforms: [target(product, { title: 'Film' })],
  });
  expect(['published', 'publishing']).toContain(onlyTarget(film.body.post).status);
  expect(Buffer.from(await (await fetch(clip.url)).arrayBuffer()).equals(video)).toBe(true);
  expect((await fetch(`${media.url}?width=320`)).headers.get('content-type')).toBe('image/webp');
  expect(onDisk()).toEqual([]);
  expect(keys('journal')).toHaveLength(1);
});

test('ranges of a video', async () => {
  const video = await makeVideo({ seconds: 5, width: 320, height: 480, fps: 25 });
  const { media } = await product.client.media.upload(blob(video), 'clip.mp4');
  const read = async (range: string, init: RequestInit = {}) => {
    const answer = await fetch(media.url, { ...init, headers: { range } });
    const body = Buffer.from(await answer.arrayBuffer());
    return [answer.status, answer.headers.get('content-range'), body] as const;
  };
  const size = video.length;
  expect(await read('bytes=0-99')).toEqual([206, `bytes 0-99/${size}`, video.subarray(0, 100)]);
  expect(await read('bytes=-50')).toEqual([
    206,
    `bytes ${size - 50}-${size - 1}/${size}`,
    video.subarray(-50),
  ]);
  expect((await read(`bytes=${size}-`)).slice(0, 2)).toEqual([416, `bytes */${size}`]);
  const head = await fetch(media.url, { method: 'HEAD' });
  expect([
    head.status,
    head.headers.get('content-length'),
    head.headers.get('accept-ranges'),
  ]).toEqual([200, String(size), 'bytes']);
});

describe('a direct upload', () => {
  const start = async (contentType: 'image/jpeg' | 'video/mp4' = 'image/jpeg') =>
    product.client.media.startDirectUpload({ filename: 'photo.jpg', contentType, size: 1000 });
  const put = async (
    slot: { uploadUrl: string; headers: Record<string, string> },
    body: Buffer | string,
  ) =>
    (
      await fetch(slot.uploadUrl, {
        method: 'PUT',
        headers: slot.headers,
        body: new Uint8Array(Buffer.from(body)),
      })
    ).status;
  const complete = (mediaId: string) => product.client.media.completeDirectUpload(mediaId);

  test('goes to the store, and what is PUT there later changes nothing that is published', async () => {
    const slot = await start();
    expect(new URL(slot.uploadUrl).origin).toBe(server.origin);
    await expect(complete(slot.mediaId)).rejects.toMatchObject({ code: 'MEDIA_NOT_UPLOADED' });
    const wanted = await makePicture({ width: 600, height: 900 });
    expect(await put(slot, wanted)).toBe(200);
    expect(keys('incoming')).toHaveLength(1);
    const media = await complete(slot.mediaId);
    expect(media).toMatchObject({ id: slot.mediaId, status: 'ready', width: 600, height: 900 });
    expect(keys('incoming')).toEqual([]);

    const other = await makePicture({ width: 700, height: 700 });
    const before = [...server.bucket.objects.keys()].sort();
    expect(await put(slot, other)).toBe(200);
    expect(await complete(slot.mediaId)).toEqual(media);
    const made = await send(product, {
      content: 'First bytes',
      publishNow: true,
      mediaIds: [slot.mediaId],
      platforms: [target(product, { title: 'First bytes' })],
    });
    expect(onlyTarget(made.body.post).status).toBe('published');
    const shown = Buffer.from(await (await fetch(media.url)).arrayBuffer());
    expect(shown.equals(wanted)).toBe(true);
    expect(keys('media')).toEqual(before.filter((key) => key.startsWith('linchpin/media/')));
  });

  test('of another file while it is completed: the copy is what was looked at', async () => {
    const slot = await start();
    const wanted = await makePicture({ width: 600, height: 900 });
    await put(slot, wanted);
    const other = await makePicture({ width: 700, height: 700 });
    let copied = false;
    server.trouble = (request) => {
      // After the copy, and before it is read.
      if (copied && request.method === 'GET')
        server.bucket.put(`linchpin/incoming/${slot.mediaId}`, other, 'image/jpeg');
      copied ||= request.headers['x-amz-copy-source'] !== undefined;
      return null;
    };
    expect(await complete(slot.mediaId)).toMatchObject({ width: 600 });
    expect(copied).toBe(true);
  });

  test('completed twice at once: one wins, both hear of it, and one copy stays', async () => {
    const slot = await start();
    await put(slot, await makePicture());
    const before = keys('media').length;
    const [one, two] = await Promise.all([complete(slot.mediaId), complete(slot.mediaId)]);
    expect(one).toEqual(two);
    expect(keys('media')).toHaveLength(before + 1);
  });

  test('of what is no picture: refused, and nothing stays but the upload', async () => {
    const slot = await start();
    await put(slot, '<!doctype html><script>alert(1)</script>');
    const before = keys('media');
    await expect(complete(slot.mediaId)).rejects.toMatchObject({
      code: 'MEDIA_FORMAT_UNSUPPORTED',
    });
    expect(keys('media')).toEqual(before);
    // A better file may be sent to the same address.
    await put(slot, await makePicture());
    expect(await complete(slot.mediaId)).toMatchObject({ status: 'ready' });
    expect(onDisk()).toEqual([]);
  });

  test('is of its workspace, and larger than a video may be it is refused at once', async () => {
    await expect(complete('0'.repeat(24))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const large = { filename: 'x.mp4', contentType: 'video/mp4', size: 3e9 } as const;
    await expect(product.client.media.startDirectUpload(large)).rejects.toMatchObject({
      code: 'MEDIA_TOO_LARGE',
    });
  });

  test('a signed address is good for its own key and type alone', async () => {
    const slot = await start();
    const elsewhere = slot.uploadUrl.replace('/incoming/', '/media/');
    expect(await put({ ...slot, uploadUrl: elsewhere }, 'x')).toBe(403);
    expect(await put({ ...slot, headers: { 'content-type': 'text/html' } }, 'x')).toBe(403);
  });
});

describe('a store that does not answer', () => {
  test('an upload is a 503 with a time to come back, and names no key', async () => {
    server.trouble = () => ({ status: 503, code: 'SlowDown' });
    const form = new FormData();
    form.append('file', blob(await makePicture()), 'photo.jpg');
    const answer = await fetch(`${product.url}/api/v1/media/upload-direct`, {
      method: 'POST',
      headers: { authorization: `Bearer ${product.apiKey}` },
      body: form,
    });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '10']);
    const text = await answer.text();
    expect(text).toContain('MEDIA_STORE_UNAVAILABLE');
    expect(text).not.toContain(server.identity.keyId);
    expect(onDisk()).toEqual([]);
  });

  test('a Pin waits with the reason', async () => {
    const { media } = await product.client.media.upload(blob(await makePicture()), 'photo.jpg');
    server.trouble = ({ method }) =>
      method === 'GET' ? { status: 403, code: 'AccessDenied' } : null;
    const made = await send(product, {
      content: 'Waits',
      publishNow: true,
      mediaIds: [media.id],
      platforms: [target(product, { title: 'Waits' })],
    });
    const { posts } = await product.client.posts.list({ limit: 1 });
    expect(
      [made, ...posts].some((post) => JSON.stringify(post).includes('MEDIA_FILE_UNREADABLE')),
    ).toBe(true);
    expect(JSON.stringify(posts)).toContain('403 AccessDenied');
    for (const headers of [{}, { range: 'bytes=0-9' }]) {
      const file = await fetch(media.url, { headers });
      expect([file.status, file.headers.get('cache-control')]).toEqual([503, 'no-store']);
      expect(file.headers.has('content-range')).toBe(false);
    }
  });
});

test('with LINCHPIN_MEDIA_REDIRECT files come from the store, by addresses that live for minutes', async () => {
  const redirecting = await startProduct({
    environment: { ...settings(), LINCHPIN_MEDIA_REDIRECT: '1' },
  });
  try {
    const picture = await makePicture();
    const { media } = await redirecting.client.media.upload(blob(picture), 'photo.jpg');
    const answer = await fetch(media.url, { redirect: 'manual' });
    expect(answer.status).toBe(302);
    const address = new URL(answer.headers.get('location') ?? '');
    expect(address.origin).toBe(server.origin);
    expect(address.searchParams.get('X-Amz-Expires')).toBe('300');
    expect(answer.headers.get('cache-control')).toBe('private, max-age=240');
    const file = await fetch(address);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(Buffer.from(await file.arrayBuffer()).equals(picture)).toBe(true);
    const policy = (await fetch(redirecting.url)).headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(
      new RegExp(`img-src [^;]*${server.origin}.*media-src 'self' ${server.origin}`),
    );
    // Small pictures are made here, and stay here.
    expect((await fetch(`${media.url}?width=320`, { redirect: 'manual' })).status).toBe(200);
  } finally {
    await redirecting.close();
  }
});

test('on disk the same pair of calls takes an upload through this server', async () => {
  const here = await startProduct();
  try {
    const picture = await makePicture();
    const slot = await here.client.media.startDirectUpload({
      filename: 'photo.jpg',
      contentType: 'image/jpeg',
      size: picture.length,
    });
    expect(new URL(slot.uploadUrl).origin).toBe(here.url);
    const complete = () => here.client.media.completeDirectUpload(slot.mediaId);
    await expect(complete()).rejects.toMatchObject({ code: 'MEDIA_NOT_UPLOADED' });
    const put = (data: Buffer) =>
      fetch(slot.uploadUrl, {
        method: 'PUT',
        headers: slot.headers,
        body: new Uint8Array(data),
      });
    expect((await put(picture)).status).toBe(200);
    expect(await complete()).toMatchObject({ id: slot.mediaId, status: 'ready' });
    expect((await put(await makePicture({ width: 700 }))).status).toBe(409);
    expect(await complete()).toMatchObject({ width: 400 });
  } finally {
    await here.close();
  }
});
