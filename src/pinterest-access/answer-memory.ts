import type { Clock } from '../domain/time/clock.ts';
import type { Host } from '../store/index.ts';

/** What Pinterest answered to what, and when. */
export interface Dated<T> {
  key: string;
  answer: T;
  asOf: Date;
}

/** Answers that are the same for every user of a host, remembered by what was asked. */
export interface AnswerMemory<T> {
  /** What is remembered; null: nothing that is young enough. Asks nothing. */
  find(host: Host, key: string): Dated<T> | null;
  /**
   * The answer to each of `keys`. Those that are not remembered are requested together; a second call for the same keys
   * and user waits for the first. Failures are neither remembered nor shared: another user may be allowed what this one
   * is not.
   * @param ask answers the keys it is given, in their order.
   */
  get(
    user: { host: Host; identityId: string },
    keys: readonly string[],
    ask: (missing: readonly string[]) => Promise<readonly T[]>,
  ): Promise<Dated<T>[]>;
}

/** @param most entries; the oldest go first. */
export function createAnswerMemory<T>({
  keepMs,
  most,
  clock,
}: {
  keepMs: number;
  most: number;
  clock: Clock;
}): AnswerMemory<T> {
  const known = new Map<string, Dated<T>>();
  const asking = new Map<string, Promise<readonly Dated<T>[]>>();
  const find = (host: Host, key: string): Dated<T> | null => {
    const found = known.get(`${host} ${key}`);
    return found && clock() - found.asOf.getTime() < keepMs ? found : null;
  };
  const keep = (host: Host, key: string, answer: T): Dated<T> => {
    const place = `${host} ${key}`;
    const dated = { key, answer, asOf: new Date(clock()) };
    known.delete(place);
    known.set(place, dated);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return dated;
  };
  return {
    find,
    async get({ host, identityId }, keys, ask) {
      const remembered = new Map(keys.map((key) => [key, find(host, key)]));
      const missing = [...remembered].flatMap(([key, found]) => (found ? [] : [key]));
      if (missing.length > 0) {
        const call = JSON.stringify([identityId, ...missing]);
        const answers =
          asking.get(call) ??
          ask(missing)
            .then((told) =>
              told
                .slice(0, missing.length)
                .map((answer, at) => keep(host, missing[at] ?? '', answer)),
            )
            .finally(() => asking.delete(call));
        asking.set(call, answers);
        for (const [at, dated] of (await answers).entries())
          remembered.set(missing[at] ?? '', dated);
      }
      return keys.flatMap((key) => remembered.get(key) ?? []);
    },
  };
}
