import { request } from 'undici';
import { LinchpinError } from '../domain/errors/index.ts';
import { createCookies } from './cookies.ts';
import { guardedAgent, type GuardOptions } from './connector.ts';
import { networkFailure } from './failures.ts';
import { parseWebAddress } from './web-address.ts';
import { headerOf } from './request.ts';

/** Where a web address leads, as far as it can be followed. */
export interface FollowedLink {
  /** Every address asked, the given one first. */
  hops: string[];
  /** The last one. */
  finalUrl: string;
  /** HTTP status of the last one; null when it did not answer. */
  status: number | null;
  /** Why it could not be followed to the end, in words; null when it could. */
  failure: string | null;
}

const maxHops = 8;

/** What failed, without what it means for a medium. */
function reasonOf({ problems: [problem], message }: LinchpinError): string {
  const reason = problem.details?.['reason'];
  return typeof reason === 'string' ? reason : message;
}

/** Follows a link without reading the page behind it. Never throws for what the web does. */
export async function followLink(
  link: string,
  options: {
    timeoutMs: number;
    allowPrivate: boolean;
    network?: Pick<GuardOptions, 'resolve' | 'isAllowed'>;
  },
): Promise<FollowedLink> {
  const { timeoutMs, allowPrivate } = options;
  const dispatcher = guardedAgent({
    connectTimeoutMs: timeoutMs,
    allowPrivate,
    ...options.network,
  });
  const signal = AbortSignal.timeout(timeoutMs);
  signal.addEventListener('abort', () => void dispatcher.destroy(), { once: true });
  const hops: string[] = [];
  const end = (status: number | null, failure: string | null): FollowedLink => ({
    hops,
    finalUrl: hops.at(-1) ?? link,
    status,
    failure,
  });
  let host = link;
  try {
    let url = parseWebAddress(link);
    const cookies = createCookies();
    for (;;) {
      hops.push(url.href);
      host = url.hostname;
      const response = await request(url, {
        method: 'GET', // Many shops and blogs answer HEAD with an error.
        headers: {
          'user-agent': 'Mozilla/5.0 (compatible; Linchpin link check)',
          accept: 'text/html,*/*',
          ...cookies.headers(url),
        },
        dispatcher,
        signal,
      });
      response.body.on('error', () => {}).destroy();
      cookies.take(url, response.headers['set-cookie']);
      const { statusCode } = response;
      const location = headerOf(response, 'location');
      if (statusCode < 300 || statusCode >= 400 || location === undefined)
        return end(statusCode, statusCode >= 400 ? `it answers HTTP ${statusCode}.` : null);
      if (hops.length > maxHops) return end(statusCode, 'it redirects again and again.');
      url = parseWebAddress(location, url);
    }
  } catch (error) {
    if (signal.aborted) return end(null, `no answer within ${timeoutMs / 1000} seconds.`);
    const known = networkFailure(error, host, timeoutMs);
    return end(null, known instanceof LinchpinError ? reasonOf(known) : 'it cannot be reached.');
  } finally {
    void dispatcher.destroy();
  }
}
