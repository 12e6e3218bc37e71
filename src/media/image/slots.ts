import { refusal } from '../../domain/errors/index.ts';

/** Milliseconds for `Retry-After`: a few images are decoded meanwhile. */
const retryAfterMs = 5_000;

/**
 * Runs work when one of `count` slots is free, in the order it came.
 * @param maxWaiting more are refused, since every one keeps a request and a file
 * @throws LinchpinError TOO_MANY_UPLOADS
 */
export function createSlots(
  count: number,
  maxWaiting = Infinity,
): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (waiting.length >= maxWaiting) throw refusal('TOO_MANY_UPLOADS', { retryAfterMs });
    if (running >= count) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // The slot is handed to the next waiter directly, so that a new caller cannot take it.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
