import { afterAll, beforeAll, expect, test } from 'vitest';
import { SetupError } from '../../src/domain/setup-error.ts';
import { probeStorage } from '../../src/media/index.ts';
import { startStrictS3, type StrictS3 } from '../harness/s3/server.ts';
import { openS3 } from '../harness/s3/stores.ts';

let server: StrictS3;
let now = () => Date.now();
beforeAll(async () => {
  server = await startStrictS3({ nowMs: () => now() });
});
afterAll(() => server.close());

interface Wrong {
  url?: (url: string) => string;
  key?: Partial<{ keyId: string; secret: string }>;
}

async function check({ url = (right) => right, key = {} }: Wrong): Promise<SetupError | null> {
  const opened = openS3(url(server.url), { ...server.identity, ...key });
  const found = await opened.check().catch((error: unknown) => error);
  await opened.close();
  if (found === undefined) return null;
  if (!(found instanceof SetupError)) throw found;
  return found;
}

test('a store that is set up right', async () => {
  expect(await check({})).toBeNull();
  const opened = openS3(server.url, server.identity);
  expect(await probeStorage(opened)).toBeGreaterThanOrEqual(0);
  expect([...server.bucket.objects.keys()]).toEqual([]);
  await opened.close();
});

test.each<[string, Wrong, RegExp, RegExp]>([
  [
    'a bucket that is not there',
    { url: (url) => url.replace('media-bucket', 'other-bucket') },
    /other-bucket at http.*there is no such bucket/,
    /Make the bucket/,
  ],
  [
    'an unknown key',
    { key: { keyId: 'AKOTHER' } },
    /does not know the key/,
    /LINCHPIN_MEDIA_KEY_ID/,
  ],
  [
    'a wrong secret',
    { key: { secret: 'wrong' } },
    /secret does not belong/,
    /LINCHPIN_MEDIA_SECRET/,
  ],
  [
    'another region',
    { url: (url) => url.replace('test-region', 'eu-west-9') },
    /region is not that/,
    /region=/,
  ],
  [
    'a port that is no web server',
    { url: (url) => url.replace(/127\.0\.0\.1:\d+/, '127.0.0.1:1') },
    /does not answer \(bad port\)/,
    /endpoint=/,
  ],
  [
    'a name that nobody has',
    { url: (url) => url.replace('127.0.0.1', 'nowhere.invalid') },
    /does not answer \((ENOTFOUND|EAI_AGAIN)\)/,
    /endpoint=/,
  ],
])('%s ends the start with the fix', async (_name, wrong, problem, fix) => {
  const found = await check(wrong);
  expect(found?.problem).toMatch(problem);
  expect(found?.fix).toMatch(fix);
});

test('a clock that is off', async () => {
  now = () => Date.now() + 20 * 60_000;
  const found = await check({});
  now = () => Date.now();
  expect(found?.problem).toMatch(/clock of this machine/);
  expect(found?.fix).toMatch(/NTP/);
});

test('a key that may not list', async () => {
  server.trouble = () => ({ status: 403, code: 'AccessDenied' });
  const found = await check({});
  server.trouble = () => null;
  expect(found?.fix).toMatch(/s3:ListBucket/);
});
