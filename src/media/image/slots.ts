/** Runs work when one of `count` slots is free, in the order it came. */
export function createSlots(count: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
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
