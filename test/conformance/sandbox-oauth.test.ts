import { afterEach, beforeEach, expect, test } from 'vitest';
import { operations } from '../../src/sandbox/api/index.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { basic, bearer, checkedClient } from './sandbox-client.ts';

const DAY_MS = 86_400_000;
const redirect_uri = 'http://localhost:9999/callback';
const scope = 'boards:read,pins:read user_accounts:read';
let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox({
    access: 'off',
    seed: { users: [{ username: 'ana' }, { username: 'ben' }] },
  });
});
afterEach(() => sandbox.close());

const request = (change: Record<string, string> = {}) => ({
  client_id: sandbox.clientId,
  redirect_uri,
  response_type: 'code',
  scope,
  state: 'a b&c',
  ...change,
});

function openConsent(change: Record<string, string> = {}) {
  const query = new URLSearchParams(request(change));
  return fetch(`${sandbox.oauthUrl}?${query}`, { redirect: 'manual' });
}

async function decide(decision: string, username: string, change: Record<string, string> = {}) {
  const body = new URLSearchParams({ ...request(change), decision, username });
  const response = await fetch(sandbox.oauthUrl, { method: 'POST', body, redirect: 'manual' });
  expect(response.status).toBe(302);
  return new URL(response.headers.get('location') ?? '').searchParams;
}

const exchange = (code: string, change: Record<string, string> = {}) =>
  basic(sandbox).form('/oauth/token', {
    grant_type: 'authorization_code',
    code,
    redirect_uri,
    ...change,
  });

const refresh = (refresh_token: string, change: Record<string, string> = {}) =>
  basic(sandbox).form('/oauth/token', { grant_type: 'refresh_token', refresh_token, ...change });

test('the consent page offers every account and says what is asked', async () => {
  const page = await openConsent();
  expect(page.status).toBe(200);
  const html = await page.text();
  for (const part of ['ana', 'ben', 'See your public Pins', 'Give access', 'Cancel']) {
    expect(html).toContain(part);
  }
  expect(html).not.toContain('secret');
});

test('the consent page escapes what it is given', async () => {
  const html = await (await openConsent({ state: '"><script>alert(1)</script>' })).text();
  expect(html).not.toContain('<script>');
});

test.each([
  { client_id: 'other' },
  { response_type: 'token' },
  { scope: 'pins:everything' },
  { scope: '' },
  { redirect_uri: 'javascript:alert(1)' },
])('a request with %o is not granted', async (change) => {
  expect((await openConsent(change)).status).toBe(400);
});

test('approving gives a code that buys tokens of the chosen account', async () => {
  const callback = await decide('approve', 'ben');
  expect(callback.get('state')).toBe('a b&c');
  const { body, status } = await exchange(callback.get('code') ?? '');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    response_type: 'authorization_code',
    token_type: 'bearer',
    expires_in: 2_592_000,
    refresh_token_expires_in: 5_184_000,
    scope: 'boards:read pins:read user_accounts:read',
  });
  expect(body.access_token).toMatch(/^pina_/);
  expect(body.refresh_token).toMatch(/^pinr\./);
  const api = checkedClient(sandbox, `Bearer ${body.access_token}`);
  expect((await api.get('/user_account')).body.username).toBe('ben');
});

test('a denial comes back as an error with the state', async () => {
  const callback = await decide('deny', 'ana');
  expect(Object.fromEntries(callback)).toEqual({ error: 'access_denied', state: 'a b&c' });
});

test('autoApprove redirects without asking', async () => {
  const other = await startSandbox({ autoApprove: true });
  const query = new URLSearchParams({ ...request(), client_id: other.clientId });
  const response = await fetch(`${other.oauthUrl}?${query}`, { redirect: 'manual' });
  expect(response.headers.get('location')).toMatch(/^http:\/\/localhost:9999\/callback\?code=/);
  await other.close();
});

test('a code works once, for ten minutes, with the same redirect_uri', async () => {
  const code = async () => (await decide('approve', 'ana')).get('code') ?? '';
  const used = await code();
  expect((await exchange(used)).status).toBe(200);
  const refusals = [
    await exchange(used),
    await exchange(await code(), { redirect_uri: `${redirect_uri}/` }),
    await exchange('made-up'),
  ];
  const late = await code();
  sandbox.control.advanceClock(10 * 60 * 1000);
  refusals.push(await exchange(late));
  for (const { status, body } of refusals) {
    expect(status).toBe(401);
    expect(body).toEqual({ code: 283, message: 'The authorization grant is invalid' });
  }
});

