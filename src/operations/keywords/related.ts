import { foldName } from '../../domain/text/name.ts';
import { hostNames } from '../accounts/present.ts';
import { requireAccount } from '../accounts/require-account.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { withKeywordGrant } from './grant.ts';

export const relatedKeywords = implement('keywords.related', {
  scope: 'posts:read',
  within: ofAccount,
  async run(context, { accountId, terms: given }) {
    const account = await requireAccount(context, accountId);
    const terms = [...new Set(given.map(foldName))];
    const answers = await withKeywordGrant(account, () =>
      context.pinterest.keywords.relate(account, terms),
    );
    return {
      terms: answers.map(({ key, answer, asOf }) => ({
        term: key,
        keywords: answer,
        asOf: asOf.toISOString(),
      })),
      source: { host: hostNames[account.host], list: 'related_searches' },
    };
  },
});
