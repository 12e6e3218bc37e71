import type { Method } from './endpoints.ts';
import type { PinterestError, PinterestErrorKind } from './errors.ts';

/** How reads (and writes that certainly did not happen) are repeated. */
export interface RetryOptions {
  /** Repeats after the first attempt; default 2. */
  maxRetries: number;
  /** First wait in ms, doubled each time; default 250. */
  baseDelayMs: number;
  /** Longest wait in ms; when Pinterest asks for more, the error goes to the caller. Default 5,000. */
  maxDelayMs: number;
  /** Jitter source, 0 ≤ n < 1. */
  random: () => number;
}

export const defaultRetryOptions: RetryOptions = {
  maxRetries: 2,
  baseDelayMs: 250,
  maxDelayMs: 5000,
  random: Math.random,
};

const passing = new Set<PinterestErrorKind>([
  'network',
  'timeout',
  'server',
  'rate_limited',
  'conflict',
]);

/**
 * The whole retry policy: ms to wait before the next attempt, or null to give up.
 *
 * Pinterest has no idempotency key. A POST is therefore never repeated here, nor is any write that
 * may have been committed; the caller decides, after looking. What is left are reads, and PATCH or
 * DELETE requests that were not sent or were refused for the moment.
 *
 * @param attempt 1 after the first failure.
 */
export function retryDelay(failure: {
  method: Method;
  attempt: number;
  error: PinterestError;
  options: RetryOptions;
}): number | null {
  const { method, attempt, error, options } = failure;
  if (attempt > options.maxRetries) return null;
  if (!passing.has(error.kind)) return null;
  if (method === 'POST') return null;
  if (method !== 'GET' && error.outcome === 'unknown') return null;

  if (error.retryAfterMs !== null) {
    return error.retryAfterMs <= options.maxDelayMs ? error.retryAfterMs : null;
  }
  const ceiling = Math.min(options.maxDelayMs, options.baseDelayMs * 2 ** (attempt - 1));
  return Math.round(ceiling * (0.5 + options.random() / 2));
}
