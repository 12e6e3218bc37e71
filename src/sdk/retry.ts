import { LinchpinApiError, LinchpinConnectionError } from './errors.ts';

/** Whether sending a call again does it twice: `read` changes nothing, `keyed` is done once under its key. */
export type Repetition = 'read' | 'keyed' | 'once';

/** Waits, in milliseconds; ends early by throwing when the signal aborts. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

export interface RetryOptions {
  /** How often a call is sent again. */
  retries: number;
  repetition: Repetition;
  signal?: AbortSignal | undefined;
  wait: Wait;
}

const firstWaitMs = 500;
/** What a server asks for beyond this is for the caller to decide. */
const longestWaitMs = 60_000;

/** Sends a call, and again after no answer, 429 or a 5xx that can go away. Throws what the last one threw. */
export async function withRetries<T>(
  send: () => Promise<T>,
  { retries, repetition, signal, wait }: RetryOptions,
): Promise<T> {
  for (let tried = 0; ; tried++)
    try {
      return await send();
    } catch (error) {
      signal?.throwIfAborted();
      if (tried >= retries || !canHelp(error, repetition)) throw error;
      // Half of it by chance, so that many clients do not come back together.
      const usual = firstWaitMs * 2 ** tried * (0.5 + Math.random() / 2);
      const waitMs = (error instanceof LinchpinApiError ? error.retryAfterMs : null) ?? usual;
      if (waitMs > longestWaitMs) throw error;
      await wait(waitMs, signal);
    }
}

function canHelp(error: unknown, repetition: Repetition): boolean {
  if (error instanceof LinchpinConnectionError) return repetition !== 'once';
  if (!(error instanceof LinchpinApiError)) return false;
  if (error.status === 429) return true; // It was not even looked at.
  if (error.status < 500 || repetition === 'once') return false;
  return error.problems.every(({ retryable }) => retryable);
}

export const sleep: Wait = (ms, signal) =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });

/** A key that no other request has. Not crypto.randomUUID(), which browsers lack on plain http. */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
