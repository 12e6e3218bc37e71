import * as z from 'zod';
import { adAccount, listOf, numericId, optionalListOf, whole } from './schemas.ts';

// Names and defaults of the official spec 5.23.0, in its order: a refusal lists them.

/** Period metrics of an account; also of its top Pins. */
export const accountMetrics = [
  'ENGAGEMENT',
  'ENGAGEMENT_RATE',
  'IMPRESSION',
  'OUTBOUND_CLICK',
  'OUTBOUND_CLICK_RATE',
  'PIN_CLICK',
  'PIN_CLICK_RATE',
  'SAVE',
  'SAVE_RATE',
] as const;

/** What the Pins of a kind are counted by. */
export const pinMetrics = {
  standard: [
    'IMPRESSION',
    'OUTBOUND_CLICK',
    'PIN_CLICK',
    'SAVE',
    'SAVE_RATE',
    'TOTAL_COMMENTS',
    'TOTAL_REACTIONS',
    'USER_FOLLOW',
    'PROFILE_VISIT',
  ],
  video: [
    'IMPRESSION',
    'OUTBOUND_CLICK',
    'PIN_CLICK',
    'SAVE',
    'SAVE_RATE',
    'VIDEO_MRC_VIEW',
    'VIDEO_10S_VIEW',
    'QUARTILE_95_PERCENT_VIEW',
    'VIDEO_V50_WATCH_TIME',
    'VIDEO_START',
    'VIDEO_AVG_WATCH_TIME',
    'TOTAL_COMMENTS',
    'TOTAL_REACTIONS',
  ],
} as const;

/** Counted since the Pin was made, never by day. */
export const lifetimeMetrics: readonly string[] = ['TOTAL_COMMENTS', 'TOTAL_REACTIONS'];

/** Metrics of an account's top videos. */
export const videoMetrics = [
  'IMPRESSION',
  'SAVE',
  'VIDEO_MRC_VIEW',
  'VIDEO_AVG_WATCH_TIME',
  'VIDEO_V50_WATCH_TIME',
  'QUARTILE_95_PERCENT_VIEW',
  'VIDEO_10S_VIEW',
  'VIDEO_START',
  'OUTBOUND_CLICK',
] as const;

// No recording shows how Pinterest refuses what is no date; this is how Python's jsonschema does.
const date = z
  .string()
  .refine(isDate, { error: ({ input }) => `'${String(input)}' is not a 'date'` });

function isDate(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}

const range = { start_date: date, end_date: date };
const app_types = z.enum(['ALL', 'MOBILE', 'TABLET', 'WEB']).default('ALL');
const filters = {
  from_claimed_content: z.enum(['OTHER', 'CLAIMED', 'BOTH']).default('BOTH'),
  pin_format: z
    .enum([
      'ALL',
      'ORGANIC_IMAGE',
      'ORGANIC_PRODUCT',
      'ORGANIC_VIDEO',
      'ADS_STANDARD',
      'ADS_PRODUCT',
      'ADS_VIDEO',
      'ADS_IDEA',
    ])
    .default('ALL'),
  app_types,
  content_type: z.enum(['ALL', 'PAID', 'ORGANIC']).default('ALL'),
  source: z.enum(['ALL', 'YOUR_PINS', 'OTHER_PINS']).default('ALL'),
};
const top = {
  ...adAccount,
  ...range,
  ...filters,
  num_of_pins: whole(1, 50).default(10),
  created_in_last_n_days: z.enum(['30']).optional(),
};

export const pinAnalyticsQuery = z.object({
  ...adAccount,
  ...range,
  app_types,
  metric_types: listOf(z.enum([...new Set([...pinMetrics.standard, ...pinMetrics.video])])),
  split_field: z.enum(['NO_SPLIT', 'APP_TYPE']).default('NO_SPLIT'),
});
export const multiPinAnalyticsQuery = z.object({
  ...adAccount,
  ...range,
  pin_ids: listOf(numericId, 100),
  app_types,
  metric_types: listOf(z.enum([...new Set([...pinMetrics.standard, ...pinMetrics.video])])),
});
export const accountAnalyticsQuery = z.object({
  ...adAccount,
  ...range,
  ...filters,
  metric_types: optionalListOf(z.enum(accountMetrics)),
  split_field: z
    .enum(['NO_SPLIT', 'APP_TYPE', 'OWNED_CONTENT', 'SOURCE', 'PIN_FORMAT'])
    .default('NO_SPLIT'),
});
export const topPinsQuery = z.object({
  ...top,
  sort_by: z.enum(['ENGAGEMENT', 'IMPRESSION', 'OUTBOUND_CLICK', 'PIN_CLICK', 'SAVE']),
  metric_types: optionalListOf(z.enum(accountMetrics)),
});
export const topVideoPinsQuery = z.object({
  ...top,
  sort_by: z.enum([
    'IMPRESSION',
    'SAVE',
    'OUTBOUND_CLICK',
    'VIDEO_MRC_VIEW',
    'VIDEO_AVG_WATCH_TIME',
    'VIDEO_V50_WATCH_TIME',
    'QUARTILE_95_PERCENT_VIEW',
    'VIDEO_10S_VIEW',
    'VIDEO_START',
  ]),
  metric_types: optionalListOf(z.enum(videoMetrics)),
});
