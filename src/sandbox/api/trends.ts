import { operation } from '../protocol/operation.ts';
import type { Operation } from '../protocol/operation.ts';
import * as schemas from '../protocol/trends-schemas.ts';

const read = ['user_accounts:read'];
const trends = { method: 'GET', category: 'trends_read', scopes: read } as const;
const terms = { method: 'GET', category: 'ads_read', scopes: ['ads:read'] } as const;
const emptyList = { status: 200, body: [] };

/** Keyword ideas and trends. The sandbox has no searches to count, so its lists are empty. */
export const trendOperations: Operation[] = [
  operation({
    ...terms,
    id: 'terms_related/list',
    path: '/terms/related',
    query: schemas.relatedTermsQuery,
    handle: ({ query }) => ({
      status: 200,
      body: {
        id: query.terms[0],
        related_term_count: 0,
        related_terms_list: query.terms.map((term) => ({ term, related_terms: [] })),
      },
    }),
  }),
  operation({
    ...terms,
    id: 'terms_suggested/list',
    path: '/terms/suggested',
    query: schemas.suggestedTermsQuery,
    // Recorded for a rare term: itself alone.
    handle: ({ query }) => ({ status: 200, body: [query.term] }),
  }),
  operation({
    ...trends,
    id: 'trending_keywords/list',
    path: '/trends/keywords/{region}/top/{trend_type}',
    params: schemas.trendingKeywordsParams,
    query: schemas.trendingKeywordsQuery,
    handle: () => ({ status: 200, body: { trends: [] } }),
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
