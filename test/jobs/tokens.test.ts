import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBox } from '../../src/encryption/index.ts';
import { getIdentity, planRenewal, readEvents, updateIdentity } from '../../src/store/index.ts';
import { published, secretKey, until } from '../crash/crash-harness.ts';
import { minute, startHere, startPublishing, type Publishing } from './publisher.ts';

const day = 24 * 60 * minute;
const box = createBox(secretKey);

let here: Publishing;
beforeEach(async () => {
  here = await startPublishing();
});
afterEach(() => here.close());

const identity = (index = 0) =>
  getIdentity(here.harness.store.db, here.harness.account(index).identityId);
const renewals = () =>
  here.harness.sandbox.control.requests({ operation: 'oauth/token', status: 200 }).length;
const tokenOf = async (index = 0) => {
  const { accessToken, id } = await identity(index);
  return box.open(accessToken ?? Buffer.alloc(0), id);
};
const events = async (kind: string) =>
  (await readEvents(here.harness.store.db, null, null, 500)).events.filter(
    (event) => event.kind === kind,
  );
/** As a connection does. */
const watch = async (index = 0) =>
  planRenewal(
    here.harness.store.db,
    here.harness.account(index).identityId,
    new Date(here.clock.now()),
  );
const publishOne = async (title: string, index = 0) => {
  const [id = ''] = await here.harness.schedule([{ account: here.harness.account(index), title }]);
  return id;
};

describe('an account that is not published to', () => {
  test('keeps its sign-in, long after its first tokens have ended', async () => {
    await watch();
    for (let month = 0; month < 3; month++) {
      const before = await tokenOf();
      await here.pass(24 * day);
      await until('the tokens are renewed', async () => (await tokenOf()) !== before);
      expect((await identity()).accessExpiresAt?.getTime()).toBeGreaterThan(
        here.clock.now() + 29 * day,
      );
    }
    const id = await publishOne('After 72 days');
    await here.see(id, ({ status }) => status === 'published');
    expect(await events('account.expiring')).toEqual([]);
  });

  test('is not disconnected by a Pinterest that cannot be reached, and is renewed once it can', async () => {
    here.harness.sandbox.control.addFault({
      match: { operation: 'oauth/token' },
      then: { status: 503 },
    });
    await watch();
    await here.pass(25 * day);
    await until('it was tried', () =>
      Promise.resolve(
        here.harness.sandbox.control.requests({ operation: 'oauth/token' }).length > 0,
      ),
    );
    expect((await identity()).status).toBe('connected');
    here.harness.sandbox.control.clearFaults();
    const before = await tokenOf();
    await here.pass(60 * minute);
    await until('the tokens are renewed', async () => (await tokenOf()) !== before);
  });
});

