import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { followLink } from './follow-link.ts';

let server: Server;
let origin: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path === '/page') return response.end('<html></html>');
    if (path === '/gone') return response.writeHead(404).end();
    if (path === '/cookie' && request.headers.cookie === undefined)
      return response.writeHead(302, { location: '/cookie', 'set-cookie': 'a=b' }).end();
    if (path === '/cookie') return response.end(request.headers.cookie);
    if (path === '/silent') return undefined;
    if (path === '/inside') return response.writeHead(302, { location: 'http://10.0.0.1/' }).end();
    const count = Number(/^\/hop\/(\d+)/.exec(path)?.[1] ?? 0);
    const location = path === '/loop' ? '/loop' : count > 1 ? `/hop/${count - 1}` : '/page';
    return response.writeHead(302, { location }).end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const open = { timeoutMs: 2000, allowPrivate: true };

test('a page, and a page behind redirects', async () => {
  expect(await followLink(`${origin}/page`, open)).toMatchObject({ status: 200, failure: null });
  const followed = await followLink(`${origin}/hop/3`, open);
  expect(followed).toMatchObject({ status: 200, failure: null, finalUrl: `${origin}/page` });
  expect(followed.hops).toHaveLength(4);
});

test.each([
  ['/gone', /404/],
  ['/loop', /again and again/],
])('%s says why', async (path, failure) => {
  expect((await followLink(origin + path, open)).failure).toMatch(failure);
});

test('a host that says nothing, one that does not exist, and one inside the network', async () => {
  const silent = await followLink(`${origin}/silent`, { ...open, timeoutMs: 100 });
  expect(silent).toMatchObject({ status: null, failure: expect.stringMatching(/0.1 seconds/) });
  const missing = await followLink('https://nowhere.invalid/', open);
  expect(missing.failure).toBeTruthy();
  const guarded = await followLink(`${origin}/page`, { ...open, allowPrivate: false });
  expect(guarded).toMatchObject({ status: null, failure: expect.stringMatching(/private/) });
});

test('a page that lets nobody in without the cookie it sets', async () => {
  expect(await followLink(`${origin}/cookie`, open)).toMatchObject({ status: 200, failure: null });
});

test('nonsense is no exception', async () => {
  expect((await followLink('nonsense', open)).failure).toBeTruthy();
});
