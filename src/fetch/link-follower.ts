import type { Clock } from '../domain/time/clock.ts';
import { memoize } from '../domain/memoize.ts';
import { followLink, type FollowedLink } from './follow-link.ts';
import { parseUrl } from '../domain/parse-url.ts';

/** Milliseconds a followed link is remembered: hundreds of Pins to one page ask once. */
const linkMemoryMs = 10 * 60_000;

/** Milliseconds a host without an answer is not asked again, so that hundreds of Pins do not each wait for it. */
const hostMemoryMs = 60_000;

/** Follows links, each page and each silent host once in a while. */
export function createLinkFollower(
  options: { timeoutMs: number; allowPrivate: boolean },
  clock: Clock,
  follow: typeof followLink = followLink,
): (link: string) => Promise<FollowedLink> {
  const silent = new Map<string, { until: number; failure: string }>();
  return memoize(
    async (link) => {
      const host = parseUrl(link)?.host ?? link;
      const known = silent.get(host);
      if (known && known.until > clock())
        return { hops: [link], finalUrl: link, status: null, failure: known.failure };
      silent.delete(host);
      const followed = await follow(link, options);
      const { failure, status, hops } = followed;
      // After a redirect, the host that did not answer is another one.
      if (failure !== null && status === null && hops.length <= 1)
        silent.set(host, { until: clock() + hostMemoryMs, failure });
      for (const [name, { until }] of silent) if (until <= clock()) silent.delete(name);
      return followed;
    },
    linkMemoryMs,
    clock,
  );
}
