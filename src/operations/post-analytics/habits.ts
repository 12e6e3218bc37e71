import {
  bucketStart,
  createWeekTimes,
  dayAt,
  decayOf,
  type AgeFigures,
} from '../../analytics/index.ts';
import type { SeenPin } from '../../store/index.ts';
import { readPinNumbers } from '../analytics/numbers.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';
import { accountsAsked } from './access.ts';
import { seenOf } from './get.ts';
import { asPosts, round } from './present.ts';

/** Posts grouped by their time; those without a time or without known saves are left out. */
function grouped(pins: readonly SeenPin[], keyOf: (ms: number) => string) {
  const groups = new Map<string, { posts: number; impressions: number; saves: number }>();
  for (const post of asPosts(pins.filter(({ lifetime }) => lifetime?.saves !== undefined))) {
    const ms = post[0].publishedAt?.getTime();
    if (ms === undefined) continue;
    const key = keyOf(ms);
    const group = groups.get(key) ?? { posts: 0, impressions: 0, saves: 0 };
    group.posts++;
    for (const { lifetime } of post) {
      group.impressions += lifetime?.impressions ?? 0;
      group.saves += lifetime?.saves ?? 0;
    }
    groups.set(key, group);
  }
  return groups;
}

export const bestTimes = implement('postAnalytics.bestTimes', {
  scope: 'analytics:read',
  within: everyWorkspace,
  async run(context, input) {
    const accounts = await accountsAsked(context, input);
    const timeOf = createWeekTimes('UTC');
    const groups = grouped(await seenOf(context, accounts, input, {}), (ms) => {
      const { weekday, hour } = timeOf(ms);
      return `${weekday} ${hour}`;
    });
    const slots = [...groups].map(([key, { posts, saves }]) => {
      const [day = 0, hour = 0] = key.split(' ').map(Number);
      return { day_of_week: day, hour, avg_engagement: round(saves / posts), post_count: posts };
    });
    return {
      slots: slots.sort((a, b) => a.day_of_week - b.day_of_week || a.hour - b.hour),
    };
  },
});

export const postingFrequency = implement('postAnalytics.frequency', {
  scope: 'analytics:read',
  within: everyWorkspace,
  async run(context, input) {
    const accounts = await accountsAsked(context, input);
    const pins = await seenOf(context, accounts, input, {});
    const weeks = grouped(pins, (ms) => `${bucketStart(dayAt(ms), 'week')}`);
    const byCount = new Map<number, { weeks: number; impressions: number; saves: number }>();
    for (const { posts, impressions, saves } of weeks.values()) {
      const group = byCount.get(posts) ?? { weeks: 0, impressions: 0, saves: 0 };
      group.weeks++;
      group.impressions += impressions;
      group.saves += saves;
      byCount.set(posts, group);
    }
    const rows = [...byCount].sort(([a], [b]) => a - b);
    return {
      frequency: rows.map(([posts, { weeks: count, impressions, saves }]) => ({
        platform: 'pinterest',
        posts_per_week: posts,
        // Of the sums: an average of rates would count a week with one impression like one with a thousand.
        avg_engagement_rate: impressions === 0 ? 0 : round((saves / impressions) * 100),
        avg_engagement: round(saves / (posts * count)),
        weeks_count: count,
      })),
    };
  },
});

/** Zernio's buckets from the second day on; the three within the first day need hours, which Pinterest does not tell. */
const decayBuckets = [
  { order: 3, label: '1-2d', lastAge: 1 },
  { order: 4, label: '2-7d', lastAge: 6 },
  { order: 5, label: '7-30d', lastAge: 29 },
  { order: 6, label: '30d+', lastAge: Infinity },
];
/** Pins younger than this are looked at: what Pinterest tells of a Pin by day reaches no farther back. */
const decayDays = 90;

export const contentDecay = implement('postAnalytics.decay', {
  scope: 'analytics:read',
  within: everyWorkspace,
  async run(context, input) {
    const accounts = await accountsAsked(context, input);
    const through = dayAt(context.store.clock.nowMs());
    const ages: AgeFigures[][] = [];
    for (const account of accounts) {
      const pins = await seenOf(context, [account], { ...input, accountId: account.id }, {});
      const { ranges } = await readPinNumbers(
        { ...context, workspaceId: account.workspaceId },
        account,
        {
          ranges: [{ from: through - decayDays + 1, through }],
          metrics: ['saves'],
          withAges: true,
          selection: { ids: new Set(pins.map(({ pinterestPinId }) => pinterestPinId)) },
        },
      );
      ages.push(...ranges.map((range) => decayOf(range, ['saves'])));
    }
    return { buckets: decayOfAges(ages) };
  },
});

/** Saves per Pin at each age, added up from birth on, as percent of all ages together. */
export function decayOfAges(accounts: readonly (readonly AgeFigures[])[]) {
  const byAge = new Map<number, { pins: number; saves: number }>();
  for (const { ageDays, pins, sums } of accounts.flat()) {
    const age = byAge.get(ageDays) ?? { pins: 0, saves: 0 };
    byAge.set(ageDays, { pins: age.pins + pins, saves: age.saves + (sums.saves ?? 0) });
  }
  const perPin = [...byAge].map(([age, { pins, saves }]) => ({ age, pins, value: saves / pins }));
  const upTo = (last: number) =>
    perPin.reduce((sum, { age, value }) => sum + (age <= last ? value : 0), 0);
  const whole = upTo(Infinity);
  if (whole === 0) return [];
  const oldest = Math.max(...perPin.map(({ age }) => age));
  return decayBuckets.flatMap(({ order, label, lastAge }, index) => {
    const firstAge = (decayBuckets[index - 1]?.lastAge ?? 0) + 1;
    if (oldest < firstAge) return [];
    const posts = perPin.find(({ age }) => age === firstAge)?.pins ?? 0;
    return [
      {
        bucket_order: order,
        bucket_label: label,
        avg_pct_of_final: round((upTo(lastAge) / whole) * 100),
        post_count: posts,
      },
    ];
  });
}
