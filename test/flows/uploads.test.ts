import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { onlyTarget, sandboxPin, send, target } from '../harness/publishing.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

const presign = () =>
  product.client.media.presign({ filename: 'photo.jpg', contentType: 'image/jpeg' });

async function put(url: string, body: Buffer | string) {
  const response = await fetch(url, { method: 'PUT', body: new Uint8Array(Buffer.from(body)) });
  return {
    status: response.status,
    body: (await response.json()) as { code?: string; id?: string },
  };
}

/** A PUT of which only half has left so far. */
function startPut(url: string, body: Buffer) {
  const put = request(url, { method: 'PUT', headers: { 'content-length': body.length } });
  const answer = new Promise<number>((resolve, reject) => {
    put.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    put.on('error', reject);
  });
  const middle = Math.floor(body.length / 2);
  return {
    half: () => new Promise<void>((done) => put.write(body.subarray(0, middle), () => done())),
    finish: () => {
      put.end(body.subarray(middle));
      return answer;
    },
  };
}

/** Every file the server keeps of media, and of uploads on their way in. */
const storedFiles = () =>
  readdirSync(join(product.dataDir, 'media'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

describe('an upload address', () => {
  test('takes one file: the same PUT again is answered alike, another file is refused', async () => {
    const slot = await presign();
    const picture = await makePicture();
    expect((await fetch(slot.publicUrl)).status).toBe(404);
    const taken = { status: 200, body: { id: slot.mediaId, status: 'ready', width: 400 } };
    expect(await put(slot.uploadUrl, picture)).toMatchObject(taken);
    const files = storedFiles();
    expect(await put(slot.uploadUrl, picture)).toMatchObject(taken);
    const refused = { status: 409, body: { code: 'MEDIA_ALREADY_UPLOADED' } };
    const other = await makePicture({ width: 700, height: 700, format: 'webp' });
    expect(await put(slot.uploadUrl, other)).toMatchObject(refused);
    expect(await put(slot.uploadUrl, 'no picture at all')).toMatchObject(refused);
    expect((await fetch(slot.publicUrl)).headers.get('content-length')).toBe(
      String(picture.length),
    );
    expect(storedFiles()).toEqual(files);
  });

  test('of a stalled PUT: what was accepted meanwhile is what gets published', async () => {
    const slot = await presign();
    const wanted = await makePicture({ width: 600, height: 900 });
    const late = await makePicture({ width: 400, height: 600, format: 'webp' });
    const stalled = startPut(slot.uploadUrl, late);
    await stalled.half();
    expect(await put(slot.uploadUrl, wanted)).toMatchObject({ status: 200, body: { width: 600 } });
    const draft = await send(product, {
      content: 'Accepted',
      mediaIds: [slot.mediaId],
      platforms: [target(product)],
      isDraft: true,
    });
    const files = storedFiles().filter((path) => !path.includes('incoming'));
    expect(await stalled.finish()).toBe(409);
    expect(storedFiles()).toEqual(files);
    const { _id } = draft.body.post;
    const published = await product.client.posts.update(_id, { publishNow: true });
    const pin = sandboxPin(product, onlyTarget(published.post).platformPostId);
    expect(pin.images).toMatchObject([{ width: 600, height: 900 }]);
  });

  test('of two PUTs at once takes one, and keeps nothing of the other', async () => {
    const slot = await presign();
    const pictures = await Promise.all(
      [600, 700].map((width) => makePicture({ width, height: 900, format: 'webp' })),
    );
    const before = storedFiles();
    const answers = await Promise.all(pictures.map((picture) => put(slot.uploadUrl, picture)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    // The original and its JPEG.
    expect(storedFiles()).toHaveLength(before.length + 2);
  });
});
