import { operation } from '../protocol/operation.ts';
import type { Operation } from '../protocol/operation.ts';
import { relatedTerms, suggestedTerms, trendsAt } from '../curves/searches.ts';
import type { Trend } from '../curves/searches.ts';
import { errors } from '../protocol/errors.ts';
import * as schemas from '../protocol/trends-schemas.ts';

const read = ['user_accounts:read'];
const trends = { method: 'GET', category: 'trends_read', scopes: read } as const;
const terms = { method: 'GET', category: 'ads_read', scopes: ['ads:read'] } as const;
const emptyList = { status: 200, body: [] };

/** Keyword ideas and trends, of a fixed vocabulary. Topics and product categories have none, so their lists are empty. */
export const trendOperations: Operation[] = [
  operation({
    ...terms,
    id: 'terms_related/list',
    path: '/terms/related',
    query: schemas.relatedTermsQuery,
    handle: ({ query }) => {
      const list = query.terms.map((term) => ({ term, related_terms: relatedTerms(term) }));
      const related_term_count = list.reduce((sum, each) => sum + each.related_terms.length, 0);
      return {
        status: 200,
        body: { id: query.terms[0], related_term_count, related_terms_list: list },
      };
    },
  }),
  operation({
    ...terms,
    id: 'terms_suggested/list',
    path: '/terms/suggested',
    query: schemas.suggestedTermsQuery,
    handle: ({ query }) => ({ status: 200, body: suggestedTerms(query.term, query.limit) }),
  }),
  operation({
    ...trends,
    id: 'trending_keywords/list',
    path: '/trends/keywords/{region}/top/{trend_type}',
    params: schemas.trendingKeywordsParams,
    query: schemas.trendingKeywordsQuery,
    handle: ({ sandbox, params, query }) => {
      // Both are closed betas.
      if (query.include_prediction) throw errors.restricted('trends_prediction');
      if (query.include_demographics) throw errors.restricted('trends_demographics');
      const trends = trendsAt(sandbox.clock.now(), {
        region: params.region,
        kind: params.trend_type,
        interests: query.interests,
        audience: [query.genders ?? [], query.ages ?? []].flat().toSorted().join('+'),
        includes: query.include_keywords,
        together: query.normalize_against_group,
        limit: query.limit,
      });
      return { status: 200, body: { trends: trends.map(wireTrend) } };
    },
  }),
  operation({
    ...trends,
    id: 'trends_featured_topics/list',
    path: '/trends/topics/featured',
    appToken: true,
    query: schemas.featuredTopicsQuery,
    handle: () => emptyList,
  }),
  operation({
    ...trends,
    id: 'trends_product_categories_details/list',
    path: '/trends/product_categories/details',
    appToken: true,
    query: schemas.categoryDetailsQuery,
    handle: () => emptyList,
  }),
  operation({
    ...trends,
    id: 'trends_product_categories_trending/list',
    path: '/trends/product_categories/trending',
    appToken: true,
    query: schemas.trendingCategoriesQuery,
    handle: () => emptyList,
  }),
];

const wireTrend = ({ keyword, growth, series }: Trend) => ({
  keyword,
  pct_growth_wow: growth.week,
  pct_growth_mom: growth.month,
  pct_growth_yoy: growth.year,
  time_series: series,
});
