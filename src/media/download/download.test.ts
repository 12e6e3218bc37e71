import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LinchpinError } from '../../domain/errors/index.ts';
import type { ResolveAll } from '../../fetch/connector.ts';
import { downloadUrl, type DownloadOptions } from './download.ts';

const limit = 20_000;
const html = '<!doctype html><title>Sign in</title>';
let jpeg: Buffer;
const agents: (string | undefined)[] = [];

/** Each path of the test server shows one behaviour of a host. */
const routes: Record<string, RequestListener> = {
  '/photo.jpg': (_, res) => res.setHeader('content-type', 'image/jpeg').end(jpeg),
  '/named': (_, res) =>
    res
      .setHeader(
        'content-disposition',
        `attachment; filename="x.jpg"; filename*=UTF-8''K%C3%BCche.jpg`,
      )
      .end(jpeg),
  '/gzip': (_, res) => res.setHeader('content-encoding', 'gzip').end(gzipSync(jpeg)),
  '/br': (_, res) => res.setHeader('content-encoding', 'br').end(brotliCompressSync(jpeg)),
  '/deflate': (_, res) => res.setHeader('content-encoding', 'deflate').end(deflateSync(jpeg)),
  '/gzip-broken': (_, res) => res.setHeader('content-encoding', 'gzip').end('a'.repeat(5000)),
  '/gzip-not': (_, res) => res.setHeader('content-encoding', 'gzip').end(jpeg),
  '/gzip-br': (_, res) =>
    res.setHeader('content-encoding', 'gzip, br').end(brotliCompressSync(gzipSync(jpeg))),
  '/gzip-stacked': (_, res) => res.setHeader('content-encoding', 'br,'.repeat(2000)).end('x'),
  '/gzip-cut': (_, res) =>
    res.setHeader('content-encoding', 'gzip').end(gzipSync(jpeg).subarray(0, 100)),
  '/gzip-bomb': (_, res) =>
    res.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(limit * 50))),
  '/odd-encoding': (_, res) => res.setHeader('content-encoding', 'sdch').end(jpeg),
  '/charset-encoding': (_, res) => res.setHeader('content-encoding', 'UTF-8').end(jpeg),
  '/aws-encoding': (_, res) =>
    res.setHeader('content-encoding', 'aws-chunked,gzip').end(gzipSync(jpeg)),
  '/cookie': (req, res) =>
    req.headers.cookie === 'guest=1; seen=yes'
      ? res.end(jpeg)
      : res
          .writeHead(302, {
            'set-cookie': ['guest=1; Path=/; HttpOnly', 'seen=yes'],
            location: '/cookie',
          })
          .end(),
  '/bot-wall': (_, res) => res.writeHead(403, { 'cf-mitigated': 'challenge' }).end(html),
  '/expired': (_, res) =>
    res
      .writeHead(403, { 'content-type': 'application/xml' })
      .end('<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>'),
  '/page': (_, res) => res.setHeader('content-type', 'text/html').end(html),
  '/page.jpg': (_, res) => res.setHeader('content-type', 'image/jpeg').end(html),
  '/page-fragment': (_, res) => res.setHeader('content-type', 'text/html').end('Please sign in.'),
  '/image-as-html': (_, res) => res.setHeader('content-type', 'text/html').end(jpeg),
  '/empty': (_, res) => res.end(),
  '/no-content': (_, res) => res.writeHead(204).end(),
  '/401': (_, res) => res.writeHead(401).end(html),
  '/403': (_, res) => res.writeHead(403).end(html),
  '/404': (_, res) => res.writeHead(404).end(html),
  '/503': (_, res) => res.writeHead(503).end(),
  '/loop': (_, res) => res.writeHead(302, { location: '/loop' }).end(html),
  '/to-photo': (_, res) => res.writeHead(301, { location: 'photo.jpg' }).end(html),
  '/to-nowhere': (_, res) => res.writeHead(302).end(),
  '/to-file': (_, res) => res.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/to-password': (_, res) => res.writeHead(302, { location: 'http://me:secret@a.example/' }).end(),
  '/big': (_, res) => res.end(Buffer.alloc(limit + 1, 1)),
  '/big-endless': (_, res) => {
    const more = (): void => {
      while (!res.destroyed && res.write(Buffer.alloc(limit / 4, 1)));
    };
    res.on('drain', more);
    more();
  },
  '/reset': (_, res) => res.socket?.destroy(),
  '/reset-midway': (_, res) => {
    res.setHeader('content-length', jpeg.length);
    res.write(jpeg.subarray(0, 100), () => res.socket?.destroy());
  },
  '/reset-midway-chunked': (_, res) => {
    res.write(jpeg.subarray(0, 100), () => res.socket?.destroy());
  },
  '/not-http': (_, res) => res.socket?.end('SSH-2.0-OpenSSH_9.2\r\n'),
  '/silent': () => {},
  '/stalls': (_, res) => res.setHeader('content-length', jpeg.length).write(jpeg.subarray(0, 100)),
  '/drips': (_, res) => {
    const timer = setInterval(() => res.write('x'), 20);
    res.on('close', () => clearInterval(timer));
  },
};

