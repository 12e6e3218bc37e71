import { S3mini } from 's3mini';
import { fetch as send } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startStrictS3, type StrictS3 } from '../harness/s3/server.ts';

// Node 20's own fetch refuses the length that s3mini sets. The two are typed apart.
const overUndici = send as unknown as typeof fetch;

/** Holds the judge of the other tests to what it is for: that it refuses. */
let server: StrictS3;
let aheadMs = 0;
beforeAll(async () => {
  server = await startStrictS3({ nowMs: () => Date.now() + aheadMs });
});
afterAll(() => server.close());
beforeEach(() => {
  aheadMs = 0;
});

const client = (
  given: { keyId?: string; secret?: string; region?: string; bucket?: string } = {},
): S3mini =>
  new S3mini({
    accessKeyId: given.keyId ?? server.identity.keyId,
    secretAccessKey: given.secret ?? server.identity.secret,
    region: given.region ?? server.identity.region,
    endpoint: `${server.origin}/${given.bucket ?? 'media-bucket'}`,
    fetch: overUndici,
  });
const code = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'taken',
    (error: { serviceCode?: string }) => error.serviceCode ?? String(error),
  );
const ask = async (url: string, init: RequestInit = {}): Promise<string> => {
  const answer = await overUndici(url, init);
  return answer.ok ? 'taken' : (/<Code>(\w+)/.exec(await answer.text())?.[1] ?? '');
};

describe('signatures in headers', () => {
  test.each([
    ['a right one', {}, 'taken'],
    ['another secret', { secret: 'forged' }, 'SignatureDoesNotMatch'],
    ['an unknown key', { keyId: 'AKOTHER' }, 'InvalidAccessKeyId'],
    ['another region', { region: 'elsewhere' }, 'AuthorizationHeaderMalformed'],
    ['another bucket', { bucket: 'other-bucket' }, 'NoSuchBucket'],
  ])('%s', async (_name, given, expected) => {
    expect(await code(client(given).putObject('a/key', 'text'))).toBe(expected);
  });

  test('none, and one of a clock that is off', async () => {
    expect(await ask(`${server.origin}/media-bucket/a/key`)).toBe('AccessDenied');
    aheadMs = 16 * 60_000;
    expect(await code(client().putObject('a/key', 'text'))).toBe('RequestTimeTooSkewed');
  });

  test('one that was made for another request', async () => {
    let kept: RequestInit | undefined;
    const spy = new S3mini({
      accessKeyId: server.identity.keyId,
      secretAccessKey: server.identity.secret,
      region: server.identity.region,
      endpoint: `${server.origin}/media-bucket`,
      fetch: (url, init) => {
        kept = init;
        return overUndici(url, init);
      },
    });
    await spy.putObject('a/key', 'text');
    const { headers, body } = kept ?? {};
    const again = (path: string, more: Record<string, string> = {}) =>
      ask(`${server.origin}/media-bucket/${path}`, {
        method: 'PUT',
        body: body ?? null,
        headers: { ...(headers as Record<string, string>), ...more },
      });
    expect(await again('a/key')).toBe('taken');
    expect(await again('another/key')).toBe('SignatureDoesNotMatch');
    expect(await again('a/key?uploadId=x&partNumber=1')).toBe('SignatureDoesNotMatch');
    expect(await again('a/key', { 'x-amz-copy-source': '/media-bucket/b' })).toBe('AccessDenied');
  });
});

describe('signed addresses', () => {
  test('are good for one key, one method, their headers and their time', async () => {
    const type = { 'content-type': 'image/png' };
    const put = await client().getPresignedUrl('PUT', 'a/key', 60, {}, type);
    const upload = { method: 'PUT', body: 'text', headers: type };
    expect(await ask(put, upload)).toBe('taken');
    expect(await ask(put, { ...upload, headers: { 'content-type': 'text/html' } })).toBe(
      'SignatureDoesNotMatch',
    );
    expect(await ask(put.replace('a/key', 'b/key'), upload)).toBe('SignatureDoesNotMatch');
    expect(await ask(put.replace('Expires=60', 'Expires=6000'), upload)).toBe(
      'SignatureDoesNotMatch',
    );
    expect(await ask(put)).toBe('SignatureDoesNotMatch');
    aheadMs = 61_000;
    expect(await ask(put, upload)).toBe('AccessDenied');
  });
});

test('conditions of reading, writing and copying', async () => {
  const s3 = client();
  await s3.putObject('old', 'one');
  const { etag } = server.bucket.get('old');
  const get = (opts: Record<string, string>) => code(s3.getObjectRaw('old', true, 0, 0, opts));
  expect(await get({ 'if-match': etag })).toBe('taken');
  expect(await get({ 'if-match': '"other"' })).toBe('PreconditionFailed');
  const put = (key: string, headers: Record<string, string>) =>
    code(s3.putObject(key, 'two', 'text/plain', undefined, headers));
  expect(await put('old', { 'if-none-match': '*' })).toBe('PreconditionFailed');
  expect(await put('new', { 'if-none-match': '*' })).toBe('taken');
  expect(await put('old', { 'if-match': '"other"' })).toBe('PreconditionFailed');
  const copy = (headers: Record<string, string>) =>
    code(s3.copyObject('old', 'copy', { additionalHeaders: headers }));
  expect(await copy({ 'x-amz-copy-source-if-match': '"other"' })).toBe('PreconditionFailed');
  expect(await copy({ 'x-amz-copy-source-if-none-match': etag })).toBe('PreconditionFailed');
  expect(await copy({ 'x-amz-copy-source-if-match': etag })).toBe('taken');
});

test('parts that are too small, missing or in disorder', async () => {
  const s3 = client();
  const id = await s3.getMultipartUploadId('parts');
  const one = await s3.uploadPart('parts', id, 'small', 1);
  const two = await s3.uploadPart('parts', id, 'last', 2);
  const complete = (parts: { partNumber: number; etag: string }[]) =>
    code(s3.completeMultipartUpload('parts', id, parts));
  expect(await complete([one, two])).toBe('EntityTooSmall');
  expect(await complete([two, one])).toBe('InvalidPartOrder');
  expect(await complete([{ partNumber: 3, etag: one.etag }])).toBe('InvalidPart');
  expect(await complete([two])).toBe('taken');
  expect(await complete([two])).toBe('NoSuchUpload');
});
