import * as z from 'zod';
import { flag, listOf, optionalListOf, whole } from './schemas.ts';

// Names and limits of the official spec 5.23.0, in its order: a refusal lists them.

export const relatedTermsQuery = z.object({ terms: listOf(z.string().min(1)) });
export const suggestedTermsQuery = z.object({
  term: z.string().min(1),
  limit: whole(1, 10).default(4),
});

const ages = optionalListOf(z.enum(['18-24', '25-34', '35-44', '45-49', '50-54', '55-64', '65+']));

export const trendingKeywordsParams = z.object({
  region: z.enum([
    'US',
    'CA',
    'DE',
    'FR',
    'ES',
    'IT',
    'DE+AT+CH',
    'GB+IE',
    'IT+ES+PT+GR+MT',
    'PL+RO+HU+SK+CZ',
    'SE+DK+FI+NO',
    'NL+BE+LU',
    'AR',
    'BR',
    'CO',
    'MX',
    'MX+AR+CO+CL',
    'AU+NZ',
  ]),
  trend_type: z.enum(['growing', 'monthly', 'yearly', 'seasonal']),
});
export const trendingKeywordsQuery = z.object({
  interests: optionalListOf(
    z.enum([
      'animals',
      'architecture',
      'art',
      'beauty',
      'childrens_fashion',
      'design',
      'diy_and_crafts',
      'education',
      'electronics',
      'entertainment',
      'event_planning',
      'finance',
      'food_and_drinks',
      'gardening',
      'health',
      'home_decor',
      'mens_fashion',
      'parenting',
      'quotes',
      'sport',
      'travel',
      'vehicles',
      'wedding',
      'womens_fashion',
    ]),
  ),
  genders: optionalListOf(z.enum(['female', 'male', 'unknown'])),
  ages,
  include_keywords: optionalListOf(z.string().min(1).max(100), 50),
  normalize_against_group: flag,
  limit: whole(1, 50).default(50),
  include_prediction: flag,
  include_demographics: flag,
});

const region = z.enum(['US', 'GB+IE', 'CA']);
const engagement_type = z.enum(['ENGAGEMENT', 'OUTBOUND_CLICK', 'SAVE']).optional();

export const featuredTopicsQuery = z.object({
  region,
  interest: z
    .enum([
      'ALL',
      'ANIMALS',
      'ARCHITECTURE',
      'ART',
      'BEAUTY',
      'DIY_AND_CRAFTS',
      'EDUCATION',
      'EVENT_PLANNING',
      'FASHION',
      'FOOD_AND_DRINKS',
      'GARDENING',
      'HEALTH',
      'HOME_DECOR',
      'PARENTING',
      'TRAVEL',
      'WEDDING',
    ])
    .optional(),
});
export const categoryDetailsQuery = z.object({
  region,
  // One of 383 names; any name of that form is taken.
  product_categories: listOf(z.string().regex(/^[A-Z0-9_]+$/), 20),
  lookback_window: z.enum(['90', '180', '365', '730']).optional(),
  engagement_type,
});
export const trendingCategoriesQuery = z.object({
  region,
  verticals: optionalListOf(z.enum(['FASHION', 'HOME_DECOR', 'BEAUTY'])),
  ages,
  genders: optionalListOf(z.enum(['MALE', 'FEMALE', 'UNSPECIFIED'])),
  engagement_type,
});
