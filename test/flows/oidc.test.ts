import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditEntry } from '../../src/contract/index.ts';
import {
  startOidcProvider,
  type Claims,
  type Flaw,
  type OidcProvider,
} from '../harness/oidc-provider.ts';
import {
  cookieOf,
  join,
  send,
  setUpOwner,
  signInAs,
  tokenOf,
  visitorWith,
  type Visitor,
} from '../harness/people.ts';
import { startProduct, type Product } from '../harness/product.ts';

let provider: OidcProvider;
let product: Product;
let owner: Visitor;
beforeAll(async () => {
  provider = await startOidcProvider();
  product = await startProduct({
    environment: {
      LINCHPIN_OIDC_ISSUER: provider.issuer,
      LINCHPIN_OIDC_CLIENT_ID: provider.clientId,
      LINCHPIN_OIDC_CLIENT_SECRET: provider.clientSecret,
      LINCHPIN_OIDC_NAME: 'Example Corp',
    },
  });
  owner = await setUpOwner(product);
});
afterAll(async () => {
  await product.close();
  await provider.close();
});

interface Begun {
  url: string;
  cookie: string;
}

async function begin(invite?: string): Promise<Begun> {
  const answer = await send(`${product.url}/api/oidc/start`, 'POST', invite ? { invite } : {});
  expect(answer.status).toBe(200);
  return { url: answer.body.url as string, cookie: cookieOf(answer) };
}

/** Follows the way back to the product, and no further. */
async function goBack(address: string, cookie: string) {
  const response = await fetch(address, { redirect: 'manual', headers: cookie ? { cookie } : {} });
  const session = response.headers
    .getSetCookie()
    .find((each) => each.startsWith('linchpin_session='));
  return {
    to: response.headers.get('location'),
    session: session?.split(';')[0] ?? null,
  };
}

async function signIn(claims: Claims, { invite, flaw }: { invite?: string; flaw?: Flaw } = {}) {
  const { url, cookie } = await begin(invite);
  return goBack(provider.consent(url, claims, flaw), cookie);
}

const invite = async (role: string) =>
  tokenOf(((await owner.call('POST', '/api/v1/invites', { role })).body as { url: string }).url);
const meOf = async (session: string | null) =>
  (await visitorWith(product, session ?? '').call('GET', '/api/v1/me')).body;

const nora = { sub: 'nora-1', email: 'nora@example.com', email_verified: true, name: 'Nora New' };

test('the way there carries what has to come back, and nothing that could be used without it', async () => {
  const { url, cookie } = await begin();
  const asked = new URL(url);
  expect(asked.origin).toBe(provider.issuer);
  expect(Object.fromEntries(asked.searchParams)).toMatchObject({
    client_id: 'linchpin',
    response_type: 'code',
    scope: 'openid email profile',
    redirect_uri: `${product.url}/api/oidc/callback`,
    code_challenge_method: 'S256',
    state: expect.stringMatching(/^[\w-]{40,}$/),
    nonce: expect.stringMatching(/^[\w-]{40,}$/),
  });
  for (const secret of [asked.searchParams.get('state'), asked.searchParams.get('nonce')])
    expect(cookie).not.toContain(secret);
  const ways = await send(`${product.url}/api/session/ways`, 'GET');
  expect(ways.body).toEqual({ people: true, oidc: 'Example Corp' });
});

