import type { Clock } from './time/clock.ts';

const maxEntries = 1000;

export interface Remembered<T> {
  (key: string): Promise<T>;
  /** Drops the cached value. */
  invalidate(key: string): void;
  /** Drops all of them. */
  clear(): void;
}

/** Caches each key for `keepMs`; concurrent calls share one promise. Failures are not cached. */
export function memoize<T>(
  ask: (key: string) => Promise<T>,
  keepMs: number,
  clock: Clock,
): Remembered<T> {
  const known = new Map<string, { at: number; answer: Promise<T> }>();
  const read = (key: string): Promise<T> => {
    const kept = known.get(key);
    if (kept && clock() - kept.at < keepMs) return kept.answer;
    const answer = ask(key);
    known.delete(key);
    known.set(key, { at: clock(), answer });
    answer.catch(() => known.delete(key));
    const [oldest] = known.keys();
    if (known.size > maxEntries && oldest !== undefined) known.delete(oldest);
    return answer;
  };
  return Object.assign(read, {
    invalidate: (key: string) => void known.delete(key),
    clear: () => known.clear(),
  });
}
