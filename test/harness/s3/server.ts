import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Bucket, type Kept } from './objects.ts';
import { Refused, verify, type Identity } from './signature.ts';

/** What becomes of a request before the store looks at it: an error by its status, or no answer at all. */
export type Trouble = { status: number; code: string } | 'cut' | 'cut after work' | null;

export interface StrictS3 {
  /** For LINCHPIN_MEDIA_URL. */
  url: string;
  origin: string;
  identity: Identity;
  bucket: Bucket;
  /** `PUT key` of every request that came, in order. */
  requests: string[];
  /** Set by a test. */
  trouble: (request: IncomingMessage) => Trouble;
  close(): Promise<void>;
}

/**
 * A store that is as strict as Amazon's: signatures in headers and in addresses, conditions, ranges, multipart. It
 * shares no code with what is tested; s3rver, a second opinion, takes forged signatures and ignores conditions.
 */
export async function startStrictS3(
  options: { nowMs?: () => number; leastPartBytes?: number; port?: number } = {},
): Promise<StrictS3> {
  const nowMs = options.nowMs ?? Date.now;
  const identity: Identity = {
    keyId: 'AKTEST0000000000KEY',
    secret: 'strict/secret+of/the+store',
    region: 'test-region',
    nowMs,
  };
  const bucket = new Bucket(() => new Date(nowMs()), options.leastPartBytes ?? 5 * 1024 * 1024);
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://store');
    here.requests.push(`${request.method} ${url.pathname}`);
    const trouble = here.trouble(request);
    if (trouble === 'cut') return void request.socket.destroy();
    const answering =
      trouble === null || trouble === 'cut after work'
        ? answer(request, response, url, trouble !== null)
        : buffer(request).then(() => {
            throw new Refused(trouble.status, trouble.code);
          });
    answering.catch((error: unknown) => {
      if (!(error instanceof Refused)) return void request.socket.destroy(error as Error);
      const body = request.method === 'HEAD' ? '' : `<Error><Code>${error.code}</Code></Error>`;
      response.writeHead(error.status, { 'content-type': 'application/xml' }).end(body);
    });
  });

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    cutAfter: boolean,
  ): Promise<void> {
    const sha256 = verify(request, url, identity);
    const [, name, ...rest] = url.pathname.split('/');
    if (name !== 'media-bucket') throw new Refused(404, 'NoSuchBucket');
    const key = decodeURIComponent(rest.join('/'));
    const hasBody = request.method === 'PUT' || request.method === 'POST';
    if (hasBody && request.headers['content-length'] === undefined)
      throw new Refused(411, 'MissingContentLength');
    const body = await buffer(request);
    if (sha256 !== null && createHash('sha256').update(body).digest('hex') !== sha256)
      throw new Refused(400, 'XAmzContentSHA256Mismatch');
    const given = { bucket, request, key, body, query: url.searchParams };
    const reply = key === '' ? ofBucket(given) : ofObject(given);
    if (cutAfter) return void request.socket.destroy();
    response.writeHead(reply.status ?? 200, reply.headers).end(reply.body);
  }

  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // It listens on a port.
  const here: StrictS3 = {
    url: `s3://media-bucket/linchpin?endpoint=${origin}&region=${identity.region}`,
    origin,
    identity,
    bucket,
    requests: [],
    trouble: () => null,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return here;
}

interface Given {
  bucket: Bucket;
  request: IncomingMessage;
  key: string;
  body: Buffer;
  query: URLSearchParams;
}

interface Reply {
  status?: number;
  headers?: Record<string, string | number>;
  body?: Buffer | string;
}

const xml = (body: string): Reply => ({ headers: { 'content-type': 'application/xml' }, body });

function ofBucket({ bucket, request, query }: Given): Reply {
  if (request.method === 'HEAD') return {};
  if (request.method !== 'GET') throw new Refused(405, 'MethodNotAllowed');
  const prefix = query.get('prefix') ?? '';
  if (query.has('uploads'))
    return xml(
      `<ListMultipartUploadsResult>${[...bucket.uploads]
        .filter(([, { key }]) => key.startsWith(prefix))
        .map(
          ([id, { key, startedAt }]) =>
            `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${startedAt.toISOString()}</Initiated></Upload>`,
        )
        .join('')}</ListMultipartUploadsResult>`,
    );
  if (query.get('list-type') !== '2') throw new Refused(400, 'InvalidArgument');
  const count = Number(query.get('max-keys') ?? 1000);
  const after = query.get('continuation-token') ?? '';
  const keys = [...bucket.objects.keys()]
    .filter((key) => key.startsWith(prefix) && key > after)
    .sort();
  const page = keys.slice(0, count);
  const next =
    keys.length > count
      ? `<IsTruncated>true</IsTruncated><NextContinuationToken>${page.at(-1)}</NextContinuationToken>`
      : '<IsTruncated>false</IsTruncated>';
  const contents = page.map((key) => {
    const { body, etag, modifiedAt } = bucket.get(key);
    return `<Contents><Key>${key}</Key><Size>${body.length}</Size><ETag>${etag}</ETag><LastModified>${modifiedAt.toISOString()}</LastModified></Contents>`;
  });
  return xml(`<ListBucketResult>${next}${contents.join('')}</ListBucketResult>`);
}

