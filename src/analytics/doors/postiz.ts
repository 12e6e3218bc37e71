import { dayText, type DayRange } from '../days.ts';
import type { Span } from '../pin-report.ts';
import { changeFrom } from '../rates.ts';

/** A line of Postiz' analytics. Its totals are texts. */
export interface PostizSeries {
  label: string;
  percentageChange: number | null;
  data: { total: string; date: string }[];
}

const accountLabels = [
  ['Pin click rate', 'pinClickRate'],
  ['Impressions', 'impressions'],
  ['Pin Clicks', 'pinClicks'],
  ['Engagement', 'engagements'],
  ['Saves', 'saves'],
] as const;
const pinLabels = [
  ['Impressions', 'impressions'],
  ['Saves', 'saves'],
  ['Pin Clicks', 'pinClicks'],
  ['Outbound Clicks', 'outboundClicks'],
] as const;

type Labels = readonly (readonly [label: string, name: string])[];
type Days = readonly (Span & DayRange)[];

export const postizAccount = (days: Days): PostizSeries[] => seriesWith(accountLabels, days);
export const postizPin = (days: Days): PostizSeries[] => seriesWith(pinLabels, days);

/** Days that are not known are left out: a 0 would be drawn as one. */
const seriesWith = (labels: Labels, days: Days): PostizSeries[] =>
  labels.map(([label, name]) => {
    const known = days.flatMap((span) => {
      const values: Record<string, number | null> = { ...span.sums, ...span.rates };
      const value = values[name] ?? null;
      return value === null ? [] : [{ date: dayText(span.from), value }];
    });
    const change = changeFrom(known[0]?.value ?? null, known.at(-1)?.value ?? null);
    return {
      label,
      percentageChange: change === null ? null : Math.round(change * 1000) / 10,
      data: known.map(({ date, value }) => ({ date, total: String(value) })),
    };
  });
