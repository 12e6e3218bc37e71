import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { basic, bearer, checkedClient } from './sandbox-client.ts';
import { imageSource } from './sandbox-samples.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ access: 'off', accounts: ['ana', 'ben'] });
});
afterEach(() => sandbox.close());

const post = async (path: string, body: unknown) => {
  const response = await fetch(`${sandbox.url}/_sandbox${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
};
const usernames = () => sandbox.control.state().users.map(({ username }) => username);
const withToken = (token: string | undefined) => checkedClient(sandbox, `Bearer ${token}`);

describe('accounts', () => {
  test('further ones come after the usual one, which stays the first', async () => {
    expect(usernames()).toEqual(['linchpin_demo', 'ana', 'ben']);
    expect((await bearer(sandbox).get('/user_account')).body.username).toBe('linchpin_demo');
    expect((await bearer(sandbox, 'ben').get('/user_account')).body.username).toBe('ben');
    const ids = sandbox.control.state().users.map(({ adAccountId }) => adAccountId);
    expect(new Set(ids).size).toBe(3);
    sandbox.control.reset();
    expect(usernames()).toEqual(['linchpin_demo', 'ana', 'ben']);
  });

  test('one account saves the Pin of another, and follows it', async () => {
    const [ana, ben] = [bearer(sandbox, 'ana'), bearer(sandbox, 'ben')];
    const hers = await ana.post('/boards', { name: 'Kitchens' });
    const his = await ben.post('/boards', { name: 'Saved' });
    const pin = await ana.post('/pins', {
      board_id: hers.body.id,
      media_source: await imageSource(),
    });
    const saved = await ben.post(`/pins/${pin.body.id}/save`, { board_id: his.body.id });
    expect([saved.status, saved.body.parent_pin_id]).toEqual([201, pin.body.id]);
    expect((await ben.post('/user_account/following/ana', {})).status).toBe(200);
    expect((await ana.get('/user_account/followers')).body.items).toEqual([
      { username: 'ben', type: 'user' },
    ]);
  });

  test('are made while it runs, with boards as in a seed and tokens', async () => {
    const { status, body } = await post('/accounts', {
      username: 'eve',
      accountType: 'PINNER',
      boards: [{ name: 'Hers', privacy: 'SECRET', sections: ['One'] }],
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ username: 'eve', accountType: 'PINNER', adAccountId: null });
    const boards = (await withToken(body['accessToken']).get('/boards')).body.items;
    expect(boards.map(({ name }) => name)).toEqual(['Hers']);
    expect(usernames()).toContain('eve');
    sandbox.control.reset();
    expect(usernames()).not.toContain('eve');
  });

  test.each([
    [409, { username: 'ANA' }],
    [400, { username: '12345' }],
    [400, { username: 'a b' }],
    [400, { username: 'eve', boards: ['x'] }],
    [400, {}],
  ])('status %i for %o', async (expected, account) => {
    const { status, body } = await post('/accounts', account);
    expect([status, typeof body['message']]).toEqual([expected, 'string']);
    expect(usernames()).toHaveLength(3);
  });

  test('the page of the sandbox shows them all and gives tokens', async () => {
    const page = await (await fetch(`${sandbox.url}/?user=ben`)).text();
    for (const name of ['linchpin_demo', 'ana', 'ben'])
      expect(page).toContain(`href="/?user=${name}"`);
    expect(page).toMatch(/user=ben"\s+aria-current="page"/);
    const form = new URLSearchParams({ account: 'ben' });
    const given = await fetch(`${sandbox.url}/_sandbox/tokens`, { method: 'POST', body: form });
    const { accessToken } = (await given.json()) as { accessToken: string };
    expect((await withToken(accessToken).get('/user_account')).body.username).toBe('ben');
  });

  test('are kept over a restart, and made where they are missing', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'sandbox-accounts-'));
    const start = (accounts: string[]) => startSandbox({ dataDir, access: 'off', accounts });
    const first = await start(['ana']);
    const before = first.control.state().users;
    await first.close();
    const second = await start(['ana', 'ben']);
    expect(second.control.state().users.slice(0, 2)).toEqual(before);
    expect(second.control.state().users[2]).toMatchObject({ username: 'ben' });
    await second.close();
    await rm(dataDir, { recursive: true });
  });
});

describe('tokens', () => {
  test('with fewer scopes can do less, also after a refresh', async () => {
    const { status, body } = await post('/tokens', { account: 'ana', scopes: ['boards:read'] });
    expect([status, body['scopes']]).toEqual([201, ['boards:read']]);
    const api = withToken(body['accessToken']);
    expect((await api.get('/boards')).status).toBe(200);
    const refused = await api.get('/pins');
    expect([refused.status, refused.body.code]).toEqual([401, 3]);
    expect(refused.body.message).toContain(`Missing: ['pins:read']`);
    const renewed = await basic(sandbox).form('/oauth/token', {
      grant_type: 'refresh_token',
      refresh_token: body['refreshToken'] ?? '',
    });
    expect(renewed.body.scope).toBe('boards:read');
  });

  test('have all scopes unless said; a scope or an account that is not there is refused', async () => {
    const { body } = await post('/tokens', { account: 'ben' });
    expect(body['scopes']).toHaveLength(19);
    expect((await post('/tokens', { account: 'ben', scopes: ['pins:all'] })).status).toBe(400);
    expect((await post('/tokens', { account: 'ben', scopes: [] })).status).toBe(400);
    expect((await post('/tokens', { account: 'nobody' })).status).toBe(404);
  });
});

describe('the app', () => {
  const renew = (refresh_token: string) =>
    basic(sandbox).form('/oauth/token', { grant_type: 'refresh_token', refresh_token });

  test('a new secret kills no token, and only the new one renews', async () => {
    const tokens = sandbox.tokenFor('ana');
    const former = sandbox.clientSecret;
    expect((await post('/app', { clientSecret: 'another' })).body).toEqual({
      clientId: 'sandbox-app',
      clientSecret: 'another',
    });
    expect((await withToken(tokens.accessToken).get('/boards')).status).toBe(200);
    const grant = { grant_type: 'refresh_token', refresh_token: tokens.refreshToken };
    expect((await basic(sandbox, former).form('/oauth/token', grant)).body.code).toBe(2);
    expect((await renew(tokens.refreshToken)).status).toBe(200);
    sandbox.control.reset();
    expect(sandbox.clientSecret).toBe(former);
  });

  test('another id is another app, which cannot renew what was given to the former one', async () => {
    const { refreshToken } = sandbox.tokenFor('ana');
    sandbox.control.app({ clientId: 'my-app' });
    expect((await renew(refreshToken)).body.code).toBe(283);
    expect((await renew(sandbox.tokenFor('ana').refreshToken)).status).toBe(200);
  });

  test('an id that Basic authentication cannot carry is refused', async () => {
    expect((await post('/app', { clientId: 'a:b' })).status).toBe(400);
    expect((await post('/app', { secret: 'x' })).status).toBe(400);
    await expect(startSandbox({ clientId: 'a:b' })).rejects.toThrow();
  });

  test('without Trial access every call with a token is refused; tokens are issued all the same', async () => {
    const api = bearer(sandbox);
    sandbox.control.settings({ appGranted: false });
    for (const path of ['/user_account', '/boards', '/no/such/thing']) {
      const { status, body } = await api.get(path);
      expect([status, body]).toEqual([
        401,
        { code: 3, message: 'Your application consumer type is not supported.' },
      ]);
    }
    expect((await renew(sandbox.tokenFor().refreshToken)).status).toBe(200);
    expect((await withToken('unknown').get('/boards')).body.code).toBe(2);
    sandbox.control.settings({ appGranted: true });
    expect((await api.get('/boards')).status).toBe(200);
  });
});