describe('somebody the provider vouches for', () => {
  test('is in with an invitation, and afterwards without', async () => {
    const first = await signIn(nora, { invite: await invite('editor') });
    expect(first.to).toBe('/');
    expect(await meOf(first.session)).toMatchObject({
      name: 'Nora New',
      login: 'nora@example.com',
      hasPassword: false,
      workspaces: [{ role: 'editor' }],
    });
    const again = await signIn({ sub: 'nora-1' });
    expect(await meOf(again.session)).toMatchObject({ login: 'nora@example.com' });
    // There is no password to guess.
    expect((await signInAs(product, 'nora@example.com', '')).answer.status).toBe(400);
    expect((await signInAs(product, 'nora@example.com', 'a password')).answer.status).toBe(401);
  });

  test('and nobody knows here stays out, also with an invitation that was used', async () => {
    const stranger = { sub: 'stranger', email: 'stranger@example.com', email_verified: true };
    const refused = { to: '/#sign-in-error=OIDC_FAILED', session: null };
    expect(await signIn(stranger)).toEqual(refused);
    const token = await invite('viewer');
    expect(
      (await signIn({ ...nora, sub: 'nora-2', email: 'nora2@example.com' }, { invite: token })).to,
    ).toBe('/');
    expect(await signIn(stranger, { invite: token })).toEqual({
      to: '/#sign-in-error=LINK_NOT_VALID',
      session: null,
    });
  });

  test('takes over the account with their verified address, and the password ends', async () => {
    const squatter = await join(product, 'viewer', {
      login: 'Paul@example.com',
      password: 'chosen by anybody',
    });
    const unverified = { sub: 'paul-0', email: 'paul@example.com', email_verified: false };
    expect((await signIn(unverified)).session).toBeNull();
    const reset = await owner.call('POST', `/api/v1/people/${squatter.id}/password-reset`);
    const { session, to } = await signIn({
      sub: 'paul-1',
      email: 'paul@example.com',
      email_verified: true,
    });
    // The page says so, and so does the audit log.
    expect(to).toBe('/#signed-in=password-removed');
    const { entries } = (await owner.call('GET', '/api/v1/audit?operation=people')).body as {
      entries: AuditEntry[];
    };
    const actor = { type: 'person', id: squatter.id };
    expect(entries.slice(0, 2)).toMatchObject([
      { operation: 'people.signIn', actor, details: { by: 'oidc' } },
      { operation: 'people.linkIdentity', actor, details: { by: 'oidc', passwordRemoved: true } },
    ]);
    // A link for a new password would bring the other way in back.
    const set = { token: tokenOf(reset.body.url as string), password: 'chosen by anybody else' };
    expect((await send(`${product.url}/api/password-reset`, 'POST', set)).status).toBe(410);
    expect(await meOf(session)).toMatchObject({ id: squatter.id, hasPassword: false });
    expect((await squatter.call('GET', '/api/v1/me')).status).toBe(401);
    expect((await signInAs(product, 'paul@example.com', 'chosen by anybody')).answer.status).toBe(
      401,
    );
    // Another identity with the same address is somebody else.
    const other = { sub: 'paul-2', email: 'paul@example.com', email_verified: true };
    expect((await signIn(other)).session).toBeNull();
    const last = (await owner.call('GET', '/api/v1/audit?operation=people.signInFailed&limit=1'))
      .body;
    expect(last.entries).toMatchObject([
      {
        subject: { type: 'person', id: squatter.id },
        details: { by: 'oidc', code: 'OIDC_FAILED' },
      },
    ]);
  });
});

describe('what does not fit lets nobody in', () => {
  test.each<[string, Flaw]>([
    ['another nonce', { nonce: 'of another sign-in' }],
    ['another audience', { audience: 'another client' }],
    ['another issuer', { issuer: 'https://evil.example.com' }],
    ['a signature of somebody else', { foreignKey: true }],
    ['a token that has expired', { expired: true }],
  ])('%s', async (_name, flaw) => {
    expect(await signIn({ sub: 'nora-1' }, { flaw })).toEqual({
      to: '/#sign-in-error=OIDC_FAILED',
      session: null,
    });
  });

  test('a state of another browser, no cookie, a changed one, and a code a second time', async () => {
    const [mine, theirs] = [await begin(), await begin()];
    const out = { to: '/#sign-in-error=OIDC_FAILED', session: null };
    expect(await goBack(provider.consent(theirs.url, { sub: 'nora-1' }), mine.cookie)).toEqual(out);
    expect(await goBack(provider.consent(mine.url, { sub: 'nora-1' }), '')).toEqual(out);
    const last = mine.cookie.at(-1) === 'A' ? 'B' : 'A';
    const changed = mine.cookie.slice(0, -3) + last + mine.cookie.slice(-2);
    expect(await goBack(provider.consent(mine.url, { sub: 'nora-1' }), changed)).toEqual(out);
    const address = provider.consent(mine.url, { sub: 'nora-1' });
    expect((await goBack(address, mine.cookie)).session).not.toBeNull();
    expect(await goBack(address, mine.cookie)).toEqual(out);
    const refused = new URL(provider.consent(theirs.url, { sub: 'nora-1' }));
    refused.searchParams.delete('code');
    refused.searchParams.set('error', 'access_denied');
    expect(await goBack(refused.href, theirs.cookie)).toEqual(out);
  });

  test('a start from another site', async () => {
    const answer = await send(
      `${product.url}/api/oidc/start`,
      'POST',
      {},
      { 'sec-fetch-site': 'cross-site' },
    );
    expect(answer.status).toBe(401);
  });
});

test('a provider that is away is said to be, and is asked again', async () => {
  const gone = await startOidcProvider();
  await gone.close();
  const lonely = await startProduct({
    environment: { LINCHPIN_OIDC_ISSUER: gone.issuer, LINCHPIN_OIDC_CLIENT_ID: 'x' },
  });
  try {
    for (let round = 0; round < 2; round++) {
      const answer = await send(`${lonely.url}/api/oidc/start`, 'POST', {});
      expect(answer).toMatchObject({ status: 401, body: { code: 'OIDC_FAILED' } });
    }
  } finally {
    await lonely.close();
  }
});
