import { getEventListeners } from 'node:events';
import { createServer } from 'node:net';
import { Agent } from 'undici';
import { afterEach, expect, test } from 'vitest';
import { createPinterestClient, type PinterestClientSettings } from './client.ts';
import { json, startRawServer, startServer } from './testing/http-server.ts';
import { failureOf } from './testing/failure.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

function clientFor(apiUrl: string, settings: Partial<PinterestClientSettings> = {}) {
  const client = createPinterestClient({
    apiUrl,
    accessToken: 'pina_secret',
    retry: { maxRetries: 0 },
    ...settings,
  });
  closers.push(client.close);
  return client;
}

async function listening(...args: Parameters<typeof startServer>) {
  const server = await startServer(...args);
  closers.push(server.close);
  return server;
}

const pin = {
  board_id: '1',
  media_source: { source_type: 'image_base64', content_type: 'image/png', data: 'iVBORw0=' },
} as const;

test('a refused connection was not sent', async () => {
  const server = await startServer(() => {});
  await server.close();
  const error = await failureOf(clientFor(server.url).pins.create(pin));
  expect(error).toMatchObject({ kind: 'network', outcome: 'not_sent', status: null });
  expect(error.message).toContain('ECONNREFUSED');
});

test('an unknown host was not sent', async () => {
  const dispatcher = new Agent({
    connect: {
      lookup: (_, __, done) =>
        done(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }), '', 4),
    },
  });
  closers.push(() => dispatcher.destroy());
  const client = clientFor('http://api.example.invalid', { dispatcher });
  const error = await failureOf(client.pins.create(pin));
  expect(error).toMatchObject({ kind: 'network', outcome: 'not_sent' });
});

test('a reset before the body was read leaves the outcome open', async () => {
  const server = await startRawServer((message) => message.socket.resetAndDestroy());
  closers.push(server.close);
  const large = { ...pin, media_source: { ...pin.media_source, data: 'A'.repeat(5_000_000) } };
  const error = await failureOf(clientFor(server.url).pins.create(large));
  expect(error).toMatchObject({ kind: 'network', outcome: 'unknown', status: null });
});

test('a reset after the request was read leaves the outcome open', async () => {
  const server = await listening((_, __, message) => message.socket.resetAndDestroy());
  const error = await failureOf(clientFor(server.url).pins.create(pin));
  expect(error).toMatchObject({ kind: 'network', outcome: 'unknown', status: null });
  expect(server.received).toHaveLength(1);
});

test('an answer that is cut off keeps its status, and the outcome stays open', async () => {
  const server = await listening((response, _, message) => {
    response.writeHead(201, { 'content-length': '100', 'x-pinterest-rid': '7' });
    response.write('{"id":"12345', () => message.socket.resetAndDestroy());
  });
  const error = await failureOf(clientFor(server.url).pins.create(pin));
  expect(error).toMatchObject({
    kind: 'network',
    outcome: 'unknown',
    status: 201,
    requestId: '7',
  });
});

test('an answer in many pieces, cut inside a character, after 1xx answers, is one answer', async () => {
  const body = Buffer.from(JSON.stringify({ id: '1', title: 'Küche 🍳' }));
  const server = await listening((response) => {
    response.writeEarlyHints({ link: '</a>; rel=preload' });
    response.writeHead(200);
    let next = 0;
    const writeOne = () => {
      if (next === body.length) return void response.end();
      response.write(body.subarray(next, (next += 1)), () => setImmediate(writeOne));
    };
    writeOne();
  });
  const found = await clientFor(server.url).pins.get('1');
  expect(found).toEqual({ id: '1', title: 'Küche 🍳' });
});

test('an interim answer is not an answer', async () => {
  const server = await listening((response, _, message) => {
    response.writeEarlyHints({ link: '</a>; rel=preload' }, () => message.socket.resetAndDestroy());
  });
  const error = await failureOf(clientFor(server.url).pins.create(pin));
  expect(error).toMatchObject({ kind: 'network', outcome: 'unknown', status: null });
});

