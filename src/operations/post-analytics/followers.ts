import { bucketStart, dayText, type Bucket } from '../../analytics/index.ts';
import { readAccountStates } from '../../store/index.ts';
import { presentAccount } from '../accounts/present.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';
import { accountsAsked } from './access.ts';
import { readDates } from './dates.ts';

const buckets: Record<'daily' | 'weekly' | 'monthly', Bucket> = {
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
};

export const followerStats = implement('postAnalytics.followers', {
  scope: 'analytics:read',
  within: everyWorkspace,
  async run(context, input) {
    const { store } = context;
    const wanted = input.accountIds?.split(',').map((id) => id.trim());
    const accounts = (await accountsAsked(context, {})).filter(
      ({ id }) => wanted === undefined || wanted.includes(id),
    );
    const range = readDates(input, store.clock.nowMs(), 30);
    const stats: Record<string, { date: string; followers: number }[]> = {};
    const shown = [];
    for (const account of accounts) {
      const states = await readAccountStates(store.db, account.identityId, range);
      // The last state of a week or month stands for it.
      const points = new Map<number, number>();
      for (const { day, followers } of states)
        if (followers !== null) points.set(bucketStart(day, buckets[input.granularity]), followers);
      const series = [...points].map(([day, followers]) => ({ date: dayText(day), followers }));
      const last = states.at(-1);
      const known = states.flatMap(({ followers }) => followers ?? []);
      const [first, current] = [known[0], known.at(-1)];
      const growth = first === undefined || current === undefined ? undefined : current - first;
      stats[account.id] = series;
      shown.push({
        ...presentAccount(context, account),
        ...(current !== undefined && { currentFollowers: current }),
        ...(last && { lastUpdated: last.takenAt.toISOString() }),
        ...(growth !== undefined && { growth }),
        // Without a base there is no percentage.
        ...(growth !== undefined &&
          first !== undefined &&
          first > 0 && { growthPercentage: Math.round((growth / first) * 10_000) / 100 }),
        dataPoints: series.length,
        ...(last && {
          accountStats: {
            ...(last.following !== null && { followingCount: last.following }),
            ...(last.pins !== null && { pinCount: last.pins }),
            ...(last.boards !== null && { boardCount: last.boards }),
            ...(last.monthlyViews !== null && { monthlyViews: last.monthlyViews }),
          },
        }),
      });
    }
    return {
      accounts: shown,
      stats,
      dateRange: { from: dayText(range.from), to: dayText(range.through) },
      granularity: input.granularity,
    };
  },
});
