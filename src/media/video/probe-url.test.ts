import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeVideo } from '../testing/make-video.ts';
import { probeVideoUrl } from './probe-url.ts';

let large: Buffer;
const asked: string[] = [];
let bytesSent = 0;

/** Answers one range of `data`, as object stores do. */
const ranges =
  (data: () => Buffer): RequestListener =>
  (request, response) => {
    const [, start = '0', end = '0'] =
      /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const part = data().subarray(Number(start), Number(end) + 1);
    bytesSent += part.length;
    const range = `bytes ${start}-${Number(start) + part.length - 1}/${data().length}`;
    response.writeHead(206, { 'content-range': range }).end(part);
  };

const routes: Record<string, RequestListener> = {
  '/large': ranges(() => large),
  '/moved': (_, response) => response.writeHead(302, { location: '/large' }).end(),
  '/page': ranges(() => Buffer.from('<!doctype html><p>Sign in')),
  '/whole': (_, response) => response.end(large),
  '/packed': (request, response) => {
    response.setHeader('content-encoding', 'gzip');
    ranges(() => large)(request, response);
  },
  '/shifted': (_, response) =>
    response.writeHead(206, { 'content-range': `bytes 5-9/${large.length}` }).end('abcde'),
  '/flood': (_, response) =>
    response.writeHead(206, { 'content-range': `bytes 0-99/${large.length}` }).end(large),
  '/changing': (request, response) =>
    ranges(() => (asked.length > 1 ? large.subarray(1) : large))(request, response),
  '/gone': (_, response) => response.writeHead(404).end(),
};

let server: Server;
let origin = '';
beforeAll(async () => {
  // Eight megabytes between the media and the index.
  const video = await makeVideo({ moov: 'end' });
  const at = video.indexOf('moov') - 4;
  const padding = Buffer.alloc(8_000_000);
  padding.writeUInt32BE(padding.length);
  padding.write('free', 4, 'latin1');
  large = Buffer.concat([video.subarray(0, at), padding, video.subarray(at)]);
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    routes[request.url ?? '']?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server has one
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  asked.length = 0;
  bytesSent = 0;
});

const probe = (path: string) =>
  probeVideoUrl(origin + path, { timeoutMs: 10_000, allowPrivate: true });

describe('probeVideoUrl', () => {
  it('reads a fraction of a large file in a few requests', async () => {
    expect(await probe('/large')).toMatchObject({
      durationSeconds: 6,
      width: 1080,
      height: 1920,
      videoCodec: 'h264',
      hasMoovAtFront: false,
      truncated: false,
      bytes: large.length,
    });
    expect(asked.length).toBeLessThanOrEqual(4);
    expect(bytesSent).toBeLessThan(300_000);
  });

  it('asks the place a redirect led to from then on', async () => {
    expect(await probe('/moved')).toMatchObject({ durationSeconds: 6 });
    expect(asked.filter((path) => path === '/moved')).toHaveLength(1);
  });

  it.each(['/whole', '/packed', '/shifted'])('gives up on a host like %s', async (path) => {
    expect(await probe(path)).toBeNull();
  });

  it.each([
    ['/page', 'MEDIA_FORMAT_UNSUPPORTED'],
    ['/gone', 'MEDIA_FETCH_FAILED'],
    ['/flood', 'MEDIA_FETCH_FAILED'],
    ['/changing', 'MEDIA_FETCH_FAILED'],
  ])('refuses %s as %s', async (path, code) => {
    await expect(probe(path)).rejects.toMatchObject({ code });
  });

  it('does not reach into private networks', async () => {
    const options = { timeoutMs: 10_000, allowPrivate: false };
    await expect(probeVideoUrl(`${origin}/large`, options)).rejects.toMatchObject({
      code: 'MEDIA_URL_PRIVATE',
    });
    expect(asked).toEqual([]);
  });
});
