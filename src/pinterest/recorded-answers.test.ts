import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createPinterestClient, type PinterestClient } from './client.ts';
import type { Outcome, PinterestErrorKind } from './errors.ts';
import { startServer, type TestServer } from './testing/http-server.ts';
import { failureOf } from './testing/failure.ts';

interface Row {
  status: number;
  /** Pinterest's code and text; a plain string is a body that is not Pinterest's. */
  body: { code?: number; message?: string; [extra: string]: unknown } | string;
  kind: PinterestErrorKind;
  outcome: Outcome;
  /** Whether a read is repeated. */
  retryable?: boolean;
  headers?: Record<string, string>;
}

const trial =
  'Apps with Trial access may not create Pins in production https://api.pinterest.com - use API Sandbox https://api-sandbox.pinterest.com instead.';
const rateLimit =
  'This request exceeded a rate limit. This can happen if the client exceeds one\nof the published rate limits or if multiple write operations are applied to\nan object within a short time window.';
const spam = 'Sorry! We blocked this link because it may lead to spam.';
const restricted = 'Your application does not have access to this restricted feature: pin_edit';

function refused(status: number, code: number, message: string, kind: PinterestErrorKind): Row {
  return { status, body: { code, message }, kind, outcome: 'rejected' };
}

// Texts as recorded from the live API or printed in Pinterest's specifications.
const rows: Row[] = [
  refused(400, 1, "Invalid request: 'x' does not match '^\\d+$'", 'invalid'),
  refused(400, 1, 'Whoops! It looks like you entered an invalid URL.', 'invalid'),
  refused(400, 1, "Sorry! This site doesn't allow you to save Pins.", 'invalid'),
  refused(400, 58, 'Try a different name...', 'invalid'),
  refused(401, 2, 'Authentication failed.', 'auth'),
  refused(401, 283, 'The authorization grant is invalid', 'auth'),
  refused(401, 3, 'Your application consumer type is not supported.', 'restricted_feature'),
  refused(401, 3, restricted, 'restricted_feature'),
  refused(403, 3, restricted, 'restricted_feature'),
  refused(401, 7, 'Not authorized to access board or Pin.', 'permission'),
  refused(403, 29, 'You are not permitted to access that resource.', 'permission'),
  refused(403, 29, trial, 'trial_access'),
  refused(403, 233, 'Your image is too small. Please choose a larger image.', 'invalid'),
  refused(403, 235, 'Sorry, this image is broken. Please pick a different image.', 'invalid'),
  refused(404, 40, 'Board not found.', 'not_found'),
  refused(404, 50, 'Pin not found.', 'not_found'),
  refused(404, 30, 'User not found.', 'not_found'),
  refused(404, 2031, "Sorry! We couldn't find this board section.", 'not_found'),
  refused(404, 404, 'Media upload not found', 'not_found'),
  refused(400, 40, 'Board not found.', 'not_found'),
  { ...refused(409, 409, 'Board section conflict', 'conflict'), retryable: true },
  refused(422, 1, 'anything else', 'invalid'),
  { ...refused(429, 8, rateLimit, 'rate_limited'), retryable: true },
  { ...refused(429, 8, rateLimit, 'rate_limited'), headers: { 'retry-after': '900' } },
  refused(429, 9, spam, 'spam_blocked'),
  refused(429, 9, 'text that changed', 'spam_blocked'),
  {
    status: 429,
    body: { code: 8, message: 'Sorry!', message_detail: 'Looks like spam' },
    kind: 'spam_blocked',
    outcome: 'rejected',
  },
  { status: 429, body: '', kind: 'rate_limited', outcome: 'rejected', retryable: true },
  { status: 401, body: '', kind: 'auth', outcome: 'rejected' },
  { status: 413, body: '<html>too large</html>', kind: 'invalid', outcome: 'rejected' },
  { status: 403, body: '<html>blocked</html>', kind: 'bad_response', outcome: 'unknown' },
  { status: 404, body: '', kind: 'bad_response', outcome: 'unknown' },
  { status: 400, body: '[]', kind: 'bad_response', outcome: 'unknown' },
  { status: 400, body: '{"code":"1"}', kind: 'bad_response', outcome: 'unknown' },
  { status: 302, body: '', kind: 'bad_response', outcome: 'unknown', headers: { location: '/x' } },
  { status: 408, body: '', kind: 'timeout', outcome: 'unknown', retryable: true },
  {
    status: 500,
    body: { code: 0, message: 'Something went wrong on our end' },
    kind: 'server',
    outcome: 'unknown',
    retryable: true,
  },
  { status: 502, body: '<html>', kind: 'server', outcome: 'unknown', retryable: true },
  { status: 503, body: '', kind: 'server', outcome: 'unknown', retryable: true },
  {
    status: 503,
    body: '',
    kind: 'server',
    outcome: 'unknown',
    headers: { 'retry-after': '60' },
  },
  { status: 200, body: '', kind: 'bad_response', outcome: 'unknown' },
  { status: 200, body: '<html>', kind: 'bad_response', outcome: 'unknown' },
  { status: 200, body: '{"id":', kind: 'bad_response', outcome: 'unknown' },
  { status: 201, body: '{}', kind: 'bad_response', outcome: 'unknown' },
  { status: 201, body: '{"id":""}', kind: 'bad_response', outcome: 'unknown' },
  { status: 201, body: 'null', kind: 'bad_response', outcome: 'unknown' },
  { status: 204, body: '', kind: 'bad_response', outcome: 'unknown' },
];

