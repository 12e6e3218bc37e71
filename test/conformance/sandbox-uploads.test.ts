import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { bearer } from './sandbox-client.ts';
import type { Body, CheckedClient } from './sandbox-client.ts';
import { image, video } from './sandbox-samples.ts';
import { upload } from './sandbox-upload.ts';

let sandbox: Sandbox;
let api: CheckedClient;
let media: Body;

beforeEach(async () => {
  sandbox = await startSandbox({ access: 'off' });
  api = bearer(sandbox);
  media = (await api.post('/media', { media_type: 'video' })).body;
});
afterEach(() => sandbox.close());

const status = async () => (await api.get(`/media/${media.media_id}`)).body.status;

async function expectXml(response: Response, expected: number, code: string): Promise<void> {
  expect(response.status).toBe(expected);
  expect(response.headers.get('content-type')).toContain('application/xml');
  expect(await response.text()).toContain(`<Code>${code}</Code>`);
}

test('registering hands out an S3 form with a readable expiry', async () => {
  const parameters = media.upload_parameters;
  expect(Object.keys(parameters).sort()).toEqual([
    'Content-Type',
    'key',
    'policy',
    'x-amz-algorithm',
    'x-amz-credential',
    'x-amz-date',
    'x-amz-security-token',
    'x-amz-signature',
  ]);
  const policy = Buffer.from(parameters['policy'] ?? '', 'base64').toString();
  expect(policy).toMatch(/^\{"expiration":"\d{4}-/);
});

test('an upload is answered 204 and processed as virtual time passes', async () => {
  sandbox.control.settings({ mediaDelayMs: 5_000 });
  const response = await upload(media, await video());
  expect([response.status, await response.text()]).toEqual([204, '']);
  expect(await status()).toBe('processing');
  sandbox.control.advanceClock(4_000);
  expect(await status()).toBe('processing');
  sandbox.control.advanceClock(1_000);
  expect(await status()).toBe('succeeded');
  expect(sandbox.control.state().media[0]?.video).toEqual({
    width: 320,
    height: 480,
    durationMs: 2000,
  });
});

test('a file that is no video fails in processing', async () => {
  expect((await upload(media, await image())).status).toBe(204);
  sandbox.control.advanceClock(300);
  expect(await status()).toBe('failed');
  const board = (await api.post('/boards', { name: 'Clips' })).body.id;
  const media_source = {
    source_type: 'video_id',
    media_id: media.media_id,
    cover_image_key_frame_time: 0,
  };
  expect((await api.post('/pins', { board_id: board, media_source })).status).toBe(400);
});

test('a chunked upload is refused with 411', async () => {
  const answer = await new Promise<[number, string]>((resolve, reject) => {
    const chunked = request(
      media.upload_url,
      {
        method: 'POST',
        headers: {
          'content-type': 'multipart/form-data; boundary=x',
          'transfer-encoding': 'chunked',
        },
      },
      (response) => {
        let text = '';
        response.on('data', (chunk) => (text += String(chunk)));
        response.on('end', () => resolve([response.statusCode ?? 0, text]));
      },
    );
    chunked.on('error', reject);
    chunked.write('--x\r\n');
    chunked.end('--x--\r\n');
  });
  expect(answer[0]).toBe(411);
  expect(answer[1]).toContain('<Code>MissingContentLength</Code>');
  expect(await status()).toBe('registered');
});

test('every parameter must come, unchanged, and before the file', async () => {
  const clip = await video();
  for (const name of Object.keys(media.upload_parameters)) {
    const without = await upload(media, clip, (form) => form.delete(name));
    await expectXml(without, 403, 'AccessDenied');
    const after = await upload(media, clip, (form) => {
      form.delete(name);
      form.append(name, media.upload_parameters[name] ?? '');
    });
    await expectXml(after, 403, 'AccessDenied');
  }
  const forged = await upload(media, clip, (form) => form.set('x-amz-date', '20200101T000000Z'));
  await expectXml(forged, 403, 'SignatureDoesNotMatch');
  expect(await status()).toBe('registered');
});

test('a form without a file is refused', async () => {
  await expectXml(
    await upload(media, Buffer.alloc(0), (f) => f.delete('file')),
    400,
    'InvalidArgument',
  );
});

test('an upload slot expires', async () => {
  sandbox.control.advanceClock(60 * 60 * 1000 + 1);
  await expectXml(await upload(media, await video()), 403, 'AccessDenied');
});

test('faults reach the upload endpoint', async () => {
  sandbox.control.addFault({ match: { operation: 's3/upload', nth: 1 }, then: { status: 503 } });
  sandbox.control.addFault({ match: { operation: 's3/upload' }, then: { drop: 'after' } });
  await expectXml(await upload(media, await video()), 503, 'InternalError');
  await expect(upload(media, await video())).rejects.toThrow();
  sandbox.control.advanceClock(300);
  expect(await status()).toBe('succeeded');
});

test('a video Pin can look unfinished at first', async () => {
  sandbox.control.settings({ videoPinDelayMs: 10_000 });
  await upload(media, await video());
  sandbox.control.advanceClock(300);
  const board = (await api.post('/boards', { name: 'Clips' })).body.id;
  const media_source = {
    source_type: 'video_id',
    media_id: media.media_id,
    cover_image_key_frame_time: 0,
  };
  const pin = (await api.post('/pins', { board_id: board, media_source })).body;
  expect([pin.creative_type, pin.media.width]).toEqual(['REGULAR', null]);
  sandbox.control.advanceClock(10_000);
  const later = (await api.get(`/pins/${pin.id}`)).body;
  expect([later.creative_type, later.media.width]).toEqual(['VIDEO', 320]);
});

test("another account's upload is not found", async () => {
  const both = await startSandbox({
    access: 'off',
    seed: { users: [{ username: 'ana' }, { username: 'ben' }] },
  });
  const { media_id } = (await bearer(both, 'ana').post('/media', { media_type: 'video' })).body;
  const ben = bearer(both, 'ben');
  expect((await ben.get(`/media/${media_id}`)).body.message).toBe('Media upload not found');
  expect((await ben.get('/media')).body.items).toEqual([]);
  await both.close();
});
