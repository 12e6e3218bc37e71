import { z } from 'zod';
import { trendRegions, trendTypes } from '../domain/trends.ts';
import { PinterestHostName } from './account.ts';
import { Timestamp } from './values.ts';

/** Values in one parameter, separated by commas. */
const listOf = <Item extends z.ZodType<string, string>>(item: Item, most: number) =>
  z.string().transform((text, context): z.output<Item>[] => {
    const parts = text.split(',').map((part) => part.trim());
    const parsed = z.array(item).min(1).max(most).safeParse(parts);
    if (parsed.success) return parsed.data;
    // Of the parameter as a whole: it was sent as one text.
    for (const issue of parsed.error.issues)
      context.issues.push({ ...issue, input: undefined, path: [] });
    return z.NEVER;
  });

const accountId = z.string().describe('The account on whose behalf Pinterest is asked.');
const term = z.string().trim().min(1).max(100);

const source = <const List extends string>(list: List) =>
  z
    .object({ host: PinterestHostName, list: z.literal(list) })
    .describe('Whose list it is. Words of the sandbox are made up.');
const asOf = Timestamp.describe('When Pinterest said so: answers are remembered for some hours.');

export const SuggestKeywordsInput = z.object({
  accountId,
  term: term.describe('What searches shall begin with.'),
  limit: z.coerce.number().int().min(1).max(10).default(10),
});
export const SuggestedKeywords = z
  .object({
    term: z.string(),
    keywords: z
      .array(z.string())
      .describe(
        'In the order of Pinterest, which repeats the term itself where it knows no other.',
      ),
    source: source('suggested_searches'),
    asOf,
  })
  .meta({ id: 'SuggestedKeywords' });
export type SuggestedKeywords = z.output<typeof SuggestedKeywords>;

export const RelatedKeywordsInput = z.object({
  accountId,
  terms: listOf(term, 10).describe('Up to 10, separated by commas.'),
});
export const RelatedKeywords = z
  .object({
    terms: z.array(
      z.object({
        term: z.string(),
        keywords: z
          .array(z.string())
          .describe('Empty: Pinterest relates nothing to it, as to many rare terms.'),
        asOf,
      }),
    ),
    source: source('related_searches'),
  })
  .meta({ id: 'RelatedKeywords' });
export type RelatedKeywords = z.output<typeof RelatedKeywords>;

const trendInterests = [
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
] as const;

const trendAges = ['18-24', '25-34', '35-44', '45-49', '50-54', '55-64', '65+'] as const;

const commas = 'Separated by commas; all of them when absent.';

export const TrendingKeywordsInput = z.object({
  accountId,
  region: z.preprocess(
    // In a query string a bare + is a space.
    (given) => (typeof given === 'string' ? given.trim().replaceAll(' ', '+') : given),
    z.enum(trendRegions),
  ),
  type: z
    .enum(trendTypes)
    .default('growing')
    .describe(
      'growing: in the last quarter; monthly, yearly: the most searched for; seasonal: growing in the last month, as each year.',
    ),
  interests: listOf(z.enum(trendInterests), trendInterests.length).optional().describe(commas),
  genders: listOf(z.enum(['female', 'male', 'unknown']), 3)
    .optional()
    .describe(commas),
  ages: listOf(
    z
      .string()
      .transform((given) => (given === '65' ? '65+' : given)) // A bare + is a space here too.
      .pipe(z.enum(trendAges)),
    trendAges.length,
  )
    .optional()
    .describe(commas),
  includeKeywords: listOf(term, 50)
    .optional()
    .describe('Only keywords that hold one of these, separated by commas.'),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

const growth = (span: string) =>
  z
    .number()
    .nullable()
    .describe(
      `Percent against the ${span} before, from -10000 to 10000; 10001: more than that. null: unknown.`,
    );

export const TrendingKeywords = z
  .object({
    region: z.enum(trendRegions),
    type: z.enum(trendTypes),
    trends: z
      .array(
        z.object({
          keyword: z.string(),
          growth: z.object({ week: growth('week'), month: growth('month'), year: growth('year') }),
          series: z
            .array(z.object({ weekEnding: z.string(), interest: z.number() }))
            .describe(
              'How much it was searched for in each week, the earliest first: 100 is its own highest. Keywords cannot be compared by it.',
            ),
        }),
      )
      .describe('The strongest first.'),
    source: source('trends'),
    asOf,
  })
  .meta({ id: 'TrendingKeywords' });
export type TrendingKeywords = z.output<typeof TrendingKeywords>;
