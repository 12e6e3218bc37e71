import { randomBytes } from 'node:crypto';
import type { Token, User } from './entities.ts';
import { errors } from './errors.ts';
import type { Caller, World } from './world.ts';

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
] as const;

// The spec's own prefixes: pina_, pinr. followed by something JWT-like, pinc_.
const prefixes: Record<Token['kind'], string> = { access: 'pina_', refresh: 'pinr.', app: 'pinc_' };

export function issueToken(
  world: World,
  kind: Token['kind'],
  user: User,
  scopes: readonly string[],
): Token {
  const seconds = kind === 'refresh' ? REFRESH_TOKEN_SECONDS : ACCESS_TOKEN_SECONDS;
  const token: Token = {
    id: prefixes[kind] + randomBytes(48).toString('base64url'),
    kind,
    userId: user.id,
    clientId: world.app.clientId,
    scopes: [...scopes],
    expiresAt: world.clock.now() + seconds * 1000,
  };
  world.store.put('tokens', token);
  return token;
}

/** Adds to what the user granted the app; returns everything ever granted. */
export function grant(world: World, user: User, scopes: readonly string[]): string[] {
  const id = `${world.app.clientId}/${user.id}`;
  const known = world.store.get('grants', id)?.scopes ?? [];
  const all = [...new Set([...known, ...scopes])].sort();
  world.store.put('grants', { id, scopes: all });
  return all;
}

/** @throws 401/2 without a valid, unexpired access token. */
export function bearerCaller(world: World, authorization: string | undefined): Caller {
  const id = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  const token = world.store.get('tokens', id);
  if (token === undefined || token.kind === 'refresh' || token.expiresAt <= world.clock.now()) {
    throw errors.unauthenticated();
  }
  const user = world.store.get('users', token.userId);
  if (user === undefined) throw errors.unauthenticated();
  const kind = token.kind === 'app' ? 'app' : 'user';
  return { clientId: token.clientId, user, scopes: new Set(token.scopes), kind };
}

/** @throws 401/2 unless the app's id and secret are right. */
export function basicCaller(world: World, authorization: string | undefined): Caller {
  const encoded = /^Basic\s+(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  const { clientId, clientSecret } = world.app;
  if (Buffer.from(encoded, 'base64').toString() !== `${clientId}:${clientSecret}`) {
    throw errors.unauthenticated();
  }
  return { clientId, user: null, scopes: new Set(), kind: 'basic' };
}