describe('a refresh', () => {
  test('of two processes at once happens once, also where the old token dies with it', async () => {
    here.harness.sandbox.control.settings({ strictRotation: true });
    const other = await startHere(here.harness, { clock: here.clock.now });
    try {
      await here.pass(31 * day);
      here.harness.sandbox.control.addFault({
        match: { operation: 'oauth/token' },
        then: { delayMs: 150 },
      });
      const account = here.harness.account(0);
      const name = (app: typeof other) =>
        app.access.use(
          account.identityId,
          async (client) => (await client.userAccount.get()).username,
        );
      const both = [here.app(), other, here.app(), other].map(name);
      expect(await Promise.all(both)).toEqual(Array(4).fill(account.username));
      expect(renewals()).toBe(1);
    } finally {
      await other.close();
    }
  });

  test('that is refused while a person connects again leaves the account connected', async () => {
    here.harness.sandbox.control.addFault({
      match: { operation: 'oauth/token' },
      then: {
        delayMs: 400,
        status: 401,
        body: { code: 283, message: 'The authorization grant is invalid' },
      },
    });
    await here.pass(31 * day);
    const id = await publishOne('Planned before');
    await until('the refresh is under way', async () => (await identity()).renewingBy !== null);
    const account = here.harness.account(0);
    const tokens = here.harness.sandbox.tokenFor(account.username);
    const { pinterestUserId } = await identity();
    await here.app().store.transaction((tx) =>
      here.app().access.connections.link(tx, account.workspaceId, {
        host: 'sandbox',
        tokens: {
          ...tokens,
          tokenType: 'bearer',
          scopes: null,
          accessTokenExpiresAt: new Date(here.clock.now() + 30 * day),
          refreshTokenExpiresAt: new Date(here.clock.now() + 60 * day),
        },
        user: {
          id: pinterestUserId,
          username: account.username,
          displayName: account.username,
          profileImage: null,
        },
      }),
    );
    await here.see(id, ({ status }) => status === 'published');
    await until('the refresh has ended', async () => (await identity()).renewingBy === null);
    expect((await identity()).status).toBe('connected');
    expect(await tokenOf()).toBe(tokens.accessToken);
    expect(await events('account.disconnected')).toEqual([]);
    expect(published(here.harness).get('Planned before')).toBe(1);
  });

  test('whose answer is lost is asked for once more', async () => {
    here.harness.sandbox.control.addFault({
      match: { operation: 'oauth/token', times: 1 },
      then: { drop: 'after' },
    });
    await here.pass(31 * day);
    const id = await publishOne('After a lost answer');
    await here.see(id, ({ status }) => status === 'published');
    expect((await identity()).status).toBe('connected');
  });

  test('by a process that died in the middle is taken over', async () => {
    const { id } = await identity();
    await here.pass(31 * day);
    await updateIdentity(here.harness.store.db, id, {
      renewingBy: 'a process that is gone',
      renewingUntil: new Date(here.clock.now() + 60_000),
    });
    const pin = await publishOne('After it');
    await until('it is waited for', async () => (await here.harness.pin(pin)).leaseOwner !== null);
    await updateIdentity(here.harness.store.db, id, { renewingUntil: new Date(here.clock.now()) });
    await here.see(pin, ({ status }) => status === 'published');
  });
});

describe('access that was taken back at Pinterest', () => {
  test('holds the Pins, is told once, and a new connection lets them go out once each', async () => {
    const account = here.harness.account(0);
    here.harness.sandbox.control.revoke(account.username);
    const ids = [await publishOne('One'), await publishOne('Two')];
    for (const id of ids)
      expect(await here.see(id, ({ status }) => status === 'held')).toMatchObject({
        heldReason: { code: 'ACCOUNT_DISCONNECTED' },
        attempts: 0,
      });
    expect(await events('account.disconnected')).toMatchObject([
      { accountId: account.id, facts: { intentional: false } },
    ]);
    await here.reconnect(account);
    for (const id of ids) await here.see(id, ({ status }) => status === 'published');
    expect(Object.fromEntries(published(here.harness))).toEqual({ One: 1, Two: 1 });
  });

  test('of a token that cannot be renewed is announced a week before', async () => {
    const account = here.harness.account(0);
    await updateIdentity(here.harness.store.db, account.identityId, {
      refreshToken: null,
      refreshExpiresAt: null,
    });
    await watch();
    await here.pass(24 * day);
    await until('it is announced', async () => (await events('account.expiring')).length > 0);
    await watch();
    await here.pass(day);
    expect(await events('account.expiring')).toMatchObject([{ accountId: account.id }]);
    await here.pass(6 * day);
    const id = await publishOne('Too late');
    expect(await here.see(id, ({ status }) => status === 'held')).toMatchObject({
      heldReason: { code: 'ACCOUNT_DISCONNECTED' },
    });
  });
});

test('a permission the connection lacks is named, the Pin waits for it, and no account is disconnected', async () => {
  const account = here.harness.account(0);
  const narrow = here.harness.sandbox.tokenFor(account.username, [
    'user_accounts:read',
    'boards:read',
    'pins:read',
  ]);
  await updateIdentity(here.harness.store.db, account.identityId, {
    accessToken: box.seal(narrow.accessToken, account.identityId),
  });
  const id = await publishOne('Waits for a permission');
  const held = await here.see(id, ({ status }) => status === 'held');
  expect(held).toMatchObject({ heldReason: { code: 'PINTEREST_SCOPE_MISSING' }, attempts: 0 });
  expect(held.heldReason?.message).toContain('pins:write');
  expect(renewals()).toBe(0);
  expect(await identity()).toMatchObject({
    status: 'connected',
    missingScopes: ['boards:write', 'pins:write'],
  });
  await here.reconnect(account);
  await here.see(id, ({ status }) => status === 'published');
  expect(published(here.harness).get('Waits for a permission')).toBe(1);
});
