import type { z } from 'zod';
import { dayAt, dayText } from '../../analytics/days.ts';
import { bundlePost, bundleProfile } from '../../analytics/doors/bundle-social.ts';
import type { AnalyticsAccount, AnalyticsPin, AnalyticsSpan } from '../../contract/index.ts';
import type {
  AccountSnapshot,
  PostSnapshot,
  RawAccountSnapshot,
  RawPostSnapshot,
} from '../shapes/analytics.ts';

type Day = AnalyticsSpan & { from: string; to: string };
type Sums = Record<string, number | null>;

/** The sums of the 30 days that end with a day. */
interface Rolling {
  day: string;
  sums: Sums;
}

const dayMs = 24 * 3600_000;
/** Days that are summed, and days of which there is a snapshot: bundle.social keeps them for as long. */
const windowDays = 30;
/** Days to ask for, so that the oldest snapshot is whole: Pinterest's numbers lag behind by some days. */
const daysAsked = 2 * windowDays + 2;

/** The day to ask for numbers from, as `YYYY-MM-DD`. */
export const firstDayAsked = (nowMs: number): string => dayText(dayAt(nowMs) - daysAsked);

/** One for each of the last 30 days of which something is known, the newest first. */
function rollingSums(series: readonly Day[]): Rolling[] {
  const last = series.length - 1;
  const days = Array.from({ length: Math.min(windowDays, series.length) }, (_, age) => last - age);
  return days.flatMap((index): Rolling[] => {
    const day = series[index];
    if (!day || Object.values(day.figures).every((figure) => figure === null)) return [];
    const days30 = series.slice(Math.max(0, index - windowDays + 1), index + 1);
    return [{ day: day.to, sums: sumOf(days30) }];
  });
}

/** Of what is known; null where nothing is. */
function sumOf(days: readonly Day[]): Sums {
  const sums: Sums = {};
  for (const { figures } of days)
    for (const [name, figure] of Object.entries(figures))
      sums[name] = figure === null ? (sums[name] ?? null) : (sums[name] ?? 0) + figure;
  return sums;
}

/** Of a snapshot: its day has ended when it counts as made. */
const rowOf = (subject: string, day: string, readAt: string | null) => {
  const createdAt = new Date(Date.parse(day) + dayMs).toISOString();
  return {
    id: `${subject}-${day}`,
    forced: false,
    createdAt,
    updatedAt: readAt ?? createdAt,
    deletedAt: null,
  };
};

export function accountSnapshots({
  accountId,
  period,
  history,
  now,
  dataAsOf,
}: AnalyticsAccount): z.output<typeof AccountSnapshot>[] {
  return rollingSums(period.series).map(({ day, sums }, index) => {
    // The newest is shown with what the account has now.
    const then = history.find((each) => each.day === day) ?? (index === 0 ? now : null);
    return {
      socialAccountId: accountId,
      ...bundleProfile({
        rolling30Days: sums,
        pins: then?.pins ?? null,
        followers: then?.followers ?? null,
        following: then?.following ?? null,
      }),
      ...rowOf(accountId, day, dataAsOf),
    };
  });
}

/** Before any number was read: all of it is unknown, which is what it says. */
export const noAccountSnapshot = (accountId: string, day: string) => ({
  socialAccountId: accountId,
  ...bundleProfile({ rolling30Days: {}, pins: null, followers: null, following: null }),
  ...rowOf(accountId, day, null),
});

export function postSnapshots({ pin, period, lifetime, dataAsOf }: AnalyticsPin): PostSnapshot[] {
  const id = pin.pinterestPinId;
  return rollingSums(period.series).map(({ day, sums }, index) => ({
    profilePostId: id,
    // Reactions and comments are known as they are now, never as they were.
    ...bundlePost({ rolling30Days: sums, lifetime: index === 0 ? lifetime : null }),
    ...rowOf(id, day, dataAsOf),
  }));
}

export const noPostSnapshot = (
  profilePostId: string,
  day: string,
  lifetime: AnalyticsPin['lifetime'],
): PostSnapshot => ({
  profilePostId,
  ...bundlePost({ rolling30Days: {}, lifetime }),
  ...rowOf(profilePostId, day, null),
});

/** Pinterest's names of what is summed. */
const pinterestNames: Record<string, string> = {
  impressions: 'IMPRESSION',
  saves: 'SAVE',
  pinClicks: 'PIN_CLICK',
  outboundClicks: 'OUTBOUND_CLICK',
  engagements: 'ENGAGEMENT',
  follows: 'USER_FOLLOW',
  profileVisits: 'PROFILE_VISIT',
  videoViews: 'VIDEO_MRC_VIEW',
  video10sViews: 'VIDEO_10S_VIEW',
  videoStarts: 'VIDEO_START',
  video95PercentViews: 'QUARTILE_95_PERCENT_VIEW',
  videoWatchMs: 'VIDEO_V50_WATCH_TIME',
};

/** What is not known is absent. */
const summaryOf = (sums: Sums): Record<string, number> =>
  Object.fromEntries(
    Object.entries(sums).flatMap(([name, sum]) => {
      const known = pinterestNames[name];
      return known === undefined || sum === null ? [] : [[known, sum]];
    }),
  );

const rawRow = (subject: string, day: string, readAt: string | null) => {
  const { id, ...row } = rowOf(subject, day, readAt);
  return { ...row, id: `${id}-raw`, analyticsId: id };
};

export const rawAccountSnapshots = ({
  accountId,
  period,
  dataAsOf,
}: AnalyticsAccount): z.output<typeof RawAccountSnapshot>[] =>
  rollingSums(period.series).map(({ day, sums }) => ({
    socialAccountId: accountId,
    raw: { summary_metrics: summaryOf(sums) },
    ...rawRow(accountId, day, dataAsOf),
  }));

export const rawPostSnapshots = ({
  pin,
  period,
  lifetime,
  dataAsOf,
}: AnalyticsPin): z.output<typeof RawPostSnapshot>[] =>
  rollingSums(period.series).map(({ day, sums }, index) => {
    const { reactions, comments } = lifetime ?? {};
    const isNewest = index === 0 && lifetime !== null;
    return {
      profilePostId: pin.pinterestPinId,
      raw: {
        summary_metrics: summaryOf(sums),
        ...(isNewest && {
          lifetime_metrics: {
            ...(reactions !== undefined && { TOTAL_REACTIONS: reactions }),
            ...(comments !== undefined && { TOTAL_COMMENTS: comments }),
          },
        }),
      },
      ...rawRow(pin.pinterestPinId, day, dataAsOf),
    };
  });
