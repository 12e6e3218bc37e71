import { dayAt, dayText, seriesOf, type DayRange } from '../../analytics/index.ts';
import type { AccountRow, SeenPin } from '../../store/index.ts';
import { accountSeriesOf } from '../analytics/account-days.ts';
import { readPinNumbers } from '../analytics/numbers.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';
import { accountsAsked } from './access.ts';
import { readDates, timesOf } from './dates.ts';
import { seenOf } from './get.ts';
import { asPosts } from './present.ts';

export const dailyPostAnalytics = implement('postAnalytics.daily', {
  scope: 'analytics:read',
  within: everyWorkspace,
  async run(context, input) {
    const accounts = await accountsAsked(context, input);
    const range = readDates(input, context.store.clock.nowMs(), 180);
    const pins = await seenOf(context, accounts, input, timesOf(range));
    const counts = new Map<number, number>();
    for (const [{ publishedAt }] of asPosts(pins)) {
      if (publishedAt === null) continue;
      const day = dayAt(publishedAt.getTime());
      counts.set(day, (counts.get(day) ?? 0) + 1);
    }
    const figures =
      input.attribution === 'publish'
        ? byPublishing(pins)
        : await asReceived(context, accounts, input, range);
    const days = [...new Set([...counts.keys(), ...figures.keys()])].sort((a, b) => a - b);
    const total = [...figures.values()].reduce(plus, nothing);
    const postCount = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return {
      dailyData: days.map((day) => ({
        date: dayText(day),
        postCount: counts.get(day) ?? 0,
        platforms: { pinterest: counts.get(day) ?? 0 },
        metrics: shownSums(figures.get(day) ?? nothing),
      })),
      platformBreakdown:
        days.length === 0 ? [] : [{ platform: 'pinterest', postCount, ...shownSums(total) }],
    };
  },
});

interface Figures {
  impressions: number;
  saves: number;
  clicks: number;
}
const nothing: Figures = { impressions: 0, saves: 0, clicks: 0 };
const plus = (a: Figures, b: Figures): Figures => ({
  impressions: a.impressions + b.impressions,
  saves: a.saves + b.saves,
  clicks: a.clicks + b.clicks,
});
/** What Pinterest does not tell is 0 in Zernio's API. */
export const shownSums = (figures: Figures) => ({
  ...figures,
  reach: 0,
  likes: 0,
  comments: 0,
  shares: 0,
  views: 0,
});

function byPublishing(pins: readonly SeenPin[]): Map<number, Figures> {
  const days = new Map<number, Figures>();
  for (const { publishedAt, lifetime } of pins) {
    if (publishedAt === null || lifetime === null) continue;
    const day = dayAt(publishedAt.getTime());
    const { impressions = 0, saves = 0, pinClicks = 0 } = lifetime;
    days.set(day, plus(days.get(day) ?? nothing, { impressions, saves, clicks: pinClicks }));
  }
  return days;
}

/** Of all sources Pinterest's own totals: Pins are never added up to an account. */
async function asReceived(
  context: Context,
  accounts: readonly AccountRow[],
  { source }: { source: 'all' | 'late' | 'external' },
  range: DayRange,
): Promise<Map<number, Figures>> {
  const days = new Map<number, Figures>();
  for (const account of accounts) {
    const series =
      source === 'all'
        ? await accountSeriesOf(context, account, range)
        : await pinSeries(context, account, source, range);
    for (const { from, sums, days: known } of series) {
      if (known.collected === 0) continue;
      const { impressions, saves, pinClicks } = sums;
      const more = { impressions: impressions ?? 0, saves: saves ?? 0, clicks: pinClicks ?? 0 };
      days.set(from, plus(days.get(from) ?? nothing, more));
    }
  }
  return days;
}

async function pinSeries(
  context: Context,
  account: AccountRow,
  source: 'late' | 'external',
  range: DayRange,
) {
  const pins = await seenOf(context, [account], { accountId: account.id, source }, {});
  const metrics = ['impressions', 'saves', 'pinClicks'] as const;
  const read = await readPinNumbers({ ...context, workspaceId: account.workspaceId }, account, {
    ranges: [range],
    metrics,
    selection: { ids: new Set(pins.map(({ pinterestPinId }) => pinterestPinId)) },
  });
  return read.ranges.flatMap((each) => seriesOf(each, metrics, 'day'));
}
