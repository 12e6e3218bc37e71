import { accountSeries, accountSpan, dayText } from '../../analytics/index.ts';
import {
  findOwner,
  readAccountDays,
  readAccountStates,
  readAccountTold,
  type AccountDay,
  type AccountTold,
} from '../../store/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { presentAsOf, type AsOf } from './numbers.ts';
import { availableThrough, readPeriod, shownRange } from './period.ts';
import { comparedRanges, presentComparison, presentSeries, presentSpan } from './present.ts';

export const getAccountAnalytics = implement('analytics.account', {
  scope: 'analytics:read',
  within: ofAccount,
  async run(context, { accountId, bucket, ...asked }) {
    const { db } = context.store;
    const { identityId } = await requireAccount(context, accountId);
    const [owner, ends] = await Promise.all([
      findOwner(db, identityId),
      readAccountTold(db, identityId),
    ]);
    const available = availableThrough(context, owner);
    const period = readPeriod(asked, available);
    const ranges = comparedRanges(period);
    const days = (
      await Promise.all(ranges.map((range) => readAccountDays(db, identityId, range)))
    ).flat();
    const told = new Map<number, AccountDay>(days.map((day) => [day.day, day]));
    const states = await readAccountStates(db, identityId, { from: 0, through: 100_000 });
    const last = states.at(-1);
    const total = accountSpan(told, period, available);
    return {
      ...accountAsOf(accountId, ends, owner?.toldAt ?? null),
      period: {
        ...shownRange(period),
        total: presentSpan(total),
        bucket,
        series: presentSeries(accountSeries(told, period, bucket, available)),
      },
      comparison: presentComparison(total, ranges, (range) => accountSpan(told, range, available)),
      now: last ? { ...counts(last), takenAt: last.takenAt.toISOString() } : null,
      rolling30Days: last
        ? { monthlyViews: last.monthlyViews, takenAt: last.takenAt.toISOString() }
        : null,
      history: states
        .filter(({ day }) => period.from <= day && day <= period.through)
        .map((state) => ({ day: dayText(state.day), ...counts(state) })),
    };
  },
});

/** How old the account's own figures are. All of a day are read together. */
export const accountAsOf = (
  accountId: string,
  { first, last, lastFinal }: AccountTold,
  readAt: Date | null,
): AsOf =>
  presentAsOf(accountId, { coverageFrom: first, dataAsOf: last, finalThrough: lastFinal }, readAt);

const counts = ({
  followers,
  following,
  pins,
  boards,
}: {
  followers: number | null;
  following: number | null;
  pins: number | null;
  boards: number | null;
}) => ({ followers, following, pins, boards });
