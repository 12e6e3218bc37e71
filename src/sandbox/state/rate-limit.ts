import type { Clock } from './clock.ts';
import type { Settings } from './settings.ts';

/** `x-ratelimit-category` of the spec, as far as the sandbox serves it. */
export type Category = 'org_read' | 'org_write' | 'org_analytics' | 'ads_read' | 'trends_read';

/** Buckets beside the categories, of single operations. */
export type Bucket = 'multi_pins_analytics';

interface Policy {
  name: string;
  quota: number;
  windowSeconds: number;
  /** Who shares the bucket. */
  key: string;
}

const standardPerMinute: Record<Category, number> = {
  org_read: 1000,
  org_write: 100,
  org_analytics: 60,
  ads_read: 1000,
  trends_read: 60,
};
const trialPerDay: Record<Category, number> = {
  org_read: 1000,
  org_write: 300,
  org_analytics: 1000,
  ads_read: 1000,
  trends_read: 1000,
};

/** Policy names of Standard are recordings; those of Trial are our guess at the same scheme. */
function policiesFor(
  access: 'trial' | 'standard',
  category: Category,
  clientId: string,
  userId: string,
  bucket?: Bucket,
): [Policy, Policy, ...Policy[]] {
  const more = bucketPolicies(access === 'trial' ? clientId : `${clientId}/${userId}`, bucket);
  if (access === 'trial') {
    const windowSeconds = 86_400;
    return [
      { name: 'safety_net_app_id', quota: 1000, windowSeconds, key: clientId },
      { name: `${category}_app_id`, quota: trialPerDay[category], windowSeconds, key: clientId },
      ...more,
    ];
  }
  const key = `${clientId}/${userId}`;
  const quota = standardPerMinute[category];
  return [
    { name: 'safety_net_app_id_user_id', quota: 100, windowSeconds: 1, key },
    { name: `${category}_app_id_user_id`, quota, windowSeconds: 60, key },
    ...more,
  ];
}

/** Recorded as the last policy of the header. */
const bucketPolicies = (key: string, bucket: Bucket | undefined): Policy[] =>
  bucket === undefined ? [] : [{ name: bucket, quota: 100, windowSeconds: 1, key }];

const shownPolicy = ({ quota, windowSeconds, name }: Policy): string =>
  `${quota};w=${windowSeconds};name="${name}"`;

export interface RateLimits {
  /** Spends one request. A refused request spends nothing. */
  spend(
    caller: { clientId: string; userId: string },
    category: Category,
    bucket?: Bucket,
  ): { limited: boolean; headers: Record<string, string> };
  /** The headers of a refusal, with nothing spent: for an injected 429. Without limits, those of Standard access. */
  exhausted(
    caller: { clientId: string; userId: string },
    category: Category,
    bucket?: Bucket,
  ): Record<string, string>;
  clear(): void;
}

export function createRateLimits(clock: Clock, settings: () => Settings): RateLimits {
  const windows = new Map<string, { used: number; endsAt: number }>();

  const windowOf = (policy: Policy) => {
    const id = `${policy.name}/${policy.windowSeconds}/${policy.key}`;
    const open = windows.get(id);
    if (open && open.endsAt > clock.elapsed()) return open;
    const fresh = { used: 0, endsAt: clock.elapsed() + policy.windowSeconds * 1000 };
    windows.set(id, fresh);
    return fresh;
  };

  return {
    spend: (caller, category, bucket) => {
      const { access, retryAfter } = settings();
      if (access === 'off') return { limited: false, headers: {} };
      const policies = policiesFor(access, category, caller.clientId, caller.userId, bucket);
      const buckets = policies.map((policy) => ({ policy, window: windowOf(policy) }));
      const limited = buckets.some(({ policy, window }) => window.used >= policy.quota);
      if (!limited) for (const { window } of buckets) window.used += 1;
      const left = buckets.map(({ policy, window }) => policy.quota - window.used);
      // The first number and `remaining` speak of the bucket closest to exhaustion.
      const index = left.indexOf(Math.min(...left));
      const window = buckets[index]?.window;
      const reset = String(
        Math.max(1, Math.ceil(((window?.endsAt ?? 0) - clock.elapsed()) / 1000)),
      );
      const headers: Record<string, string> = {
        'x-ratelimit-limit': [policies[index]?.quota, ...policies.map(shownPolicy)].join(', '),
        'x-ratelimit-remaining': String(left[index] ?? 0),
        'x-ratelimit-reset': reset,
      };
      if (limited && retryAfter) headers['retry-after'] = reset;
      return { limited, headers };
    },
    exhausted: ({ clientId, userId }, category, bucket) => {
      const { access, retryAfter } = settings();
      const level = access === 'off' ? 'standard' : access;
      const policies = policiesFor(level, category, clientId, userId, bucket);
      const [, policy] = policies;
      const left = Math.ceil((windowOf(policy).endsAt - clock.elapsed()) / 1000);
      const reset = String(Math.max(1, left));
      return {
        'x-ratelimit-limit': [policy.quota, ...policies.map(shownPolicy)].join(', '),
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': reset,
        ...(retryAfter && { 'retry-after': reset }),
      };
    },
    clear: () => windows.clear(),
  };
}