test('the token endpoint wants the app secret', async () => {
  const wrong = await basic(sandbox, 'wrong').form('/oauth/token', {
    grant_type: 'client_credentials',
    scope: 'pins:read',
  });
  expect([wrong.status, wrong.body]).toEqual([
    401,
    { code: 2, message: 'Authentication failed.', status: 'failure' },
  ]);
});

test('every grant adds to the scopes the user gave the app', async () => {
  const first = await decide('approve', 'ana', { scope: 'pins:read' });
  await exchange(first.get('code') ?? '');
  const second = await decide('approve', 'ana', { scope: 'boards:read' });
  expect((await exchange(second.get('code') ?? '')).body.scope).toBe('boards:read pins:read');
});

test('access expires after 30 days, refreshing after 60', async () => {
  const { accessToken, refreshToken } = sandbox.tokenFor('ana');
  const api = checkedClient(sandbox, `Bearer ${accessToken}`);
  sandbox.control.advanceClock(30 * DAY_MS - 60_000);
  expect((await api.get('/user_account')).status).toBe(200);
  sandbox.control.advanceClock(60_000);
  expect((await api.get('/user_account')).body.code).toBe(2);
  const renewed = await refresh(refreshToken);
  expect(renewed.body.refresh_token).not.toBe(refreshToken);
  const again = checkedClient(sandbox, `Bearer ${renewed.body.access_token}`);
  expect((await again.get('/user_account')).status).toBe(200);
  sandbox.control.advanceClock(30 * DAY_MS);
  expect((await refresh(refreshToken)).body.code).toBe(283);
  expect((await refresh(renewed.body.refresh_token)).status).toBe(200);
});

test('an old refresh token lives on, unless rotation is strict', async () => {
  const { refreshToken } = sandbox.tokenFor('ana');
  expect((await refresh(refreshToken)).status).toBe(200);
  expect((await refresh(refreshToken)).status).toBe(200);
  sandbox.control.settings({ strictRotation: true });
  expect((await refresh(refreshToken)).status).toBe(200);
  expect((await refresh(refreshToken)).body.code).toBe(283);
});

test('a refresh may narrow the scopes, never widen them', async () => {
  const { refreshToken } = sandbox.tokenFor('ana', ['boards:read', 'pins:read']);
  expect((await refresh(refreshToken, { scope: 'pins:read' })).body.scope).toBe('pins:read');
  expect((await refresh(refreshToken, { scope: 'pins:write' })).status).toBe(401);
});

test('an access token does not refresh and a refresh token does not sign in', async () => {
  const { accessToken, refreshToken } = sandbox.tokenFor('ana');
  expect((await refresh(accessToken)).body.code).toBe(283);
  const api = checkedClient(sandbox, `Bearer ${refreshToken}`);
  expect((await api.get('/user_account')).body.code).toBe(2);
});

test('an app token reads, and is refused where the spec lists no client_credentials', async () => {
  const form = { grant_type: 'client_credentials', scope: 'boards:read,pins:read,pins:write' };
  const { body } = await basic(sandbox).form('/oauth/token', form);
  expect(body.access_token).toMatch(/^pinc_/);
  const api = checkedClient(sandbox, `Bearer ${body.access_token}`);
  expect((await api.get('/boards')).status).toBe(200);
  expect((await api.get('/media')).body.code).toBe(29);
});

test('without each one of its scopes an operation is refused, before anything else', async () => {
  for (const operation of operations) {
    for (const missing of operation.scopes) {
      const others = operation.scopes.filter((other) => other !== missing);
      const api = bearer(sandbox, 'ana', others);
      const path = operation.path.replaceAll(/\{\w+\}/g, '1');
      const verb = operation.method.toLowerCase() as 'get' | 'post' | 'patch' | 'delete';
      const { status, body } = await (verb === 'patch' ? api.patch(path, {}) : api[verb](path));
      expect([operation.id, status, body]).toMatchObject([
        operation.id,
        401,
        { code: 3, message: expect.stringContaining(`Missing: ['${missing}']`) },
      ]);
    }
  }
});

test('without any token, 401 code 2', async () => {
  const { status, body } = await checkedClient(sandbox, '').get('/pins');
  expect([status, body]).toEqual([
    401,
    { code: 2, message: 'Authentication failed.', status: 'failure' },
  ]);
});
