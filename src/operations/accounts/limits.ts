import { AccountLimits, AccountLimitsInput } from '../../contract/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import { publishedLimits } from '../../domain/rate-limits.ts';
import { findAccount, listPauses } from '../../store/index.ts';
import { operation } from '../operation.ts';

export const accountLimits = operation({
  name: 'accounts.limits',
  summary: "What Pinterest's limits leave an account, and links that wait",
  scope: 'read',
  destructive: false,
  input: AccountLimitsInput,
  output: AccountLimits,
  async run(context, { accountId }) {
    const { db } = context.store;
    const account = await findAccount(db, context.actor.workspaceId, accountId);
    if (!account) throw refusal('ACCOUNT_NOT_FOUND', { field: 'accountId', values: { accountId } });
    const [limits, pauses] = await Promise.all([
      context.pinterest.limits(account.id),
      listPauses(db, account.id),
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
