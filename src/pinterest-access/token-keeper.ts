import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { LinchpinError, refusal } from '../domain/errors/index.ts';
import { memoize } from '../domain/memoize.ts';
import { elapsed } from '../domain/time/clock.ts';
import { UnreadableSecret, type Box } from '../encryption/index.ts';
import { PinterestError, refreshTokens, type Tokens } from '../pinterest/index.ts';
import {
  endRenewal,
  getIdentity,
  linkedAccounts,
  recordEvent,
  takeRenewal,
  updateTokens,
  type IdentityRow,
  type Store,
} from '../store/index.ts';
import type { Apps } from './apps.ts';

/** Milliseconds before its end at which a request renews its access token (it lives 30 days). */
const renewBeforeMs = 24 * 3600_000;

/** Milliseconds a user is remembered while it is connected. */
const memoryMs = 1_000;

/** Milliseconds: how long the right to renew lasts, how often one who waits for it looks, and for how long. */
const renewal = { lastsMs: 60_000, lookEveryMs: 50, waitMs: 45_000 };

/** An access token, and the row it is from. */
export interface SignedIn {
  token: string;
  identity: IdentityRow;
}

export type TokenKeeper = ReturnType<typeof createTokenKeeper>;

/** Keeps the tokens of Pinterest users: encrypted in the database, renewed by one process at a time. */
export function createTokenKeeper(
  store: Store,
  box: Box,
  apps: Apps,
  onError: (error: unknown) => void,
) {
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

  /** @throws LinchpinError ACCOUNT_TOKEN_UNREADABLE: a process of another secret key may read it, so nothing is given up. */
  const open = (token: Buffer, identity: IdentityRow): string => {
    try {
      return box.open(token, identity.id);
    } catch (cause) {
      if (!(cause instanceof UnreadableSecret)) throw cause;
      throw refusal('ACCOUNT_TOKEN_UNREADABLE', { values: { username: identity.username }, cause });
    }
  };

  /**
   * Marks the user as to be connected again, since Pinterest refused these tokens for good.
   * @returns false: tokens came meanwhile, from a new consent, so nothing was changed.
   */
  const markDisconnected = async (identity: IdentityRow): Promise<boolean> => {
    const marked = await store.transaction(async (tx) => {
      if (!(await updateTokens(tx, identity, { status: 'needs_reconnection' }))) return false;
      for (const { id, workspaceId } of await linkedAccounts(tx, identity.id))
        await recordEvent(tx, {
          workspaceId,
          kind: 'account.disconnected',
          accountId: id,
          facts: {
            username: identity.username,
            intentional: false,
            reason: 'Pinterest no longer accepts the sign-in.',
          },
        });
      return true;
    });
    connected.invalidate(identity.id);
    return marked;
  };

  /**
   * A new token in place of one that Pinterest refused, or that ends soon. One refresh at a time: who comes second
   * waits, and then sees the new token. No transaction is open while Pinterest is asked.
   * @throws LinchpinError ACCOUNT_DISCONNECTED, ACCOUNT_TOKEN_UNREADABLE, PINTEREST_APP_REFUSED, PINTEREST_HOST_MISSING,
   * PINTEREST_BUSY when another process renews them for too long; PinterestError
   */
  async function refresh(identityId: string, refused: string): Promise<SignedIn> {
    const deadline = performance.now() + renewal.waitMs;
    for (;;) {
      const identity = await getIdentity(store.db, identityId);
      if (!identity.accessToken || identity.status !== 'connected') throw disconnected(identity);
      const current = open(identity.accessToken, identity);
      if (current !== refused) return { token: current, identity };
      if (!identity.refreshToken) {
        if (await markDisconnected(identity)) throw disconnected(identity);
        continue;
      }
      const right = randomUUID();
      if (!(await takeRenewal(store.db, identity, right, renewal.lastsMs))) {
        if (performance.now() > deadline) throw refusal('PINTEREST_BUSY', { retryAfterMs: 5_000 });
        await delay(renewal.lookEveryMs);
        continue;
      }
      try {
        const token = open(identity.refreshToken, identity);
        const outcome = await renewed(identity, token);
        if (outcome === 'stored') return await stored(identityId);
        if (outcome === 'refused' && (await markDisconnected(identity)))
          throw disconnected(identity);
      } finally {
        await endRenewal(store.db, identityId, right).catch(onError);
        connected.invalidate(identityId);
      }
    }
  }

  /** What is stored now, also where Pinterest gave the same access token again. */
  const stored = async (identityId: string): Promise<SignedIn> => {
    const identity = await getIdentity(store.db, identityId);
    if (!identity.accessToken || identity.status !== 'connected') throw disconnected(identity);
    return { token: open(identity.accessToken, identity), identity };
  };

  /** Asks Pinterest once, and stores what it gives unless the tokens were replaced meanwhile. */
  async function renewed(
    identity: IdentityRow,
    token: string,
  ): Promise<'stored' | 'replaced' | 'refused'> {
    const app = apps.oauth(identity.host);
    const ask = () => refreshTokens(app, { refreshToken: token });
    try {
      // After a lost answer the same refresh token gives the same pair for about a second (docs/pinterest.md, Sign-in).
      const tokens = await ask().catch((error: unknown) => {
        if (error instanceof PinterestError && error.outcome === 'unknown') return ask();
        throw error;
      });
      const change = sealed(identity.id, tokens);
      return (await updateTokens(store.db, identity, change)) ? 'stored' : 'replaced';
    } catch (error) {
      if (isGrantRefused(error)) return 'refused';
      // A wrong secret of the app would otherwise disconnect every account.
      throw isAuthError(error) ? appRefused(error) : error;
    }
  }

  /**
   * A burst of Pins reads its user once a second. What is remembered too long does no harm: Pinterest refuses an old
   * token, and then the row is read.
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

  return {
    sealed,
    refresh,
    /** The token as it is stored. @throws LinchpinError ACCOUNT_DISCONNECTED, ACCOUNT_TOKEN_UNREADABLE */
    async current(identityId: string): Promise<SignedIn> {
      const identity = await connected(identityId);
      return { token: open(identity.accessToken, identity), identity };
    },
    /**
     * Marks the user as to be connected again, unless its tokens were replaced since.
     * @returns the refusal to throw.
     */
    async disconnect(identity: IdentityRow, cause: unknown): Promise<LinchpinError> {
      await markDisconnected(identity);
      return disconnected(identity, cause);
    },
    forget: (identityId: string) => connected.invalidate(identityId),
    /** What is stored now, where that is another token than this one. @throws LinchpinError as {@link current} */
    async newerThan(identityId: string, used: string): Promise<SignedIn | null> {
      connected.invalidate(identityId);
      const signedIn = await stored(identityId);
      return signedIn.token === used ? null : signedIn;
    },
    /**
     * The token of a connected user, renewed a day before its end. While that fails, the old one is used to its end.
     * @throws LinchpinError ACCOUNT_DISCONNECTED, ACCOUNT_TOKEN_UNREADABLE, PINTEREST_APP_REFUSED; PinterestError
     */
    async get(identityId: string, nowMs: number): Promise<SignedIn> {
      const signedIn = await this.current(identityId);
      const endsAt = signedIn.identity.accessExpiresAt?.getTime() ?? Infinity;
      if (nowMs < endsAt - renewBeforeMs) return signedIn;
      // Without a refresh token there is nothing to renew it with: it works as long as Pinterest takes it.
      if (!signedIn.identity.refreshToken) return signedIn;
      try {
        return await refresh(identityId, signedIn.token);
      } catch (error) {
        const isOver = error instanceof LinchpinError && error.code === 'ACCOUNT_DISCONNECTED';
        if (isOver || nowMs >= endsAt) throw error;
        onError(error);
        return signedIn;
      }
    },
  };
}

const disconnected = (identity: IdentityRow, cause?: unknown) =>
  refusal('ACCOUNT_DISCONNECTED', { values: { username: identity.username }, cause });

/** Codes that say a sign-in is not accepted (docs/pinterest.md, Sign-in); any other 401 says nothing of a token. */
const signInRefused: readonly (number | null)[] = [2, 283];

export const isAuthError = (error: unknown): error is PinterestError =>
  error instanceof PinterestError && error.kind === 'auth' && signInRefused.includes(error.code);

/** Whether Pinterest lets the app do this at all, or with these scopes: a question no refresh answers. */
export const lacksPermission = (error: unknown): boolean =>
  error instanceof PinterestError && error.kind === 'restricted_feature';

/** Whether Pinterest says that a code or a refresh token is not valid (docs/pinterest.md, Sign-in). */
export const isGrantRefused = (error: unknown): boolean => isAuthError(error) && error.code === 283;

/** Of any other 401 of the token endpoint: it does not take the id or secret of the app. */
export const appRefused = (cause: PinterestError) => refusal('PINTEREST_APP_REFUSED', { cause });
