import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../crash/crash-harness.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { keyOfAnotherWorkspace } from '../harness/tenants.ts';

let product: Product;

beforeAll(async () => {
  product = await startProduct({
    sandbox: { accounts: ['linchpin_demo', 'second_shop', 'third'] },
  });
});
afterAll(() => product.close());
beforeEach(() => product.sandbox.control.clearFaults());

const start = async (query: Record<string, string> = {}) => {
  const answer = await product.request(
    'GET',
    `/api/v1/connect/pinterest?${new URLSearchParams(query).toString()}`,
  );
  expect(answer.status).toBe(200);
  return (await answer.json()) as { authUrl: string; state: string; redirectUri: string };
};

/** What a person does on Pinterest's page. @returns the address the browser is sent to. */
async function consent(
  authUrl: string,
  username: string,
  decision: 'approve' | 'deny' = 'approve',
): Promise<string> {
  const form = new URLSearchParams(new URL(authUrl).searchParams);
  form.set('username', username);
  form.set('decision', decision);
  const answer = await fetch(product.sandbox.oauthUrl, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  return answer.headers.get('location') ?? '';
}

/** What the browser then gets. localhost may be another address than the one the test server listens on. */
const visit = (address: string) =>
  fetch(address.replace('//localhost:', '//127.0.0.1:'), { redirect: 'manual' });

const status = async (state: string) =>
  (await (
    await product.request('GET', `/api/v1/connect/pinterest/status?state=${state}`)
  ).json()) as { status: string; account?: { _id: string }; problem?: { code: string } };

const accounts = async () => (await product.client.accounts.list()).accounts;

test('a page that is asked with a name twice refuses it in words', async () => {
  for (const path of [
    'start?state=a&state=b',
    'callback?state=a&state=b',
    'boards?ticket=a&ticket=b',
  ]) {
    const page = await visit(`${product.url}/connect/pinterest/${path}`);
    expect([path, page.status]).toEqual([path, 400]);
    expect(await page.text()).toContain('CONNECTION_EXPIRED');
  }
});

describe('an address that is given out', () => {
  test('leads through the consent to an account with its boards', async () => {
    const begun = await start();
    expect(begun.redirectUri).toMatch(/^http:\/\/localhost:\d+\/connect\/pinterest\/callback$/);
    expect(new URL(begun.authUrl).searchParams.get('scope')).toContain('boards:read_secret');
    expect(await status(begun.state)).toMatchObject({ status: 'open' });
    const page = await visit(await consent(begun.authUrl, 'second_shop'));
    expect([page.status, await page.text()]).toEqual([
      200,
      expect.stringContaining('second_shop is connected'),
    ]);
    const done = await status(begun.state);
    expect(done).toMatchObject({ status: 'connected', account: { username: 'second_shop' } });
    // An event is shown once every older transaction has ended, those of other databases of the server too.
    await until('the event is shown', async () => {
      const { events } = await product.client.events.list({ limit: 200 });
      return events.some(
        ({ kind, accountId }) => kind === 'account.connected' && accountId === done.account?._id,
      );
    });
  });

  test('works once: what it leads to says so when it is loaded again, and another code is refused', async () => {
    const begun = await start();
    const back = await consent(begun.authUrl, 'second_shop');
    await visit(back);
    expect(await (await visit(back)).text()).toContain('The account is connected');
    const answer = await product.request('POST', '/api/v1/connect/pinterest', {
      code: 'another',
      state: begun.state,
    });
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { code: 'CONNECTION_EXPIRED' },
    ]);
  });

  test('asks for no secret boards where that is wanted', async () => {
    const { authUrl } = await start({ secretBoards: 'false' });
    expect(new URL(authUrl).searchParams.get('scope')).not.toContain('secret');
  });

  test('says in words when it was declined', async () => {
    const begun = await start();
    const page = await visit(await consent(begun.authUrl, 'second_shop', 'deny'));
    expect(await page.text()).toContain('declined at Pinterest');
    expect(await status(begun.state)).toMatchObject({
      status: 'failed',
      problem: { code: 'CONNECTION_DECLINED' },
    });
  });

  test.each([
    [
      'an expired code',
      { status: 401, body: { code: 283, message: 'The authorization grant is invalid' } },
      'OAUTH_FAILED',
      'oauth/token',
    ],
    [
      'a wrong secret',
      { status: 401, body: { code: 2, message: 'Authentication failed.' } },
      'PINTEREST_APP_REFUSED',
      'oauth/token',
    ],
    [
      'an app without access',
      {
        status: 401,
        body: { code: 3, message: 'Your application consumer type is not supported.' },
      },
      'PINTEREST_APP_NOT_GRANTED',
      'user_account/get',
    ],
    [
      'an app with Trial access',
      { status: 403, body: { code: 29, message: 'Apps with Trial access may not do this.' } },
      'PINTEREST_TRIAL_ACCESS',
      'user_account/get',
    ],
    [
      'a Pinterest that fails',
      { status: 500, body: { code: 1, message: 'Sorry' } },
      'PINTEREST_NO_ANSWER',
      'user_account/get',
    ],
  ])('%s gets a page with what to do', async (_what, then, code, operation) => {
    const before = await accounts();
    product.sandbox.control.addFault({ match: { operation }, then });
    const begun = await start();
    const page = await visit(await consent(begun.authUrl, 'third'));
    const text = await page.text();
    expect(page.status).toBeGreaterThanOrEqual(400);
    expect(text).toContain(code);
    expect(text).toMatch(/<h1>[^<]{15,}<\/h1><p>[^<]{15,}<\/p>/);
    expect(await status(begun.state)).toMatchObject({ status: 'failed', problem: { code } });
    expect(await accounts()).toHaveLength(before.length);
  });

  test('ends after ten minutes', async () => {
    const begun = await start();
    const back = await consent(begun.authUrl, 'third');
    await product.app.store.db
      .updateTable('connection')
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where('status', '=', 'open')
      .execute();
    expect(await status(begun.state)).toMatchObject({ status: 'expired' });
    expect(await (await visit(back)).text()).toContain('CONNECTION_EXPIRED');
  });

  test('of a key that was revoked meanwhile connects nothing', async () => {
    const { apiKey } = await product.client.keys.create({ name: 'short-lived' });
    const answer = await product.request('GET', '/api/v1/connect/pinterest', undefined, {
      Authorization: `Bearer ${apiKey.key}`,
    });
    const { authUrl } = (await answer.json()) as { authUrl: string };
    const back = await consent(authUrl, 'third');
    await product.client.keys.revoke(apiKey.id);
    expect(await (await visit(back)).text()).toContain('CONNECTION_NOT_YOURS');
  });

  test('a state is unguessable, and nothing of it lies in the database in clear', async () => {
    const begun = await start();
    expect(begun.state).toMatch(/^[\w-]{43}$/);
    const rows = await product.app.store.db.selectFrom('connection').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(begun.state);
  });
});

