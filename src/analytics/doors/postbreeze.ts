import { compare, type Span } from '../pin-report.ts';

/** Postbreeze's figures with their change in percent; null: not known, or no base to compare with. */
export interface PostbreezeFigure {
  value: number | null;
  changePercent: number | null;
}

const names = {
  impressions: 'impressions',
  closeups: 'pinClicks',
  saves: 'saves',
  saveRate: 'saveRate',
  engagement: 'engagements',
  engagementRate: 'engagementRate',
  outboundClicks: 'outboundClicks',
  outboundClickRate: 'outboundClickRate',
} as const;

/** @param monthlyViews of 30 days, as Pinterest counts them now: it is no figure of the period, and has no base */
export function postbreeze(now: Span, before: Span, monthlyViews: number | null) {
  const values: Record<string, number | null> = { ...now.sums, ...now.rates };
  const changes = compare(before, now);
  const figure = (name: string): PostbreezeFigure => {
    const change = changes[name] ?? null;
    return {
      value: values[name] ?? null,
      changePercent: change === null ? null : Math.round(change * 1000) / 10,
    };
  };
  // Cast: fromEntries forgets the names.
  const figures = Object.fromEntries(
    Object.entries(names).map(([shown, name]) => [shown, figure(name)]),
  ) as Record<keyof typeof names, PostbreezeFigure>;
  return { ...figures, monthlyViewers: { value: monthlyViews, changePercent: null } };
}
