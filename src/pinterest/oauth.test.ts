import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  authorizeUrl,
  clientCredentials,
  exchangeCode,
  refreshTokens,
  revoke,
  type OAuthApp,
} from './oauth.ts';
import type { RequestReport } from './report.ts';
import { json, startServer, type TestServer } from './testing/http-server.ts';
import { failureOf } from './testing/failure.ts';

const now = Date.UTC(2026, 10, 21);
const at = (seconds: number) => new Date(now + seconds * 1000);

// The answer printed in Pinterest's documentation for a code.
const documented = {
  access_token: 'pina_abc',
  refresh_token: 'pinr.def',
  response_type: 'authorization_code',
  token_type: 'bearer',
  expires_in: 2_592_000,
  refresh_token_expires_in: 5_184_000,
  scope: 'boards:read boards:write pins:read',
};

let server: TestServer;
let app: OAuthApp;
let status = 200;
let body: unknown;
const reports: RequestReport[] = [];

beforeAll(async () => {
  server = await startServer((response) => json(response, status, body));
  app = {
    apiUrl: server.url,
    clientId: '1234',
    clientSecret: 's:ecret',
    now: () => now,
    onResponse: (report) => reports.push(report),
  };
});
beforeEach(() => {
  server.received.length = 0;
  reports.length = 0;
  status = 200;
  body = documented;
});
afterAll(() => server.close());

function sentForm(): Record<string, string> {
  const [request] = server.received;
  return Object.fromEntries(new URLSearchParams(request?.body.toString()));
}

test('the consent page gets the redirect and the state unchanged', () => {
  const url = new URL(
    authorizeUrl({
      oauthUrl: 'https://www.pinterest.com/oauth/',
      clientId: '1234',
      redirectUri: 'http://localhost:8085/?a=1&b=2',
      scopes: ['boards:read', 'pins:write'],
      state: 'x+y&z',
    }),
  );
  expect(url.origin + url.pathname).toBe('https://www.pinterest.com/oauth/');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: '1234',
    redirect_uri: 'http://localhost:8085/?a=1&b=2',
    response_type: 'code',
    scope: 'boards:read,pins:write',
    state: 'x+y&z',
  });
});

test('a code becomes tokens whose expiry comes from the answer', async () => {
  const tokens = await exchangeCode(app, { code: 'c', redirectUri: 'http://localhost:8085/' });
  expect(tokens).toEqual({
    accessToken: 'pina_abc',
    refreshToken: 'pinr.def',
    tokenType: 'bearer',
    scopes: ['boards:read', 'boards:write', 'pins:read'],
    accessTokenExpiresAt: at(2_592_000),
    refreshTokenExpiresAt: at(5_184_000),
  });
  const [request] = server.received;
  expect(request).toMatchObject({ method: 'POST', path: '/v5/oauth/token' });
  expect(request?.headers).toMatchObject({
    authorization: `Basic ${Buffer.from('1234:s:ecret').toString('base64')}`,
    'content-type': 'application/x-www-form-urlencoded',
  });
  expect(sentForm()).toEqual({
    grant_type: 'authorization_code',
    code: 'c',
    redirect_uri: 'http://localhost:8085/',
    continuous_refresh: 'true',
  });
});

test('a refresh returns the new refresh token', async () => {
  body = { ...documented, refresh_token: 'pinr.new', refresh_token_expires_at: 1 };
  const tokens = await refreshTokens(app, { refreshToken: 'pinr.old', scopes: ['pins:read'] });
  expect(tokens.refreshToken).toBe('pinr.new');
  expect(tokens.refreshTokenExpiresAt).toEqual(at(5_184_000));
  expect(sentForm()).toEqual({
    grant_type: 'refresh_token',
    refresh_token: 'pinr.old',
    scope: 'pins:read',
  });
});

test('an absolute expiry is used when it is the only one', async () => {
  body = { access_token: 'a', expires_in: 60, refresh_token_expires_at: 1_800_000_000 };
  const tokens = await refreshTokens(app, { refreshToken: 'r' });
  expect(tokens.refreshTokenExpiresAt).toEqual(new Date(1_800_000_000_000));
});

test('what Pinterest leaves out is null, and the token is kept all the same', async () => {
  body = { access_token: 'a' };
  expect(await clientCredentials(app, { scopes: ['pins:read', 'boards:read'] })).toEqual({
    accessToken: 'a',
    refreshToken: null,
    tokenType: 'bearer',
    scopes: null,
    accessTokenExpiresAt: null,
    refreshTokenExpiresAt: null,
  });
  expect(sentForm()).toEqual({ grant_type: 'client_credentials', scope: 'pins:read,boards:read' });
});

test('a refused grant is an auth error, asked for once', async () => {
  status = 401;
  body = { code: 283, message: 'The authorization grant is invalid' };
  const error = await failureOf(refreshTokens(app, { refreshToken: 'r' }));
  expect(error).toMatchObject({ kind: 'auth', code: 283, outcome: 'rejected' });
  expect(server.received).toHaveLength(1);
});

test('a token request is never repeated: a code works once', async () => {
  status = 503;
  const error = await failureOf(exchangeCode(app, { code: 'c', redirectUri: 'http://x/' }));
  expect(error).toMatchObject({ kind: 'server', outcome: 'unknown', operation: 'oauth.token' });
  expect(server.received).toHaveLength(1);
});

test('neither reports nor errors hold a token', async () => {
  body = { refresh_token: 'pinr.def', scope: 'x' };
  const error = await failureOf(refreshTokens(app, { refreshToken: 'pinr.old' }));
  expect(error).toMatchObject({ kind: 'bad_response', outcome: 'unknown', body: null });
  expect(reports).toHaveLength(1);
  expect(JSON.stringify([reports, error, error.message])).not.toMatch(/pinr|ecret/);
});

test('revoke sends the token and its kind', async () => {
  body = '';
  await revoke(app, { token: 't', tokenTypeHint: 'refresh_token' });
  expect(server.received[0]).toMatchObject({ method: 'POST', path: '/v5/oauth/token/revoke' });
  expect(sentForm()).toEqual({ token: 't', token_type_hint: 'refresh_token' });
});
