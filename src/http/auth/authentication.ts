import type { FastifyRequest } from 'fastify';
import { hashKey, newToken, shortestApiKey } from '../../domain/api-key.ts';
import { newId } from '../../domain/ids.ts';
import { refusal } from '../../domain/errors/index.ts';
import { parseUrl } from '../../domain/parse-url.ts';
import type { Actor, Grant } from '../../operations/index.ts';
import { sessionCookie } from './cookies.ts';

/** The owner of a key or session, with its present rights. */
export interface KnownCaller {
  type: 'api_key' | 'person';
  id: string;
  name: string;
  grants: readonly Grant[];
  /** null: as many as it likes. */
  requestsPerMinute: number | null;
}

export interface KnownSession {
  id: string;
  /** The workspace it looks at; null: the first. */
  workspaceId: string | null;
  caller: KnownCaller;
}

export interface NewSession {
  id: string;
  tokenHash: string;
  keyId: string | null;
  personId: string | null;
  userAgent: string | null;
  address: string | null;
}

/** Keys and sessions; implemented in app/callers.ts. */
export interface CallerPort {
  byKey(hash: string): Promise<KnownCaller | null>;
  bySession(hash: string): Promise<KnownSession | null>;
  openSession(session: NewSession): Promise<void>;
  endSession(id: string): Promise<void>;
  /** Notes that a key or session was used, at some later time. */
  used(kind: 'key' | 'session', id: string): void;
}

/** The header that holds an API key, after `Bearer` or alone. */
export type KeyCarrier = 'x-api-key' | 'authorization';

export interface Authentication {
  /** @throws LinchpinError UNAUTHORIZED, CREDENTIALS_AMBIGUOUS */
  callerOf(request: FastifyRequest): Promise<{ actor: Actor; requestsPerMinute: number | null }>;
  /** @throws LinchpinError UNAUTHORIZED, CREDENTIALS_AMBIGUOUS */
  actorOf(request: FastifyRequest): Promise<Actor>;
  /** The caller by the API key in this header alone. @throws LinchpinError UNAUTHORIZED, CREDENTIALS_AMBIGUOUS */
  callerOfKeyIn(
    carrier: KeyCarrier,
    request: FastifyRequest,
  ): Promise<{ actor: Actor; requestsPerMinute: number | null }>;
  /** The caller with this API key. @throws LinchpinError UNAUTHORIZED */
  callerWithKey(apiKey: string): Promise<KnownCaller>;
  /** Opens a session for an authenticated caller. @returns the value of its cookie. */
  openSession(caller: Pick<KnownCaller, 'type' | 'id'>, request: FastifyRequest): Promise<string>;
  /** The session of a request; null: it has none that counts. */
  sessionOf(request: FastifyRequest): Promise<KnownSession | null>;
  /** Ends the session of a request, if it has one. */
  endSession(request: FastifyRequest): Promise<void>;
}

export function createAuthentication(callers: CallerPort): Authentication {
  const sessionOf = async (request: FastifyRequest): Promise<KnownSession | null> => {
    const cookie = request.cookies[sessionCookie];
    if (!cookie || isCrossSite(request)) return null;
    return callers.bySession(hashKey(cookie));
  };

  const withKey = async (given: string) => {
    const key = await callers.byKey(hashKey(given));
    if (!key || key.grants.length === 0) throw refusal('UNAUTHORIZED');
    callers.used('key', key.id);
    const { requestsPerMinute, ...actor } = key;
    return { actor, requestsPerMinute };
  };

  const callerOf: Authentication['callerOf'] = async (request) => {
    refuseSeveralCredentials(request);
    const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer !== undefined) return withKey(bearer);
    const session = await sessionOf(request);
    if (!session) throw refusal('UNAUTHORIZED');
    callers.used('session', session.id);
    const { requestsPerMinute: _, grants, ...caller } = session.caller;
    // A dashboard shows one workspace at a time.
    const grant = grants.find((each) => each.workspaceId === session.workspaceId) ?? grants[0];
    if (!grant) throw refusal('UNAUTHORIZED');
    const actor = { ...caller, grants: [grant], allGrants: grants, sessionId: session.id };
    return { actor, requestsPerMinute: null };
  };

  return {
    callerOf,
    async callerOfKeyIn(carrier, request) {
      refuseSeveralCredentials(request);
      const given = request.headers[carrier];
      const key = typeof given === 'string' ? given.replace(/^Bearer\s+/i, '').trim() : '';
      if (key === '') throw refusal('UNAUTHORIZED');
      return withKey(key);
    },
    actorOf: async (request) => (await callerOf(request)).actor,
    async callerWithKey(given) {
      const apiKey = given.trim();
      const key = apiKey.length < shortestApiKey ? null : await callers.byKey(hashKey(apiKey));
      if (!key || key.grants.length === 0) throw refusal('UNAUTHORIZED', { field: 'apiKey' });
      return key;
    },
    async openSession({ type, id }, request) {
      const token = newToken();
      await callers.openSession({
        id: newId(),
        tokenHash: hashKey(token),
        keyId: type === 'api_key' ? id : null,
        personId: type === 'person' ? id : null,
        userAgent: request.headers['user-agent']?.slice(0, 300) ?? null,
        address: request.ip,
      });
      return token;
    },
    sessionOf,
    async endSession(request) {
      const session = await sessionOf(request);
      if (session) await callers.endSession(session.id);
    },
  };
}

const keyParameters = ['authorization', 'x-api-key', 'api_key', 'apikey', 'access_token'];

/**
 * Of two credentials one would be ignored, and the sender would not know which; addresses end up in logs.
 * @throws LinchpinError CREDENTIALS_AMBIGUOUS
 */
function refuseSeveralCredentials({ headers, query }: FastifyRequest): void {
  const named = Object.keys(query ?? {}).find((name) => keyParameters.includes(name.toLowerCase()));
  if (named !== undefined)
    throw refusal('CREDENTIALS_AMBIGUOUS', {
      field: named,
      values: { reason: `the address holds one, as "${named}"` },
    });
  if (headers.authorization !== undefined && headers['x-api-key'] !== undefined)
    throw refusal('CREDENTIALS_AMBIGUOUS', {
      field: 'x-api-key',
      values: { reason: 'the headers Authorization and x-api-key both hold one' },
    });
}

/**
 * Whether a page of another site sent it. For cookies this is a second check: they are SameSite=Strict too. Programs
 * send neither header.
 */
export function isCrossSite({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  // Browsers leave it out on plain http, where another port of this host counts as the same site.
  return headers.origin !== undefined && hostOf(headers.origin) !== headers.host;
}

const hostOf = (origin: string): string | null => parseUrl(origin)?.host ?? null;
