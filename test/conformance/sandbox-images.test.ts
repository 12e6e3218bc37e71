import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { bearer } from './sandbox-client.ts';
import type { CheckedClient } from './sandbox-client.ts';
import { image, video } from './sandbox-samples.ts';

let sandbox: Sandbox;
let api: CheckedClient;
let boardId: string;
let origin: Server;
let site: string;
const files = new Map<string, Buffer>();

beforeAll(async () => {
  files.set('/photo.jpg', await image('jpeg'));
  files.set('/photo.webp', await image('webp'));
  files.set('/clip.mp4', await video());
  origin = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    if (request.url === '/moved') response.writeHead(302, { location: '/photo.jpg' }).end();
    else if (request.url === '/loop') response.writeHead(302, { location: '/loop' }).end();
    else if (request.url === '/silent') return;
    else if (file) response.writeHead(200).end(file);
    else response.writeHead(404).end('no such file');
  });
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
  site = `http://127.0.0.1:${(origin.address() as AddressInfo).port}`;
  sandbox = await startSandbox({ access: 'off' });
  api = bearer(sandbox);
  boardId = (await api.post('/boards', { name: 'Pictures' })).body.id;
});
afterAll(async () => {
  origin.closeAllConnections();
  origin.close();
  await sandbox.close();
});

const fromBytes = (bytes: Buffer, content_type = 'image/jpeg') =>
  api.post('/pins', {
    board_id: boardId,
    media_source: { source_type: 'image_base64', content_type, data: bytes.toString('base64') },
  });
const fromUrl = (url: string) =>
  api.post('/pins', { board_id: boardId, media_source: { source_type: 'image_url', url } });

test('the stored facts are those of the decoded file', async () => {
  const bytes = await image('png', 500, 750, '#ff8000');
  const { body } = await fromBytes(bytes, 'image/png');
  expect(body.dominant_color).toBe('#ff8000');
  const pin = sandbox.control.state().pins.find(({ id }) => id === body.id);
  expect(pin?.images).toEqual([
    {
      sha256: createHash('sha256').update(bytes).digest('hex'),
      width: 500,
      height: 750,
      format: 'png',
      bytes: bytes.length,
      color: '#ff8000',
    },
  ]);
});

test('each size is served as a picture of the promised dimensions', async () => {
  const { body } = await fromBytes(await image('jpeg', 1333, 2001));
  for (const [size, promised] of Object.entries(body.media.images)) {
    const response = await fetch(promised.url);
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    const served = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
    expect([size, served.width, served.height]).toEqual([size, promised.width, promised.height]);
  }
  expect(body.media.images['600x']).toMatchObject({ width: 600, height: 901 });
});

test('a photo lying on its side counts as the eye sees it', async () => {
  const sideways = await sharp(await image('jpeg', 600, 400))
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const { body } = await fromBytes(sideways);
  expect(body.media.images['1200x']).toMatchObject({ width: 400, height: 600 });
});

test('pictures that cannot be Pins', async () => {
  const photo = await image('jpeg', 800, 800);
  const answers = [
    await fromBytes(Buffer.from('not a picture')),
    await fromBytes(await video()),
    await fromBytes(photo.subarray(0, Math.floor(photo.length * 0.6))),
    await fromBytes(await image('jpeg', 99, 400)),
    await fromBytes(await image('webp')),
    await fromBytes(await image('gif')),
  ];
  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
    [403, 235],
    [403, 235],
    [403, 235],
    [403, 233],
    [400, 1],
    [400, 1],
  ]);
  expect(answers[4]?.body.message).toBe('The format of the image is not supported');
  // What the bytes are counts, as in Pinterest's own tests.
  expect((await fromBytes(await image('png'), 'image/jpeg')).status).toBe(201);
});

test('an image URL is really fetched', async () => {
  for (const path of ['/photo.jpg', '/moved']) {
    const { status, body } = await fromUrl(site + path);
    expect(status).toBe(201);
    // Pinterest keeps its own copy.
    expect(body.media.images['600x']?.url).toContain(sandbox.url);
  }
  expect((await fromUrl(`${site}/clip.mp4`)).body.code).toBe(235);
  expect((await fromUrl(`${site}/photo.webp`)).body.message).toContain('not supported');
});

test('URLs that cannot be fetched', async () => {
  sandbox.control.settings({ fetchTimeoutMs: 50 });
  for (const url of [`${site}/missing`, `${site}/loop`, `${site}/silent`, 'http://127.0.0.1:1/x']) {
    const { status, body } = await fromUrl(url);
    expect([status, body.code]).toEqual([400, 1]);
    expect(body.message).toContain('Unable to reach the URL');
  }
  expect((await fromUrl('file:///etc/passwd')).body.message).toContain('invalid URL');
});

test('private addresses can be put out of reach', async () => {
  const strict = await startSandbox({ access: 'off', allowPrivateUrls: false });
  const client = bearer(strict);
  const board = (await client.post('/boards', { name: 'Pictures' })).body.id;
  for (const url of [
    `${site}/photo.jpg`,
    'http://localhost:1/',
    'http://[::1]/',
    'http://0x7f000001/',
  ]) {
    const media_source = { source_type: 'image_url', url };
    const { body } = await client.post('/pins', { board_id: board, media_source });
    expect(body.message).toContain('Unable to reach the URL');
  }
  await strict.close();
});
