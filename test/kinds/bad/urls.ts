import { gzipSync } from 'node:zlib';
import type { ErrorCode } from '../../../src/domain/errors/index.ts';
import { noise, quarters } from '../pictures.ts';
import type { Behaviour } from '../../harness/media-server.ts';
import { badAddress, type BadCase } from './case.ts';

const page = '<!doctype html><html><body><h1>Please sign in</h1></body></html>';
const jpeg = quarters(300, 450).jpeg().toBuffer();
const large = noise(400, 600).jpeg().toBuffer();

/** A path of the test server that behaves badly. */
const bad = (
  name: string,
  code: ErrorCode,
  answer: Behaviour,
  more: Pick<BadCase, 'to' | 'fix'> = {},
): BadCase =>
  badAddress(
    name,
    code,
    ({ server }) => server.add(`/${name.replaceAll(/\W+/g, '-')}`, answer),
    more,
  );

const statuses = (
  [
    [400, 'MEDIA_FETCH_FAILED'],
    [401, 'MEDIA_AUTH_REQUIRED'],
    [403, 'MEDIA_HOST_REFUSES'],
    [404, 'MEDIA_FETCH_FAILED'],
    [407, 'MEDIA_AUTH_REQUIRED'],
    [410, 'MEDIA_FETCH_FAILED'],
    [418, 'MEDIA_FETCH_FAILED'],
    [429, 'MEDIA_FETCH_FAILED'],
    [500, 'MEDIA_FETCH_FAILED'],
    [503, 'MEDIA_FETCH_FAILED'],
  ] as const
).map(([status, code]) =>
  bad(`a host that answers ${status} with a page`, code, (_, response) =>
    response.writeHead(status, { 'content-type': 'text/html' }).end(page),
  ),
);

