import { randomBytes } from 'node:crypto';
import type { Token, User } from '../state/entities.ts';
import { errors } from '../protocol/errors.ts';
import type { Caller, SandboxContext } from '../state/context.ts';

export const ACCESS_TOKEN_SECONDS = 30 * 86_400;
export const REFRESH_TOKEN_SECONDS = 60 * 86_400;

export const allScopes = [
  'user_accounts:read',
  'user_accounts:write',
  'boards:read',
  'boards:read_secret',
  'boards:write',
  'boards:write_secret',
  'pins:read',
  'pins:read_secret',
  'pins:write',
  'pins:write_secret',
  'ads:read',
  'ads:write',
  'billing:read',
  'billing:write',
  'biz_access:read',
  'biz_access:write',
  'catalogs:read',
  'catalogs:write',
  'msot:write',
] as const;

// The spec's own prefixes: pina_, pinr. followed by something JWT-like, pinc_.
const prefixes: Record<Token['kind'], string> = { access: 'pina_', refresh: 'pinr.', app: 'pinc_' };

export function issueToken(
  sandbox: SandboxContext,
  kind: Token['kind'],
  user: User,
  scopes: readonly string[],
): Token {
  const seconds = kind === 'refresh' ? REFRESH_TOKEN_SECONDS : ACCESS_TOKEN_SECONDS;
  const token: Token = {
    id: prefixes[kind] + randomBytes(48).toString('base64url'),
    kind,
    userId: user.id,
    clientId: sandbox.app.clientId,
    scopes: [...scopes],
    expiresAt: sandbox.clock.now() + seconds * 1000,
  };
  sandbox.store.put('tokens', token);
  return token;
}

/** A pair of tokens without the consent page. The refresh token carries the same scopes. */
export function tokenPair(
  sandbox: SandboxContext,
  user: User,
  scopes: readonly string[] = allScopes,
): { accessToken: string; refreshToken: string } {
  return {
    accessToken: issueToken(sandbox, 'access', user, scopes).id,
    refreshToken: issueToken(sandbox, 'refresh', user, scopes).id,
  };
}

/** Adds to what the user granted the app; returns everything ever granted. */
export function grant(sandbox: SandboxContext, user: User, scopes: readonly string[]): string[] {
  const id = `${sandbox.app.clientId}/${user.id}`;
  const known = sandbox.store.get('grants', id)?.scopes ?? [];
  const all = [...new Set([...known, ...scopes])].sort();
  sandbox.store.put('grants', { id, scopes: all });
  return all;
}

/** @throws 401/2 without a valid, unexpired access token. */
export function bearerCaller(sandbox: SandboxContext, authorization: string | undefined): Caller {
  const id = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  const token = sandbox.store.get('tokens', id);
  if (token === undefined || token.kind === 'refresh' || token.expiresAt <= sandbox.clock.now()) {
    throw errors.unauthenticated();
  }
  const user = sandbox.store.get('users', token.userId);
  if (user === undefined) throw errors.unauthenticated();
  const kind = token.kind === 'app' ? 'app' : 'user';
  return { clientId: token.clientId, user, scopes: new Set(token.scopes), kind };
}

/** @throws 401/2 unless the app's id and secret are right. */
export function basicCaller(sandbox: SandboxContext, authorization: string | undefined): Caller {
  const encoded = /^Basic\s+(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  const { clientId, clientSecret } = sandbox.app;
  if (Buffer.from(encoded, 'base64').toString() !== `${clientId}:${clientSecret}`) {
    throw errors.unauthenticated();
  }
  return { clientId, user: null, scopes: new Set(), kind: 'basic' };
}
