import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, type Dispatcher } from 'undici';
import { errorFromAnswer, type Answer } from './classify.ts';
import type { Method, Operation } from './endpoints.ts';
import { PinterestError } from './errors.ts';
import { deadlinePassed, exchange, type Exchange } from './exchange.ts';
import { startReport, type RequestObserver } from './report.ts';
import { defaultRetryOptions, retryDelay, type RetryOptions } from './retry.ts';
import { withoutCredentials } from './without-credentials.ts';

/** What every call accepts as its last argument; each overrides the client's own setting. */
export interface CallOptions {
  signal?: AbortSignal | undefined;
  /** For one attempt, connecting and reading included, in ms. */
  timeoutMs?: number | undefined;
  /** Sent instead of the client's token. */
  accessToken?: string | (() => Promise<string>) | undefined;
  maxRetries?: number | undefined;
  /** Called in addition to the client's own observer. */
  onResponse?: RequestObserver | undefined;
}

export interface TransportSettings {
  dispatcher: Dispatcher;
  userAgent?: string | undefined;
  /** For one attempt in ms; default 30,000 (our choice, Pinterest publishes no figure). */
  timeoutMs?: number | undefined;
  retry?: Partial<RetryOptions> | undefined;
  onResponse?: RequestObserver | undefined;
  /** Awaited before each attempt; what it throws keeps the request from being sent. */
  beforeRequest?: ((operation: Operation) => Promise<void>) | undefined;
}

export interface Transport {
  dispatcher: Dispatcher;
  userAgent: string;
  timeoutMs: number;
  retry: RetryOptions;
  onResponse: RequestObserver | undefined;
  beforeRequest: TransportSettings['beforeRequest'];
}

/**
 * A keep-alive pool: at most `connections` sockets per host (64 by default), 10 s to connect. Share
 * one between all clients of a process, and close it when done.
 */
export function createAgent({ connections = 64 }: { connections?: number } = {}): Agent {
  return new Agent({ connections, connect: { timeout: 10_000 } });
}

export function createTransport(settings: TransportSettings): Transport {
  return {
    dispatcher: settings.dispatcher,
    userAgent: settings.userAgent ?? 'linchpin-pinterest-client (Node.js)',
    timeoutMs: settings.timeoutMs ?? 30_000,
    retry: { ...defaultRetryOptions, ...settings.retry },
    onResponse: settings.onResponse,
    beforeRequest: settings.beforeRequest,
  };
}

export type OutgoingRequest = Pick<Exchange, 'operation' | 'url' | 'headers' | 'body'> & {
  method: Method;
};

/**
 * Sends a request, repeats it where {@link retryDelay} allows, reports each attempt, and returns the
 * first answer of 2xx.
 *
 * @throws {PinterestError} for every other answer, and for none.
 */
export async function send(
  transport: Transport,
  request: OutgoingRequest,
  options: CallOptions = {},
): Promise<Answer> {
  const retry = {
    ...transport.retry,
    maxRetries: options.maxRetries ?? transport.retry.maxRetries,
  };
  for (let attempt = 1; ; attempt += 1) {
    await transport.beforeRequest?.(request.operation);
    const report = startReport([transport.onResponse, options.onResponse], request, attempt);
    const result = await attemptOnce(transport, request, options);
    if (!result.error) {
      report(result.answer, null);
      return result.answer;
    }
    const wait = retryDelay({
      method: request.method,
      attempt,
      error: result.error,
      options: retry,
    });
    report(result.answer, result.error, wait);
    if (wait === null) throw result.error;
    await pause(wait, result.error, options.signal);
  }
}

type Attempt = { answer: Answer; error: null } | { answer: Answer | null; error: PinterestError };

async function attemptOnce(
  transport: Transport,
  request: OutgoingRequest,
  options: CallOptions,
): Promise<Attempt> {
  const deadline = new AbortController();
  const timer = setTimeout(
    () => deadline.abort(deadlinePassed),
    options.timeoutMs ?? transport.timeoutMs,
  );
  const unlink = linkSignal(options.signal, deadline);
  try {
    const answer = await exchange({
      ...request,
      dispatcher: transport.dispatcher,
      headers: { 'user-agent': transport.userAgent, ...request.headers },
      signal: deadline.signal,
    });
    if (answer.status >= 200 && answer.status < 300) return { answer, error: null };
    const body = withoutCredentials(answer.body, request.headers);
    return { answer, error: errorFromAnswer(request.operation, { ...answer, body }) };
  } catch (error) {
    if (error instanceof PinterestError) return { answer: null, error };
    throw error;
  } finally {
    clearTimeout(timer);
    unlink();
  }
}

/**
 * Aborts `target` when `source` does, until the returned function is called. `AbortSignal.any` would
 * keep every request of a process-wide shutdown signal in memory on Node 20.
 */
export function linkSignal(source: AbortSignal | undefined, target: AbortController): () => void {
  if (!source) return () => {};
  const forward = () => target.abort(source.reason);
  if (source.aborted) forward();
  source.addEventListener('abort', forward, { once: true });
  return () => source.removeEventListener('abort', forward);
}

/** Waits. If the caller aborts during the wait, the last failure is thrown. */
async function pause(ms: number, error: PinterestError, signal?: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, signal ? { signal } : {});
  } catch {
    throw error;
  }
}
