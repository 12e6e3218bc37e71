import { z } from 'zod';
import { trendTypes } from '../../domain/trends.ts';
import { account, chooseAccount } from '../account.ts';
import { tool } from '../tool.ts';

const keywords = z.array(z.string());

const suggest = tool({
  name: 'suggest_keywords',
  title: 'Suggest keywords',
  description:
    'What people search for on Pinterest that begins with a term, and what has to do with it. Needs a connection with keyword ideas.',
  call: 'keywords.suggest',
  input: z.strictObject({ account, term: z.string() }),
  output: z.object({ suggested: keywords, related: keywords }),
  async run(caller, { account: wanted, term }) {
    const { _id: accountId } = await chooseAccount(caller, wanted);
    const [suggested, related] = await Promise.all([
      caller.run('keywords.suggest', { accountId, term }),
      // Commas separate terms there.
      caller.run('keywords.related', { accountId, terms: term.replaceAll(',', ' ') }),
    ]);
    return {
      suggested: suggested.keywords,
      related: related.terms.flatMap((of) => of.keywords),
    };
  },
});

const trending = tool({
  name: 'trending_keywords',
  title: 'Trending keywords',
  description: 'What people in a region search for more and more, with its growth in percent.',
  call: 'keywords.trending',
  input: z.strictObject({
    account,
    region: z.string().describe('US, GB+IE, DE+AT+CH …'),
    type: z.enum(trendTypes).optional(),
    limit: z.int().min(1).max(50).optional(),
  }),
  output: z.object({ trends: z.array(z.looseObject({ keyword: z.string() })) }),
  async run(caller, { account: wanted, ...asked }) {
    const { _id: accountId } = await chooseAccount(caller, wanted);
    const { trends } = await caller.run('keywords.trending', { accountId, ...asked });
    return { trends: trends.map(({ keyword, growth }) => ({ keyword, growth })) };
  },
});

export const keywordTools = [suggest, trending];