const pages: BadCase[] = [
  bad('a page, and it says so', 'MEDIA_IS_WEB_PAGE', (_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end(page),
  ),
  bad('a page that calls itself an image', 'MEDIA_IS_WEB_PAGE', (_, response) =>
    response.writeHead(200, { 'content-type': 'image/png' }).end(page),
  ),
  bad('a text that calls itself a page', 'MEDIA_IS_WEB_PAGE', (_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('You are not signed in.'),
  ),
  bad('a page in UTF-16', 'MEDIA_IS_WEB_PAGE', (_, response) =>
    response.end(Buffer.from(`\ufeff${page}`, 'utf16le')),
  ),
  bad('a packed page', 'MEDIA_IS_WEB_PAGE', (_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(page)),
  ),
  bad('an address that leads to a page', 'MEDIA_IS_WEB_PAGE', (request, response) =>
    request.url?.endsWith('?in')
      ? response.end(page)
      : response.writeHead(302, { location: '?in' }).end(),
  ),
];

const redirects: BadCase[] = [
  bad('an address that leads to itself', 'MEDIA_TOO_MANY_REDIRECTS', (request, response) =>
    response.writeHead(302, { location: request.url ?? '/' }).end(page),
  ),
  bad('six hops', 'MEDIA_TOO_MANY_REDIRECTS', async (request, response) => {
    const hop = Number(/\?(\d)/.exec(request.url ?? '')?.[1] ?? 0);
    if (hop < 6) response.writeHead(307, { location: `?${hop + 1}` }).end();
    else response.end(await jpeg);
  }),
  bad('a redirect to nowhere', 'MEDIA_FETCH_FAILED', (_, response) =>
    response.writeHead(302).end(),
  ),
  bad('a redirect to a file of the server', 'MEDIA_URL_INVALID', (_, response) =>
    response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  ),
  bad('a redirect to FTP', 'MEDIA_URL_INVALID', (_, response) =>
    response.writeHead(302, { location: 'ftp://example.com/a.jpg' }).end(),
  ),
  bad('a redirect with a password', 'MEDIA_URL_CREDENTIALS', (_, response) =>
    response.writeHead(302, { location: 'http://me:secret@127.0.0.1/' }).end(),
  ),
  bad('a redirect to what is not there', 'MEDIA_FETCH_FAILED', (_, response) =>
    response.writeHead(301, { location: '/gone' }).end(),
  ),
  bad('a redirect to a name nobody has', 'MEDIA_FETCH_FAILED', (_, response) =>
    response.writeHead(301, { location: 'http://nobody.example/a.jpg' }).end(),
  ),
];

const transfers: BadCase[] = [
  bad('200 without a body', 'MEDIA_EMPTY', (_, response) => response.end()),
  bad('204', 'MEDIA_EMPTY', (_, response) => response.writeHead(204).end()),
  bad('a connection that breaks at once', 'MEDIA_FETCH_FAILED', (request) => request.destroy()),
  bad('a connection that breaks midway', 'MEDIA_FETCH_FAILED', async (_, response) => {
    const file = await large;
    response.writeHead(200, { 'content-length': file.length });
    response.write(file.subarray(0, 20_000), () => response.destroy());
  }),
  bad('a chunked answer that breaks midway', 'MEDIA_FETCH_FAILED', async (_, response) => {
    response.write((await large).subarray(0, 20_000), () => response.destroy());
  }),
  bad('a length that promises more', 'MEDIA_FETCH_FAILED', async (request, response) => {
    const file = await jpeg;
    response.writeHead(200, { 'content-length': file.length + 5000, connection: 'close' });
    response.write(file, () => request.socket.end());
  }),
  bad('a length that promises less', 'IMAGE_BROKEN', async (request) => {
    const file = await large;
    const half = Math.floor(file.length / 2);
    request.socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${half}\r\nconnection: close\r\n\r\n`);
    request.socket.end(file);
  }),
  bad('a length that is no number', 'MEDIA_FETCH_FAILED', (request) => {
    request.socket.end('HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n');
  }),
  bad('an answer that is not HTTP', 'MEDIA_FETCH_FAILED', (request) => {
    request.socket.end('SSH-2.0-OpenSSH_9.2\r\n');
  }),
  bad('a packing that is damaged', 'MEDIA_FETCH_FAILED', async (_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(`x${(await jpeg).toString('hex')}`);
  }),
  bad('a packing without end', 'MEDIA_FETCH_FAILED', async (_, response) => {
    response.writeHead(200, { 'content-encoding': 'br,'.repeat(3000) }).end(await jpeg);
  }),
  bad('a packed image that breaks off', 'MEDIA_FETCH_FAILED', async (_, response) => {
    const packed = gzipSync(await large);
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed.subarray(0, 9000));
  }),
  bad('a gzip bomb behind the head of a JPEG', 'MEDIA_TOO_LARGE', (_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
  }),
  bad('a gzip bomb of nothing', 'MEDIA_TOO_LARGE', (_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(zeros);
  }),
  bad('three gigabytes announced', 'MEDIA_TOO_LARGE', async (_, response) => {
    response.writeHead(200, { 'content-length': 3 * 1024 ** 3 });
    response.write(await jpeg);
  }),
  bad('an endless JPEG', 'MEDIA_TOO_LARGE', async (_, response) => {
    response.write(await jpeg);
    const block = Buffer.alloc(1024 * 1024);
    const more = (): void => {
      while (!response.destroyed && response.write(block));
    };
    response.on('drain', more);
    more();
  }),
];
/** A tenth of a megabyte that becomes a hundred. */
const zeros = gzipSync(Buffer.alloc(100 * 1024 * 1024), { level: 1 });
const bomb = Buffer.concat([gzipSync(Buffer.from('ffd8ffe000104a464946', 'hex')), zeros]);

const slow: BadCase[] = [
  bad('a host that never answers', 'MEDIA_FETCH_TIMEOUT', () => {}, { to: 'hasty' }),
  bad(
    'a host that stops in the middle',
    'MEDIA_FETCH_TIMEOUT',
    async (_, response) => {
      response.writeHead(200, { 'content-length': 100_000 });
      response.write(await jpeg);
    },
    { to: 'hasty' },
  ),
  bad(
    'a slow drip',
    'MEDIA_FETCH_TIMEOUT',
    (_, response) => {
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    },
    { to: 'hasty' },
  ),
];

const notAddresses = (
  [
    ['photo.jpg', 'MEDIA_URL_INVALID'],
    ['/photo.jpg', 'MEDIA_URL_INVALID'],
    ['//example.com/photo.jpg', 'MEDIA_URL_INVALID'],
    ['www.example.com/photo.jpg', 'MEDIA_URL_INVALID'],
    ['http://', 'MEDIA_URL_INVALID'],
    ['https:///photo.jpg', 'MEDIA_FETCH_FAILED'],
    ['http://exa mple.com/photo.jpg', 'MEDIA_URL_INVALID'],
    ['ftp://example.com/photo.jpg', 'MEDIA_URL_INVALID'],
    ['file:///etc/passwd', 'MEDIA_URL_INVALID'],
    ['data:image/png;base64,iVBORw0KGgo=', 'MEDIA_URL_INVALID'],
    ['javascript:alert(1)', 'MEDIA_URL_INVALID'],
    ['blob:https://example.com/1-2-3', 'MEDIA_URL_INVALID'],
    ['C:\\Users\\me\\photo.jpg', 'MEDIA_URL_INVALID'],
    ['https://me:secret@example.com/photo.jpg', 'MEDIA_URL_CREDENTIALS'],
    ['https://token@example.com/photo.jpg', 'MEDIA_URL_CREDENTIALS'],
    ['http://nobody.example/photo.jpg', 'MEDIA_FETCH_FAILED'],
    ['http://127.0.0.1:1/photo.jpg', 'MEDIA_FETCH_FAILED'],
  ] as const
).map(([url, code]) => badAddress(url, code, () => url));

/** Every way to write an address that is not public. */
const inside = [
  'http://127.0.0.1/a.jpg',
  'http://localhost/a.jpg',
  'http://LOCALHOST./a.jpg',
  'http://photos.localhost/a.jpg',
  'http://2130706433/a.jpg',
  'http://0x7f000001/a.jpg',
  'http://0177.0.0.1/a.jpg',
  'http://127.1/a.jpg',
  'http://0.0.0.0/a.jpg',
  'http://[::1]/a.jpg',
  'http://[::]/a.jpg',
  'http://[::ffff:127.0.0.1]/a.jpg',
  'http://[::ffff:7f00:1]/a.jpg',
  'http://[fe80::1]/a.jpg',
  'http://[fd12:3456::1]/a.jpg',
  'http://[64:ff9b::a00:1]/a.jpg',
  'http://10.0.0.1/a.jpg',
  'http://172.16.0.1/a.jpg',
  'http://192.168.1.1/a.jpg',
  'http://100.64.0.1/a.jpg',
  'http://198.18.0.1/a.jpg',
  'http://224.0.0.1/a.jpg',
  'http://255.255.255.255/a.jpg',
  'http://169.254.169.254/latest/meta-data/',
  'http://metadata.google.internal/computeMetadata/v1/',
  'http://printer.local/a.jpg',
  'http://nas.home.arpa/a.jpg',
].map((url) => badAddress(url, 'MEDIA_URL_PRIVATE', () => url, { to: 'guarded', fix: /upload/i }));

/** A name that looks public and leads to this machine: see names.ts. */
const rebound = badAddress(
  'a public name that leads to this machine',
  'MEDIA_URL_PRIVATE',
  ({ server }) => `http://www.icloud.com:${server.port}/a.jpg`,
  { to: 'guarded' },
);

const shared = (host: string, path: string, fix: RegExp): BadCase =>
  badAddress(
    `a share page of ${host}`,
    'MEDIA_IS_WEB_PAGE',
    ({ server }) => {
      server.add(path.replace(/\?.*/, ''), (_, response) =>
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page),
      );
      return `http://${host}:${server.port}${path}`;
    },
    { fix },
  );

const shares: BadCase[] = [
  shared('drive.google.com', '/file/d/1AbC/view?usp=sharing', /Anyone with the link/),
  shared('docs.google.com', '/document/d/1AbC/edit', /Anyone with the link/),
  shared('photos.google.com', '/share/AF1Qip', /upload it/),
  shared('www.dropbox.com', '/scl/fi/abc/photo.jpg?dl=0', /dl=1/),
  shared('www.icloud.com', '/photos/0abc', /no direct links/),
  shared('share.icloud.com', '/photos/0abc', /no direct links/),
  shared('onedrive.live.com', '/embed', /download=1/),
  shared('1drv.ms', '/i/s!abc', /download=1/),
  shared('contoso.sharepoint.com', '/:i:/g/personal/x', /download=1/),
];

export const urls: BadCase[] = [
  ...statuses,
  ...pages,
  ...redirects,
  ...transfers,
  ...slow,
  ...notAddresses,
  ...inside,
  rebound,
  ...shares,
];
