import { foldName } from '../../domain/text/name.ts';
import { hostNames } from '../accounts/present.ts';
import { requireAccount } from '../accounts/require-account.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';

export const trendingKeywords = implement('keywords.trending', {
  scope: 'posts:read',
  within: ofAccount,
  async run(context, { accountId, limit, region, type, interests, genders, ages, ...input }) {
    const account = await requireAccount(context, accountId);
    const sorted = (list: string[] | undefined) => list && [...new Set(list)].toSorted();
    const { answer, asOf } = await context.pinterest.keywords.trends(account, {
      region,
      type,
      interests: sorted(interests),
      genders: sorted(genders),
      ages: sorted(ages),
      includeKeywords: sorted(input.includeKeywords?.map(foldName)),
    });
    return {
      region,
      type,
      trends: answer.slice(0, limit),
      source: { host: hostNames[account.host], list: 'trends' },
      asOf: asOf.toISOString(),
    };
  },
});
