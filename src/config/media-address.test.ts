import { expect, test } from 'vitest';
import { ConfigError, loadConfig, s3Address } from './index.ts';

test.each([
  [
    's3://pins',
    {
      bucket: 'pins',
      prefix: '',
      endpoint: 'https://s3.us-east-1.amazonaws.com',
      pathStyle: false,
    },
  ],
  [
    's3://pins/some/where/?region=eu-central-1',
    { prefix: 'some/where/', endpoint: 'https://s3.eu-central-1.amazonaws.com' },
  ],
  [
    's3://pins?endpoint=http://10.0.0.5:9000&region=garage',
    { endpoint: 'http://10.0.0.5:9000', region: 'garage', pathStyle: true },
  ],
  ['S3://pins?endpoint=https://eu.example.com/&pathStyle=0', { pathStyle: false }],
])('%s', (text, expected) => {
  expect(s3Address.parse(text)).toMatchObject(expected);
});

test.each([
  ['https://pins', 's3://'],
  ['s3://', 'name of a bucket'],
  ['s3://Pins', 'name of a bucket'],
  ['s3://AK:hunter2@pins', 'LINCHPIN_MEDIA_KEY_ID'],
  ['s3://pins/../other', 'prefix'],
  ['s3://pins?secret=hunter2', 'endpoint, region, pathStyle'],
  ['s3://pins?endpoint=ftp://x', 'endpoint'],
  ['s3://pins?endpoint=https://AK:hunter2@x', 'endpoint'],
  ['s3://pins?endpoint=https://x/path', 'endpoint'],
  ['s3://pins?region=a/b', 'region'],
  ['s3://pins?pathStyle=yes', 'pathStyle'],
  ['s3://my.pins?endpoint=https://x.example&pathStyle=0', 'pathStyle=1'],
  ['s3://pins?endpoint=http://127.0.0.1:9000&pathStyle=0', 'subdomains'],
  ['s3://pins?endpoint=http://localhost:9000&pathStyle=0', 'subdomains'],
])('%s is refused with the reason, and repeats no secret', (text, reason) => {
  const attempt = () => loadConfig({ LINCHPIN_MEDIA_URL: text, LINCHPIN_MEDIA_KEY_ID: 'AK' });
  expect(attempt).toThrow(ConfigError);
  expect(attempt).toThrow(new RegExp(`LINCHPIN_MEDIA_URL=\\(hidden\\): .*${reason}`));
  expect(attempt).not.toThrow(/hunter2/);
});

test('a store needs both halves of its key', () => {
  const attempt = () =>
    loadConfig({ LINCHPIN_MEDIA_URL: 's3://pins', LINCHPIN_MEDIA_SECRET: 'hunter2' });
  expect(attempt).toThrow(/LINCHPIN_MEDIA_KEY_ID, LINCHPIN_MEDIA_SECRET: both/);
  expect(attempt).not.toThrow(/hunter2/);
  expect(loadConfig({}).media).toEqual({ s3: null, credentials: null, redirect: false });
});
