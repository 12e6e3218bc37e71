import type { Clock } from '../domain/time/clock.ts';
import type { PinterestClient } from '../pinterest/index.ts';
import type { Host } from '../store/index.ts';
import {
  readTrends,
  relateTerms,
  suggestTerms,
  type Trend,
  type TrendQuery,
} from './actions/keywords.ts';
import { createAnswerMemory, type Dated } from './answer-memory.ts';

/** Milliseconds. What words have to do with each other hardly changes; trends are counted by the week. */
const keep = { termsMs: 24 * 3600_000, trendsMs: 6 * 3600_000 };

/** Entries: of terms a few hundred bytes each, of trends some 200 KB. */
const most = { terms: 2000, trends: 50 };

/** The Pinterest user that a request acts for. */
export interface Asking {
  identityId: string;
  host: Host;
}

export type Keywords = ReturnType<typeof createKeywords>;

/**
 * What people search for. Answers do not depend on who asks, so a process remembers them by host. They are kept in
 * memory alone: Pinterest's developer guidelines ask that such data is not stored (docs/pinterest.md, Pacing).
 */
export function createKeywords(
  use: <T>(asking: Asking, work: (client: PinterestClient) => Promise<T>) => Promise<T>,
  clock: Clock,
) {
  const terms = { keepMs: keep.termsMs, most: most.terms, clock };
  const suggested = createAnswerMemory<string[]>(terms);
  const related = createAnswerMemory<string[]>(terms);
  const trending = createAnswerMemory<Trend[]>({ keepMs: keep.trendsMs, most: most.trends, clock });
  return {
    /** Searches that begin with the term, which must be folded (domain/text/name.ts). */
    suggest: (asking: Asking, term: string): Promise<Dated<string[]>> =>
      only(
        suggested.get(asking, [term], () =>
          use(asking, async (client) => [await suggestTerms(client, term)]),
        ),
      ),
    /** Searches that have to do with each of the terms, which must be folded. */
    relate: (asking: Asking, wanted: readonly string[]): Promise<Dated<string[]>[]> =>
      related.get(asking, wanted, (missing) =>
        use(asking, (client) => relateTerms(client, missing)),
      ),
    /** What {@link relate} would answer at once; null: Pinterest would have to be asked. */
    knownRelated: (host: Host, term: string): Dated<string[]> | null => related.find(host, term),
    /** Searches that trend, the strongest first. */
    trends: (asking: Asking, query: TrendQuery): Promise<Dated<Trend[]>> =>
      only(
        trending.get(asking, [JSON.stringify(query)], () =>
          use(asking, async (client) => [await readTrends(client, query)]),
        ),
      ),
  };
}

async function only<T>(answers: Promise<Dated<T>[]>): Promise<Dated<T>> {
  const [answer] = await answers;
  if (!answer) throw new Error('One question has one answer.');
  return answer;
}