let server: Server;
let origin = '';
let dir = '';

beforeAll(async () => {
  jpeg = await sharp({ create: { width: 120, height: 120, channels: 3, background: '#a53' } })
    .jpeg()
    .toBuffer();
  server = createServer((req, res) => {
    agents.push(req.headers['user-agent']);
    const path = req.url?.replace(/^\/hop(\d)$/, '/hop') ?? '';
    const hop = /^\/hop(\d)$/.exec(req.url ?? '')?.[1];
    if (hop === undefined) routes[path]?.(req, res);
    else
      res.writeHead(302, { location: hop === '1' ? '/photo.jpg' : `/hop${Number(hop) - 1}` }).end();
  });
  // All loopback addresses, so that 127.0.0.1 and 127.0.0.2 can play friend and foe.
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // A TCP server has one.
  dir = await mkdtemp(join(tmpdir(), 'linchpin-fetch-'));
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(dir, { recursive: true });
});

beforeEach(() => agents.splice(0));

const options = (more: Partial<DownloadOptions> = {}): DownloadOptions => ({
  to: join(dir, crypto.randomUUID()),
  maxBytes: limit,
  timeoutMs: 5000,
  allowPrivate: true,
  ...more,
});

const toLoopback: ResolveAll = (_name, _options, done) =>
  done(null, [{ address: '127.0.0.1', family: 4 }]);

async function closedPort(): Promise<number> {
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
  const { port } = closed.address() as AddressInfo; // A TCP server has one.
  await new Promise((resolve) => closed.close(resolve));
  return port;
}

