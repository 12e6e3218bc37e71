import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MediaStorage } from '../../src/media/index.ts';
import { strictStore } from '../harness/s3/stores.ts';

let store: Awaited<ReturnType<typeof strictStore>>;
let storage: MediaStorage;
beforeEach(async () => {
  store = await strictStore();
  ({ storage } = store.opened);
});
afterEach(() => store.close());

const busy = { status: 503, code: 'SlowDown' };
const megabyte = 1024 * 1024;
const long = Buffer.alloc(20 * megabyte, 'media');
const sha256 = createHash('sha256').update(long).digest('hex');
const sent = (pattern: RegExp) =>
  store.server.requests.filter((request) => pattern.test(request)).length;

/** The first `times` requests that match fail. */
function trouble(
  matches: (request: IncomingMessage) => boolean,
  what: ReturnType<typeof store.server.trouble>,
  times = Infinity,
): void {
  let left = times;
  store.server.trouble = (request) => (matches(request) && left-- > 0 ? what : null);
}
const is =
  (method: string, part = '') =>
  (request: IncomingMessage) =>
    request.method === method && (request.url ?? '').includes(part);

describe('what fails for a moment', () => {
  test.each([
    ['too much to do', busy],
    ['no answer', 'cut'],
    ['a lost answer', 'cut after work'],
    ['an error of its own', { status: 500, code: 'InternalError' }],
  ] as const)('%s, at every kind of request', async (_name, what) => {
    const every = (): ((request: IncomingMessage) => boolean) => {
      const seen = new Set<string>();
      return ({ method, url }) => {
        const request = `${method} ${url}`;
        return !seen.has(request) && Boolean(seen.add(request));
      };
    };
    trouble(every(), what);
    expect(await storage.put('long', Readable.from([long]))).toEqual({
      bytes: long.length,
      sha256,
    });
    expect(await storage.size('long')).toBe(long.length);
    expect((await storage.readBuffer('long')).equals(long)).toBe(true);
    const listed = [];
    for await (const { key } of storage.list()) listed.push(key);
    expect(listed).toEqual(['long']);
    await storage.remove('long');
    expect(store.server.bucket.objects.size).toBe(0);
  });

  test('a connection that breaks while an object is read: reading goes on where it was', async () => {
    await storage.put('long', long);
    const real = store.server.bucket.get('linchpin/media/long');
    let reads = 0;
    store.server.trouble = (request) => {
      if (request.method !== 'GET' || ++reads > 1) return null;
      // A part of the answer, and then the end of the connection.
      request.socket.write(
        `HTTP/1.1 200 OK\r\netag: ${real.etag}\r\ncontent-length: ${long.length}\r\n\r\n`,
      );
      request.socket.end(long.subarray(0, 3 * megabyte));
      return 'cut after work';
    };
    expect((await storage.readBuffer('long')).equals(long)).toBe(true);
    expect(reads).toBe(2);
  });

  test('never continues with another version of the object', async () => {
    await storage.put('long', long);
    const { etag } = store.server.bucket.get('linchpin/media/long');
    let reads = 0;
    store.server.trouble = (request) => {
      if (request.method !== 'GET' || ++reads > 1) return null;
      request.socket.write(
        `HTTP/1.1 200 OK\r\netag: ${etag}\r\ncontent-length: ${long.length}\r\n\r\n`,
      );
      request.socket.end(long.subarray(0, megabyte));
      store.server.bucket.put('linchpin/media/long', Buffer.alloc(long.length, 'other'), 'x/y');
      return 'cut after work';
    };
    await expect(buffer(storage.read('long'))).rejects.toMatchObject({
      code: 'MEDIA_FILE_UNREADABLE',
    });
  });
});