test('nothing of a finished call stays on the signal of the caller', async () => {
  const server = await listening((response) => json(response, 200, { id: '1' }));
  const { signal } = new AbortController();
  await clientFor(server.url).pins.get('1', {}, { signal });
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

test('no answer in time leaves the outcome open', async () => {
  const server = await listening(() => {});
  const error = await failureOf(clientFor(server.url).pins.create(pin, { timeoutMs: 50 }));
  expect(error).toMatchObject({ kind: 'timeout', outcome: 'unknown', status: null });
  expect(server.received).toHaveLength(1);
});

test('a body that stalls is a timeout too', async () => {
  const server = await listening((response) => {
    response.writeHead(201, { 'content-length': '100' });
    response.write('{');
  });
  const error = await failureOf(clientFor(server.url).pins.create(pin, { timeoutMs: 50 }));
  expect(error).toMatchObject({ kind: 'timeout', outcome: 'unknown', status: 201 });
});

test('a request that never got a connection was not sent, and is not sent later', async () => {
  const held: (() => void)[] = [];
  const server = await listening((response) => {
    held.push(() => json(response, 200, { id: '1' }));
  });
  const dispatcher = new Agent({ connections: 1 });
  closers.push(() => dispatcher.destroy());
  const client = clientFor(server.url, { dispatcher });
  const first = client.pins.get('1');
  const error = await failureOf(client.pins.create(pin, { timeoutMs: 50 }));
  expect(error).toMatchObject({ kind: 'timeout', outcome: 'not_sent' });
  for (const release of held.splice(0)) release();
  await first;
  const third = client.pins.get('3');
  await expect.poll(() => held.length).toBe(1);
  for (const release of held.splice(0)) release();
  await third;
  expect(server.received.map((request) => request.method)).toEqual(['GET', 'GET']);
});

test('a TLS failure was not sent', async () => {
  const plain = createServer((socket) => {
    socket.on('error', () => {}).resume();
    socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
  });
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => plain.close(resolve)));
  const address = plain.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const client = clientFor(`https://127.0.0.1:${address.port}`);
  const error = await failureOf(client.pins.create(pin));
  expect(error).toMatchObject({ kind: 'network', outcome: 'not_sent' });
});

test('the signal of the caller cancels, before and after sending', async () => {
  const controller = new AbortController();
  const server = await listening(() => controller.abort(new Error('shutdown')));
  const { signal } = controller;
  const client = clientFor(server.url);
  const sent = await failureOf(client.pins.create(pin, { signal }));
  expect(sent).toMatchObject({ kind: 'aborted', outcome: 'unknown' });
  expect(sent.cause).toEqual(new Error('shutdown'));
  const early = await failureOf(client.pins.create(pin, { signal }));
  expect(early).toMatchObject({ kind: 'aborted', outcome: 'not_sent' });
  expect(server.received).toHaveLength(1);
});

test('cancelling while waiting to repeat a read reports the failure that happened', async () => {
  const controller = new AbortController();
  const server = await listening((response) => json(response, 503, {}));
  const client = clientFor(server.url, {
    retry: { maxRetries: 5, baseDelayMs: 60_000, maxDelayMs: 60_000 },
  });
  const error = await failureOf(
    client.pins.get('1', {}, { signal: controller.signal, onResponse: () => controller.abort() }),
  );
  expect(error).toMatchObject({ kind: 'server', status: 503 });
});

test('an endless answer is cut off', async () => {
  const piece = Buffer.alloc(1024 * 1024, ' ');
  const server = await listening((response) => {
    response.writeHead(200);
    const more = () => response.write(piece, (error) => !error && more());
    more();
  });
  const error = await failureOf(clientFor(server.url).pins.get('1'));
  expect(error).toMatchObject({ kind: 'bad_response', outcome: 'unknown' });
  expect(error.message).toContain('larger than');
});

test('a closed client says so instead of hanging', async () => {
  const server = await listening((response) => json(response, 200, { id: '1' }));
  const client = clientFor(server.url);
  await client.close();
  const error = await failureOf(client.pins.get('1'));
  expect(error).toMatchObject({ kind: 'network', outcome: 'not_sent' });
});