describe('who completes it', () => {
  test('must be who began it', async () => {
    const begun = await start();
    const { apiKey } = await product.client.keys.create({ name: 'somebody else' });
    const back = new URL(await consent(begun.authUrl, 'third'));
    const answer = await product.request(
      'POST',
      '/api/v1/connect/pinterest',
      { code: back.searchParams.get('code'), state: begun.state },
      { Authorization: `Bearer ${apiKey.key}` },
    );
    expect([answer.status, await answer.json()]).toMatchObject([
      403,
      { code: 'CONNECTION_NOT_YOURS' },
    ]);
  });

  test('of another workspace learns nothing of it', async () => {
    const begun = await start();
    const key = await keyOfAnotherWorkspace(product);
    const headers = { Authorization: `Bearer ${key}` };
    const asked = await product.request(
      'GET',
      `/api/v1/connect/pinterest/status?state=${begun.state}`,
      undefined,
      headers,
    );
    expect(asked.status).toBe(404);
    const body = { code: 'x', state: begun.state };
    const answer = await product.request('POST', '/api/v1/connect/pinterest', body, headers);
    expect(await answer.json()).toMatchObject({ code: 'CONNECTION_EXPIRED' });
    expect(await status(begun.state)).toMatchObject({ status: 'open' });
  });
});

test('one account is connected again, with its id and boards, and no other in its place', async () => {
  const [account] = (await accounts()).filter(({ username }) => username === 'linchpin_demo');
  const accountId = account?._id ?? '';
  const begun = await start({ accountId });
  const wrong = await visit(await consent(begun.authUrl, 'third'));
  expect(await wrong.text()).toContain('You signed in to Pinterest as third');
  const again = await start({ accountId });
  await visit(await consent(again.authUrl, 'linchpin_demo'));
  expect(await status(again.state)).toMatchObject({
    status: 'connected',
    account: { _id: accountId },
  });
});

