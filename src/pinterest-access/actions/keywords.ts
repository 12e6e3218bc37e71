import type { PinterestClient, TrendingKeyword } from '../../pinterest/index.ts';

/** A search that trends. Percentages are whole; null: not told. */
export interface Trend {
  keyword: string;
  growth: { week: number | null; month: number | null; year: number | null };
  /** By week, the earliest first; 100 is the most of this keyword. */
  series: { weekEnding: string; interest: number }[];
}

export interface TrendQuery {
  region: string;
  type: 'growing' | 'monthly' | 'yearly' | 'seasonal';
  interests?: string[] | undefined;
  genders?: string[] | undefined;
  ages?: string[] | undefined;
  includeKeywords?: string[] | undefined;
}

/** The most that Pinterest gives at once: smaller requests are answered from the same cache entry. */
const most = { suggested: 10, trending: 50 };

/** Searches that begin with the term, in Pinterest's order; the term itself where it knows none. @throws PinterestError */
export const suggestTerms = (client: PinterestClient, term: string): Promise<string[]> =>
  client.keywords.suggested({ term, limit: most.suggested });

/** Searches that have to do with each of the terms, in their order. @throws PinterestError */
export async function relateTerms(
  client: PinterestClient,
  terms: readonly string[],
): Promise<string[][]> {
  const { related_terms_list: told = [] } = await client.keywords.related(terms);
  return terms.map(
    (wanted) => told.find(({ term }) => term?.toLowerCase() === wanted)?.related_terms ?? [],
  );
}

/** The searches that trend, the strongest first. @throws PinterestError */
export async function readTrends(client: PinterestClient, query: TrendQuery): Promise<Trend[]> {
  const { interests, genders, ages, includeKeywords } = query;
  const { trends = [] } = await client.keywords.trending(query.region, query.type, {
    ...(interests && { interests }),
    ...(genders && { genders }),
    ...(ages && { ages }),
    ...(includeKeywords && { include_keywords: includeKeywords }),
    limit: most.trending,
  });
  return trends.flatMap(trendOf);
}

function trendOf(told: TrendingKeyword): Trend[] {
  const { keyword, pct_growth_wow, pct_growth_mom, pct_growth_yoy, time_series = {} } = told;
  if (keyword === undefined) return [];
  return [
    {
      keyword,
      growth: {
        week: pct_growth_wow ?? null,
        month: pct_growth_mom ?? null,
        year: pct_growth_yoy ?? null,
      },
      series: Object.entries(time_series)
        .flatMap(([weekEnding, interest]) => (interest === null ? [] : { weekEnding, interest }))
        .toSorted((a, b) => (a.weekEnding < b.weekEnding ? -1 : 1)),
    },
  ];
}
