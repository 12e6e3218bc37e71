import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashKey } from '../../src/http/index.ts';
import type { Session } from '../../src/contract/index.ts';
import {
  cookieOf,
  join,
  listPeople,
  ownerPassword,
  send,
  setUpOwner,
  signInAs,
  tokenOf,
  visitorWith,
  type Visitor,
} from '../harness/people.ts';
import { startProduct, type Product } from '../harness/product.ts';

let product: Product;
let owner: Visitor;
beforeAll(async () => {
  product = await startProduct();
  owner = await setUpOwner(product);
});
afterAll(() => product.close());

const post = (path: string, body: unknown, headers = {}) =>
  send(product.url + path, 'POST', body, headers);
const personId = async (login: string) =>
  (await listPeople(product)).find((person) => person.login === login)?.id ?? '';
/** Every test starts with nobody throttled: they all come from one address. */
const forgiveEverybody = () => product.app.store.db.deleteFrom('signInFailure').execute();

describe('the first owner', () => {
  test('is set up once, by the key of the link', async () => {
    const again = await product.request('POST', '/api/v1/people/first-owner', {
      login: 'second@example.com',
      name: 'Second',
      password: ownerPassword,
    });
    expect(again.status).toBe(409);
    expect(await again.json()).toMatchObject({ code: 'OWNER_EXISTS' });
    const me = (await owner.call('GET', '/api/v1/me')).body;
    expect(me).toMatchObject({
      type: 'person',
      name: 'Olga Owner',
      login: 'owner@example.com',
      hasPassword: true,
      workspaces: [{ role: 'owner', isCurrent: true, hasOwner: true }],
    });
    // The link goes on to work, with its key's name.
    const verified = await (await product.request('GET', '/api/v1/auth/verify')).json();
    expect(verified).toMatchObject({ valid: true, authType: 'api_key' });
  });

  test.each([
    ['a short password', { password: 'short' }, 'PASSWORD_WEAK'],
    [
      'the name as the password',
      { login: 'longname.person', password: 'longname.person' },
      'PASSWORD_WEAK',
    ],
    ['a name with a space', { login: 'two words' }, 'INVALID_FIELD_VALUE'],
  ])('%s is refused', async (_name, change, code) => {
    const answer = await product.request('POST', '/api/v1/people/first-owner', {
      login: 'other@example.com',
      name: 'Other',
      password: ownerPassword,
      ...change,
    });
    expect(await answer.json()).toMatchObject({ code });
  });
});

describe('signing in', () => {
  test('whatever the case of the name', async () => {
    const { answer, visitor } = await signInAs(product, ' OWNER@Example.com ', ownerPassword);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toMatch(
      /HttpOnly.*SameSite=Strict|SameSite=Strict.*HttpOnly/,
    );
    expect((await visitor.call('GET', '/api/v1/posts')).status).toBe(200);
  });

  test('a wrong password and a name that nobody has: the same answer', async () => {
    const wrong = (await signInAs(product, 'owner@example.com', 'not the password')).answer;
    const nobody = (await signInAs(product, 'nobody@example.com', 'not the password')).answer;
    for (const { status, headers } of [wrong, nobody]) {
      expect(status).toBe(401);
      expect(headers.get('set-cookie')).toBeNull();
    }
    const { requestId: _, ...first } = wrong.body;
    const { requestId: __, ...second } = nobody.body;
    expect(second).toEqual(first);
    expect(first).toMatchObject({ code: 'SIGN_IN_FAILED' });
    await forgiveEverybody();
  });

  test('ten wrong passwords for one name stop that name alone, in every process', async () => {
    await forgiveEverybody();
    const viewer = await join(product, 'viewer', { login: 'guessed@example.com' });
    for (let round = 0; round < 10; round++) {
      await product.app.store.db
        .deleteFrom('signInFailure')
        .where('subject', 'like', 'address %')
        .execute(); // As from another address each.
      const { answer } = await signInAs(product, 'guessed@example.com', `wrong password ${round}`);
      expect(answer.status).toBe(401);
    }
    await product.app.store.db
      .deleteFrom('signInFailure')
      .where('subject', 'like', 'address %')
      .execute();
    const right = (await signInAs(product, 'Guessed@example.com', 'password of viewer')).answer;
    expect(right.status).toBe(429);
    expect(right.body).toMatchObject({ code: 'TOO_MANY_SIGN_INS' });
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(60);
    expect((await signInAs(product, 'owner@example.com', ownerPassword)).answer.status).toBe(200);
    // Who is in stays in.
    expect((await viewer.call('GET', '/api/v1/posts')).status).toBe(200);
    await forgiveEverybody();
  });

  test('ten failures of one address stop that address, with keys as with passwords, also all at once', async () => {
    await forgiveEverybody();
    const tries = await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        index % 2 === 0
          ? post('/api/session', { apiKey: `lp_${'x'.repeat(20)}${index}` })
          : post('/api/session', { login: `nobody${index}`, password: 'wrong password' }),
      ),
    );
    const statuses = tries.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(6);
    expect((await post('/api/session', { apiKey: product.apiKey })).status).toBe(429);
    await forgiveEverybody();
    expect((await post('/api/session', { apiKey: product.apiKey })).status).toBe(200);
  });

  test.each([
    ['a name with a NUL', { login: 'a\u0000b', password: 'x' }],
    ['no password', { login: 'a' }],
    ['a number', { login: 7, password: 'x' }],
    ['a list', []],
    ['a very long password', { login: 'a', password: 'x'.repeat(501) }],
  ])('%s is a mistake of the sender', async (_name, body) => {
    const answer = await post('/api/session', body);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).not.toContain('xxx');
  });

  test('from another site: no', async () => {
    const answer = await post(
      '/api/session',
      { login: 'owner@example.com', password: ownerPassword },
      { 'sec-fetch-site': 'cross-site' },
    );
    expect(answer.status).toBe(401);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });
});

