import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { bearer } from './sandbox-client.ts';
import { imageSource, video } from './sandbox-samples.ts';
import { upload } from './sandbox-upload.ts';

/** Whatever a client does, the log of requests has it. */
let sandbox: Sandbox;
let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sandbox-log-'));
  const users = [{ username: 'ana', boards: [{ name: 'One' }] }];
  sandbox = await startSandbox({ dataDir, access: 'off', seed: { users } });
});
afterEach(async () => {
  await sandbox.close();
  await rm(dataDir, { recursive: true, force: true });
});

const logged = () =>
  sandbox.control
    .requests()
    .map(({ operation, account, status, code, dropped }) => [
      operation,
      account,
      status,
      code,
      dropped,
    ]);

const ask = (path: string, init: RequestInit = {}) =>
  fetch(sandbox.url + path, {
    ...init,
    headers: { authorization: `Bearer ${sandbox.tokenFor().accessToken}`, ...init.headers },
  });

/** Sends bytes as they are and hangs up; resolves once the log has `entries`. */
async function hangUpAfter(text: string, entries: number): Promise<void> {
  const socket = connect(Number(new URL(sandbox.url).port), '127.0.0.1');
  await new Promise<void>((sent) => socket.write(text, () => sent()));
  socket.destroy();
  await vi.waitFor(() => expect(logged()).toHaveLength(entries));
}

test('bodies that are no JSON, or too large', async () => {
  const json = { 'content-type': 'application/json' };
  expect((await ask('/v5/boards', { method: 'POST', headers: json, body: '{' })).status).toBe(400);
  const head = `POST /v5/boards HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n`;
  await hangUpAfter(`${head}Content-Length: 999999999\r\n\r\n{`, 2);
  expect(logged()[0]).toEqual(['boards/create', 'ana', 400, 1, null]);
  expect(logged()[1]?.[0]).toBe('boards/create');
});

test('bodies that break off, to the API and to the upload address', async () => {
  const authorization = `Authorization: Bearer ${sandbox.tokenFor().accessToken}\r\n`;
  const rest = 'Content-Length: 100\r\n\r\n{"name":';
  const json = 'Content-Type: application/json\r\n';
  await hangUpAfter(`POST /v5/boards HTTP/1.1\r\nHost: x\r\n${authorization}${json}${rest}`, 1);
  const form = 'Content-Type: multipart/form-data; boundary=x\r\n';
  await hangUpAfter(`POST /s3/upload HTTP/1.1\r\nHost: x\r\n${form}${rest}`, 2);
  expect(logged()).toEqual([
    ['boards/create', 'ana', null, null, 'client'],
    ['s3/upload', null, null, null, 'client'],
  ]);
});

test('a client that does not wait for its answer', async () => {
  sandbox.control.addFault({ match: { operation: 'boards/list' }, then: { delayMs: 200 } });
  await expect(ask('/v5/boards', { signal: AbortSignal.timeout(50) })).rejects.toThrow();
  await vi.waitFor(() => expect(logged()).toEqual([['boards/list', 'ana', null, null, 'client']]));
});

test('paths nobody knows, and addresses nobody can read', async () => {
  const paths = ['/v5', '/v5/', '/v5/keywords', '/v3/me', '/pins', '/v5/%zz', '/v5/boards?x=%zz'];
  for (const path of paths) await ask(path);
  await ask('/v5/boards', { method: 'OPTIONS' });
  expect(sandbox.control.requests().map(({ path, status }) => [path, status])).toEqual([
    ['/v5', 404],
    ['/v5/', 404],
    ['/v5/keywords', 404],
    ['/v3/me', 404],
    ['/pins', 404],
    ['/v5/%zz', 400],
    ['/v5/boards', 200],
    ['/v5/boards', 404],
  ]);
  expect(sandbox.control.counts()).toEqual({ unknown: 7, 'boards/list': 1 });
});

test('uploads, also those that are refused, by method or by a fault', async () => {
  const { body } = await bearer(sandbox).post('/media', { media_type: 'video' });
  const file = await video();
  expect((await upload(body, file)).status).toBe(204);
  const key = { ...body, upload_parameters: { ...body.upload_parameters, key: 'another' } };
  expect((await upload(key, file)).status).toBe(403);
  await ask('/s3/upload', { method: 'PUT', body: 'x' });
  const match = { operation: 's3/upload', times: 1 };
  sandbox.control.addFault({ match, then: { status: 503 } });
  expect((await upload(body, file)).status).toBe(503);
  sandbox.control.addFault({ match, then: { drop: 'after' } });
  await expect(upload(body, file)).rejects.toThrow();
  expect(logged().filter(([operation]) => operation === 's3/upload')).toEqual([
    ['s3/upload', null, 204, null, null],
    ['s3/upload', null, 403, null, null],
    ['s3/upload', null, 405, null, null],
    ['s3/upload', null, 503, null, null],
    ['s3/upload', null, null, null, 'after'],
  ]);
  const ids = sandbox.control.requests().map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('a defect of the sandbox itself', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  await rm(join(dataDir, 'blobs'), { recursive: true });
  const { status, body } = await bearer(sandbox).post('/pins', {
    board_id: sandbox.control.state().boards[0]?.id,
    media_source: await imageSource(),
  });
  expect([status, body.code]).toEqual([500, 0]);
  expect(said).toHaveBeenCalledOnce();
  said.mockRestore();
  expect(logged()).toEqual([['pins/create', 'ana', 500, 0, null]]);
});

test('pages, pictures and the control plane are no part of it', async () => {
  for (const path of ['/', '/oauth/', '/avatar/ana.svg', '/_sandbox/state', '/image/600x/x.jpg'])
    await ask(path);
  expect(logged()).toEqual([]);
});
