import { afterEach, beforeEach, expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { bearer } from './sandbox-client.ts';
import type { CheckedClient } from './sandbox-client.ts';
import { imageSource } from './sandbox-samples.ts';

let sandbox: Sandbox;
let api: CheckedClient;
let boardId: string;

beforeEach(async () => {
  sandbox = await startSandbox({
    access: 'off',
    seed: { users: [{ username: 'ana', boards: [{ name: 'One' }] }, { username: 'ben' }] },
  });
  api = bearer(sandbox, 'ana');
  boardId = sandbox.control.state().boards[0]?.id ?? '';
});
afterEach(() => sandbox.close());

const create = async () =>
  api.post('/pins', { board_id: boardId, media_source: await imageSource() });
const pins = () => sandbox.control.state().pins.length;
const control = (method: string, path: string, body?: unknown) =>
  fetch(`${sandbox.url}/_sandbox${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });

test('a connection dropped before the commit leaves no Pin, after it leaves one', async () => {
  const match = { operation: 'pins/create', nth: 1 };
  sandbox.control.addFault({ match, then: { drop: 'before' } });
  await expect(create()).rejects.toThrow();
  expect(pins()).toBe(0);
  sandbox.control.clearFaults();
  sandbox.control.addFault({ match, then: { drop: 'after' } });
  await expect(create()).rejects.toThrow();
  expect(pins()).toBe(1);
  expect((await create()).status).toBe(201);
  const log = sandbox.control.requests({ operation: 'pins/create' });
  expect(log.map(({ status, dropped }) => [status, dropped])).toEqual([
    [null, 'before'],
    [null, 'after'],
    [201, null],
  ]);
});

test('an error can hide a commit, or replace it', async () => {
  sandbox.control.addFault({
    match: { operation: 'pins/create', times: 1 },
    then: { status: 500, commit: true },
  });
  sandbox.control.addFault({
    match: { operation: 'pins/create', times: 1 },
    then: { status: 429, body: { code: 8, message: 'Slow down' }, headers: { 'retry-after': '3' } },
  });
  expect((await create()).status).toBe(500);
  expect(pins()).toBe(1);
  const limited = await create();
  expect([limited.status, limited.body.code, limited.headers.get('retry-after')]).toEqual([
    429,
    8,
    '3',
  ]);
  expect(pins()).toBe(1);
  expect((await create()).status).toBe(201);
});

test('faults match by account and count what they saw', async () => {
  sandbox.control.addFault({
    match: { operation: 'user_account/get', account: 'ben', nth: 2 },
    then: { status: 503 },
  });
  const ben = bearer(sandbox, 'ben');
  const statuses = [];
  for (const client of [api, ben, api, ben, ben]) {
    statuses.push((await client.get('/user_account')).status);
  }
  expect(statuses).toEqual([200, 200, 200, 503, 200]);
  expect(sandbox.control.faults()).toMatchObject([{ seen: 3, struck: 1 }]);
});

test('probability 0 never strikes, 1 always does', async () => {
  sandbox.control.addFault({ match: { probability: 0 }, then: { status: 500 } });
  expect((await api.get('/boards')).status).toBe(200);
  sandbox.control.addFault({ match: { probability: 1 }, then: { status: 502 } });
  expect((await api.get('/boards')).status).toBe(502);
});

test('a fault can answer with a page instead of JSON', async () => {
  const body = '<html>Bad gateway</html>';
  sandbox.control.addFault({ then: { status: 502, body } });
  const response = await fetch(`${sandbox.apiUrl}/pins`);
  expect(response.headers.get('content-type')).toContain('text/html');
  expect(await response.text()).toBe(body);
});

test('the control plane over HTTP', async () => {
  const added = await control('POST', '/faults', {
    match: { operation: 'boards/list' },
    then: { status: 500 },
  });
  expect(added.status).toBe(201);
  expect((await api.get('/boards')).status).toBe(500);
  expect(await (await control('GET', '/faults')).json()).toMatchObject({ faults: [{ struck: 1 }] });
  expect((await control('DELETE', '/faults')).status).toBe(204);
  expect((await api.get('/boards')).status).toBe(200);
  for (const [path, body] of [
    ['/faults', { then: { status: 'x' } }],
    ['/faults', { matches: {}, then: {} }],
    ['/clock', { forward: 1 }],
    ['/settings', { listLag: 1 }],
  ] as const) {
    expect((await control('POST', path, body)).status).toBe(400);
  }
  const set = await control('POST', '/clock', { set: '2030-01-01T00:00:00Z' });
  expect(await set.json()).toMatchObject({ now: expect.stringMatching(/^2030-01-01T00:00:0/) });
  const settings = await control('POST', '/settings', { listLagMs: 5, access: 'trial' });
  expect(await settings.json()).toMatchObject({ listLagMs: 5, access: 'trial' });
  expect(await (await control('GET', '/health')).json()).toMatchObject({ ok: true });
  expect(await (await control('GET', '/state')).json()).toMatchObject({
    users: [{ username: 'ana' }, { username: 'ben' }],
    boards: [{ name: 'One', owner: 'ana' }],
  });
});

test('the request log names operations and codes, and holds no token', async () => {
  const { accessToken, refreshToken } = sandbox.tokenFor('ana');
  await api.get('/boards/7');
  await fetch(`${sandbox.apiUrl}/pins?access_token=${accessToken}`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  const text = await (await control('GET', '/requests')).text();
  expect(text).not.toContain(accessToken);
  expect(text).not.toContain(refreshToken);
  expect(JSON.parse(text)).toMatchObject({
    counts: { 'boards/get': 1, 'pins/list': 1 },
    requests: [
      { method: 'GET', path: '/v5/boards/7', operation: 'boards/get', status: 404, code: 40 },
      { path: '/v5/pins', account: 'ana', status: 200, code: null },
    ],
  });
  const filtered = await control('GET', '/requests?status=404');
  expect(await filtered.json()).toMatchObject({ requests: [{ operation: 'boards/get' }] });
});

test('reset brings back the seed', async () => {
  await create();
  sandbox.control.advanceClock(1_000_000);
  sandbox.control.addFault({ then: { status: 500 } });
  expect((await control('POST', '/reset')).status).toBe(204);
  const state = sandbox.control.state();
  expect([state.pins, state.media]).toEqual([[], []]);
  expect(state.boards.map(({ name }) => name)).toEqual(['One']);
  expect(sandbox.control.faults()).toEqual([]);
  expect(sandbox.control.requests()).toEqual([]);
  expect(sandbox.control.now()).toBeLessThan(Date.now() + 1000);
  expect((await api.get('/boards')).status).toBe(401);
});

test('malformed JSON is a 400 in the usual envelope', async () => {
  const response = await fetch(`${sandbox.apiUrl}/boards`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"name":',
  });
  expect(response.headers.get('x-pinterest-rid')).toMatch(/^\d+$/);
  expect([response.status, await response.json()]).toEqual([
    400,
    { code: 1, message: 'Invalid request: body is not valid JSON' },
  ]);
});

test.each([
  [401, 2, 'Authentication failed.'],
  [403, 29, 'You are not permitted to access that resource.'],
  [404, 40, 'Board not found.'],
  [429, 8, 'This request exceeded a rate limit.'],
  [500, 0, 'Something went wrong on our end'],
  [503, 0, 'Something went wrong on our end'],
])('a fault of status %i alone answers as Pinterest does', async (status, code, message) => {
  sandbox.control.addFault({ match: { operation: 'boards/list' }, then: { status } });
  const { status: given, body, headers } = await api.get('/boards');
  expect([given, body.code]).toEqual([status, code]);
  expect(body.message).toContain(message);
  expect(headers.get('x-ratelimit-remaining')).toBe(status === 429 ? '0' : null);
  if (status === 429) {
    expect(headers.get('x-ratelimit-limit')).toMatch(/^1000, 100;w=1;.*name="org_read/);
    expect(headers.get('x-ratelimit-reset')).toMatch(/^\d+$/);
  }
});
