import { type Dispatcher, request } from 'undici';
import { refusal } from '../domain/errors/index.ts';
import { createCookies } from './cookies.ts';
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
  const cookies = createCookies();
  for (;;) {
    hops.push(url);
    const response = await request(url, {
      method: 'GET',
      // Media are packed already; a packed answer is still understood when a host insists.
      headers: {
        'user-agent': 'Linchpin',
        accept: '*/*',
        'accept-encoding': 'identity',
        ...cookies.headers(url),
        ...options.headers,
      },
      dispatcher: options.dispatcher,
      signal: options.signal,
      headersTimeout: options.idleTimeoutMs,
      bodyTimeout: options.idleTimeoutMs,
    });
    const { statusCode } = response;
    if (statusCode >= 200 && statusCode < 300) return response;
    if (![301, 302, 303, 307, 308].includes(statusCode))
      throw statusFailure(statusCode, url.hostname, {
        isChallenge: headerOf(response, 'cf-mitigated') !== undefined,
        text: statusCode === 403 ? await beginningOf(response) : '',
      });
    // This body is not read; destroying the agent at the end closes it.
    response.body.on('error', () => {}).resume();
    cookies.take(url, response.headers['set-cookie']);
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

/** The first words of an answer, where it gives some; destroying the agent at the end closes the rest. */
async function beginningOf({ body }: Dispatcher.ResponseData): Promise<string> {
  let text = '';
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      text += chunk.toString('latin1');
      if (text.length > 4096) break;
    }
  } catch {
    // What came before the end is enough.
  }
  return text;
}

/** One header as text; the first when it is repeated. */
export function headerOf(
  { headers }: Pick<Dispatcher.ResponseData, 'headers'>,
  name: string,
): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
