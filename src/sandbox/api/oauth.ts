import type * as z from 'zod';
import type { Token, User } from '../entities.ts';
import { errors } from '../errors.ts';
import type { Answer, Operation } from '../operation.ts';
import { revokeRequest, tokenRequest } from '../schemas.ts';
import { ACCESS_TOKEN_SECONDS, REFRESH_TOKEN_SECONDS, grant, issueToken } from '../tokens.ts';
import { parse } from '../validate.ts';
import type { World } from '../world.ts';

type TokenRequest = z.output<typeof tokenRequest>;
type Request<G extends TokenRequest['grant_type']> = Extract<TokenRequest, { grant_type: G }>;

const basic = { method: 'POST', auth: 'basic', scopes: [], appToken: false } as const;

export const oauthOperations: Operation[] = [
  {
    ...basic,
    id: 'oauth/token',
    path: '/oauth/token',
    category: 'org_read',
    run: (world, _caller, raw) => {
      const request = parse(tokenRequest, raw.body);
      switch (request.grant_type) {
        case 'authorization_code':
          return exchangeCode(world, request);
        case 'refresh_token':
          return refresh(world, request);
        case 'client_credentials':
          return appTokenFor(world, request);
      }
    },
  },
  {
    ...basic,
    id: 'token/revoke',
    path: '/oauth/token/revoke',
    category: 'org_write',
    run: (world, _caller, raw) => {
      const { token } = parse(revokeRequest, raw.body);
      // Only tokens of system users can be revoked, and the sandbox issues none.
      if (world.store.get('tokens', token) === undefined) throw errors.unauthenticated();
      throw errors.forbidden();
    },
  },
];

function exchangeCode(world: World, request: Request<'authorization_code'>): Answer {
  const code = world.store.get('codes', request.code);
  if (code === undefined) throw errors.invalidGrant();
  // Single use: a failed attempt spends it too.
  world.store.remove('codes', code.id);
  const user = world.store.get('users', code.userId);
  if (
    user === undefined ||
    code.expiresAt <= world.clock.now() ||
    code.redirectUri !== request.redirect_uri
  ) {
    throw errors.invalidGrant();
  }
  const granted = grant(world, user, code.scopes);
  const pair = issuePair(world, user, granted, granted);
  return { status: 200, body: wirePair(pair, 'authorization_code', granted) };
}

function refresh(world: World, request: Request<'refresh_token'>): Answer {
  const old = world.store.get('tokens', request.refresh_token);
  const user = old && world.store.get('users', old.userId);
  if (
    old === undefined ||
    user === undefined ||
    old.kind !== 'refresh' ||
    old.expiresAt <= world.clock.now()
  ) {
    throw errors.invalidGrant();
  }
  const wanted = request.scope === undefined ? old.scopes : splitScopes(request.scope);
  if (wanted.some((scope) => !old.scopes.includes(scope))) throw errors.invalidGrant();
  if (world.settings.strictRotation) world.store.remove('tokens', old.id);
  const pair = issuePair(world, user, wanted, old.scopes);
  return { status: 200, body: wirePair(pair, 'refresh_token', wanted) };
}

function appTokenFor(world: World, request: Request<'client_credentials'>): Answer {
  // The app's owner: the first account.
  const [owner] = world.store.all('users');
  if (owner === undefined) throw errors.invalidGrant();
  const scopes = splitScopes(request.scope);
  const token = issueToken(world, 'app', owner, scopes);
  return {
    status: 200,
    body: {
      response_type: 'client_credentials',
      access_token: token.id,
      token_type: 'bearer',
      expires_in: ACCESS_TOKEN_SECONDS,
      scope: scopes.join(' '),
    },
  };
}

function issuePair(
  world: World,
  user: User,
  accessScopes: readonly string[],
  refreshScopes: readonly string[],
): { access: Token; refresh: Token } {
  return {
    access: issueToken(world, 'access', user, accessScopes),
    refresh: issueToken(world, 'refresh', user, refreshScopes),
  };
}

function wirePair(
  pair: { access: Token; refresh: Token },
  responseType: 'authorization_code' | 'refresh_token',
  scopes: readonly string[],
) {
  return {
    response_type: responseType,
    access_token: pair.access.id,
    refresh_token: pair.refresh.id,
    token_type: 'bearer',
    expires_in: ACCESS_TOKEN_SECONDS,
    refresh_token_expires_in: REFRESH_TOKEN_SECONDS,
    refresh_token_expires_at: Math.floor(pair.refresh.expiresAt / 1000),
    scope: scopes.join(' '),
  };
}

/** Scopes come separated by commas or spaces. */
export function splitScopes(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter(Boolean))];
}
