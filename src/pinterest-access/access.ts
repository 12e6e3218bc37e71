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
  type PinterestClient,
  type RequestObserver,
  type RequestReport,
  type Tokens,
} from '../pinterest/index.ts';
import {
  getAccount,
  lockAccount,
  releaseHeldPins,
  updateAccount,
  upsertAccount,
  type AccountRow,
  type Store,
} from '../store/index.ts';
import { createClockKeeper } from './clock-keeper.ts';
import { withSendGuard } from './send-guard.ts';
import { createReachability } from './reachability.ts';
import { createQuota, type Quota } from './rate-limits.ts';
import { UnreadableToken, type TokenBox } from './token-box.ts';

export interface PinterestAccessOptions {
  store: Store;
  box: TokenBox;
  app: { apiUrl: string; clientId: string; clientSecret: string };
  sandbox: boolean;
  dispatcher: Dispatcher;
  userAgent: string;
  clock: Clock;
  /** Called for every request to Pinterest, after its answer. */
  onRequest?: RequestObserver | undefined;
  /** Called for failures of side work, which fail no request. */
  onError?: (error: unknown) => void;
}

export interface PinterestAccess {
  /**
   * Runs `work` with a client signed in as the account. A refused sign-in is refreshed once and `work` run again:
   * that is safe for a create, since a refused sign-in created nothing.
   * @param mayLeave asked in the moment before the first byte of each request; false: it fails as not sent.
   * @throws LinchpinError ACCOUNT_DISCONNECTED when the account must be connected again; ACCOUNT_TOKEN_UNREADABLE;
   * whatever `work` throws.
   */
  use<T>(
    accountId: string,
    work: (client: PinterestClient) => Promise<T>,
    onResponse?: RequestObserver,
    mayLeave?: () => boolean,
  ): Promise<T>;
  /** Whether a create may leave now; it counts as one request when it may. */
  beforeCreate: Quota['beforeCreate'];
  /** The same for the requests that bring a video to Pinterest. */
  beforeMedia: Quota['beforeMedia'];
  limits: Quota['limits'];
  /** Completes an OAuth consent: swaps the code for tokens, and stores whose account it is. */
  connect(workspaceId: string, grant: { code: string; redirectUri: string }): Promise<AccountRow>;
}

/** Milliseconds before its end at which an access token (it lives 30 days) is renewed. */
const renewBeforeMs = 24 * 3600_000;

/** Milliseconds an account is remembered while it is connected. */
const accountMemoryMs = 1_000;

