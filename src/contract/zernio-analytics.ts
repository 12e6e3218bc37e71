import { z } from 'zod';
import { Account } from './account.ts';
import { Id, Pagination, profileId, Timestamp } from './values.ts';

/** Analytics in the words of Zernio's API, which has no null: what Pinterest does not tell is 0 there. */
const day = z.string().optional().describe('A date or a time; whole days in UTC.');
const source = z
  .enum(['all', 'late', 'external'])
  .default('all')
  .describe('late: published from here; external: made elsewhere.');
const Filter = z.object({
  platform: z.string().optional(),
  profileId,
  accountId: z.string().optional(),
  source,
});

export const ZernioAnalyticsInput = Filter.extend({
  postId: z
    .string()
    .optional()
    .describe("Of one post: our id, or Pinterest's id of the Pin. Without it a list is given."),
  fromDate: day,
  toDate: day,
  page: z.coerce.number().int().min(1).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  sortBy: z
    .enum([
      'date',
      'engagement',
      'impressions',
      'reach',
      'likes',
      'comments',
      'shares',
      'saves',
      'clicks',
      'views',
      'follows',
      'ig_reels_avg_watch_time',
      'ig_reels_video_view_total_time',
      'reposts',
      'reels_skip_rate',
      'completion_rate',
      'profile_views',
      'website_clicks',
    ])
    .default('date'),
  order: z.enum(['asc', 'desc']).default('desc'),
});
export type ZernioAnalyticsInput = z.output<typeof ZernioAnalyticsInput>;

export const PostAnalytics = z
  .object({
    impressions: z.int(),
    reach: z.literal(0),
    likes: z.literal(0),
    comments: z.literal(0),
    shares: z.literal(0),
    saves: z.int(),
    clicks: z.int().describe('Clicks on the Pin.'),
    outboundClicks: z.int(),
    views: z.literal(0),
    follows: z.literal(0),
    igReelsAvgWatchTime: z.literal(0),
    igReelsVideoViewTotalTime: z.literal(0),
    reelsSkipRate: z.literal(0),
    completionRate: z.literal(0),
    profileViews: z.literal(0),
    websiteClicks: z.literal(0),
    impressionSources: z.object({}),
    audienceTypes: z.object({}),
    audienceCountries: z.object({}),
    reposts: z.literal(0),
    videoDurationSeconds: z.null(),
    engagementRate: z.number().describe('Saves for 100 impressions, of the lifetime.'),
    unknown: z
      .array(z.enum(['impressions', 'saves', 'clicks', 'outboundClicks']))
      .describe('Figures of which something is not known; what is not known counts as 0 here.'),
    lastUpdated: Timestamp.nullable(),
  })
  .describe('Since the Pins were made. What Pinterest has not given is 0: see syncStatus.')
  .meta({ id: 'PostAnalytics' });
export type PostAnalytics = z.output<typeof PostAnalytics>;

const PlatformAnalytics = z
  .object({
    platform: z.literal('pinterest'),
    status: z.enum(['published', 'failed']),
    platformPostId: z.string().nullable(),
    accountId: Id,
    accountUsername: z.string().nullable(),
    analytics: PostAnalytics.nullable(),
    syncStatus: z.enum(['synced', 'pending', 'unavailable']),
    platformPostUrl: z.string().nullable(),
    errorMessage: z.string().nullable(),
  })
  .meta({ id: 'PlatformAnalytics' });
export type PlatformAnalytics = z.output<typeof PlatformAnalytics>;

const mediaItems = z.array(
  z.object({
    type: z.enum(['image', 'video']),
    url: z.string(),
    thumbnail: z.string(),
    altText: z.string().optional(),
  }),
);
const Shown = z.object({
  latePostId: Id.nullable(),
  content: z.string(),
  scheduledFor: Timestamp.nullable(),
  publishedAt: Timestamp.nullable(),
  status: z.enum(['published', 'failed', 'partial']),
  analytics: PostAnalytics,
  platform: z.literal('pinterest'),
  platformPostUrl: z.string().nullable(),
  isExternal: z.boolean(),
  thumbnailUrl: z.string().nullable(),
  mediaType: z.enum(['image', 'video', 'carousel']).nullable(),
  mediaItems,
});
export const SinglePostAnalytics = Shown.extend({
  postId: z.string(),
  platformAnalytics: z.array(PlatformAnalytics),
  syncStatus: z.enum(['synced', 'pending', 'partial', 'unavailable']),
  message: z.string().nullable(),
}).meta({ id: 'SinglePostAnalytics' });
export type SinglePostAnalytics = z.output<typeof SinglePostAnalytics>;

const ListedPost = Shown.extend({
  _id: z.string(),
  platforms: z.array(PlatformAnalytics),
  isAd: z.literal(false),
  profileId: Id,
});
export type ListedPost = z.output<typeof ListedPost>;
export const PostAnalyticsList = z
  .object({
    overview: z.object({
      totalPosts: z.int(),
      publishedPosts: z.int(),
      scheduledPosts: z.int(),
      lastSync: Timestamp.nullable(),
      dataStaleness: z.object({ staleAccountCount: z.int(), syncTriggered: z.boolean() }),
    }),
    posts: z.array(ListedPost),
    pagination: Pagination,
    accounts: z.array(Account),
    hasAnalyticsAccess: z.boolean(),
  })
  .meta({ id: 'PostAnalyticsList' });
