import type { Dispatcher } from 'undici';
import { refusal } from '../domain/errors/index.ts';
import { memoize } from '../domain/memoize.ts';
import type { Clock } from '../domain/time/clock.ts';
import type { OAuthApp, RequestObserver } from '../pinterest/index.ts';
import { getIdentity, type Db, type Host } from '../store/index.ts';

/** The app at one host of Pinterest's. Tokens of one host mean nothing to another. */
export interface HostedApp {
  host: Host;
  apiUrl: string;
  /** Its consent page. */
  oauthUrl: string;
  clientId: string;
  clientSecret: string;
}

export interface Apps {
  all: readonly HostedApp[];
  /** @throws LinchpinError PINTEREST_HOST_MISSING */
  at(host: Host): HostedApp;
  oauth(host: Host): OAuthApp;
  /** The app of a Pinterest user's host. @throws LinchpinError PINTEREST_HOST_MISSING */
  of(identityId: string): Promise<HostedApp>;
}

/** The apps of this process by host, and which of them a Pinterest user belongs to. */
export function createApps(
  db: Db,
  all: readonly HostedApp[],
  requests: {
    dispatcher: Dispatcher;
    userAgent: string;
    clock: Clock;
    onRequest?: RequestObserver | undefined;
  },
): Apps {
  // The host of a user never changes.
  const hostOf = memoize(async (id) => (await getIdentity(db, id)).host, Infinity, requests.clock);
  const at = (host: Host): HostedApp => {
    const found = all.find((app) => app.host === host);
    if (!found) throw refusal('PINTEREST_HOST_MISSING', { values: { host: hostsInWords[host] } });
    return found;
  };
  return {
    all,
    at,
    oauth: (host) => ({
      ...at(host),
      dispatcher: requests.dispatcher,
      userAgent: requests.userAgent,
      onResponse: requests.onRequest,
      now: requests.clock,
    }),
    of: async (identityId) => at(await hostOf(identityId)),
  };
}

const hostsInWords: Record<Host, string> = {
  'api.pinterest.com': 'Pinterest',
  'api-sandbox.pinterest.com': "Pinterest's own sandbox",
  sandbox: 'the local sandbox',
};

/** Under which the limits of Trial access are counted, which are those of the app. */
export const quotaOwner = ({ host, clientId }: HostedApp): string =>
  host === 'api-sandbox.pinterest.com' ? `app:${host}:${clientId}` : `app:${clientId}`;
