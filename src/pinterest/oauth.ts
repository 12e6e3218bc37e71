import type { Dispatcher } from 'undici';
import { badAnswer, parseJson } from './classify.ts';
import { endpoints, normaliseApiUrl, type Endpoint } from './endpoints.ts';
import type { RequestObserver } from './report.ts';
import { createAgent, createTransport, send, type CallOptions } from './transport.ts';

/** The app's credentials and where its tokens come from. */
export interface OAuthApp {
  /** `https://api.pinterest.com`, the sandbox host, or a test server; with or without `/v5`. */
  apiUrl: string;
  clientId: string;
  clientSecret: string;
  /** A shared undici dispatcher; without one every call opens and closes its own connection. */
  dispatcher?: Dispatcher | undefined;
  userAgent?: string | undefined;
  onResponse?: RequestObserver | undefined;
  /** Clock in ms since the epoch; default Date.now. */
  now?: (() => number) | undefined;
}

/** Tokens with absolute expiry. null means that Pinterest did not say. */
export interface Tokens {
  accessToken: string;
  /** Every refresh returns a new one: always store it. null for client credentials. */
  refreshToken: string | null;
  tokenType: string;
  /** Everything the user ever granted this app, not only what was asked for now. */
  scopes: string[] | null;
  accessTokenExpiresAt: Date | null;
  refreshTokenExpiresAt: Date | null;
}

type OAuthCallOptions = Pick<CallOptions, 'signal' | 'timeoutMs'>;

/** The consent page to send the browser to. `oauthUrl` is `https://www.pinterest.com/oauth/` in production. */
export function authorizeUrl(request: {
  oauthUrl: string;
  clientId: string;
  /** Exactly as registered with the app. */
  redirectUri: string;
  scopes: readonly string[];
  /** Unguessable, and compared in the callback. */
  state: string;
}): string {
  const url = new URL(request.oauthUrl);
  url.searchParams.set('client_id', request.clientId);
  url.searchParams.set('redirect_uri', request.redirectUri);
  url.searchParams.set('response_type', 'code');
  url.searchParams.set('scope', request.scopes.join(','));
  url.searchParams.set('state', request.state);
  return url.href;
}

/**
 * Authorization code → tokens. A code works once.
 *
 * @throws {PinterestError} kind `auth`, code 283, for a used, expired or foreign code.
 */
export function exchangeCode(
  app: OAuthApp,
  grant: { code: string; redirectUri: string },
  options?: OAuthCallOptions,
): Promise<Tokens> {
  const form = {
    grant_type: 'authorization_code',
    code: grant.code,
    redirect_uri: grant.redirectUri,
    // Apps made before 2025-09-25 get a refresh token that can be renewed only with this.
    continuous_refresh: 'true',
  };
  return requestTokens(app, form, options);
}

/**
 * Refresh token → new access and refresh token.
 *
 * @throws {PinterestError} kind `auth` when the user has to connect again.
 */
export function refreshTokens(
  app: OAuthApp,
  grant: { refreshToken: string; scopes?: readonly string[] | undefined },
  options?: OAuthCallOptions,
): Promise<Tokens> {
  const form = {
    grant_type: 'refresh_token',
    refresh_token: grant.refreshToken,
    ...(grant.scopes ? { scope: grant.scopes.join(',') } : {}),
  };
  return requestTokens(app, form, options);
}

/**
 * A token for the app owner's own account; not accepted by every endpoint.
 *
 * @throws {PinterestError}
 */
export function clientCredentials(
  app: OAuthApp,
  grant: { scopes: readonly string[] },
  options?: OAuthCallOptions,
): Promise<Tokens> {
  const form = { grant_type: 'client_credentials', scope: grant.scopes.join(',') };
  return requestTokens(app, form, options);
}

/**
 * Pinterest supports this for system-user tokens only; others answer 403 code 29.
 *
 * @throws {PinterestError}
 */
export async function revoke(
  app: OAuthApp,
  grant: { token: string; tokenTypeHint?: 'access_token' | 'refresh_token' | undefined },
  options?: OAuthCallOptions,
): Promise<void> {
  const form = {
    token: grant.token,
    ...(grant.tokenTypeHint ? { token_type_hint: grant.tokenTypeHint } : {}),
  };
  await postForm(app, 'oauth.revoke', form, options);
}

async function requestTokens(
  app: OAuthApp,
  form: Record<string, string>,
  options?: OAuthCallOptions,
): Promise<Tokens> {
  // The lifetime began after this instant, so the computed expiry is never too late.
  const sentAtMs = (app.now ?? Date.now)();
  const answer = await postForm(app, 'oauth.token', form, options);
  const tokens = readTokens(parseJson(answer.body), sentAtMs);
  if (!tokens) throw badAnswer('oauth.token', answer, 'Pinterest answered without an access token');
  return tokens;
}

/** Only the access token is indispensable: losing a rotated refresh token would cost the account. */
function readTokens(value: unknown, sentAtMs: number): Tokens | null {
  if (typeof value !== 'object' || value === null) return null;
  const fields = new Map<string, unknown>(Object.entries(value));
  const text = (name: string) => {
    const field = fields.get(name);
    return typeof field === 'string' && field ? field : null;
  };
  const instant = (name: string, baseMs: number) => {
    const seconds = Number(fields.get(name) ?? NaN);
    return Number.isFinite(seconds) ? new Date(baseMs + seconds * 1000) : null;
  };
  const accessToken = text('access_token');
  if (!accessToken) return null;
  return {
    accessToken,
    refreshToken: text('refresh_token'),
    tokenType: text('token_type') ?? 'bearer',
    scopes:
      text('scope')
        ?.split(/[\s,]+/)
        .filter(Boolean) ?? null,
    accessTokenExpiresAt: instant('expires_in', sentAtMs),
    refreshTokenExpiresAt:
      instant('refresh_token_expires_in', sentAtMs) ?? instant('refresh_token_expires_at', 0),
  };
}

async function postForm(
  app: OAuthApp,
  operation: Extract<Endpoint, `oauth.${string}`>,
  form: Record<string, string>,
  options?: OAuthCallOptions,
) {
  const dispatcher = app.dispatcher ?? createAgent();
  const transport = createTransport({ ...app, dispatcher });
  const [method, path] = endpoints[operation];
  const basic = Buffer.from(`${app.clientId}:${app.clientSecret}`).toString('base64');
  try {
    const request = {
      operation,
      method,
      url: new URL(normaliseApiUrl(app.apiUrl) + path),
      headers: {
        accept: 'application/json',
        authorization: `Basic ${basic}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(form).toString(),
    };
    return await send(transport, request, options);
  } finally {
    if (!app.dispatcher) await dispatcher.destroy();
  }
}
