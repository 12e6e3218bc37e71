import type { Clock } from './clock.ts';

const most = 1000;

export interface Remembered<T> {
  (key: string): Promise<T>;
  /** The next one who asks is told afresh. */
  forget(key: string): void;
}

/**
 * Asks once for each key in `keepMs`; those who ask for the same at once share the answer. A failure is not kept.
 */
export function remember<T>(
  ask: (key: string) => Promise<T>,
  keepMs: number,
  clock: Clock,
): Remembered<T> {
  const known = new Map<string, { at: number; answer: Promise<T> }>();
  const recall = (key: string): Promise<T> => {
    const kept = known.get(key);
    if (kept && clock() - kept.at < keepMs) return kept.answer;
    const answer = ask(key);
    known.delete(key);
    known.set(key, { at: clock(), answer });
    answer.catch(() => known.delete(key));
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return answer;
  };
  return Object.assign(recall, { forget: (key: string) => void known.delete(key) });
}
