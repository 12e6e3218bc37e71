import { request } from 'undici';
import { LinchpinError } from '../domain/errors/index.ts';
import { innermostMessage } from '../domain/innermost-message.ts';
import { guardedAgent, type GuardOptions } from './connector.ts';
import { networkFailure } from './failures.ts';
import { parseWebAddress } from './web-address.ts';

export interface PostAnswer {
  status: number;
  /** The beginning of the body as text. */
  beginning: string;
}

/** Nothing came back; the message says why, in words. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

export interface PosterOptions {
  /** Lifts the guard against private addresses: tests and closed networks only. */
  allowPrivate: boolean;
  /** Milliseconds for everything, from the look-up to the end of what is read. */
  timeoutMs: number;
  /** Bytes of the answer that are read; the rest is left unread. */
  maxBytes: number;
  /** Own name look-up and address policy, for tests. */
  network?: Pick<GuardOptions, 'resolve' | 'isAllowed'>;
}

/** Sends to addresses people give. Connections are kept for the next request to the same host. */
export interface Poster {
  /**
   * One POST; a redirect is an answer like any other.
   * @throws NoAnswer, or the signal's reason
   */
  send(
    address: string,
    headers: Record<string, string>,
    body: Buffer,
    signal: AbortSignal,
  ): Promise<PostAnswer>;
  close(): Promise<void>;
}

export function createPoster(options: PosterOptions): Poster {
  const { allowPrivate, timeoutMs, maxBytes } = options;
  const dispatcher = guardedAgent({
    connectTimeoutMs: timeoutMs,
    allowPrivate,
    ...options.network,
  });
  return {
    send: async (address, headers, body, cancelled) => {
      const deadline = AbortSignal.timeout(timeoutMs);
      const signal = AbortSignal.any([cancelled, deadline]);
      let host = address;
      const post = async (): Promise<PostAnswer> => {
        const url = parseWebAddress(address);
        host = url.hostname;
        const response = await request(url, { method: 'POST', headers, body, dispatcher, signal });
        return { status: response.statusCode, beginning: await readUpTo(response.body, maxBytes) };
      };
      try {
        signal.throwIfAborted();
        // undici observes a signal only after connecting.
        return await Promise.race([post(), abortOf(signal)]);
      } catch (error) {
        if (cancelled.aborted) throw cancelled.reason;
        if (deadline.aborted)
          throw new NoAnswer(`${host} did not answer within ${timeoutMs / 1000} seconds.`);
        throw new NoAnswer(reasonOf(networkFailure(error, host, timeoutMs), host));
      }
    },
    close: () => dispatcher.destroy(),
  };
}

const abortOf = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
  });

async function readUpTo(body: AsyncIterable<Buffer> & { destroy(): unknown }, maxBytes: number) {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= maxBytes) break; // Leaving the loop closes the connection.
  }
  return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, maxBytes));
}

/** What failed, without what it would mean for a medium. */
function reasonOf(error: unknown, host: string): string {
  if (!(error instanceof LinchpinError)) return innermostMessage(error);
  if (error.code === 'MEDIA_URL_PRIVATE') return `${host} is inside a private network.`;
  if (error.code === 'MEDIA_FETCH_TIMEOUT') return `${host} did not answer in time.`;
  const reason = error.problems[0].details?.['reason'];
  return typeof reason === 'string' ? reason : error.message;
}