describe('an invitation', () => {
  const invite = async (role = 'viewer', more = {}) =>
    (await owner.call('POST', '/api/v1/invites', { role, ...more })).body as {
      url: string;
      invite: { id: string };
    };

  test('lets one person in, once', async () => {
    const { url } = await invite('editor', { note: 'Elena' });
    expect(url).toMatch(new RegExp(`^${product.url}/#invite=[\\w-]{43}$`));
    const token = tokenOf(url);
    expect((await post('/api/invite/read', { token })).body).toEqual({
      workspace: 'My workspace',
      role: 'editor',
      isSignedIn: false,
    });
    const who = { token, login: 'elena', name: 'Elena', password: 'elena likes pins' };
    const both = await Promise.all([
      post('/api/invite', who),
      post('/api/invite', { ...who, login: 'another' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 410]);
    expect((await post('/api/invite/read', { token })).body.code).toBe('LINK_NOT_VALID');
    const entered = (await listPeople(product)).filter(({ role }) => role === 'editor');
    expect(entered).toHaveLength(1);
    await forgiveEverybody();
  });

  test('that expired or was taken back lets nobody in, nor does a made-up one', async () => {
    const expired = await invite();
    await product.app.store.db
      .updateTable('invite')
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where('id', '=', expired.invite.id)
      .execute();
    const back = await invite();
    expect((await owner.call('DELETE', `/api/v1/invites/${back.invite.id}`)).status).toBe(200);
    for (const token of [tokenOf(expired.url), tokenOf(back.url), 'made-up']) {
      const who = { token, login: 'late', name: 'Late', password: 'comes too late' };
      expect((await post('/api/invite', who)).body.code).toBe('LINK_NOT_VALID');
    }
    const { invites } = (await owner.call('GET', '/api/v1/people')).body;
    expect(invites).toEqual([]);
    await forgiveEverybody();
  });

  test('is not lost to a name that is taken or a password that is weak', async () => {
    const { url } = await invite('viewer');
    const token = tokenOf(url);
    const who = {
      token,
      login: 'Owner@example.com',
      name: 'Copy',
      password: 'a copy of the owner',
    };
    expect((await post('/api/invite', who)).body.code).toBe('LOGIN_TAKEN');
    expect(
      (await post('/api/invite', { ...who, login: 'vera', password: 'short' })).body.code,
    ).toBe('PASSWORD_WEAK');
    expect((await post('/api/invite', { ...who, login: 'vera' })).status).toBe(200);
    await forgiveEverybody();
  });

  test('of an admin is to nothing that an admin is not', async () => {
    const admin = await join(product, 'admin');
    const refused = await admin.call('POST', '/api/v1/invites', { role: 'owner' });
    expect(refused).toMatchObject({ status: 403, body: { code: 'ROLE_TOO_HIGH' } });
    expect((await admin.call('POST', '/api/v1/invites', { role: 'admin' })).status).toBe(201);
    const ownerId = await personId('owner@example.com');
    for (const [method, path, body] of [
      ['PUT', `/api/v1/people/${admin.id}`, { role: 'owner' }],
      ['PUT', `/api/v1/people/${ownerId}`, { role: 'viewer' }],
      ['DELETE', `/api/v1/people/${ownerId}`],
      ['POST', `/api/v1/people/${ownerId}/password-reset`],
      ['GET', `/api/v1/sessions?personId=${ownerId}`],
    ] as const)
      expect((await admin.call(method, path, body)).body.code).toBe('ROLE_TOO_HIGH');
  });

  test('to another workspace is taken by somebody who is signed in', async () => {
    const made = await product.request('POST', '/api/v1/profiles', { name: 'Second shop' });
    const { profile } = (await made.json()) as { profile: { _id: string } };
    const invited = await product.request('POST', '/api/v1/invites', {
      role: 'viewer',
      profileId: profile._id,
    });
    const token = tokenOf(((await invited.json()) as { url: string }).url);
    expect((await post('/api/invite/join', { token })).status).toBe(400);
    expect((await owner.call('POST', '/api/invite/join', { token })).status).toBe(200);
    const me = (await owner.call('GET', '/api/v1/me')).body;
    expect(me.workspaces.map((each: { role: string }) => each.role)).toEqual(['owner', 'viewer']);

    // A session looks at one workspace at a time.
    expect((await owner.call('GET', '/api/v1/instance')).body.workspace.name).toBe('My workspace');
    const path = '/api/v1/me/workspace';
    expect((await owner.call('PUT', path, { profileId: profile._id })).status).toBe(200);
    expect((await owner.call('GET', '/api/v1/instance')).body.workspace.name).toBe('Second shop');
    expect((await owner.call('GET', '/api/v1/people')).status).toBe(403);
    expect((await owner.call('PUT', path, { profileId: 'f'.repeat(24) })).status).toBe(404);
    await owner.call('PUT', path, { profileId: product.app.workspaceId });

    // A new password reaches into both, so an admin of one cannot set it; nor can who manages only one.
    const guest = await join(product, 'editor', { login: 'guest' });
    const second = await product.request('POST', '/api/v1/invites', {
      role: 'owner',
      profileId: profile._id,
    });
    await guest.call('POST', '/api/invite/join', {
      token: tokenOf(((await second.json()) as { url: string }).url),
    });
    const reset = await owner.call('POST', `/api/v1/people/${guest.id}/password-reset`);
    expect(reset.body.code).toBe('ROLE_TOO_HIGH');
    // The key is asked which workspace is meant, once it reaches several.
    await product.request('DELETE', `/api/v1/profiles/${profile._id}`);
    await forgiveEverybody();
  });
});

describe('roles', () => {
  test('count at once, in a session that is open', async () => {
    const person = await join(product, 'editor', { login: 'changing' });
    expect((await person.call('GET', '/api/v1/people')).status).toBe(403);
    await owner.call('PUT', `/api/v1/people/${person.id}`, { role: 'admin' });
    expect((await person.call('GET', '/api/v1/people')).status).toBe(200);
    await owner.call('PUT', `/api/v1/people/${person.id}`, { role: 'viewer' });
    expect((await person.call('GET', '/api/v1/people')).status).toBe(403);
    await owner.call('DELETE', `/api/v1/people/${person.id}`);
    expect((await person.call('GET', '/api/v1/posts')).status).toBe(401);
    expect((await signInAs(product, 'changing', 'password of editor')).answer.status).toBe(401);
    await forgiveEverybody();
  });

  test('the last owner is neither removed nor demoted; two at once do not remove each other', async () => {
    const ownerId = await personId('owner@example.com');
    expect((await owner.call('DELETE', `/api/v1/people/${ownerId}`)).body.code).toBe('LAST_OWNER');
    const demote = (by: Visitor, id: string) =>
      by.call('PUT', `/api/v1/people/${id}`, { role: 'admin' });
    expect((await demote(owner, ownerId)).body.code).toBe('LAST_OWNER');
    const other = await join(product, 'owner', { login: 'other-owner' });
    const both = await Promise.all([demote(owner, other.id), demote(other, ownerId)]);
    expect(both.map(({ status }) => status).sort()).not.toEqual([200, 200]);
    const owners = (await listPeople(product)).filter(({ role }) => role === 'owner');
    expect(owners).toHaveLength(1);
    // Back to how it was, by the key of the link.
    await product.request('PUT', `/api/v1/people/${ownerId}`, { role: 'owner' });
    await product.request('DELETE', `/api/v1/people/${other.id}`);
  });
});

describe('passwords', () => {
  test('changing it needs the present one, and ends every other session', async () => {
    const here = await join(product, 'editor', { login: 'careful' });
    const there = (await signInAs(product, 'careful', 'password of editor')).visitor;
    const change = (currentPassword: string, newPassword: string) =>
      here.call('PUT', '/api/v1/me/password', { currentPassword, newPassword });
    expect((await change('wrong password', 'a new password')).body.code).toBe('PASSWORD_WRONG');
    expect((await change('password of editor', 'short')).body.code).toBe('PASSWORD_WEAK');
    expect((await there.call('GET', '/api/v1/posts')).status).toBe(200);
    expect((await change('password of editor', 'a new password')).status).toBe(200);
    expect((await there.call('GET', '/api/v1/posts')).status).toBe(401);
    expect((await here.call('GET', '/api/v1/posts')).status).toBe(200);
    expect((await signInAs(product, 'careful', 'password of editor')).answer.status).toBe(401);
    expect((await signInAs(product, 'careful', 'a new password')).answer.status).toBe(200);
    const asKey = await product.request('PUT', '/api/v1/me/password', {
      currentPassword: 'x',
      newPassword: 'a new password',
    });
    expect(await asKey.json()).toMatchObject({ code: 'PERSON_REQUIRED' });
    await forgiveEverybody();
  });

  test('a link of an admin sets a new one, once, and ends every session', async () => {
    const person = await join(product, 'viewer', { login: 'forgetful' });
    const path = `/api/v1/people/${person.id}/password-reset`;
    const older = (await owner.call('POST', path)).body as { url: string };
    const newer = (await owner.call('POST', path)).body as { url: string };
    expect(newer.url).toMatch(/\/#reset=[\w-]{43}$/);
    const set = (url: string, password: string) =>
      post('/api/password-reset', { token: tokenOf(url), password });
    expect((await set(older.url, 'older new password')).status).toBe(410);
    expect((await set(newer.url, 'short')).body.code).toBe('PASSWORD_WEAK');
    const done = await set(newer.url, 'newer new password');
    expect(done.status).toBe(200);
    expect((await person.call('GET', '/api/v1/posts')).status).toBe(401);
    const back = visitorWith(product, cookieOf(done));
    expect((await back.call('GET', '/api/v1/me')).body.login).toBe('forgetful');
    expect((await set(newer.url, 'once more a password')).status).toBe(410);
    await forgiveEverybody();
  });
});

describe('sessions', () => {
  const list = async (visitor: Visitor, query = '') =>
    (await visitor.call('GET', `/api/v1/sessions${query}`)).body.sessions as Session[];

  test('are listed with where they are, and ended one by one', async () => {
    const person = await join(product, 'editor', { login: 'everywhere' });
    const answer = await send(
      `${product.url}/api/session`,
      'POST',
      { login: 'everywhere', password: 'password of editor' },
      { 'user-agent': 'Phone/1.0' },
    );
    const phone = visitorWith(product, cookieOf(answer));
    const sessions = await list(person);
    expect(sessions).toHaveLength(2);
    const there = sessions.find(({ isCurrent }) => !isCurrent);
    expect(there).toMatchObject({ userAgent: 'Phone/1.0', address: '127.0.0.1' });
    const { id = '' } = there ?? {};
    // Not by others without the right; what they get tells nothing.
    const viewer = await join(product, 'viewer', { login: 'curious' });
    expect((await viewer.call('DELETE', `/api/v1/sessions/${id}`)).status).toBe(403);
    expect((await viewer.call('GET', `/api/v1/sessions?personId=${person.id}`)).status).toBe(403);
    expect((await person.call('DELETE', `/api/v1/sessions/${id}`)).status).toBe(200);
    expect((await phone.call('GET', '/api/v1/posts')).status).toBe(401);
    expect(await list(owner, `?personId=${person.id}`)).toHaveLength(1);
  });

  test('of a key are its own, and end with it', async () => {
    const { apiKey } = await product.client.keys.create({ name: 'Browser', permission: 'read' });
    const opened = await post('/api/session', { apiKey: apiKey.key });
    const visitor = visitorWith(product, cookieOf(opened));
    expect(await list(visitor)).toHaveLength(1);
    expect((await visitor.call('GET', '/api/v1/me')).body).toMatchObject({ type: 'api_key' });
    await product.client.keys.revoke(apiKey.id);
    expect((await visitor.call('GET', '/api/v1/posts')).status).toBe(401);
  });

  test('go on for 30 days from their last use, and not one day longer', async () => {
    const [session] = await list(owner);
    const days =
      (Date.parse(session?.expiresAt ?? '') - Date.parse(session?.lastSeenAt ?? '')) / 86_400_000;
    expect(days).toBeCloseTo(30, 1);
  });
});

test('no secret is stored as it is, nor in the audit log', async () => {
  const { db } = product.app.store;
  const invited = (await owner.call('POST', '/api/v1/invites', { role: 'viewer' })).body as {
    url: string;
  };
  const secrets = [
    ownerPassword,
    'newer new password',
    tokenOf(invited.url),
    owner.cookie.split('=')[1] ?? '',
  ];
  const rows = await Promise.all(
    (
      [
        'person',
        'session',
        'invite',
        'passwordReset',
        'auditEntry',
        'requestRecord',
        'signInFailure',
      ] as const
    ).map((table) => db.selectFrom(table).selectAll().execute()),
  );
  const stored = JSON.stringify(rows);
  expect(stored).toContain(hashKey(tokenOf(invited.url)));
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(10);
    expect(stored).not.toContain(secret);
  }
  const audited = JSON.stringify(rows[4]);
  for (const word of ['scrypt', 'token', 'hash']) expect(audited).not.toContain(word);
});
