import {
  BestTimes,
  ContentDecay,
  DailyMetrics,
  DailyMetricsInput,
  FollowerStats,
  FollowerStatsInput,
  PostHabitsInput,
  PostingFrequency,
  PostTimelineInput,
  PostTimelineMetrics,
  SyncedExternal,
  SyncExternalInput,
  ZernioAnalytics,
  ZernioAnalyticsInput,
} from '../zernio-analytics.ts';
import { endpoint } from './endpoint.ts';

/** 202: no numbers yet; 424: it was published nowhere. */
const stateStatus = (answer: { syncStatus?: string; status?: string }): number =>
  answer.status === 'failed' ? 424 : answer.syncStatus === 'pending' ? 202 : 200;

/** As Zernio's clients ask for numbers. */
export const zernioAnalytics = {
  'postAnalytics.get': endpoint({
    method: 'GET',
    path: '/api/v1/analytics',
    summary:
      'Lifetime figures of posts and of Pins made elsewhere, or of one of them, as Zernio has it',
    effect: 'read',
    body: 'none',
    input: ZernioAnalyticsInput,
    output: ZernioAnalytics,
    status: stateStatus,
  }),
  'postAnalytics.daily': endpoint({
    method: 'GET',
    path: '/api/v1/analytics/daily-metrics',
    summary: 'Figures by day, as Zernio has it',
    effect: 'read',
    body: 'none',
    input: DailyMetricsInput,
    output: DailyMetrics,
  }),
  'postAnalytics.timeline': endpoint({
    method: 'GET',
    path: '/api/v1/analytics/post-timeline',
    summary: 'Days of one post, as Zernio has it',
    effect: 'read',
    body: 'none',
    input: PostTimelineInput,
    output: PostTimelineMetrics,
  }),
  'postAnalytics.bestTimes': endpoint({
    method: 'GET',
    path: '/api/v1/analytics/best-time',
    summary: 'Saves by weekday and hour of publishing in UTC, as Zernio has it',
    effect: 'read',
    body: 'none',
    input: PostHabitsInput,
    output: BestTimes,
  }),
  'postAnalytics.decay': endpoint({
    method: 'GET',
    path: '/api/v1/analytics/content-decay',
    summary: 'How fast Pins get their saves, as Zernio has it',
    effect: 'read',
    body: 'none',
    input: PostHabitsInput,
    output: ContentDecay,
  }),
  'postAnalytics.frequency': endpoint({
    method: 'GET',
    path: '/api/v1/analytics/posting-frequency',
    summary: 'Saves by how many Pins a week were published, as Zernio has it',
    effect: 'read',
    body: 'none',
    input: PostHabitsInput,
    output: PostingFrequency,
  }),
  'postAnalytics.sync': endpoint({
    method: 'POST',
    path: '/api/v1/posts/sync-external',
    summary: 'Reads the Pins of an account, or one of them, from Pinterest now, as Zernio has it',
    effect: 'database',
    body: 'json',
    input: SyncExternalInput,
    output: SyncedExternal,
  }),
  'postAnalytics.followers': endpoint({
    method: 'GET',
    path: '/api/v1/accounts/follower-stats',
    summary: 'Followers by day, as Zernio has it',
    effect: 'read',
    body: 'none',
    input: FollowerStatsInput,
    output: FollowerStats,
  }),
} as const;
