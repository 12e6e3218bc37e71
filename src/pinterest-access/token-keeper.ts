import { LinchpinError, refusal } from '../domain/errors/index.ts';
import { memoize } from '../domain/memoize.ts';
import { elapsed } from '../domain/time/clock.ts';
import { PinterestError, refreshTokens, type OAuthApp, type Tokens } from '../pinterest/index.ts';
import {
  getIdentity,
  lockIdentity,
  updateTokens,
  type IdentityRow,
  type Store,
} from '../store/index.ts';
import { UnreadableSecret, type Box } from '../encryption/index.ts';

/** Milliseconds before its end at which an access token (it lives 30 days) is renewed. */
const renewBeforeMs = 24 * 3600_000;

/** Milliseconds a user is remembered while it is connected. */
const memoryMs = 1_000;

/** An access token, and the row it is from. */
export interface SignedIn {
  token: string;
  identity: IdentityRow;
}

/** Keeps the tokens of Pinterest users: encrypted in the database, renewed by one process at a time. */
export function createTokenKeeper(
  store: Store,
  box: Box,
  app: OAuthApp,
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
   * Marks the user as to be connected again, since Pinterest refused these tokens for good. Tokens that came meanwhile,
   * from a new consent, are not touched.
   * @returns the refusal to throw.
   */
  const markDisconnected = async (
    identity: IdentityRow,
    cause?: unknown,
  ): Promise<LinchpinError> => {
    await updateTokens(store.db, identity, { status: 'needs_reconnection' });
    connected.invalidate(identity.id);
    return disconnected(identity, cause);
  };

  /**
   * A new token in place of one that Pinterest refused, or that ends soon. One refresh at a time: the row lock makes a
   * second caller wait and then see the new token.
   * @throws LinchpinError ACCOUNT_DISCONNECTED, ACCOUNT_TOKEN_UNREADABLE, PINTEREST_APP_REFUSED; PinterestError
   */
  async function refresh(identityId: string, refused: string): Promise<SignedIn> {
    const result = await store.transaction(
      async (tx): Promise<SignedIn | { dead: IdentityRow }> => {
        const identity = await lockIdentity(tx, identityId);
        if (!identity.accessToken || identity.status !== 'connected') throw disconnected(identity);
        const current = open(identity.accessToken, identity);
        if (current !== refused) return { token: current, identity };
        if (!identity.refreshToken) return { dead: identity };
        try {
          const refreshToken = open(identity.refreshToken, identity);
          const tokens = await refreshTokens(app, { refreshToken });
          await updateTokens(tx, identity, sealed(identityId, tokens));
          return { token: tokens.accessToken, identity: await lockIdentity(tx, identityId) };
        } catch (error) {
          if (isGrantRefused(error)) return { dead: identity };
          // A wrong secret of the app would otherwise disconnect every account.
          throw isAuthError(error) ? appRefused(error) : error;
        }
      },
    );
    connected.invalidate(identityId);
    if ('dead' in result) throw await markDisconnected(result.dead);
    return result;
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
    markDisconnected,
    forget: (identityId: string) => connected.invalidate(identityId),
    /**
     * The token of a connected user, renewed a day before its end. While that fails, the old one is used to its end.
     * @throws LinchpinError ACCOUNT_DISCONNECTED, ACCOUNT_TOKEN_UNREADABLE, PINTEREST_APP_REFUSED; PinterestError
     */
    async get(identityId: string, nowMs: number): Promise<SignedIn> {
      const identity = await connected(identityId);
      const signedIn = { token: open(identity.accessToken, identity), identity };
      const endsAt = identity.accessExpiresAt?.getTime() ?? Infinity;
      if (nowMs < endsAt - renewBeforeMs) return signedIn;
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

export const isAuthError = (error: unknown): error is PinterestError =>
  error instanceof PinterestError && error.kind === 'auth';

/** Whether Pinterest says that a code or a refresh token is not valid (docs/pinterest.md, Sign-in). */
export const isGrantRefused = (error: unknown): boolean => isAuthError(error) && error.code === 283;

/** Of any other 401 of the token endpoint: it does not take the id or secret of the app. */
export const appRefused = (cause: PinterestError) => refusal('PINTEREST_APP_REFUSED', { cause });
