/** Pinterest's rate limit categories that Linchpin's requests spend (`x-ratelimit-category`). */
export const limitCategories = [
  'org_write',
  'org_read',
  'org_analytics',
  'ads_read',
  'trends_read',
] as const;
export type LimitCategory = (typeof limitCategories)[number];

export interface PublishedLimit {
  category: LimitCategory;
  /** Per user and app. */
  standard: { requests: number; windowSeconds: number };
  /** Per app, all users together. */
  trial: { requests: number; windowSeconds: number };
  covers: string;
}

const perMinute = (requests: number) => ({ requests, windowSeconds: 60 });
const perDay = (requests: number) => ({ requests, windowSeconds: 86_400 });

/** With Trial access, all requests of an app together (docs/pinterest.md, Rate limits). */
export const trialOverall = perDay(1000);

/**
 * The figures of Pinterest's documentation as of 2026-10 (docs/pinterest.md, Rate limits). They may change
 * without notice, so what the headers of an answer say comes first.
 */
export const publishedLimits: readonly PublishedLimit[] = [
  {
    category: 'org_write',
    standard: perMinute(100),
    trial: perDay(300),
    covers: 'creating and changing Pins, boards and sections, and registering videos',
  },
  {
    category: 'org_read',
    standard: perMinute(1000),
    trial: perDay(1000),
    covers: 'reading boards, sections, Pins and video status, and signing in',
  },
  {
    category: 'org_analytics',
    standard: perMinute(60),
    trial: perDay(1000),
    covers: 'reading statistics',
  },
  {
    category: 'ads_read',
    standard: perMinute(1000),
    trial: perDay(1000),
    covers: 'suggested and related keywords',
  },
  {
    category: 'trends_read',
    standard: perMinute(60),
    trial: perDay(1000),
    covers: 'trending keywords',
  },
];
