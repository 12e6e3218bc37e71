import { randomBytes } from 'node:crypto';
import type * as z from 'zod';
import type { Token, User } from '../state/entities.ts';
import { errors } from '../protocol/errors.ts';
import { operation } from '../protocol/operation.ts';
import type { Answer, Operation } from '../protocol/operation.ts';
import { revokeRequest, tokenRequest } from '../protocol/schemas.ts';
import {
  ACCESS_TOKEN_SECONDS,
  allScopes,
  REFRESH_TOKEN_SECONDS,
  grant,
  issueToken,
} from './tokens.ts';
import { parse } from '../protocol/validate.ts';
import type { SandboxContext } from '../state/context.ts';

type TokenRequest = z.output<typeof tokenRequest>;
type Request<G extends TokenRequest['grant_type']> = Extract<TokenRequest, { grant_type: G }>;

const basic = { method: 'POST', auth: 'basic', scopes: [], appToken: false } as const;

export const oauthOperations: Operation[] = [
  {
    ...basic,
    id: 'oauth/token',
    path: '/oauth/token',
    category: 'org_read',
    run: (sandbox, _caller, raw) => {
      const request = parse(tokenRequest, raw.body);
      switch (request.grant_type) {
        case 'authorization_code':
          return exchangeCode(sandbox, request);
        case 'refresh_token':
          return refresh(sandbox, request);
        case 'client_credentials':
          return appTokenFor(sandbox, request);
      }
    },
  },
  {
    ...basic,
    id: 'token/revoke',
    path: '/oauth/token/revoke',
    category: 'org_write',
    run: (sandbox, _caller, raw) => {
      const { token } = parse(revokeRequest, raw.body);
      // Only tokens of system users can be revoked, and the sandbox issues none.
      if (sandbox.store.get('tokens', token) === undefined) throw errors.unauthenticated();
      throw errors.forbidden();
    },
  },
  operation({
    id: 'oauth/conversion_token',
    method: 'POST',
    path: '/oauth/conversion_token',
    category: 'org_write',
    scopes: ['ads:write'],
    // For sending conversions alone, which the sandbox does not take: it opens nothing here, so it is not kept.
    handle: () => ({
      status: 200,
      body: { access_token: randomBytes(48).toString('base64url'), token_type: 'conversion' },
    }),
  }),
];

function exchangeCode(sandbox: SandboxContext, request: Request<'authorization_code'>): Answer {
  const code = sandbox.store.get('codes', request.code);
  if (code === undefined) throw errors.invalidGrant();
  // Single use: a failed attempt spends it too.
  sandbox.store.remove('codes', code.id);
  const user = sandbox.store.get('users', code.userId);
  if (
    user === undefined ||
    code.clientId !== sandbox.app.clientId ||
    code.expiresAt <= sandbox.clock.now() ||
    code.redirectUri !== request.redirect_uri
  ) {
    throw errors.invalidGrant();
  }
  const granted = grant(sandbox, user, code.scopes);
  const pair = issuePair(sandbox, user, granted, granted);
  return { status: 200, body: wirePair(pair, 'authorization_code', granted) };
}

function refresh(sandbox: SandboxContext, request: Request<'refresh_token'>): Answer {
  const old = sandbox.store.get('tokens', request.refresh_token);
  const user = old && sandbox.store.get('users', old.userId);
  if (
    old === undefined ||
    user === undefined ||
    old.kind !== 'refresh' ||
    old.clientId !== sandbox.app.clientId ||
    old.expiresAt <= sandbox.clock.now()
  ) {
    throw errors.invalidGrant();
  }
  const wanted = request.scope === undefined ? old.scopes : splitScopes(request.scope);
  if (wanted.some((scope) => !old.scopes.includes(scope))) throw errors.invalidGrant();
  if (sandbox.settings.strictRotation) sandbox.store.remove('tokens', old.id);
  const pair = issuePair(sandbox, user, wanted, old.scopes);
  return { status: 200, body: wirePair(pair, 'refresh_token', wanted) };
}

function appTokenFor(sandbox: SandboxContext, request: Request<'client_credentials'>): Answer {
  // The app's owner: the first account.
  const [owner] = sandbox.store.all('users');
  if (owner === undefined) throw errors.invalidGrant();
  const scopes = splitScopes(request.scope);
  if (scopes.some((scope) => !allScopes.some((known) => known === scope)))
    throw errors.invalidRequest(`scope '${request.scope}' is not valid`);
  const token = issueToken(sandbox, 'app', owner, scopes);
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
  sandbox: SandboxContext,
  user: User,
  accessScopes: readonly string[],
  refreshScopes: readonly string[],
): { access: Token; refresh: Token } {
  return {
    access: issueToken(sandbox, 'access', user, accessScopes),
    refresh: issueToken(sandbox, 'refresh', user, refreshScopes),
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
