import type { ListedPost, PlatformAnalytics, PostAnalytics } from '../../contract/index.ts';
import type { AccountRow, SeenPin } from '../../store/index.ts';
import type { Links } from '../context.ts';

/** To two decimals, as Zernio has its figures. */
export const round = (value: number): number => Math.round(value * 100) / 100;

const shown = ['impressions', 'saves', 'pinClicks', 'outboundClicks'] as const;

/** Lifetime figures of some Pins, added up; of Pins without any nothing is added. */
export function analyticsOf(pins: readonly SeenPin[]): PostAnalytics {
  const sum = (name: (typeof shown)[number]) =>
    pins.reduce((total, { lifetime }) => total + (lifetime?.[name] ?? 0), 0);
  const [impressions, saves] = [sum('impressions'), sum('saves')];
  const unknown = shown.filter((name) =>
    pins.some(({ lifetime }) => lifetime?.[name] === undefined),
  );
  const told = pins.flatMap(({ numbersAt }) => numbersAt?.getTime() ?? []);
  return {
    impressions,
    reach: 0,
    likes: 0,
    comments: 0,
    shares: 0,
    saves,
    clicks: sum('pinClicks'),
    outboundClicks: sum('outboundClicks'),
    views: 0,
    follows: 0,
    igReelsAvgWatchTime: 0,
    igReelsVideoViewTotalTime: 0,
    reelsSkipRate: 0,
    completionRate: 0,
    profileViews: 0,
    websiteClicks: 0,
    impressionSources: {},
    audienceTypes: {},
    audienceCountries: {},
    reposts: 0,
    videoDurationSeconds: null,
    engagementRate: impressions === 0 ? 0 : round((saves / impressions) * 100),
    unknown: unknown.map((name) => (name === 'pinClicks' ? 'clicks' : name)),
    lastUpdated: told.length === 0 ? null : new Date(Math.max(...told)).toISOString(),
  };
}

export const platformAnalytics = (
  pin: SeenPin,
  account: AccountRow | undefined,
  links: Links,
): PlatformAnalytics => ({
  platform: 'pinterest',
  status: 'published',
  platformPostId: pin.pinterestPinId,
  accountId: pin.accountId,
  accountUsername: account?.username ?? null,
  analytics: pin.lifetime === null ? null : analyticsOf([pin]),
  syncStatus: pin.lifetime === null ? 'pending' : 'synced',
  platformPostUrl: account ? links.pin(account, pin.pinterestPinId) : null,
  errorMessage: null,
});

export const mediaTypeOf = ({ creativeType }: Pick<SeenPin, 'creativeType'>) =>
  creativeType === null
    ? null
    : creativeType.includes('VIDEO')
      ? ('video' as const)
      : creativeType.includes('CAROUSEL')
        ? ('carousel' as const)
        : ('image' as const);

/** The smallest useful picture of a Pin stands for its media: Pinterest gives no more of it. */
export const mediaItemsOf = (pin: SeenPin): ListedPost['mediaItems'] =>
  pin.coverUrl === null
    ? []
    : [
        {
          type: mediaTypeOf(pin) === 'video' ? 'video' : 'image',
          url: pin.coverUrl,
          thumbnail: pin.coverUrl,
          ...(pin.altText !== null && { altText: pin.altText }),
        },
      ];

/** What both answers show of a post; its first Pin stands for all. */
export function presentSeen(
  pins: readonly [SeenPin, ...SeenPin[]],
  accounts: readonly AccountRow[],
  links: Links,
): Omit<ListedPost, '_id' | 'platforms' | 'isAd' | 'profileId'> & {
  platforms: PlatformAnalytics[];
} {
  const [first] = pins;
  const account = accounts.find(({ id }) => id === first.accountId);
  return {
    latePostId: first.postId,
    content: first.content,
    scheduledFor: first.publishedAt?.toISOString() ?? null,
    publishedAt: first.publishedAt?.toISOString() ?? null,
    status: 'published',
    analytics: analyticsOf(pins),
    platforms: pins.map((pin) =>
      platformAnalytics(
        pin,
        accounts.find(({ id }) => id === pin.accountId),
        links,
      ),
    ),
    platform: 'pinterest',
    platformPostUrl: account ? links.pin(account, first.pinterestPinId) : null,
    isExternal: first.postId === null,
    thumbnailUrl: first.coverUrl,
    mediaType: mediaTypeOf(first),
    mediaItems: mediaItemsOf(first),
  };
}

/** Pins of one post together, each Pin made elsewhere by itself; in the order in which they come. */
export function asPosts(pins: readonly SeenPin[]): [SeenPin, ...SeenPin[]][] {
  const posts = new Map<string, [SeenPin, ...SeenPin[]]>();
  for (const pin of pins) {
    const key = pin.postId ?? `${pin.accountId} ${pin.pinterestPinId}`;
    const post = posts.get(key);
    if (post) post.push(pin);
    else posts.set(key, [pin]);
  }
  return [...posts.values()];
}