async function refusal(url: string, more: Partial<DownloadOptions> = {}): Promise<LinchpinError> {
  const error: unknown = await downloadUrl(
    url.startsWith('/') ? origin + url : url,
    options(more),
  ).then(
    () => new Error('was accepted'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof LinchpinError) return error;
  throw error;
}

describe('downloadUrl', () => {
  it('saves the file, for the owner only, and says what it is', async () => {
    const to = join(dir, 'saved');
    const download = await downloadUrl(`${origin}/photo.jpg`, options({ to }));
    expect(download).toEqual({
      bytes: jpeg.length,
      sha256: createHash('sha256').update(jpeg).digest('hex'),
      contentType: 'image/jpeg',
      finalUrl: `${origin}/photo.jpg`,
      filename: 'photo.jpg',
    });
    expect((await readFile(to)).equals(jpeg)).toBe(true);
    expect((await stat(to)).mode & 0o777).toBe(0o600);
    expect(agents).toEqual(['Linchpin']);
  });

  it('writes into a stream', async () => {
    const to = new PassThrough();
    const chunks: Buffer[] = [];
    to.on('data', (chunk: Buffer) => chunks.push(chunk));
    await downloadUrl(`${origin}/photo.jpg`, options({ to }));
    expect(Buffer.concat(chunks).equals(jpeg)).toBe(true);
  });

  it.each([
    '/gzip',
    '/br',
    '/deflate',
    '/gzip-br',
    '/gzip-not',
    '/odd-encoding',
    '/charset-encoding',
    '/aws-encoding',
    '/cookie',
    '/image-as-html',
    '/hop5',
  ])('gets the image behind %s', async (path) => {
    const to = join(dir, crypto.randomUUID());
    expect((await downloadUrl(origin + path, options({ to }))).bytes).toBe(jpeg.length);
    expect((await readFile(to)).equals(jpeg)).toBe(true);
  });

  it('follows a relative redirect and takes the name a host gives', async () => {
    const moved = await downloadUrl(`${origin}/to-photo`, options());
    expect(moved.finalUrl).toBe(`${origin}/photo.jpg`);
    expect((await downloadUrl(`${origin}/named`, options())).filename).toBe('Küche.jpg');
  });

  it.each<[string, string, RegExp]>([
    ['/page', 'MEDIA_IS_WEB_PAGE', /web page/],
    ['/page.jpg', 'MEDIA_IS_WEB_PAGE', /web page/],
    ['/page-fragment', 'MEDIA_IS_WEB_PAGE', /web page/],
    ['/empty', 'MEDIA_EMPTY', /0 bytes/],
    ['/no-content', 'MEDIA_EMPTY', /0 bytes/],
    ['/401', 'MEDIA_AUTH_REQUIRED', /HTTP 401/],
    ['/403', 'MEDIA_HOST_REFUSES', /refuses programs, or the address has expired/],
    ['/bot-wall', 'MEDIA_HOST_REFUSES', /a bot wall/],
    ['/expired', 'MEDIA_HOST_REFUSES', /: the address has expired/],
    ['/404', 'MEDIA_FETCH_FAILED', /HTTP 404 \(not found\)/],
    ['/503', 'MEDIA_FETCH_FAILED', /HTTP 503 \(the host is overloaded/],
    ['/hop6', 'MEDIA_TOO_MANY_REDIRECTS', /more than 5 times/],
    ['/loop', 'MEDIA_TOO_MANY_REDIRECTS', /more than 5 times/],
    ['/to-nowhere', 'MEDIA_FETCH_FAILED', /without saying where/],
    ['/to-file', 'MEDIA_URL_INVALID', /file:/],
    ['/to-password', 'MEDIA_URL_CREDENTIALS', /password/],
    ['/big', 'MEDIA_TOO_LARGE', /is 19.5 KB, and the limit is 19.5 KB/],
    ['/big-endless', 'MEDIA_TOO_LARGE', /larger than 19.5 KB/],
    ['/gzip-bomb', 'MEDIA_TOO_LARGE', /larger than 19.5 KB/],
    ['/gzip-broken', 'MEDIA_FETCH_FAILED', /compressed answer is damaged/],
    ['/gzip-cut', 'MEDIA_FETCH_FAILED', /compressed answer is damaged/],
    ['/gzip-stacked', 'MEDIA_FETCH_FAILED', /packed 2000 times over/],
    ['/reset', 'MEDIA_FETCH_FAILED', /broke off/],
    ['/reset-midway', 'MEDIA_FETCH_FAILED', /broke off/],
    ['/reset-midway-chunked', 'MEDIA_FETCH_FAILED', /broke off/],
    ['/not-http', 'MEDIA_FETCH_FAILED', /not valid HTTP/],
    ['ftp://example.com/a.jpg', 'MEDIA_URL_INVALID', /ftp:/],
    ['photo.jpg', 'MEDIA_URL_INVALID', /"photo.jpg"/],
    ['https://', 'MEDIA_URL_INVALID', /https:/],
    [`data:image/png;base64,${'A'.repeat(5000)}`, 'MEDIA_URL_INVALID', /^.{60,200}$/],
    ['http://me:secret@127.0.0.1/a.jpg', 'MEDIA_URL_CREDENTIALS', /^((?!secret).)*$/],
    ['http://no-such-host.invalid/a.jpg', 'MEDIA_FETCH_FAILED', /no-such-host.invalid/],
  ])('refuses %s as %s', async (url, code, text) => {
    const error = await refusal(url);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(text);
    expect(error.problems[0].fix).not.toBe('');
    expect(error.message).not.toContain(dir);
  });

  it('leaves nothing behind after a failure', async () => {
    const folder = await mkdtemp(join(dir, 'empty-'));
    for (const path of ['/page', '/reset-midway', '/big-endless', '/empty']) {
      await refusal(path, { to: join(folder, 'file') });
    }
    expect(await readdir(folder)).toEqual([]);
  });

  it('neither overwrites nor removes a file that is there already', async () => {
    const to = join(dir, 'precious');
    await writeFile(to, 'precious');
    await expect(downloadUrl(`${origin}/photo.jpg`, options({ to }))).rejects.toThrow('EEXIST');
    expect(await readFile(to, 'utf8')).toBe('precious');
  });

  it('names a refused connection and a failed secure connection', async () => {
    const refused = await refusal(`http://127.0.0.1:${await closedPort()}/`);
    expect(refused.message).toContain('refuses the connection');
    expect(refused.problems[0].retryable).toBe(true);
    const insecure = await refusal(`${origin.replace('http:', 'https:')}/photo.jpg`);
    expect(insecure.message).toContain('No secure connection');
  });

  it.each<[string, Partial<DownloadOptions>]>([
    ['/silent', { idleTimeoutMs: 60 }],
    ['/stalls', { idleTimeoutMs: 60 }],
    ['/silent', { timeoutMs: 80 }],
    ['/drips', { timeoutMs: 150, idleTimeoutMs: 100 }],
    ['http://slow-dns.example/', { timeoutMs: 60, network: { resolve: () => {} } }],
  ])('gives up on %s with %o', async (url, more) => {
    expect((await refusal(url, more)).code).toBe('MEDIA_FETCH_TIMEOUT');
  });

  it.each<[string, Partial<DownloadOptions>]>([
    ['the host is silent', {}],
    ['the name is looked up', { network: { resolve: () => {} } }],
  ])('stops when the caller says so while %s', async (_when, more) => {
    const stop = new AbortController();
    const pending = downloadUrl(
      `${origin.replace('127.0.0.1', 'photos.example')}/silent`,
      // Longer than a test may take: only the signal can end it.
      options({
        signal: stop.signal,
        timeoutMs: 60_000,
        network: { resolve: toLoopback },
        ...more,
      }),
    );
    stop.abort(new Error('shutting down'));
    await expect(pending).rejects.toThrow('shutting down');
  });

  it('does not begin when the caller has stopped already', async () => {
    const signal = AbortSignal.abort(new Error('shutting down'));
    await expect(downloadUrl(`${origin}/photo.jpg`, options({ signal }))).rejects.toThrow(
      'shutting',
    );
    expect(agents).toEqual([]);
  });

  it.each([
    ['https://drive.google.com/file/d/1AbC/view', 'drive.usercontent.google.com'],
    ['https://1drv.ms/i/s!abc', 'api.onedrive.com'],
  ])('asks for the file behind %s', async (shared, host) => {
    const asked: string[] = [];
    const resolve: ResolveAll = (name, _options, callback) => {
      asked.push(name);
      callback(Object.assign(new Error(name), { code: 'ENOTFOUND' }), []);
    };
    expect((await refusal(shared, { network: { resolve } })).code).toBe('MEDIA_FETCH_FAILED');
    expect(asked).toEqual([host]);
  });

  it.each<[string, RegExp]>([
    ['drive.google.com', /uc\?export=download/],
    ['www.dropbox.com', /dl=1/],
    ['onedrive.live.com', /download=1/],
    ['www.icloud.com', /no direct links/],
  ])('knows the share pages of %s', async (host, fix) => {
    const error = await refusal(`http://${host}:${new URL(origin).port}/page`, {
      network: {
        resolve: toLoopback,
      },
    });
    expect(error.code).toBe('MEDIA_IS_WEB_PAGE');
    expect(error.problems[0].fix).toMatch(fix);
  });
});

describe('downloadUrl on guard', () => {
  const port = (): string => new URL(origin).port;
  const guarded = (url: string, network?: DownloadOptions['network']): Promise<LinchpinError> =>
    refusal(url.replace('PORT', port()), { allowPrivate: false, ...(network && { network }) });

  it.each([
    'http://127.0.0.1:PORT/photo.jpg',
    'http://localhost:PORT/photo.jpg',
    'http://2130706433:PORT/photo.jpg',
    'http://0x7f000001:PORT/photo.jpg',
    'http://0177.0.0.1:PORT/photo.jpg',
    'http://0.0.0.0:PORT/photo.jpg',
    'http://127.1:PORT/photo.jpg',
    'http://[::1]:PORT/photo.jpg',
    'http://[::ffff:127.0.0.1]:PORT/photo.jpg',
    'http://169.254.169.254/latest/meta-data/',
    'http://metadata.google.internal/',
  ])('never asks %s', async (url) => {
    expect((await guarded(url)).code).toBe('MEDIA_URL_PRIVATE');
    expect(agents).toEqual([]);
  });

  it.each([
    ['a private address', ['127.0.0.1']],
    ['a private address among public ones', ['8.8.8.8', '127.0.0.1']],
    ['a mapped address', ['::ffff:127.0.0.1']],
  ])('never asks a name that leads to %s', async (_what, addresses) => {
    const error = await guarded('http://rebind.example:PORT/photo.jpg', {
      resolve: (_name, _options, done) =>
        done(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        ),
    });
    expect(error.code).toBe('MEDIA_URL_PRIVATE');
    expect(error.message).toContain('rebind.example');
    expect(agents).toEqual([]);
  });

  it('drops a connection that ended up at a private address', async () => {
    // The answer passes once and is private when the socket is looked at.
    let asked = 0;
    const error = await guarded('http://rebind.example:PORT/photo.jpg', {
      resolve: toLoopback,
      isAllowed: () => (asked += 1) === 1,
    });
    expect(error.code).toBe('MEDIA_URL_PRIVATE');
    expect(agents).toEqual([]);
  });

  it('reports an allowed host that cannot be reached', async () => {
    const error = await guarded(`http://127.0.0.1:${await closedPort()}/`, {
      isAllowed: () => true,
    });
    expect(error.message).toContain('refuses the connection');
  });

  it('checks every hop of a redirect', async () => {
    routes['/to-neighbour'] = (_, res) =>
      res.writeHead(302, { location: `http://127.0.0.2:${port()}/photo.jpg` }).end();
    const isAllowed = (address: string): boolean => address === '127.0.0.1';
    const error = await guarded('http://127.0.0.1:PORT/to-neighbour', { isAllowed });
    expect(error.code).toBe('MEDIA_URL_PRIVATE');
    expect(error.message).toContain('127.0.0.2');
    expect(agents).toHaveLength(1);
  });
});
