import { open, rm } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { refusal } from '../../domain/errors/index.ts';
import { Meter, PageGuard, tooLarge } from './body.ts';
import { directLink } from './direct-link.ts';
import { filenameOf } from './filename.ts';
import { headerOf } from '../../fetch/request.ts';
import { type Answer, type SessionOptions, withSession } from '../../fetch/session.ts';
import { webPage } from './share-pages.ts';
import { unpack } from './unpack.ts';

export interface DownloadOptions extends Omit<SessionOptions, 'rewrite'> {
  /** A path that does not exist yet (created with mode 0600, removed on failure), or a stream. */
  to: string | Writable;
  maxBytes: number;
  /** Bytes of what is no video by its first bytes; default `maxBytes`. Keeps a packed bomb from filling the disk. */
  maxBytesUnlessVideo?: number;
}

export interface Download {
  bytes: number;
  /** Lower-case hexadecimal, of the decoded bytes as written. */
  sha256: string;
  /** As the host declares it; the bytes may say otherwise. */
  contentType: string | undefined;
  finalUrl: string;
  /** For people; never a path. */
  filename: string | undefined;
}

/**
 * Fetches a file from the public internet on behalf of a caller.
 * @throws LinchpinError MEDIA_URL_INVALID, MEDIA_URL_CREDENTIALS, MEDIA_URL_PRIVATE, MEDIA_FETCH_FAILED, MEDIA_FETCH_TIMEOUT, MEDIA_AUTH_REQUIRED, MEDIA_TOO_MANY_REDIRECTS, MEDIA_TOO_LARGE, MEDIA_IS_WEB_PAGE, MEDIA_EMPTY
 */
export function downloadUrl(address: string, options: DownloadOptions): Promise<Download> {
  return withSession(
    address,
    { ...options, rewrite: directLink },
    async ({ given, start, signal, get }) => {
      const { response, hops } = await get(start);
      return save({ response, hops: [given, ...hops] }, options, signal);
    },
  );
}

async function save(
  { response, hops }: Answer,
  { to, maxBytes, maxBytesUnlessVideo = maxBytes }: DownloadOptions,
  signal: AbortSignal,
): Promise<Download> {
  const { body } = response;
  // Before the pipeline is attached, an early refusal would leave an unhandled error event.
  body.on('error', () => {});
  const encoding = headerOf(response, 'content-encoding') ?? '';
  const declared = Number(headerOf(response, 'content-length') ?? Number.NaN);
  if (encoding === '' && declared > maxBytes) throw tooLarge(declared, maxBytes);

  const contentType = headerOf(response, 'content-type');
  const meter = new Meter(maxBytes);
  const guard = new PageGuard(contentType, {
    page: () => webPage(hops),
    onKind: (kind) => {
      if (kind !== 'video') meter.limit(maxBytesUnlessVideo);
    },
  });
  // Opened outside the try: a file that was there before is not ours to remove.
  const target = typeof to === 'string' ? (await open(to, 'wx', 0o600)).createWriteStream() : to;
  try {
    await pipeline([Readable.from(unpack(body, encoding)), meter, guard, target], { signal });
    if (meter.bytes === 0) throw refusal('MEDIA_EMPTY');
  } catch (error) {
    if (typeof to === 'string') await rm(to, { force: true });
    throw error;
  }
  const finalUrl = hops.at(-1) ?? new URL('about:blank');
  return {
    bytes: meter.bytes,
    sha256: meter.sha256(),
    contentType,
    finalUrl: finalUrl.href,
    filename: filenameOf(headerOf(response, 'content-disposition'), finalUrl),
  };
}
