import type { MetricSums } from '../rates.ts';

/** What is known of an account or Pin for bundle.social's answers; null: not known. */
export interface BundleProfileFacts {
  /** Sums of the 30 days before. */
  rolling30Days: MetricSums;
  pins: number | null;
  followers: number | null;
  following: number | null;
}

export interface BundlePostFacts {
  rolling30Days: MetricSums;
  /** Since the Pin was made. */
  lifetime: { reactions?: number | undefined; comments?: number | undefined } | null;
}

/** bundle.social has no null: what is not known is 0, and its name is in `unknown`, which is ours. */
function filled<Name extends string>(
  values: Readonly<Record<Name, number | null>>,
): Record<Name, number> & { unknown: Name[] } {
  // Cast: Object.keys forgets the names.
  const names = Object.keys(values) as Name[];
  const shown = Object.fromEntries(names.map((name) => [name, values[name] ?? 0]));
  return {
    ...(shown as Record<Name, number>),
    unknown: names.filter((name) => values[name] === null),
  };
}

/** Views of videos; of Pins without any the impressions, as bundle.social documents it. */
const viewsOf = ({ videoViews, impressions }: MetricSums): number | null =>
  (videoViews ?? 0) > 0 ? (videoViews ?? null) : (impressions ?? null);

/** Figures of 30 days; `likes` are saves. "Returns 0" for comments, of which Pinterest has no total. */
export const bundleProfile = ({
  rolling30Days,
  pins,
  followers,
  following,
}: BundleProfileFacts) => {
  const [impressions, views] = [rolling30Days.impressions ?? null, viewsOf(rolling30Days)];
  return filled({
    impressions,
    impressionsUnique: impressions,
    views,
    viewsUnique: views,
    likes: rolling30Days.saves ?? null,
    comments: null,
    postCount: pins,
    followers,
    following,
  });
};

/** A mixed window: 30 days, but `likes` (reactions) and `comments` of the whole life. No shares and dislikes. */
export const bundlePost = ({ rolling30Days, lifetime }: BundlePostFacts) => {
  const [impressions, views] = [rolling30Days.impressions ?? null, viewsOf(rolling30Days)];
  return filled({
    impressions,
    impressionsUnique: impressions,
    views,
    viewsUnique: views,
    likes: lifetime?.reactions ?? null,
    dislikes: null,
    comments: lifetime?.comments ?? null,
    shares: null,
    saves: rolling30Days.saves ?? null,
  });
};
