import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createPinterestClient, type PinterestClient } from './client.ts';
import type { MediaRegistration } from './models/media.ts';
import type { RequestReport } from './report.ts';
import {
  startRawServer,
  startServer,
  type Received,
  type TestServer,
} from './testing/http-server.ts';
import { failureOf } from './testing/failure.ts';

let directory: string;
let client: PinterestClient;
const reports: RequestReport[] = [];
const servers: TestServer[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pinterest-upload-'));
  client = createPinterestClient({
    apiUrl: 'http://127.0.0.1:1',
    accessToken: 'pina_secret',
    onResponse: (report) => reports.push(report),
  });
});
afterEach(async () => {
  reports.length = 0;
  for (const server of servers.splice(0)) await server.close();
});
afterAll(async () => {
  await client.close();
  await rm(directory, { recursive: true });
});

const fields = {
  'x-amz-date': '20261121T000000Z',
  key: 'uploads/a b/"quoted"',
  policy: 'eyJleHBpcmF0aW9uIjoi',
  'x-amz-signature': 'sig',
  'Content-Type': 'multipart/form-data',
};

function registered(server: TestServer): MediaRegistration {
  servers.push(server);
  return { media_id: '1', upload_url: `${server.url}/`, upload_parameters: fields };
}

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, content);
  return path;
}

/** An independent reading of the form: undici's client side is not used, the platform parser is. */
async function readForm(request: Received | undefined): Promise<[string, string | File][]> {
  const type = request?.headers['content-type'] ?? '';
  const form = await new Response(new Uint8Array(request?.body ?? []), {
    headers: { 'content-type': type },
  }).formData();
  return [...form.entries()];
}

const accept = () => startServer((response) => response.writeHead(204).end());

test('sends every field in order, the file last and unchanged, with its exact length', async () => {
  const bytes = randomBytes(3_000_001);
  const server = await accept();
  await client.media.upload(registered(server), { path: await file('a "b".mp4', bytes) });

  const [request] = server.received;
  expect(request?.method).toBe('POST');
  expect(request?.headers['content-length']).toBe(String(request?.body.length));
  expect(request?.headers['transfer-encoding']).toBeUndefined();
  expect(request?.headers.authorization).toBeUndefined();
  const entries = await readForm(request);
  expect(entries.slice(0, -1)).toEqual(Object.entries(fields));
  const [name, sent] = entries.at(-1) ?? [];
  expect(name).toBe('file');
  if (!(sent instanceof File)) throw new Error('no file part');
  expect(sent.name).toBe('a "b".mp4');
  const digest = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');
  expect(digest(new Uint8Array(await sent.arrayBuffer()))).toBe(digest(bytes));
  expect(reports).toMatchObject([
    { operation: 'media.upload', path: '/', status: 204, kind: null },
  ]);
});

test('a stream is opened for the upload only, and may come in any pieces', async () => {
  const server = await accept();
  let opened = 0;
  async function* pieces() {
    opened += 1;
    for (const piece of ['a', '', 'bcd', 'e']) yield Buffer.from(piece);
  }
  await client.media.upload(registered(server), { open: pieces, size: 5 });
  expect(opened).toBe(1);
  const entries = await readForm(server.received[0]);
  const sent = entries.at(-1)?.[1];
  expect(sent instanceof File && (await sent.text())).toBe('abcde');
});

test('an empty file still makes a complete form', async () => {
  const server = await accept();
  await client.media.upload(registered(server), { path: await file('empty.mp4', '') });
  expect(await readForm(server.received[0])).toHaveLength(6);
});

