import { Agent } from 'undici';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createPinterestClient, type PinterestClientSettings } from './client.ts';
import type { RequestReport } from './report.ts';
import { json, startServer, type TestServer } from './testing/http-server.ts';
import { failureOf } from './testing/failure.ts';

let server: TestServer;
let statuses: number[] = [];
const dispatcher = new Agent();
const reports: RequestReport[] = [];

beforeAll(async () => {
  server = await startServer((response) => {
    response.setHeader('x-pinterest-rid', '99');
    response.setHeader('x-ratelimit-remaining', '7');
    const status = statuses.shift() ?? 200;
    json(response, status, status < 300 ? { id: '1', username: 'me' } : { code: 8, message: 'no' });
  });
});
beforeEach(() => {
  server.received.length = 0;
  reports.length = 0;
  statuses = [];
});
afterAll(async () => {
  await dispatcher.close();
  await server.close();
});

function client(settings: Partial<PinterestClientSettings> = {}) {
  return createPinterestClient({
    apiUrl: server.url,
    accessToken: 'pina_secret',
    dispatcher,
    retry: { baseDelayMs: 1 },
    onResponse: (report) => reports.push(report),
    ...settings,
  });
}

const pin = {
  board_id: '1',
  title: 'Secret title',
  media_source: { source_type: 'image_url', url: 'https://example.com/a.jpg' },
} as const;

test('a create is one JSON request with the token', async () => {
  expect(await client().pins.create(pin)).toMatchObject({ id: '1' });
  expect(server.received).toHaveLength(1);
  const [request] = server.received;
  expect(request).toMatchObject({ method: 'POST', path: '/v5/pins' });
  expect(request?.headers).toMatchObject({
    authorization: 'Bearer pina_secret',
    'content-type': 'application/json',
    accept: 'application/json',
    'user-agent': 'linchpin-pinterest-client (Node.js)',
  });
  expect(JSON.parse(String(request?.body))).toEqual(pin);
});

test('a token function is asked before each call, and its failure is passed on unsent', async () => {
  let asked = 0;
  const asking = client({ accessToken: async () => `token-${(asked += 1)}` });
  await asking.userAccount.get();
  await asking.userAccount.get();
  await asking.userAccount.get({ accessToken: 'other' });
  expect(server.received.map((request) => request.headers.authorization)).toEqual([
    'Bearer token-1',
    'Bearer token-2',
    'Bearer other',
  ]);
  const failing = client({ accessToken: () => Promise.reject(new Error('reconnect first')) });
  await expect(failing.pins.create(pin)).rejects.toThrow('reconnect first');
  expect(server.received).toHaveLength(3);
});

test('a token that HTTP cannot carry is refused unsent, and not shown', async () => {
  const error = await failureOf(client({ accessToken: 'pina_\nsecret' }).pins.create(pin));
  expect(error).toMatchObject({ kind: 'invalid', outcome: 'not_sent' });
  expect(error.cause).toBeUndefined();
  expect(JSON.stringify([error.message, error, reports])).not.toContain('secret');
  expect(server.received).toHaveLength(0);
});

test('every attempt is reported, without token, query or body', async () => {
  statuses = [500, 429, 200];
  const own: RequestReport[] = [];
  const onResponse = (report: RequestReport) => own.push(report);
  await client().pins.get('5', { pin_metrics: true }, { onResponse });
  expect(own).toEqual(reports);
  expect(reports.map((report) => [report.attempt, report.status, report.kind])).toEqual([
    [1, 500, 'server'],
    [2, 429, 'rate_limited'],
    [3, 200, null],
  ]);
  expect(reports[1]).toEqual({
    operation: 'pins.get',
    method: 'GET',
    path: '/v5/pins/5',
    attempt: 2,
    startedAtMs: expect.any(Number),
    durationMs: expect.any(Number),
    status: 429,
    requestId: '99',
    dateMs: expect.any(Number),
    rateLimit: { limit: null, remaining: 7, resetMs: null, policies: [] },
    code: 8,
    kind: 'rate_limited',
    outcome: 'rejected',
    message: 'no',
    retryInMs: expect.any(Number),
  });
  await client().pins.create(pin);
  expect(JSON.stringify(reports)).not.toMatch(/secret|metrics/i);
});

test('an attempt without an answer is reported as well', async () => {
  const gone = client({ apiUrl: 'http://127.0.0.1:1' });
  await failureOf(gone.pins.create(pin));
  expect(reports).toMatchObject([
    { operation: 'pins.create', status: null, kind: 'network', outcome: 'not_sent' },
  ]);
});

test('an observer that throws does not turn a committed Pin into a failure', async () => {
  const broken = client({
    onResponse: () => {
      throw new Error('disk full');
    },
  });
  await expect(broken.pins.create(pin)).resolves.toMatchObject({ id: '1' });
});

test('maxRetries can be set for a call', async () => {
  statuses = [500, 500];
  await failureOf(client().userAccount.get({ maxRetries: 0 }));
  expect(server.received).toHaveLength(1);
});

test('a PATCH refused as too fast is repeated, one that failed is not', async () => {
  statuses = [429, 200];
  await client().boards.update('1', { name: 'x' });
  expect(server.received).toHaveLength(2);
  statuses = [500, 200];
  expect(await failureOf(client().boards.update('1', { name: 'x' }))).toMatchObject({
    outcome: 'unknown',
  });
  expect(server.received).toHaveLength(3);
});

test('closing a client leaves a shared dispatcher open, and can be done twice', async () => {
  const first = client();
  await first.close();
  await first.close();
  await expect(client().userAccount.get()).resolves.toMatchObject({ username: 'me' });
  const owning = client({ dispatcher: undefined });
  await owning.userAccount.get();
  await owning.close();
  await owning.close();
});
