import { call, callFor, type ApiSession } from '../call.ts';
import { badAnswer, parseJson } from '../classify.ts';
import type { RelatedTerms, TrendingKeywords, TrendingKeywordsQuery } from '../models/keyword.ts';
import type { CallOptions } from '../transport.ts';

/** What people search for. Every method throws {@link PinterestError}. */
export function keywordsApi(session: ApiSession) {
  return {
    /** Searches that begin with the term, 1 to 10 of them (4 when absent). Scope ads:read. */
    async suggested(
      query: { term: string; limit?: number },
      options?: CallOptions,
    ): Promise<string[]> {
      const answer = await call(session, 'keywords.suggested', { query: { ...query } }, options);
      const value = parseJson(answer.body);
      if (Array.isArray(value)) return value.filter((item) => typeof item === 'string');
      const said = `Pinterest answered ${answer.status} without a list`;
      throw badAnswer('keywords.suggested', answer, said);
    },

    /** Searches that have to do with each of the terms. Scope ads:read. */
    related(terms: readonly string[], options?: CallOptions): Promise<RelatedTerms> {
      const input = { query: { terms } };
      return callFor<RelatedTerms>(session, 'keywords.related', [], input, options);
    },

    /**
     * Searches that trend in a region, such as `US` or `GB+IE`. Scope user_accounts:read.
     * @param trend_type growing, monthly, yearly or seasonal
     */
    trending(
      region: string,
      trend_type: string,
      query: TrendingKeywordsQuery = {},
      options?: CallOptions,
    ): Promise<TrendingKeywords> {
      const input = { params: { region, trend_type }, query: { ...query } };
      return callFor<TrendingKeywords>(session, 'keywords.trending', [], input, options);
    },
  };
}
