import type { FastifyRequest } from 'fastify';
import { hashKey, shortestApiKey } from '../../domain/api-key.ts';
import { newId } from '../../domain/ids.ts';
import { expandScopes } from '../../domain/scopes.ts';
import type { Clock } from '../../domain/time/clock.ts';
import { refusal } from '../../domain/errors/index.ts';
import type { Actor } from '../../operations/index.ts';
import type { Signer } from '../../encryption/index.ts';
import { parseUrl } from '../../domain/parse-url.ts';

/** A stored key, without the key itself. */
export interface KnownKey {
  id: string;
  name: string;
  /** Stored scopes by workspace (`read`, `write` or single scopes). */
  grants: readonly { workspaceId: string; scopes: readonly string[] }[];
}

/** Looks up API keys; implemented in app/ports.ts. */
export interface KeyPort {
  byHash(hash: string): Promise<KnownKey | null>;
  /** The key that opened a session; null when either of them was ended. */
  bySession(keyId: string, sessionId: string): Promise<KnownKey | null>;
  /** @param expiresAt from when on the session would be over anyway */
  endSession(sessionId: string, expiresAt: Date): Promise<void>;
}

interface Session {
  id: string;
  keyId: string;
  expiresAt: Date;
}

export interface Authentication {
  /** @throws LinchpinError UNAUTHORIZED */
  actorOf(request: FastifyRequest): Promise<Actor>;
  /** Value of the session cookie for an API key. @throws LinchpinError UNAUTHORIZED */
  openSession(apiKey: string): Promise<string>;
  /** Ends the session of a request, if it has one. */
  endSession(request: FastifyRequest): Promise<void>;
}

export const sessionCookie = 'linchpin_session';
export const sessionSeconds = 30 * 24 * 3600;

export function createAuthentication(keys: KeyPort, signer: Signer, clock: Clock): Authentication {
  const actor = ({ id, name, grants }: KnownKey): Actor => ({
    type: 'api_key',
    id,
    name,
    grants: grants.map(({ workspaceId, scopes }) => ({
      workspaceId,
      scopes: expandScopes(scopes),
    })),
  });

  /** The session that a cookie stands for: it only says which key signed in, so it ends with that too. */
  const sessionOf = (request: FastifyRequest): Session | null => {
    const cookie = request.cookies[sessionCookie];
    if (!cookie || isCrossSite(request)) return null;
    const [keyId = '', id = '', expires = '', signature = ''] = cookie.split('.');
    if (!signer.verify(`session ${keyId} ${id} ${expires}`, signature)) return null;
    const expiresAt = new Date(Number(expires) * 1000);
    return expiresAt.getTime() > clock() ? { id, keyId, expiresAt } : null;
  };

  return {
    async actorOf(request) {
      const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
      if (bearer !== undefined) {
        const key = await keys.byHash(hashKey(bearer));
        if (!key) throw refusal('UNAUTHORIZED');
        return actor(key);
      }
      const session = sessionOf(request);
      const key = session && (await keys.bySession(session.keyId, session.id));
      if (!key) throw refusal('UNAUTHORIZED');
      return { ...actor(key), session: true };
    },
    async openSession(given) {
      const apiKey = given.trim();
      const key = apiKey.length < shortestApiKey ? null : await keys.byHash(hashKey(apiKey));
      if (!key) throw refusal('UNAUTHORIZED', { field: 'apiKey' });
      const expires = Math.floor(clock() / 1000) + sessionSeconds;
      const id = newId();
      return `${key.id}.${id}.${expires}.${signer.sign(`session ${key.id} ${id} ${expires}`)}`;
    },
    async endSession(request) {
      const session = sessionOf(request);
      if (session) await keys.endSession(session.id, session.expiresAt);
    },
  };
}

/** A cookie counts only for our own pages. The cookie is SameSite=Strict too; this is a second check. */
function isCrossSite({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  // Browsers leave it out on plain http, where another port of this host counts as the same site.
  return headers.origin !== undefined && hostOf(headers.origin) !== headers.host;
}

const hostOf = (origin: string): string | null => parseUrl(origin)?.host ?? null;
