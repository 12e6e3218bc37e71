import { publishedLimits } from '../../domain/rate-limits.ts';
import { listPauses } from '../../store/index.ts';
import { requireAccount } from './require-account.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';

export const accountLimits = implement('accounts.limits', {
  scope: 'accounts:read',
  within: ofAccount,
  async run(context, { accountId }) {
    const { db } = context.store;
    const account = await requireAccount(context, accountId);
    const [limits, pauses] = await Promise.all([
      context.pinterest.limits(account),
      listPauses(db, account.identityId),
    ]);
    return {
      limits: limits.map((limit) => ({
        ...limit,
        covers: publishedLimits.find(({ category }) => category === limit.category)?.covers ?? '',
        resetsAt: limit.resetsAt?.toISOString() ?? null,
        nextFreeAt: limit.nextFreeAt?.toISOString() ?? null,
      })),
      pausedLinks: pauses.map(({ domain, until }) => ({ domain, until: until.toISOString() })),
    };
  },
});