describe('what keeps failing', () => {
  test('has a code, a reason and a time to come back, and leaves nothing behind', async () => {
    await storage.put('abc', Buffer.from('before'));
    trouble(is('PUT', 'partNumber=2'), busy);
    const put = storage.put('abc', Readable.from([long]));
    await expect(put).rejects.toMatchObject({
      code: 'MEDIA_STORE_UNAVAILABLE',
      status: 503,
      retryAfterMs: 10_000,
      message: expect.stringContaining('503 SlowDown'),
    });
    expect(store.server.bucket.uploads.size).toBe(0);
    store.server.trouble = () => null;
    expect((await storage.readBuffer('abc')).toString()).toBe('before');
  });

  test('a store that is gone', async () => {
    await storage.put('abc', Buffer.from('x'));
    await store.server.close();
    const unreadable = { code: 'MEDIA_FILE_UNREADABLE', status: 503, retryAfterMs: 10_000 };
    await expect(storage.readBuffer('abc')).rejects.toMatchObject(unreadable);
    await expect(storage.size('abc')).rejects.toMatchObject({ code: 'MEDIA_FILE_UNREADABLE' });
    const unavailable = { code: 'MEDIA_STORE_UNAVAILABLE' };
    await expect(storage.put('abc', Buffer.from('x'))).rejects.toMatchObject(unavailable);
    await expect(storage.remove('abc')).rejects.toMatchObject(unavailable);
  });

  test('a quota that is used up is a full disk', async () => {
    trouble(is('PUT'), { status: 403, code: 'QuotaExceeded' });
    await expect(storage.put('abc', Buffer.from('x'))).rejects.toMatchObject({
      code: 'STORAGE_FULL',
    });
    expect(sent(/^PUT/)).toBe(1);
  });

  test('a refusal is not asked again, and an object of a missing bucket is not missing', async () => {
    trouble(is('GET'), { status: 404, code: 'NoSuchBucket' });
    await expect(storage.readBuffer('abc')).rejects.toMatchObject({
      code: 'MEDIA_FILE_UNREADABLE',
    });
    expect(sent(/^GET/)).toBe(1);
  });

  test('a redirect is not followed: it would take the signature along', async () => {
    trouble(is('GET'), { status: 307, code: 'TemporaryRedirect' });
    await expect(storage.readBuffer('abc')).rejects.toThrow(/307 TemporaryRedirect/);
  });
});

test('no error holds a key, a secret or a signature', async () => {
  const { keyId, secret } = store.server.identity;
  const errors: unknown[] = [];
  const note = (error: unknown) => errors.push(error);
  for (const code of ['SignatureDoesNotMatch', 'InvalidAccessKeyId', 'InternalError']) {
    trouble(() => true, { status: code === 'InternalError' ? 500 : 403, code });
    await storage.put('abc', long).catch(note);
    await storage.readBuffer('abc').catch(note);
    await storage.size('abc').catch(note);
    await storage.direct?.take('0123456789abcdef', 'abc').catch(note);
    await store.opened.check().catch(note);
    await store.opened.notes?.put('x', 'y').catch(note);
  }
  await store.server.close();
  await storage.readBuffer('abc').catch(note);
  expect(errors).toHaveLength(19);
  const text = inspect(errors, { depth: 20, showHidden: true });
  expect(text).toContain('SignatureDoesNotMatch');
  for (const word of [keyId, secret, 'Signature=', 'Credential=', 'AWS4'])
    expect(text).not.toContain(word);
});

describe('what crashes left', () => {
  test('is removed after a day, and nothing of others', async () => {
    const { bucket } = store.server;
    const yesterday = new Date(Date.now() - 25 * 3_600_000);
    const old = (key: string) => {
      bucket.put(key, Buffer.from('x'), 'x/y').modifiedAt = yesterday;
    };
    for (const key of ['linchpin/incoming/old', 'linchpin/media/old', 'other/incoming/old'])
      old(key);
    bucket.put('linchpin/incoming/new', Buffer.from('x'), 'x/y');
    for (const key of ['linchpin/media/cut', 'other/cut', 'linchpin/media/running']) {
      const upload = bucket.upload(bucket.begin(key, 'x/y'), key);
      if (!key.endsWith('running')) upload.startedAt = yesterday;
    }
    await storage.removeLeftovers();
    expect([...bucket.objects.keys()].sort()).toEqual([
      'linchpin/incoming/new',
      'linchpin/media/old',
      'other/incoming/old',
    ]);
    expect([...bucket.uploads.values()].map(({ key }) => key)).toEqual([
      'other/cut',
      'linchpin/media/running',
    ]);
  });
});
