import { z } from 'zod';
import { refusal } from '../domain/errors/index.ts';
import type { Box } from '../encryption/index.ts';
import {
  authorizeUrl,
  exchangeCode,
  PinterestError,
  type PinterestClient,
  type Tokens,
} from '../pinterest/index.ts';
import {
  getIdentity,
  lockIdentity,
  planRenewal,
  recordEvent,
  releaseHeldPins,
  wakePinChanges,
  updateTokens,
  upsertAccount,
  type AccountRow,
  type Host,
  type Store,
  type Tx,
} from '../store/index.ts';
import { readBoards, type ReadBoard } from './actions/boards.ts';
import type { Apps } from './apps.ts';
import { renewalPlan } from './renewals.ts';
import { appRefused, isAuthError, isGrantRefused, type TokenKeeper } from './token-keeper.ts';

/** Tokens that a person granted, and their Pinterest user. Not stored yet. */
export interface Grant {
  host: Host;
  tokens: Tokens;
  user: {
    id: string;
    username: string;
    displayName: string;
    profileImage: string | null;
  };
}

/** Connecting Pinterest users: from the consent page to a linked account. */
export interface Connections {
  /** The consent page of the host. @throws LinchpinError PINTEREST_HOST_MISSING */
  consentUrl(
    host: Host,
    request: { redirectUri: string; scopes: readonly string[]; state: string },
  ): string;
  /**
   * Exchanges the code of a consent for tokens, and reads their Pinterest user.
   * @throws LinchpinError OAUTH_FAILED, PINTEREST_APP_REFUSED, PINTEREST_HOST_MISSING; PinterestError
   */
  exchange(host: Host, grant: { code: string; redirectUri: string }): Promise<Grant>;
  /**
   * Reads the Pinterest user of a given access token.
   * @throws LinchpinError TOKEN_REFUSED, PINTEREST_HOST_MISSING; PinterestError
   */
  fromToken(
    host: Host,
    token: { accessToken: string; refreshToken: string | null; expiresAt: Date | null },
  ): Promise<Grant>;
  /** The boards of who granted it. @throws PinterestError */
  boards(grant: Grant): Promise<ReadBoard[]>;
  /** Links the workspace to the user; Pins that waited for that continue. Call it in a transaction. */
  link(tx: Tx, workspaceId: string, grant: Grant): Promise<AccountRow>;
  /** A grant as it may be stored until a board is chosen. @param owner id of the row it is stored in */
  seal(grant: Grant, owner: string): Buffer;
  /** @throws UnreadableSecret */
  unseal(sealed: Buffer, owner: string): Grant;
  /** To be called once the transaction of {@link link} is committed. */
  linked(identityId: string): void;
}

export function createConnections({
  store,
  box,
  apps,
  tokens,
  clientFor,
}: {
  store: Store;
  box: Box;
  apps: Apps;
  tokens: TokenKeeper;
  clientFor: (host: Host, accessToken: string) => PinterestClient;
}): Connections {
  const grantOf = async (host: Host, granted: Tokens): Promise<Grant> => {
    const user = await clientFor(host, granted.accessToken).userAccount.get();
    return {
      host,
      tokens: granted,
      user: {
        id: user.id ?? user.username,
        username: user.username,
        displayName: user.business_name || user.username,
        profileImage: user.profile_image ?? null,
      },
    };
  };
  return {
    consentUrl: (host, request) => {
      const { oauthUrl, clientId } = apps.at(host);
      return authorizeUrl({ oauthUrl, clientId, ...request });
    },

    async exchange(host, grant) {
      const granted = await exchangeCode(apps.oauth(host), grant).catch((error: unknown) => {
        if (!isAuthError(error)) throw error;
        if (!isGrantRefused(error)) throw appRefused(error);
        throw refusal('OAUTH_FAILED', { values: { reason: error.message }, cause: error });
      });
      return grantOf(host, granted);
    },

    async fromToken(host, { accessToken, refreshToken, expiresAt }) {
      apps.at(host);
      const given: Tokens = {
        accessToken,
        refreshToken,
        tokenType: 'bearer',
        scopes: null,
        accessTokenExpiresAt: expiresAt,
        refreshTokenExpiresAt: null,
      };
      return grantOf(host, given).catch((error: unknown) => {
        if (error instanceof PinterestError && error.kind === 'auth')
          throw refusal('TOKEN_REFUSED', { field: 'accessToken', cause: error });
        throw error;
      });
    },

    boards: ({ host, tokens: { accessToken } }) => readBoards(clientFor(host, accessToken)),

    async link(tx, workspaceId, { host, tokens: granted, user }) {
      const account = await upsertAccount(tx, workspaceId, {
        host,
        pinterestUserId: user.id,
        username: user.username,
        displayName: user.displayName,
        profileImage: user.profileImage,
        scopes: granted.scopes ?? [],
      });
      const identity = await lockIdentity(tx, account.identityId);
      await updateTokens(tx, identity, {
        ...tokens.sealed(identity.id, granted),
        // Tokens of an earlier consent go, also where the new ones cannot be renewed.
        ...(granted.refreshToken === null && { refreshToken: null, refreshExpiresAt: null }),
      });
      const renewed = await getIdentity(tx, identity.id);
      const nowMs = store.clock.nowMs();
      await planRenewal(tx, identity.id, renewalPlan(renewed, nowMs).dueAt ?? new Date(nowMs));
      await releaseHeldPins(tx, identity.id);
      await wakePinChanges(tx, identity.id);
      await recordEvent(tx, {
        workspaceId,
        kind: 'account.connected',
        accountId: account.id,
        facts: { username: user.username },
      });
      return account;
    },

    seal: (grant, owner) => box.seal(JSON.stringify(grant), owner),
    unseal: (sealed, owner) => readGrant(box.open(sealed, owner)),

    linked: (identityId) => tokens.forget(identityId),
  };
}

const GrantText = z.object({
  host: z.enum(['api.pinterest.com', 'api-sandbox.pinterest.com', 'sandbox']),
  tokens: z.object({
    accessToken: z.string(),
    refreshToken: z.string().nullable(),
    tokenType: z.string(),
    scopes: z.array(z.string()).nullable(),
    accessTokenExpiresAt: z.iso.datetime().nullable(),
    refreshTokenExpiresAt: z.iso.datetime().nullable(),
  }),
  user: z.object({
    id: z.string(),
    username: z.string(),
    displayName: z.string(),
    profileImage: z.string().nullable(),
  }),
});

function readGrant(text: string): Grant {
  const { host, user, tokens } = GrantText.parse(JSON.parse(text));
  const time = (at: string | null) => (at === null ? null : new Date(at));
  return {
    host,
    user,
    tokens: {
      ...tokens,
      accessTokenExpiresAt: time(tokens.accessTokenExpiresAt),
      refreshTokenExpiresAt: time(tokens.refreshTokenExpiresAt),
    },
  };
}