const xml = (code: string, message: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message>` +
  `<SignatureProvided>sig</SignatureProvided><RequestId>R1</RequestId><HostId>H</HostId></Error>`;

test.each([
  [411, 'MissingContentLength', 'invalid', 'rejected'],
  [403, 'SignatureDoesNotMatch', 'invalid', 'rejected'],
  [403, 'AccessDenied', 'invalid', 'rejected'],
  [400, 'EntityTooLarge', 'invalid', 'rejected'],
  [400, 'RequestTimeout', 'timeout', 'rejected'],
  [503, 'SlowDown', 'server', 'unknown'],
  [307, 'TemporaryRedirect', 'bad_response', 'unknown'],
])('S3 answering %i %s', async (status, s3Code, kind, outcome) => {
  const server = await startServer((response) =>
    response.writeHead(status).end(xml(s3Code, 'what went wrong')),
  );
  const path = await file('s3.mp4', 'video');
  const error = await failureOf(client.media.upload(registered(server), { path }));
  expect(error).toMatchObject({ kind, outcome, status, s3Code, requestId: 'R1', body: null });
  expect(error.message).toBe('what went wrong');
  expect(server.received).toHaveLength(1);
  expect(reports).toMatchObject([{ status, kind, requestId: 'R1' }]);
});

test.each([
  [403, '', 'bad_response'],
  [502, '<html>', 'server'],
])('an answer %i that is not S3 XML leaves the outcome open', async (status, body, kind) => {
  const server = await startServer((response) => response.writeHead(status).end(body));
  const path = await file('no-xml.mp4', 'video');
  const error = await failureOf(client.media.upload(registered(server), { path }));
  expect(error).toMatchObject({ kind, outcome: 'unknown', status, s3Code: null });
});

/** Never ends by itself, and says when it was closed. */
function endless() {
  const source = {
    closed: false,
    size: 2 ** 31,
    open: async function* open() {
      try {
        for (;;) yield Buffer.alloc(65_536);
      } finally {
        source.closed = true;
      }
    },
  };
  return source;
}

test('an early refusal of a large file is still read, and closes the file', async () => {
  const server = await startRawServer((message, response) => {
    response.writeHead(403).end(xml('AccessDenied', 'Policy expired.'));
    message.resume();
  });
  const source = endless();
  const error = await failureOf(client.media.upload(registered(server), source));
  expect(error).toMatchObject({ s3Code: 'AccessDenied', status: 403 });
  await expect.poll(() => source.closed).toBe(true);
});

test('a reset in the middle of a large file closes the file', async () => {
  const server = await startRawServer((message) =>
    message.once('data', () => message.socket.resetAndDestroy()),
  );
  const source = endless();
  const error = await failureOf(client.media.upload(registered(server), source));
  expect(error).toMatchObject({ kind: 'network', outcome: 'unknown' });
  await expect.poll(() => source.closed).toBe(true);
});

test('a source without an end is cut off, and closed', async () => {
  const server = await accept();
  const source = { ...endless(), size: 200_000 };
  const error = await failureOf(client.media.upload(registered(server), source));
  expect(error).toMatchObject({ kind: 'invalid' });
  expect(error.message).toContain('expected 200000 bytes');
  expect(server.received).toHaveLength(0);
});

test('a file that is missing or is a directory is invalid', async () => {
  const server = await accept();
  const registration = registered(server);
  const missing = await failureOf(
    client.media.upload(registration, { path: join(directory, 'missing') }),
  );
  expect(missing).toMatchObject({ kind: 'invalid', outcome: 'not_sent', s3Code: null });
  const folder = await failureOf(client.media.upload(registration, { path: directory }));
  expect(folder).toMatchObject({ kind: 'invalid', s3Code: null });
  expect(server.received).toHaveLength(0);
});

test.each([
  ['shorter', 6],
  ['longer', 4],
])('a source %s than announced never becomes a complete upload', async (_, size) => {
  const server = await accept();
  async function* five() {
    yield Buffer.from('abcde');
  }
  const error = await failureOf(client.media.upload(registered(server), { open: five, size }));
  expect(error).toMatchObject({ kind: 'invalid' });
  expect(error.message).toContain(`expected ${size} bytes`);
  expect(server.received).toHaveLength(0);
});

test('an upload may take longer than the timeout as long as it moves', async () => {
  const server = await accept();
  const registration = registered(server);
  async function* slow() {
    for (let piece = 0; piece < 8; piece += 1) {
      vi.advanceTimersByTime(900);
      yield Buffer.alloc(100_000);
    }
  }
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const source = { open: slow, size: 800_000 };
    await client.media.upload(registration, source, { timeoutMs: 1000 });
  } finally {
    vi.useRealTimers();
  }
  expect(server.received).toHaveLength(1);
});

test('an upload that stalls is a timeout', async () => {
  const silent = await startRawServer((message) => message.resume());
  const path = await file('stalled.mp4', 'video');
  const error = await failureOf(
    client.media.upload(registered(silent), { path }, { timeoutMs: 50 }),
  );
  expect(error).toMatchObject({ kind: 'timeout', outcome: 'unknown' });
});

test('the signal of the caller cancels an upload', async () => {
  const controller = new AbortController();
  const server = await startRawServer(() => controller.abort());
  const path = await file('cancelled.mp4', 'video');
  const error = await failureOf(
    client.media.upload(registered(server), { path }, { signal: controller.signal }),
  );
  expect(error).toMatchObject({ kind: 'aborted', outcome: 'unknown' });
});

test('a source that fails after the upload was cancelled disturbs nobody', async () => {
  const controller = new AbortController();
  const server = await startRawServer((message) => message.resume());
  let failed = false;
  async function* failing() {
    yield Buffer.alloc(1000);
    controller.abort();
    await new Promise((resolve) => setImmediate(resolve));
    failed = true;
    throw new Error('disk gone');
  }
  const source = { open: failing, size: 2000 };
  const { signal } = controller;
  const error = await failureOf(client.media.upload(registered(server), source, { signal }));
  expect(error.kind).toBe('aborted');
  await expect.poll(() => failed).toBe(true);
});

test('a source is not opened when there is no connection', async () => {
  const server = await accept();
  const registration = registered(server);
  await server.close();
  const source = { ...endless(), open: () => expect.unreachable() };
  const error = await failureOf(client.media.upload(registration, source));
  expect(error).toMatchObject({ kind: 'network', outcome: 'not_sent' });
});