export function createPinterestAccess(options: PinterestAccessOptions): PinterestAccess {
  const { store, box } = options;
  const app: OAuthApp = {
    ...options.app,
    dispatcher: options.dispatcher,
    userAgent: options.userAgent,
    onResponse: options.onRequest,
    now: options.clock,
  };
  const quota = createQuota(store, options.app.clientId);
  const clocks = createClockKeeper(store);
  const reached = createReachability(store, options.onError ?? (() => {}));
  const clientWith = (
    accessToken: string,
    onResponse?: RequestObserver,
    mayLeave?: () => boolean,
  ) =>
    createPinterestClient({
      apiUrl: options.app.apiUrl,
      accessToken,
      dispatcher: mayLeave ? withSendGuard(options.dispatcher, mayLeave) : options.dispatcher,
      userAgent: options.userAgent,
      onResponse,
    });

  const keepTokens = (accountId: string, tokens: Tokens) => ({
    accessToken: box.seal(tokens.accessToken, accountId),
    accessExpiresAt: tokens.accessTokenExpiresAt,
    // A refresh always brings a new refresh token; without one the old may still work, so it stays.
    ...(tokens.refreshToken !== null && {
      refreshToken: box.seal(tokens.refreshToken, accountId),
      refreshExpiresAt: tokens.refreshTokenExpiresAt,
    }),
    ...(tokens.scopes && { scopes: tokens.scopes }),
  });

  const disconnected = (account: AccountRow, cause?: unknown) =>
    refusal('ACCOUNT_DISCONNECTED', { values: { username: account.username }, cause });

  /** @throws LinchpinError ACCOUNT_TOKEN_UNREADABLE: a process of another secret key may read it, so nothing is given up. */
  const open = (sealed: Buffer, account: AccountRow): string => {
    try {
      return box.open(sealed, account.id);
    } catch (cause) {
      if (!(cause instanceof UnreadableToken)) throw cause;
      throw refusal('ACCOUNT_TOKEN_UNREADABLE', { values: { username: account.username }, cause });
    }
  };

  /** One refresh at a time: the row lock makes a second caller wait and then see the new token. */
  async function refresh(accountId: string, refused: string): Promise<string> {
    const result = await store.transaction(async (tx) => {
      const account = await lockAccount(tx, accountId);
      if (!account.accessToken || account.status !== 'connected') throw disconnected(account);
      const current = open(account.accessToken, account);
      if (current !== refused) return current;
      if (!account.refreshToken) return account;
      try {
        const refreshToken = open(account.refreshToken, account);
        const tokens = await refreshTokens(app, { refreshToken });
        await updateAccount(tx, accountId, keepTokens(accountId, tokens));
        return tokens.accessToken;
      } catch (error) {
        if (isAuthError(error)) return account;
        throw error; // Transient errors do not mean the token was revoked.
      }
    });
    connected.invalidate(accountId);
    if (typeof result === 'string') return result;
    await updateAccount(store.db, accountId, { status: 'needs_reconnection' });
    throw disconnected(result);
  }

  /**
   * A burst of Pins reads its account once a second. What is remembered too long does no harm: Pinterest refuses an old
   * token, and then the row decides.
   */
  const connected = memoize(
    async (accountId) => {
      const account = await getAccount(store.db, accountId);
      const { accessToken, status } = account;
      if (!accessToken || status !== 'connected') throw disconnected(account);
      return { ...account, accessToken };
    },
    accountMemoryMs,
    elapsed,
  );

  return {
    beforeCreate: quota.beforeCreate,
    beforeMedia: quota.beforeMedia,
    limits: quota.limits,

    async use(accountId, work, onResponse, mayLeave) {
      const reports: RequestReport[] = [];
      const observe = (report: RequestReport) => {
        if (report.rateLimit) reports.push(report);
        clocks.take(accountId, report);
        if (report.operation !== 'media.upload') reached(report);
        options.onRequest?.(report);
        onResponse?.(report);
      };
      const attempt = async (token: string) => {
        try {
          return await work(clientWith(token, observe, mayLeave));
        } finally {
          // A failed quota update must not fail the Pin.
          for (const report of reports.splice(0))
            await quota.learn(accountId, report).catch(() => {});
          await clocks.keep(accountId).catch(() => {});
        }
      };
      const account = await connected(accountId);
      let token = open(account.accessToken, account);
      const endsAt = account.accessExpiresAt?.getTime() ?? Infinity;
      if (endsAt - renewBeforeMs < options.clock()) token = await refresh(accountId, token);
      try {
        return await attempt(token);
      } catch (error) {
        if (!isAuthError(error)) throw error;
      }
      const fresh = await refresh(accountId, token);
      try {
        return await attempt(fresh);
      } catch (error) {
        if (!isAuthError(error)) throw error;
      }
      // That token may have been stored by another process before it was refused.
      const last = await refresh(accountId, fresh);
      try {
        return await attempt(last);
      } catch (error) {
        if (!isAuthError(error)) throw error;
        await updateAccount(store.db, accountId, { status: 'needs_reconnection' });
        connected.invalidate(accountId);
        throw disconnected(account, error);
      }
    },

    async connect(workspaceId, grant) {
      const tokens = await exchangeCode(app, grant).catch((error: unknown) => {
        if (!isAuthError(error)) throw error;
        throw refusal('OAUTH_FAILED', { values: { reason: error.message }, cause: error });
      });
      const user = await clientWith(tokens.accessToken, options.onRequest).userAccount.get();
      const connectedNow = await store.transaction(async (tx) => {
        const account = await upsertAccount(tx, workspaceId, {
          pinterestUserId: user.id ?? user.username,
          username: user.username,
          displayName: user.business_name || user.username,
          profileImage: user.profile_image ?? null,
          scopes: tokens.scopes ?? [],
          sandbox: options.sandbox,
        });
        await updateAccount(tx, account.id, keepTokens(account.id, tokens));
        await releaseHeldPins(tx, account.id);
        return account;
      });
      connected.invalidate(connectedNow.id);
      return connectedNow;
    },
  };
}

const isAuthError = (error: unknown): error is PinterestError =>
  error instanceof PinterestError && error.kind === 'auth';
