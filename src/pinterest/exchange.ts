import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { Answer } from './classify.ts';
import type { Operation } from './endpoints.ts';
import { PinterestError, type PinterestErrorKind } from './errors.ts';
import { headerText } from './rate-limit.ts';

export interface Exchange {
  operation: Operation;
  dispatcher: Dispatcher;
  method: Dispatcher.HttpMethod;
  url: URL;
  headers: Record<string, string>;
  body?: string | Readable | null;
  /** Ends the exchange, for example a deadline; its reason decides the kind of the error. */
  signal: AbortSignal;
}

/** A page of 250 Pins is about 1 MB; an answer above this many bytes is not one of Pinterest's. */
const maxBodyBytes = 16 * 1024 * 1024;

/** The reason to abort a signal with when a deadline has passed. */
export const deadlinePassed = Symbol('deadline passed');

/**
 * One HTTP request and its complete answer, regardless of the status; no redirect, no retry.
 *
 * undici's `dispatch` is used directly because only it says whether the request reached a
 * connection: before `onRequestStart` nothing was written, after it anything may have happened.
 *
 * @throws {PinterestError} `network`, `timeout`, `aborted`, `bad_response` (answer too large) or
 * `invalid` (a header that HTTP cannot carry, such as a token with a line break).
 */
export function exchange(request: Exchange): Promise<Answer> {
  const { operation, dispatcher, signal } = request;
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | null = null;
    let settled = false;
    let head: Omit<Answer, 'body'> | null = null;
    const chunks: Buffer[] = [];
    let size = 0;

    function finish(settle: () => void): void {
      if (settled) return;
      settled = true;
      signal.removeEventListener('abort', onAbort);
      settle();
    }
    function fail(kind: PinterestErrorKind, message: string, cause?: unknown): void {
      const error = new PinterestError({
        kind,
        outcome: controller ? 'unknown' : 'not_sent',
        operation,
        message,
        status: head?.status ?? null,
        requestId: head && headerText(head.headers, 'x-pinterest-rid'),
        cause,
      });
      finish(() => reject(error));
    }
    function onAbort(): void {
      if (signal.reason === deadlinePassed) fail('timeout', 'Pinterest did not answer in time');
      else fail('aborted', 'The request was cancelled', signal.reason);
      controller?.abort(new Error('aborted'));
    }

    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort);
    dispatcher.dispatch(
      {
        origin: request.url.origin,
        path: request.url.pathname + request.url.search,
        method: request.method,
        headers: request.headers,
        body: request.body ?? null,
        // The deadline in `signal` covers the whole exchange.
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      {
        onRequestStart(started) {
          // Given up while waiting for a connection: stop it before the first byte is written.
          if (settled) return started.abort(new Error('aborted'));
          controller = started;
        },
        onResponseStart(_, status, headers) {
          if (status >= 200) head = { status, headers, receivedAtMs: Date.now() };
        },
        onResponseData(started, chunk) {
          size += chunk.length;
          if (size <= maxBodyBytes) chunks.push(chunk);
          else {
            fail('bad_response', `The answer is larger than ${maxBodyBytes} bytes`);
            started.abort(new Error('answer too large'));
          }
        },
        onResponseEnd() {
          if (!head) return fail('network', 'The answer had no status');
          const answer = { ...head, body: Buffer.concat(chunks).toString('utf8') };
          finish(() => resolve(answer));
        },
        onResponseError(_, error) {
          if (error instanceof PinterestError) finish(() => reject(error));
          else if (errorCode(error) === 'UND_ERR_INVALID_ARG') fail('invalid', error.message);
          else fail('network', networkMessage(error), error);
        },
      },
    );
  });
}

function networkMessage(error: Error): string {
  const code = errorCode(error);
  return `No answer from Pinterest${code && ` (${code})`}: ${error.message}`;
}

function errorCode(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