export const ZernioAnalytics = z.union([SinglePostAnalytics, PostAnalyticsList]);

const sums = {
  impressions: z.int(),
  reach: z.int(),
  likes: z.int(),
  comments: z.int(),
  shares: z.int(),
  saves: z.int(),
  clicks: z.int(),
  views: z.int(),
};
export const DailyMetricsInput = Filter.extend({
  fromDate: day,
  toDate: day,
  attribution: z
    .enum(['publish', 'received'])
    .default('publish')
    .describe(
      "publish: lifetime figures on the day of publishing; received: a day's own figures. With all sources these are Pinterest's totals of the account.",
    ),
});
export const DailyMetrics = z
  .object({
    dailyData: z
      .array(
        z.object({
          date: z.iso.date(),
          postCount: z.int(),
          platforms: z.record(z.string(), z.int()),
          metrics: z.object(sums),
        }),
      )
      .describe('Days of which nothing is known are left out.'),
    platformBreakdown: z.array(z.object({ platform: z.string(), postCount: z.int(), ...sums })),
  })
  .meta({ id: 'DailyMetrics' });

export const PostTimelineInput = z.object({ postId: z.string(), fromDate: day, toDate: day });
export const PostTimelineMetrics = z
  .object({
    postId: z.string(),
    timeline: z
      .array(
        z.object({
          date: z.iso.date(),
          platform: z.string(),
          platformPostId: z.string(),
          ...sums,
          outboundClicks: z.int(),
        }),
      )
      .describe('Of each day by itself; days of which nothing is known are left out.'),
  })
  .meta({ id: 'PostTimelineMetrics' });

export const PostHabitsInput = Filter;
export const BestTimes = z
  .object({
    slots: z.array(
      z.object({
        day_of_week: z.int(),
        hour: z.int(),
        avg_engagement: z.number(),
        post_count: z.int(),
      }),
    ),
  })
  .meta({ id: 'BestTimes' });
export const ContentDecay = z
  .object({
    buckets: z
      .array(
        z.object({
          bucket_order: z.int(),
          bucket_label: z.string(),
          avg_pct_of_final: z.number(),
          post_count: z.int(),
        }),
      )
      .describe("Pinterest tells whole days, so the first day's three are never there."),
  })
  .meta({ id: 'ContentDecay' });
export const PostingFrequency = z
  .object({
    frequency: z.array(
      z.object({
        platform: z.string(),
        posts_per_week: z.int(),
        avg_engagement_rate: z.number(),
        avg_engagement: z.number(),
        weeks_count: z.int(),
      }),
    ),
  })
  .meta({ id: 'PostingFrequency' });

export const FollowerStatsInput = z.object({
  accountIds: z.string().optional().describe('Ids separated by commas; else all.'),
  profileId,
  fromDate: day,
  toDate: day,
  granularity: z.enum(['daily', 'weekly', 'monthly']).default('daily'),
});
export const FollowerStats = z
  .object({
    accounts: z.array(
      Account.extend({
        currentFollowers: z.int().optional().describe('Absent: not known.'),
        lastUpdated: Timestamp.optional(),
        growth: z.int().optional(),
        growthPercentage: z.number().optional(),
        dataPoints: z.int(),
        accountStats: z
          .object({
            followingCount: z.int().optional(),
            pinCount: z.int().optional(),
            boardCount: z.int().optional(),
            monthlyViews: z.int().optional(),
          })
          .optional(),
      }),
    ),
    stats: z.record(z.string(), z.array(z.object({ date: z.iso.date(), followers: z.int() }))),
    dateRange: z.object({ from: z.iso.date(), to: z.iso.date() }),
    granularity: z.string(),
  })
  .meta({ id: 'FollowerStats' });

export const SyncExternalInput = z.object({
  accountId: z.string(),
  url: z
    .string()
    .max(2048)
    .optional()
    .describe(
      'Of a Pin: pinterest.com/pin/… or pin.it/…. Without it and `postId` all Pins are read.',
    ),
  postId: z.string().max(100).optional().describe("Pinterest's id of a Pin."),
});

const ExternalPost = z
  .object({
    platform: z.literal('pinterest'),
    platformPostId: z.string(),
    platformPostUrl: z.string(),
    content: z.string(),
    publishedAt: Timestamp.optional(),
    mediaType: z.enum(['image', 'video', 'carousel']).optional(),
    thumbnailUrl: z.string().optional(),
    mediaItems,
    analytics: PostAnalytics.optional().describe('Absent: Pinterest has told none yet.'),
  })
  .meta({ id: 'ExternalPost' });
export type ExternalPost = z.output<typeof ExternalPost>;

export const SyncedExternal = z
  .object({
    synced: z.object({
      postsFound: z.int().describe('Pins that Pinterest has listed so far.'),
      postsSynced: z.int().describe('Of these, Pins that are stored as Pinterest shows them.'),
      skipped: z.boolean().describe('Read less than 15 seconds ago, and not again.'),
    }),
    found: z.boolean().optional(),
    post: ExternalPost.nullable().optional(),
    posts: z.array(ExternalPost).optional().describe('The newest 50 that were made elsewhere.'),
  })
  .meta({ id: 'SyncedExternal' });
