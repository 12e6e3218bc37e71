import type { Dispatcher } from 'undici';
import { refusal } from '../domain/errors/index.ts';
import type { Clock } from '../domain/time/clock.ts';
import type { Box } from '../encryption/index.ts';
import {
  createPinterestClient,
  type Operation,
  type PinterestClient,
  type PinterestClientSettings,
  type RequestObserver,
  type RequestReport,
} from '../pinterest/index.ts';
import type { Host, Store } from '../store/index.ts';
import { createApps, quotaOwner, type HostedApp } from './apps.ts';
import { createCapabilities } from './capabilities.ts';
import { createClockKeeper } from './clock-keeper.ts';
import { createConnections, type Connections } from './connections.ts';
import { withExclusiveWrite } from './exclusive-write.ts';
import { createRateLimits, type RateLimits, type RequestClass } from './rate-limits.ts';
import { createReachability } from './reachability.ts';
import { withSendGuard } from './send-guard.ts';
import {
  createTokenKeeper,
  isAuthError,
  lacksPermission,
  type SignedIn,
  type TokenKeeper,
} from './token-keeper.ts';

export interface PinterestAccessOptions {
  store: Store;
  box: Box;
  /** The app at each host, the one to connect to first. */
  apps: readonly HostedApp[];
  dispatcher: Dispatcher;
  userAgent: string;
  clock: Clock;
  /** Called for every request to Pinterest, after its answer. */
  onRequest?: RequestObserver | undefined;
  /** Called for failures of side work, which fail no request. */
  onError?: (error: unknown) => void;
}

export interface UseOptions {
  /** Default: `person`. */
  requestClass?: RequestClass;
  onResponse?: RequestObserver;
  /** Asked in the moment before the first byte of each request; false: it fails as not sent. */
  mayLeave?: () => boolean;
}

/** Access to Pinterest for its users that are connected here. */
export interface PinterestAccess {
  /**
   * Runs `work` with a client for the user. When Pinterest refuses the access token, it is refreshed and `work` runs
   * again, three times at most: that is safe for a create, since a request with a refused token did nothing.
   * @throws LinchpinError ACCOUNT_DISCONNECTED when the account must be connected again; ACCOUNT_TOKEN_UNREADABLE;
   * PINTEREST_APP_REFUSED; PINTEREST_BUSY when the share of the class is used up; whatever `work` throws.
   */
  use<T>(
    identityId: string,
    work: (client: PinterestClient) => Promise<T>,
    options?: UseOptions,
  ): Promise<T>;
  /**
   * {@link use} for a write that is not a Pin, while none of the user's Pins is sent.
   * @throws LinchpinError PINTEREST_BUSY when others write for too long
   */
  write<T>(
    identityId: string,
    work: (client: PinterestClient, signal: AbortSignal) => Promise<T>,
    options?: UseOptions & { ticket?: string },
  ): Promise<T>;
  startCreate: RateLimits['startCreate'];
  gate: RateLimits['gate'];
  limits: RateLimits['limits'];
  connections: Connections;
  tokens: TokenKeeper;
  /** Under which the limits of Trial access are counted for users of a host; null: it is not set up. */
  quotaOwner(host: Host): string | null;
}

/**
 * How often `work` runs when its access token is refused: a token that was refreshed may have been stored by another
 * process before it was refused.
 */
const maxTries = 3;

export function createPinterestAccess(options: PinterestAccessOptions): PinterestAccess {
  const { store, box, dispatcher, userAgent, onError = () => {} } = options;
  const apps = createApps(store.db, options.apps, options);
  const rateLimits = createRateLimits(store, async (id) => quotaOwner(await apps.of(id)));
  const clocks = createClockKeeper(store);
  const capabilities = createCapabilities(store);
  const reached = createReachability(store, onError);
  const tokens = createTokenKeeper(store, box, apps, onError);
  const clientWith: ClientWith = (host, accessToken, { mayLeave, ...hooks }) =>
    createPinterestClient({
      apiUrl: apps.at(host).apiUrl,
      accessToken,
      dispatcher: mayLeave ? withSendGuard(dispatcher, mayLeave) : dispatcher,
      userAgent,
      ...hooks,
    });

  const access: PinterestAccess = {
    startCreate: rateLimits.startCreate,
    gate: rateLimits.gate,
    limits: rateLimits.limits,
    tokens,
    quotaOwner: (host) => {
      const app = apps.all.find((item) => item.host === host);
      return app ? quotaOwner(app) : null;
    },
    connections: createConnections({
      store,
      box,
      apps,
      tokens,
      clientFor: (host, token) => clientWith(host, token, { onResponse: options.onRequest }),
    }),

    async use(identityId, work, { requestClass = 'person', onResponse, mayLeave } = {}) {
      const reports: RequestReport[] = [];
      const observe = (report: RequestReport) => {
        if (report.rateLimit) reports.push(report);
        clocks.take(identityId, report);
        capabilities.take(identityId, report);
        if (report.operation !== 'media.upload') reached(report);
        options.onRequest?.(report);
        onResponse?.(report);
      };
      // The publisher calls `startCreate` or `gate` itself for these operations; its other reads are never limited.
      const isCounted = (operation: Operation) =>
        requestClass !== 'publish' || gatedWhenPublishing.includes(operation);
      const beforeRequest = async (operation: Operation) => {
        const gate = await rateLimits.gate(identityId, operation, requestClass);
        if (gate.kind === 'full') throw refusal('PINTEREST_BUSY', { retryAfterMs: gate.delayMs });
      };
      const attempt = async ({ token, identity }: SignedIn) => {
        try {
          const hooks = {
            onResponse: observe,
            ...(requestClass !== 'publish' && { beforeRequest }),
            mayLeave,
          };
          return await work(clientWith(identity.host, token, hooks));
        } finally {
          // A failed quota update must not fail the Pin.
          for (const report of reports.splice(0))
            await rateLimits.learn(identityId, report, isCounted(report.operation)).catch(onError);
          await clocks.keep(identityId).catch(onError);
          await capabilities.keep(identityId).catch(onError);
        }
      };
      let signedIn = await tokens.get(identityId, options.clock());
      for (let tries = 1; ; tries++)
        try {
          return await attempt(signedIn);
        } catch (error) {
          if (lacksPermission(error) && tries < maxTries) {
            // Another process may have stored tokens of a new consent a moment ago.
            const newer = await tokens.newerThan(identityId, signedIn.token);
            if (!newer) throw error;
            signedIn = newer;
            continue;
          }
          if (!isAuthError(error)) throw error;
          if (tries === maxTries) throw await tokens.disconnect(signedIn.identity, error);
          signedIn = await tokens.refresh(identityId, signedIn.token);
        }
    },

    write: (identityId, work, useOptions) =>
      withExclusiveWrite(
        store,
        identityId,
        (signal) => access.use(identityId, (client) => work(client, signal), useOptions),
        useOptions?.ticket,
      ),
  };
  return access;
}

type ClientWith = (
  host: Host,
  accessToken: string,
  more: Partial<Pick<PinterestClientSettings, 'onResponse' | 'beforeRequest'>> & {
    mayLeave?: (() => boolean) | undefined;
  },
) => PinterestClient;

/** Requests of the publisher that leave through a gate, which has counted them. */
const gatedWhenPublishing: readonly Operation[] = [
  'pins.create',
  'pins.save',
  'media.register',
  'media.get',
];
