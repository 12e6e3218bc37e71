import { foldName } from '../../domain/text/name.ts';
import { hostNames } from '../accounts/present.ts';
import { requireAccount } from '../accounts/require-account.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { withKeywordGrant } from './grant.ts';

export const suggestKeywords = implement('keywords.suggest', {
  scope: 'posts:read',
  within: ofAccount,
  async run(context, { accountId, term: given, limit }) {
    const account = await requireAccount(context, accountId);
    const term = foldName(given);
    const { answer, asOf } = await withKeywordGrant(account, () =>
      context.pinterest.keywords.suggest(account, term),
    );
    return {
      term,
      keywords: answer.slice(0, limit),
      source: { host: hostNames[account.host], list: 'suggested_searches' },
      asOf: asOf.toISOString(),
    };
  },
});
