/**
 * One request for a Pin's days asks for one of two lists that Pinterest does not mix (its spec, 5.23); `video` exists
 * for videos only. What is known of a Pin is kept apart for each.
 */
export type MetricSet = 'standard' | 'video';
export const metricSets = ['standard', 'video'] as const satisfies readonly MetricSet[];

export type MediaKind = 'image' | 'video';

interface PinMetricFacts {
  /** Its name in requests and answers about a Pin's days, GET /pins/{id}/analytics and GET /pins/analytics. */
  pinterest: string;
  set: MetricSet;
  kinds: readonly MediaKind[];
  /** Pins made before this day have it only as idea Pins. */
  createdFrom?: string;
  /** Pinterest's average over one day: averages are never added up. */
  average?: true;
}

const everyKind = ['image', 'video'] as const;

/**
 * What Pinterest reports of one day of a Pin, in the order in which it is stored. Nearly every Pin with any figure has
 * the first one. Rates are not stored: they are computed from sums, see rates.ts. Times are milliseconds.
 */
export const pinMetricFacts = {
  impressions: { pinterest: 'IMPRESSION', set: 'standard', kinds: everyKind },
  saves: { pinterest: 'SAVE', set: 'standard', kinds: everyKind },
  pinClicks: { pinterest: 'PIN_CLICK', set: 'standard', kinds: everyKind },
  outboundClicks: { pinterest: 'OUTBOUND_CLICK', set: 'standard', kinds: everyKind },
  follows: {
    pinterest: 'USER_FOLLOW',
    set: 'standard',
    kinds: ['image'],
    createdFrom: '2023-03-20',
  },
  profileVisits: {
    pinterest: 'PROFILE_VISIT',
    set: 'standard',
    kinds: ['image'],
    createdFrom: '2023-03-20',
  },
  videoViews: { pinterest: 'VIDEO_MRC_VIEW', set: 'video', kinds: ['video'] },
  video10sViews: { pinterest: 'VIDEO_10S_VIEW', set: 'video', kinds: ['video'] },
  videoStarts: { pinterest: 'VIDEO_START', set: 'video', kinds: ['video'] },
  video95PercentViews: { pinterest: 'QUARTILE_95_PERCENT_VIEW', set: 'video', kinds: ['video'] },
  videoWatchMs: { pinterest: 'VIDEO_V50_WATCH_TIME', set: 'video', kinds: ['video'] },
  videoAvgWatchMs: {
    pinterest: 'VIDEO_AVG_WATCH_TIME',
    set: 'video',
    kinds: ['video'],
    average: true,
  },
} as const satisfies Record<string, PinMetricFacts>;

export type PinMetric = keyof typeof pinMetricFacts;
/** Metrics whose days may be added up. */
export type SummableMetric = Exclude<PinMetric, 'videoAvgWatchMs'>;

// Cast: Object.keys forgets the names.
export const pinMetrics = Object.keys(pinMetricFacts) as readonly PinMetric[];

/** The facts of one metric, with what only some of them have. */
export const factsOf = (metric: PinMetric): PinMetricFacts => pinMetricFacts[metric];

/** What one request of this kind asks for. */
export const metricsOf = (set: MetricSet): readonly PinMetric[] =>
  pinMetrics.filter((metric) => factsOf(metric).set === set);

/**
 * What Pinterest tells of a whole user's day, GET /user_account/analytics. It is never the sum of the Pins: it counts
 * Pins of others from a claimed domain, and Pins count all copies of their picture.
 */
export const accountMetricNames = {
  impressions: 'IMPRESSION',
  saves: 'SAVE',
  pinClicks: 'PIN_CLICK',
  outboundClicks: 'OUTBOUND_CLICK',
  engagements: 'ENGAGEMENT',
} as const;

export type AccountMetric = keyof typeof accountMetricNames;
// Cast: Object.keys forgets the names.
export const accountMetrics = Object.keys(accountMetricNames) as readonly AccountMetric[];