let server: TestServer;
let client: PinterestClient;
let row: Row;

beforeAll(async () => {
  server = await startServer((response) => {
    response.writeHead(row.status, { 'x-pinterest-rid': '4711', ...row.headers });
    response.end(typeof row.body === 'string' ? row.body : JSON.stringify(row.body));
  });
  client = createPinterestClient({
    apiUrl: server.url,
    accessToken: 'pina_secret',
    retry: { maxRetries: 1, baseDelayMs: 1 },
  });
});
beforeEach(() => {
  server.received.length = 0;
});
afterAll(async () => {
  await client.close();
  await server.close();
});

test.each(rows)('$status $body is $kind, $outcome', async (current) => {
  row = current;
  const read = await failureOf(client.pins.get('1'));
  const code = typeof row.body === 'string' ? null : (row.body.code ?? null);
  expect(read).toMatchObject({
    kind: row.kind,
    outcome: row.outcome,
    status: row.status,
    code,
    requestId: '4711',
    operation: 'pins.get',
  });
  if (code !== null) expect(read.message).toBe(Object(row.body).message);
  expect(read.message).not.toBe('');
  expect(server.received).toHaveLength(row.retryable ? 2 : 1);

  server.received.length = 0;
  const create = await failureOf(
    client.pins.create({
      board_id: '1',
      media_source: { source_type: 'image_url', url: 'https://example.com/a.jpg' },
    }),
  );
  expect(create).toMatchObject({ kind: row.kind, outcome: row.outcome, operation: 'pins.create' });
  expect(server.received).toHaveLength(1);
});

test('Retry-After wins over the reset of the window', async () => {
  row = { ...refused(429, 8, rateLimit, 'rate_limited'), headers: {} };
  const limits = { 'x-ratelimit-limit': '100, 100;w=60', 'x-ratelimit-reset': '40' };
  row.headers = { ...limits, 'retry-after': '12' };
  expect((await failureOf(client.pins.get('1'))).retryAfterMs).toBe(12_000);
  row.headers = limits;
  const error = await failureOf(client.pins.get('1'));
  expect(error.retryAfterMs).toBe(40_000);
  expect(error.rateLimit).toEqual({
    limit: 100,
    remaining: null,
    resetMs: 40_000,
    policies: [{ quota: 100, windowSeconds: 60 }],
  });
  row.headers = {};
  expect((await failureOf(client.pins.get('1'))).retryAfterMs).toBeNull();
});

test('an error keeps a bounded part of the answer', async () => {
  row = { ...refused(400, 1, 'x'.repeat(100_000), 'invalid') };
  const error = await failureOf(client.pins.get('1'));
  expect(error.message).toHaveLength(500);
  expect(error.body).toHaveLength(2000);
});

test('a delete needs no body, whichever 2xx it is', async () => {
  for (const status of [200, 204]) {
    row = { status, body: '', kind: 'bad_response', outcome: 'unknown' };
    await expect(client.pins.delete('1')).resolves.toBeUndefined();
  }
});
