import { type Dispatcher, request } from 'undici';
import { refusal } from '../domain/errors/index.ts';
import { fetchFailed, statusFailure } from './failures.ts';
import { parseWebAddress } from './web-address.ts';

const maxRedirects = 5;

export interface RequestOptions {
  dispatcher: Dispatcher;
  signal: AbortSignal;
  /** Milliseconds the host may stay silent, before the headers and between two pieces of the body. */
  idleTimeoutMs: number;
  /** In addition to the defaults. */
  headers?: Record<string, string>;
}

/**
 * Follows redirects by hand, so that each hop is parsed and checked again, up to a successful answer.
 * `hops` holds every address asked so far, also after a failure.
 */
export async function requestFollowing(
  start: URL,
  hops: URL[],
  options: RequestOptions,
): Promise<Dispatcher.ResponseData> {
  let url = start;
  for (;;) {
    hops.push(url);
    const response = await request(url, {
      method: 'GET',
      // Media are packed already; a packed answer is still understood when a host insists.
      headers: {
        'user-agent': 'Linchpin',
        accept: '*/*',
        'accept-encoding': 'identity',
        ...options.headers,
      },
      dispatcher: options.dispatcher,
      signal: options.signal,
      headersTimeout: options.idleTimeoutMs,
      bodyTimeout: options.idleTimeoutMs,
    });
    const { statusCode } = response;
    if (statusCode >= 200 && statusCode < 300) return response;
    // This body is not read; destroying the agent at the end closes it.
    response.body.on('error', () => {}).resume();
    if (![301, 302, 303, 307, 308].includes(statusCode)) {
      throw statusFailure(statusCode, url.hostname);
    }
    if (hops.length > maxRedirects) {
      throw refusal('MEDIA_TOO_MANY_REDIRECTS', { values: { limit: maxRedirects } });
    }
    const location = headerOf(response, 'location');
    if (location === undefined) {
      throw fetchFailed(`${url.hostname} redirects without saying where to.`);
    }
    url = parseWebAddress(location, url);
  }
}

/** One header as text; the first when it is repeated. */
export function headerOf(
  { headers }: Pick<Dispatcher.ResponseData, 'headers'>,
  name: string,
): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
