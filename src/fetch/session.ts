import type { Dispatcher } from 'undici';
import { guardedAgent, type GuardOptions } from './connector.ts';
import { networkFailure, timedOut } from './failures.ts';
import { parseWebAddress } from './web-address.ts';
import { requestFollowing } from './request.ts';

export interface SessionOptions {
  /** Turns the address of a share page into that of the file behind it; default: asks the address as it is. */
  rewrite?: (given: URL) => URL;
  /** Milliseconds for everything: look-up, redirects and all bytes. */
  timeoutMs: number;
  /** Milliseconds without a byte; default 15,000. */
  idleTimeoutMs?: number;
  /** Lifts the guard against private addresses: tests and closed networks only. */
  allowPrivate: boolean;
  /** Stops everything; the work then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Own name look-up and address policy, for tests and unusual networks. */
  network?: Pick<GuardOptions, 'resolve' | 'isAllowed'>;
}

/** An answer and every address that was asked for it, the last one being its own. */
export interface Answer {
  response: Dispatcher.ResponseData;
  hops: readonly URL[];
}

export interface Session {
  /** The address as it was given. */
  given: URL;
  /** Where to begin: `given`, or what `rewrite` made of it. */
  start: URL;
  signal: AbortSignal;
  get(url: URL, headers?: Record<string, string>): Promise<Answer>;
}

/** Lets `work` fetch through a guarded agent, with one time limit, and turns failures into our words. */
export async function withSession<T>(
  address: string,
  options: SessionOptions,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const { timeoutMs, idleTimeoutMs = 15_000, signal: cancelled } = options;
  const given = parseWebAddress(address);
  const start = options.rewrite?.(given) ?? given;
  const deadline = AbortSignal.timeout(timeoutMs);
  const signal = cancelled ? AbortSignal.any([cancelled, deadline]) : deadline;
  const dispatcher = guardedAgent({
    connectTimeoutMs: timeoutMs,
    allowPrivate: options.allowPrivate,
    ...options.network,
  });
  // undici observes a signal only after connecting; destroying the agent also ends a hanging DNS lookup.
  signal.addEventListener('abort', () => void dispatcher.destroy(), { once: true });
  let hops: URL[] = [];
  try {
    signal.throwIfAborted();
    return await work({
      given,
      start,
      signal,
      async get(url, headers = {}) {
        hops = [];
        const settings = { dispatcher, signal, idleTimeoutMs, headers };
        const response = await requestFollowing(url, hops, settings);
        return { response, hops };
      },
    });
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
