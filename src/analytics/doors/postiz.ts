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
  ['Pin Clicks', 'pinClicks'],
  ['Outbound Clicks', 'outboundClicks'],
  ['Saves', 'saves'],
] as const;

type Labels = readonly (readonly [label: string, name: string])[];
/** One day; null: not known. */
interface KnownDay {
  /** ISO date. */
  from: string;
  figures: Readonly<Record<string, number | null>>;
  rates: Readonly<Record<string, number | null>>;
}
type Days = readonly KnownDay[];

export const postizAccount = (days: Days): PostizSeries[] => seriesWith(accountLabels, days);
export const postizPin = (days: Days): PostizSeries[] => seriesWith(pinLabels, days);

/** Days that are not known are left out: a 0 would be drawn as one. */
const seriesWith = (labels: Labels, days: Days): PostizSeries[] =>
  labels.map(([label, name]) => {
    const known = days.flatMap(({ from, figures, rates }) => {
      const value = figures[name] ?? rates[name] ?? null;
      return value === null ? [] : [{ date: from, value }];
    });
    const change = changeFrom(known[0]?.value ?? null, known.at(-1)?.value ?? null);
    return {
      label,
      percentageChange: change === null ? null : Math.round(change * 1000) / 10,
      data: known.map(({ date, value }) => ({ date, total: String(value) })),
    };
  });
