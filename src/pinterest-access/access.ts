import type { Dispatcher } from 'undici';
import { refusal } from '../domain/errors/index.ts';
import type { Clock } from '../domain/time/clock.ts';
import {
  createPinterestClient,
  exchangeCode,
  type OAuthApp,
  type Operation,
  type PinterestClient,
  type PinterestClientSettings,
  type RequestObserver,
  type RequestReport,
} from '../pinterest/index.ts';
import {
  lockIdentity,
  releaseHeldPins,
  updateTokens,
  upsertAccount,
  type AccountRow,
  type Host,
  type Store,
} from '../store/index.ts';
import { createClockKeeper } from './clock-keeper.ts';
import { withSendGuard } from './send-guard.ts';
import { withExclusiveWrite } from './exclusive-write.ts';
import { createReachability } from './reachability.ts';
import { createRateLimits, type RateLimits, type RequestClass } from './rate-limits.ts';
import type { Box } from '../encryption/index.ts';
import { appRefused, createTokenKeeper, isAuthError, isGrantRefused } from './token-keeper.ts';

export interface PinterestAccessOptions {
  store: Store;
  box: Box;
  app: { apiUrl: string; clientId: string; clientSecret: string };
  host: Host;
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

/** Pinterest as its users whose accounts are connected here. */
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
  ): Promise<T>;
  startCreate: RateLimits['startCreate'];
  gate: RateLimits['gate'];
  limits: RateLimits['limits'];
  /**
   * Completes an OAuth consent: swaps the code for tokens, and stores whose account it is.
   * @throws LinchpinError OAUTH_FAILED, PINTEREST_APP_REFUSED; PinterestError
   */
  connect(workspaceId: string, grant: { code: string; redirectUri: string }): Promise<AccountRow>;
}

/**
 * How often `work` runs when its access token is refused: a token that was refreshed may have been stored by another
 * process before it was refused.
 */
const maxTries = 3;

export function createPinterestAccess(options: PinterestAccessOptions): PinterestAccess {
  const { store, box } = options;
  const app: OAuthApp = {
    ...options.app,
    dispatcher: options.dispatcher,
    userAgent: options.userAgent,
    onResponse: options.onRequest,
    now: options.clock,
  };
  const rateLimits = createRateLimits(store, options.app.clientId);
  const clocks = createClockKeeper(store);
  const { onError = () => {} } = options;
  const reached = createReachability(store, onError);
  const clientWith = (
    accessToken: string,
    more: Partial<Pick<PinterestClientSettings, 'onResponse' | 'beforeRequest'>>,
    mayLeave?: () => boolean,
  ) =>
    createPinterestClient({
      apiUrl: options.app.apiUrl,
      accessToken,
      dispatcher: mayLeave ? withSendGuard(options.dispatcher, mayLeave) : options.dispatcher,
      userAgent: options.userAgent,
      ...more,
    });

  const tokens = createTokenKeeper(store, box, app, onError);

  const access: PinterestAccess = {
    startCreate: rateLimits.startCreate,
    gate: rateLimits.gate,
    limits: rateLimits.limits,

    async use(identityId, work, { requestClass = 'person', onResponse, mayLeave } = {}) {
      const reports: RequestReport[] = [];
      const observe = (report: RequestReport) => {
        if (report.rateLimit) reports.push(report);
        clocks.take(identityId, report);
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
      const attempt = async (token: string) => {
        try {
          const hooks = {
            onResponse: observe,
            ...(requestClass !== 'publish' && { beforeRequest }),
          };
          return await work(clientWith(token, hooks, mayLeave));
        } finally {
          // A failed quota update must not fail the Pin.
          for (const report of reports.splice(0))
            await rateLimits.learn(identityId, report, isCounted(report.operation)).catch(onError);
          await clocks.keep(identityId).catch(onError);
        }
      };
      let signedIn = await tokens.get(identityId, options.clock());
      for (let tries = 1; ; tries++)
        try {
          return await attempt(signedIn.token);
        } catch (error) {
          if (!isAuthError(error)) throw error;
          if (tries === maxTries) throw await tokens.markDisconnected(signedIn.identity, error);
          signedIn = await tokens.refresh(identityId, signedIn.token);
        }
    },

    async connect(workspaceId, grant) {
      const granted = await exchangeCode(app, grant).catch((error: unknown) => {
        if (!isAuthError(error)) throw error;
        if (!isGrantRefused(error)) throw appRefused(error);
        throw refusal('OAUTH_FAILED', { values: { reason: error.message }, cause: error });
      });
      const client = clientWith(granted.accessToken, { onResponse: options.onRequest });
      const user = await client.userAccount.get();
      const account = await store.transaction(async (tx) => {
        const linked = await upsertAccount(tx, workspaceId, {
          host: options.host,
          pinterestUserId: user.id ?? user.username,
          username: user.username,
          displayName: user.business_name || user.username,
          profileImage: user.profile_image ?? null,
          scopes: granted.scopes ?? [],
        });
        const identity = await lockIdentity(tx, linked.identityId);
        await updateTokens(tx, identity, tokens.sealed(identity.id, granted));
        await releaseHeldPins(tx, identity.id);
        return linked;
      });
      tokens.forget(account.identityId);
      return account;
    },

    write: (identityId, work) =>
      withExclusiveWrite(store, identityId, (signal) =>
        access.use(identityId, (client) => work(client, signal)),
      ),
  };
  return access;
}

/** Requests of the publisher that leave through a gate, which has counted them. */
const gatedWhenPublishing: readonly Operation[] = [
  'pins.create',
  'pins.save',
  'media.register',
  'media.get',
];