function ofObject(given: Given): Reply {
  switch (given.request.method) {
    case 'GET':
    case 'HEAD':
      return read(given);
    case 'PUT':
      return write(given);
    case 'POST':
      return post(given);
    case 'DELETE':
      return remove(given);
    default:
      throw new Refused(405, 'MethodNotAllowed');
  }
}

function read({ bucket, request, key, query }: Given): Reply {
  const { headers } = request;
  const kept = bucket.get(key);
  require(headers['if-match'], headers['if-none-match'], kept, 304);
  const type = query.get('response-content-type') ?? kept.type;
  const common = { etag: kept.etag, 'content-type': type, 'accept-ranges': 'bytes' };
  const size = kept.body.length;
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '') ?? [];
  if (from === '' && to === '')
    return { headers: { ...common, 'content-length': size }, body: kept.body };
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size : Math.min(Number(to) + 1, size);
  if (start >= size || start >= end) throw new Refused(416, 'InvalidRange');
  return {
    status: 206,
    headers: {
      ...common,
      'content-length': end - start,
      'content-range': `bytes ${start}-${end - 1}/${size}`,
    },
    body: kept.body.subarray(start, end),
  };
}

/** Conditions of RFC 9110, of an object or of the source of a copy. */
function require(
  match: string | string[] | undefined,
  noneMatch: string | string[] | undefined,
  kept: Kept | undefined,
  otherwise: number,
): void {
  const names = (wanted: string | string[]): boolean =>
    kept !== undefined &&
    String(wanted)
      .split(',')
      .some((each) => ['*', kept.etag, kept.etag.replaceAll('"', '')].includes(each.trim()));
  if (match !== undefined && !names(match)) throw new Refused(412, 'PreconditionFailed');
  if (noneMatch !== undefined && names(noneMatch))
    throw new Refused(otherwise, otherwise === 304 ? 'NotModified' : 'PreconditionFailed');
}

function write({ bucket, request, key, body, query }: Given): Reply {
  const { headers } = request;
  const uploadId = query.get('uploadId');
  if (uploadId !== null)
    return { headers: { etag: bucket.part(uploadId, key, Number(query.get('partNumber')), body) } };
  const source = headers['x-amz-copy-source'];
  if (source !== undefined) {
    const [, name, ...path] = decodeURIComponent(String(source)).split('/');
    if (name !== 'media-bucket') throw new Refused(404, 'NoSuchBucket');
    const from = bucket.get(path.join('/'));
    require(headers['x-amz-copy-source-if-match'], headers[
      'x-amz-copy-source-if-none-match'
    ], from, 412);
    const made = bucket.put(key, from.body, from.type);
    return xml(
      `<CopyObjectResult><ETag>${made.etag}</ETag><LastModified>${made.modifiedAt.toISOString()}</LastModified></CopyObjectResult>`,
    );
  }
  require(headers['if-match'], headers['if-none-match'], bucket.objects.get(key), 412);
  const type = headers['content-type'] ?? 'binary/octet-stream';
  return { headers: { etag: bucket.put(key, body, type).etag } };
}

function post({ bucket, request, key, body, query }: Given): Reply {
  if (query.has('uploads')) {
    const id = bucket.begin(key, request.headers['content-type'] ?? 'binary/octet-stream');
    return xml(
      `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
    );
  }
  const parts = [
    ...body
      .toString()
      .matchAll(
        /<Part><PartNumber>(\d+)<\/PartNumber><ETag>(?:"|&quot;)?(\w+)(?:"|&quot;)?<\/ETag><\/Part>/g,
      ),
  ].map(([, number, etag]) => ({ number: Number(number), etag: etag ?? '' }));
  const made = bucket.complete(query.get('uploadId') ?? '', key, parts);
  return xml(
    `<CompleteMultipartUploadResult><ETag>${made.etag}</ETag></CompleteMultipartUploadResult>`,
  );
}

function remove({ bucket, key, query }: Given): Reply {
  const uploadId = query.get('uploadId');
  if (uploadId === null) bucket.objects.delete(key);
  else {
    bucket.upload(uploadId, key);
    bucket.uploads.delete(uploadId);
  }
  return { status: 204 };
}
