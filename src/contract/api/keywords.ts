import {
  RelatedKeywords,
  RelatedKeywordsInput,
  SuggestedKeywords,
  SuggestKeywordsInput,
  TrendingKeywords,
  TrendingKeywordsInput,
} from '../keyword.ts';
import { endpoint } from './endpoint.ts';

const path = '/api/v1/accounts/{accountId}/keywords';

export const keywords = {
  'keywords.suggest': endpoint({
    method: 'GET',
    path: `${path}/suggested`,
    summary: 'What people search for on Pinterest that begins with a term',
    effect: 'read',
    body: 'none',
    input: SuggestKeywordsInput,
    output: SuggestedKeywords,
  }),
  'keywords.related': endpoint({
    method: 'GET',
    path: `${path}/related`,
    summary: 'What people search for on Pinterest that has to do with terms',
    effect: 'read',
    body: 'none',
    input: RelatedKeywordsInput,
    output: RelatedKeywords,
  }),
  'keywords.trending': endpoint({
    method: 'GET',
    path: `${path}/trending`,
    summary: 'What people in a region search for more and more on Pinterest, or most',
    effect: 'read',
    body: 'none',
    input: TrendingKeywordsInput,
    output: TrendingKeywords,
  }),
} as const;
