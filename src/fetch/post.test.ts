import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPoster, NoAnswer, type PosterOptions } from './post.ts';

let server: Server;
let origin: string;
const hits: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '';
    hits.push(path);
    if (path === '/silent') return;
    if (path === '/redirect') return void response.writeHead(302, { location: '/inside' }).end();
    if (path === '/slow') {
      response.writeHead(200).write('first words');
      return;
    }
    if (path === '/endless') {
      response.writeHead(200);
      const more = () => response.write('x'.repeat(1000), () => setImmediate(more));
      return more();
    }
    request.pipe(response.writeHead(201));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

async function post(
  address: string,
  options: Partial<PosterOptions> = {},
  signal = new AbortController().signal,
) {
  const poster = createPoster({ allowPrivate: true, timeoutMs: 1_000, maxBytes: 100, ...options });
  try {
    return await poster.send(address, { 'x-own': '1' }, Buffer.from('words'), signal);
  } finally {
    await poster.close();
  }
}

test('the body is sent, and the answer read', async () => {
  expect(await post(`${origin}/echo`)).toEqual({ status: 201, beginning: 'words' });
});

test('a redirect is an answer, and not followed', async () => {
  hits.length = 0;
  expect(await post(`${origin}/redirect`)).toMatchObject({ status: 302 });
  expect(hits).toEqual(['/redirect']);
});

test('of an endless answer the beginning is read', async () => {
  expect(await post(`${origin}/endless`)).toEqual({ status: 200, beginning: 'x'.repeat(100) });
});

test.each([
  ['/silent', /did not answer within 0.2 seconds/],
  ['/slow', /did not answer within 0.2 seconds/],
])('%s: no answer, in words', async (path, words) => {
  const thrown = post(origin + path, { timeoutMs: 200 });
  await expect(thrown).rejects.toThrow(words);
  await expect(thrown).rejects.toBeInstanceOf(NoAnswer);
});

test('addresses inside the network are not reached, by number, by name, or by a name that leads there', async () => {
  hits.length = 0;
  const { port } = new URL(origin);
  const guarded = { allowPrivate: false };
  for (const host of ['127.0.0.1', '[::ffff:127.0.0.1]', 'localhost', '10.0.0.1'])
    await expect(post(`http://${host}:${port}/`, guarded)).rejects.toThrow(/private network/);
  await expect(
    post(`http://hooks.example.com:${port}/`, {
      ...guarded,
      network: {
        resolve: (_host, _options, callback) =>
          callback(null, [{ address: '127.0.0.1', family: 4 }]),
      },
    }),
  ).rejects.toThrow(/private network/);
  expect(hits).toEqual([]);
});

test('nobody listens; no host of that name; no web address', async () => {
  await expect(post('http://127.0.0.1:1/')).rejects.toThrow(/refuses the connection/);
  await expect(post('http://nowhere.invalid/')).rejects.toThrow(NoAnswer);
  await expect(post('ftp://example.com/')).rejects.toThrow(NoAnswer);
});

test('whoever cancels gets their own reason', async () => {
  const abort = new AbortController();
  const thrown = post(`${origin}/silent`, {}, abort.signal);
  abort.abort(new Error('stopping'));
  await expect(thrown).rejects.toThrow('stopping');
});
