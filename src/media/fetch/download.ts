import { open, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Dispatcher } from 'undici';
import { refuse } from '../../domain/errors/index.ts';
import { decoders, Meter, PageGuard, tooLarge } from './body.ts';
import { guardedAgent, type GuardOptions } from './connector.ts';
import { networkFailure, timedOut } from './failures.ts';
import { filenameOf } from './filename.ts';
import { parseMediaUrl } from './media-url.ts';
import { headerOf, requestMedia } from './request.ts';
import { webPage } from './share-pages.ts';

export interface DownloadOptions {
  /** A path that does not exist yet (created with mode 0600, removed on failure), or a stream. */
  to: string | Writable;
  maxBytes: number;
  /** Milliseconds for everything: look-up, redirects and all bytes. */
  timeoutMs: number;
  /** Milliseconds without a byte; default 15,000. */
  idleTimeoutMs?: number;
  /** Lifts the guard against private addresses: tests and closed networks only. */
  allowPrivate: boolean;
  /** Stops the download; it then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Own name look-up and address policy, for tests and unusual networks. */
  network?: Pick<GuardOptions, 'resolve' | 'isAllowed'>;
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
export async function downloadUrl(address: string, options: DownloadOptions): Promise<Download> {
  const { timeoutMs, idleTimeoutMs = 15_000, signal: cancelled } = options;
  const start = parseMediaUrl(address);
  const deadline = AbortSignal.timeout(timeoutMs);
  const signal = cancelled ? AbortSignal.any([cancelled, deadline]) : deadline;
  const dispatcher = guardedAgent({
    connectTimeoutMs: timeoutMs,
    allowPrivate: options.allowPrivate,
    ...options.network,
  });
  // undici hears a signal only once it is connected; this also ends a look-up that hangs.
  signal.addEventListener('abort', () => void dispatcher.destroy(), { once: true });
  const hops: URL[] = [];
  try {
    signal.throwIfAborted();
    const response = await requestMedia(start, hops, { dispatcher, signal, idleTimeoutMs });
    return await save(response, hops, options, signal);
  } catch (error) {
    if (cancelled?.aborted) throw cancelled.reason;
    if (deadline.aborted) throw timedOut(timeoutMs, error);
    const { hostname } = hops.at(-1) ?? start;
    throw networkFailure(error, hostname, idleTimeoutMs);
  } finally {
    // Not awaited: nothing depends on the sockets being gone.
    void dispatcher.destroy();
  }
}

async function save(
  response: Dispatcher.ResponseData,
  hops: readonly URL[],
  { to, maxBytes }: DownloadOptions,
  signal: AbortSignal,
): Promise<Download> {
  const { body } = response;
  // Until the pipeline takes over, an early refusal must not leave an unheard error event behind.
  body.on('error', () => {});
  const encoding = headerOf(response, 'content-encoding') ?? '';
  const declared = Number(headerOf(response, 'content-length') ?? Number.NaN);
  if (encoding === '' && declared > maxBytes) throw tooLarge(declared, maxBytes);

  const contentType = headerOf(response, 'content-type');
  const meter = new Meter(maxBytes);
  const guard = new PageGuard(contentType, () => webPage(hops));
  const unpack = decoders(encoding);
  // Opened outside the try: a file that was there before is not ours to remove.
  const target = typeof to === 'string' ? (await open(to, 'wx', 0o600)).createWriteStream() : to;
  try {
    await pipeline([body, ...unpack, meter, guard, target], { signal });
    if (meter.bytes === 0) throw refuse('MEDIA_EMPTY');
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
