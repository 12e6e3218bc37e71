/** What is counted by day, and where in a `Counts` it stands. The names are Pinterest's, but for FOLLOWER, which an account gains. */
export const slots = {
  IMPRESSION: 0,
  SAVE: 1,
  PIN_CLICK: 2,
  OUTBOUND_CLICK: 3,
  PROFILE_VISIT: 4,
  USER_FOLLOW: 5,
  TOTAL_REACTIONS: 6,
  TOTAL_COMMENTS: 7,
  VIDEO_START: 8,
  VIDEO_MRC_VIEW: 9,
  VIDEO_10S_VIEW: 10,
  QUARTILE_95_PERCENT_VIEW: 11,
  /** ms */
  VIDEO_V50_WATCH_TIME: 12,
  FOLLOWER: 13,
} as const;

export type Counted = keyof typeof slots;

/** One number for each counted metric; of a day, or of all days up to one. */
export type Counts = number[];

// A literal: typed arrays, or one of a length, cost ten times as much to make.
export const noCounts = (): Counts => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

export const countOf = (counts: Counts, metric: Counted): number => counts[slots[metric]] ?? 0;

export function addTo(sum: Counts, counts: Counts, sign: 1 | -1 = 1): void {
  for (let slot = 0; slot < sum.length; slot += 1)
    sum[slot] = (sum[slot] ?? 0) + sign * (counts[slot] ?? 0);
}

/** Loops, because these are asked millions of times in a large account. */
export function isNothing(counts: Counts): boolean {
  for (let slot = 0; slot < counts.length; slot += 1) if (counts[slot] !== 0) return false;
  return true;
}

export function areEqual(some: Counts, others: Counts): boolean {
  for (let slot = 0; slot < some.length; slot += 1) if (some[slot] !== others[slot]) return false;
  return true;
}

const isCounted = (metric: string): metric is Counted => metric in slots;

/**
 * A metric of Pinterest's reports. Rates are fractions of the impressions, made of sums; `ENGAGEMENT` is saves and clicks
 * of both kinds. Times in ms.
 */
export function metricOf(counts: Counts, metric: string): number {
  if (isCounted(metric)) return countOf(counts, metric);
  const whole = countOf(counts, 'IMPRESSION');
  const rate = (part: number) => (whole === 0 ? 0 : part / whole);
  const engagement =
    countOf(counts, 'SAVE') + countOf(counts, 'PIN_CLICK') + countOf(counts, 'OUTBOUND_CLICK');
  switch (metric) {
    case 'ENGAGEMENT':
      return engagement;
    case 'ENGAGEMENT_RATE':
      return rate(engagement);
    case 'SAVE_RATE':
      return rate(countOf(counts, 'SAVE'));
    case 'PIN_CLICK_RATE':
      return rate(countOf(counts, 'PIN_CLICK'));
    case 'OUTBOUND_CLICK_RATE':
      return rate(countOf(counts, 'OUTBOUND_CLICK'));
    case 'VIDEO_AVG_WATCH_TIME': {
      const views = countOf(counts, 'VIDEO_MRC_VIEW');
      return views === 0 ? 0 : countOf(counts, 'VIDEO_V50_WATCH_TIME') / views;
    }
    default:
      throw new Error(`There is no metric ${metric}.`);
  }
}