describe('sent back to where it was begun', () => {
  const returnUrl = 'https://shop.example/connected?from=linchpin';

  test('with a page that lets a board be chosen', async () => {
    const begun = await start({ redirect_url: returnUrl });
    const sent = await visit(await consent(begun.authUrl, 'third'));
    expect(sent.status).toBe(302);
    const choice = sent.headers.get('location') ?? '';
    expect(choice).toContain('/connect/pinterest/boards?ticket=');
    expect(await status(begun.state)).toMatchObject({ status: 'choosing' });
    expect((await accounts()).some(({ username }) => username === 'third')).toBe(false);
    const page = await (await visit(choice)).text();
    expect(page).toContain('Connect third');
    const ticket = new URL(choice).searchParams.get('ticket') ?? '';
    const answer = await fetch(`${product.url}/connect/pinterest/boards`, {
      method: 'POST',
      body: new URLSearchParams({ ticket }),
      redirect: 'manual',
    });
    const back = new URL(answer.headers.get('location') ?? '');
    expect(back.href).toMatch(/^https:\/\/shop\.example\/connected\?from=linchpin&/);
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      connected: 'pinterest',
      username: 'third',
      accountId: expect.stringMatching(/^[0-9a-f]{24}$/),
    });
    // The token is used up.
    expect((await visit(choice)).status).toBe(400);
  });

  test('with what went wrong', async () => {
    const begun = await start({ redirect_url: returnUrl });
    const sent = await visit(await consent(begun.authUrl, 'third', 'deny'));
    const back = new URL(sent.headers.get('location') ?? '');
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      from: 'linchpin',
      error: 'oauth_denied',
      platform: 'pinterest',
    });
  });

  test.each(['/relative', 'javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', ''])(
    'but not to %j',
    async (url) => {
      const query = new URLSearchParams({ redirect_url: url });
      const answer = await product.request('GET', `/api/v1/connect/pinterest?${query.toString()}`);
      if (url !== '') expect(await answer.json()).toMatchObject({ code: 'INVALID_REDIRECT_URL' });
      else expect(answer.status).toBe(200);
    },
  );
});

describe('a pasted token', () => {
  const connect = (body: object) =>
    product.request('POST', '/api/v1/connect/pinterest/token', body);

  test('connects without being renewable, and its account says when it ends', async () => {
    const { accessToken } = product.sandbox.tokenFor('second_shop');
    const expiresAt = new Date(Date.now() + 3 * 24 * 3600_000).toISOString();
    const answer = await connect({ accessToken, expiresAt });
    const made = (await answer.json()) as { message: string; account: { _id: string } };
    expect([answer.status, made.message]).toEqual([
      201,
      expect.stringContaining('cannot be renewed'),
    ]);
    const health = await product.client.accounts.health(made.account._id);
    expect(health).toMatchObject({
      status: 'warning',
      tokenStatus: { valid: true, renewable: false, expiresAt, signInEndsAt: expiresAt },
      problems: [{ code: 'ACCOUNT_SIGN_IN_ENDS' }],
    });
    expect(health.permissions.posting.map(({ granted }) => granted)).toEqual(
      Array.from({ length: 5 }, () => null),
    );
  });

  test('that Pinterest does not take is refused, and nothing is stored', async () => {
    const before = await accounts();
    const answer = await connect({ accessToken: 'pina_wrong' });
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { code: 'TOKEN_REFUSED', param: 'accessToken' },
    ]);
    expect(await accounts()).toHaveLength(before.length);
  });

  test('of a host that is not set up is refused', async () => {
    const answer = await connect({ accessToken: 'x', host: 'pinterest-sandbox' });
    expect([answer.status, await answer.json()]).toMatchObject([
      503,
      { code: 'PINTEREST_HOST_MISSING' },
    ]);
  });
});

test('other networks are refused by name', async () => {
  const answer = await product.request('GET', '/api/v1/connect/facebook');
  expect(await answer.json()).toMatchObject({ code: 'PLATFORM_NOT_SUPPORTED' });
});
