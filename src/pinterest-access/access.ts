import type { Dispatcher } from 'undici';
import { refusal } from '../domain/errors/index.ts';
import { elapsed, type Clock } from '../domain/time/clock.ts';
import { memoize } from '../domain/memoize.ts';
import {
  createPinterestClient,
  exchangeCode,
  PinterestError,
  refreshTokens,
  type OAuthApp,
  type Operation,
  type PinterestClient,
  type PinterestClientSettings,
  type RequestObserver,
  type RequestReport,
  type Tokens,
} from '../pinterest/index.ts';
import {
  getIdentity,
  lockIdentity,
  releaseHeldPins,
  updateTokens,
  upsertAccount,
  type AccountRow,
  type Host,
  type IdentityRow,
  type Store,
} from '../store/index.ts';
import { createClockKeeper } from './clock-keeper.ts';
import { withSendGuard } from './send-guard.ts';
import { withExclusiveWrite } from './exclusive-write.ts';
import { createReachability } from './reachability.ts';
import { createRateLimits, type RateLimits, type RequestClass } from './rate-limits.ts';
import { UnreadableToken, type TokenBox } from './token-box.ts';

export interface PinterestAccessOptions {
  store: Store;
  box: TokenBox;
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
   * Runs `work` with a client signed in as the user. A refused sign-in is refreshed once and `work` run again:
   * that is safe for a create, since a refused sign-in created nothing.
   * @throws LinchpinError ACCOUNT_DISCONNECTED when the account must be connected again; ACCOUNT_TOKEN_UNREADABLE;
   * PINTEREST_BUSY when the share of the class is used up; whatever `work` throws.
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
  /** Completes an OAuth consent: swaps the code for tokens, and stores whose account it is. */
  connect(workspaceId: string, grant: { code: string; redirectUri: string }): Promise<AccountRow>;
}

/** Milliseconds before its end at which an access token (it lives 30 days) is renewed. */
const renewBeforeMs = 24 * 3600_000;

/** Milliseconds a user is remembered while it is connected. */
const memoryMs = 1_000;

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
  const reached = createReachability(store, options.onError ?? (() => {}));
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

  const sealed = (identityId: string, tokens: Tokens) => ({
    accessToken: box.seal(tokens.accessToken, identityId),
    accessExpiresAt: tokens.accessTokenExpiresAt,
    // A refresh always brings a new refresh token; without one the old may still work, so it stays.
    ...(tokens.refreshToken !== null && {
      refreshToken: box.seal(tokens.refreshToken, identityId),
      refreshExpiresAt: tokens.refreshTokenExpiresAt,
    }),
    ...(tokens.scopes && { scopes: tokens.scopes }),
  });

  const disconnected = (identity: IdentityRow, cause?: unknown) =>
    refusal('ACCOUNT_DISCONNECTED', { values: { username: identity.username }, cause });

  /** @throws LinchpinError ACCOUNT_TOKEN_UNREADABLE: a process of another secret key may read it, so nothing is given up. */
  const open = (token: Buffer, identity: IdentityRow): string => {
    try {
      return box.open(token, identity.id);
    } catch (cause) {
      if (!(cause instanceof UnreadableToken)) throw cause;
      throw refusal('ACCOUNT_TOKEN_UNREADABLE', { values: { username: identity.username }, cause });
    }
  };

  /** Pinterest refused these tokens for good. Tokens that came meanwhile, from a new consent, are not touched. */
  const giveUp = async (identity: IdentityRow): Promise<void> => {
    await updateTokens(store.db, identity, { status: 'needs_reconnection' });
    connected.invalidate(identity.id);
  };

  /** One refresh at a time: the row lock makes a second caller wait and then see the new token. */
  async function refresh(identityId: string, refused: string): Promise<string> {
    const result = await store.transaction(async (tx) => {
      const identity = await lockIdentity(tx, identityId);
      if (!identity.accessToken || identity.status !== 'connected') throw disconnected(identity);
      const current = open(identity.accessToken, identity);
      if (current !== refused) return current;
      if (!identity.refreshToken) return identity;
      try {
        const refreshToken = open(identity.refreshToken, identity);
        const tokens = await refreshTokens(app, { refreshToken });
        await updateTokens(tx, identity, sealed(identityId, tokens));
        return tokens.accessToken;
      } catch (error) {
        if (isAuthError(error)) return identity;
        throw error; // Transient errors do not mean the token was revoked.
      }
    });
    connected.invalidate(identityId);
    if (typeof result === 'string') return result;
    await giveUp(result);
    throw disconnected(result);
  }

  /**
   * A burst of Pins reads its user once a second. What is remembered too long does no harm: Pinterest refuses an old
   * token, and then the row decides.
   */
  const connected = memoize(
    async (identityId) => {
      const identity = await getIdentity(store.db, identityId);
      const { accessToken, status } = identity;
      if (!accessToken || status !== 'connected') throw disconnected(identity);
      return { ...identity, accessToken };
    },
    memoryMs,
    elapsed,
  );

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
      // Publishing goes through gates of its own where it spends writes, and reads ahead of everybody else.
      const isGated = (operation: Operation) =>
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
            await rateLimits.learn(identityId, report, isGated(report.operation)).catch(() => {});
          await clocks.keep(identityId).catch(() => {});
        }
      };
      const identity = await connected(identityId);
      let token = open(identity.accessToken, identity);
      const endsAt = identity.accessExpiresAt?.getTime() ?? Infinity;
      if (endsAt - renewBeforeMs < options.clock()) token = await refresh(identityId, token);
      try {
        return await attempt(token);
      } catch (error) {
        if (!isAuthError(error)) throw error;
      }
      const fresh = await refresh(identityId, token);
      try {
        return await attempt(fresh);
      } catch (error) {
        if (!isAuthError(error)) throw error;
      }
      // That token may have been stored by another process before it was refused.
      const last = await refresh(identityId, fresh);
      const stored = await getIdentity(store.db, identityId);
      try {
        return await attempt(last);
      } catch (error) {
        if (!isAuthError(error)) throw error;
        await giveUp(stored);
        throw disconnected(stored, error);
      }
    },

    async connect(workspaceId, grant) {
      const tokens = await exchangeCode(app, grant).catch((error: unknown) => {
        if (!isAuthError(error)) throw error;
        throw refusal('OAUTH_FAILED', { values: { reason: error.message }, cause: error });
      });
      const client = clientWith(tokens.accessToken, { onResponse: options.onRequest });
      const user = await client.userAccount.get();
      const account = await store.transaction(async (tx) => {
        const linked = await upsertAccount(tx, workspaceId, {
          host: options.host,
          pinterestUserId: user.id ?? user.username,
          username: user.username,
          displayName: user.business_name || user.username,
          profileImage: user.profile_image ?? null,
          scopes: tokens.scopes ?? [],
        });
        const identity = await lockIdentity(tx, linked.identityId);
        await updateTokens(tx, identity, sealed(identity.id, tokens));
        await releaseHeldPins(tx, identity.id);
        return linked;
      });
      connected.invalidate(account.identityId);
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

const isAuthError = (error: unknown): error is PinterestError =>
  error instanceof PinterestError && error.kind === 'auth';
