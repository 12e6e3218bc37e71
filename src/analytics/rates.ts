import type { SummableMetric } from './metrics.ts';

/** Sums by metric; null: not known. */
export type MetricSums = Readonly<Partial<Record<SummableMetric | 'engagements', number | null>>>;

/** Each rate with what is divided by what, as Pinterest defines them. Fractions, not percent. */
const rateParts = {
  saveRate: ['saves', 'impressions'],
  pinClickRate: ['pinClicks', 'impressions'],
  outboundClickRate: ['outboundClicks', 'impressions'],
  engagementRate: ['engagements', 'impressions'],
  video95PercentRate: ['video95PercentViews', 'videoStarts'],
} as const;

export type Rate = keyof typeof rateParts;
// Cast: Object.keys forgets the names.
export const rateNames = Object.keys(rateParts) as readonly Rate[];

/**
 * Rates of sums: an average of daily rates would count a day with one impression like one with a thousand. null where
 * a part is not known or the base is 0; a rate whose parts were not requested is absent.
 */
export function ratesOf(sums: MetricSums): Partial<Record<Rate, number | null>> {
  const rates: Partial<Record<Rate, number | null>> = {};
  for (const rate of rateNames) {
    const [above, below] = rateParts[rate];
    const [part, whole] = [sums[above], sums[below]];
    if (part === undefined || whole === undefined) continue;
    rates[rate] = quotient(part, whole);
  }
  return rates;
}

/** null without a base: one that is not known, or 0. */
export const quotient = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole === 0 ? null : part / whole;

/** The change from a base as a fraction of it; null without a base. */
export const changeFrom = (base: number | null, value: number | null): number | null =>
  value === null ? null : quotient(base === null ? null : value - base, base);
