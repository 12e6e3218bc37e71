import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditEntry } from '../../src/contract/index.ts';
import { signInWithPassword } from '../../src/operations/index.ts';
import { setPassword } from '../../src/store/index.ts';
import {
  join,
  ownerPassword,
  send,
  setUpOwner,
  signInAs,
  tokenOf,
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

const audit = async () =>
  ((await owner.call('GET', '/api/v1/audit?operation=people')).body as { entries: AuditEntry[] })
    .entries;

test('sign-ins are in the audit log of the workspace, those that fail too, and no secret', async () => {
  const editor = await join(product, 'editor', {
    login: 'eva@example.com',
    password: 'eva writes pins',
  });
  const before = (await audit()).length;
  await signInAs(product, 'eva@example.com', 'eva writes pins');
  await signInAs(product, 'EVA@example.com', 'eva mistypes it');
  await signInAs(product, 'eva writes pins', 'in the wrong field');
  const entries = (await audit()).slice(0, -before);
  const subject = { type: 'person', id: editor.id };
  expect(entries).toMatchObject([
    {
      operation: 'people.signInFailed',
      actor: { type: 'system', id: null },
      subject,
      details: { by: 'password', address: '127.0.0.1' },
    },
    {
      operation: 'people.signIn',
      actor: { type: 'person', id: editor.id },
      subject,
      details: { by: 'password', address: '127.0.0.1' },
    },
  ]);
  expect(entries).toHaveLength(2);
  for (const secret of ['eva writes pins', 'eva mistypes it', 'wrong field'])
    expect(JSON.stringify(await audit())).not.toContain(secret);
});

test('a hash that is brought up to date does not bring back a password that was changed meanwhile', async () => {
  const { id } = await join(product, 'viewer', { login: 'rita', password: 'the old password' });
  const { app } = product;
  const passwords = {
    ...app.deps.passwords,
    isOutdated: () => true,
    hash: async (password: string) => {
      await setPassword(app.store.db, id, await app.deps.passwords.hash('the new password'));
      return app.deps.passwords.hash(password);
    },
  };
  const given = { login: 'rita', password: 'the old password', address: 'test' };
  expect(await signInWithPassword({ store: app.store, passwords }, given)).toBe(id);
  expect((await signInAs(product, 'rita', 'the old password')).answer.status).toBe(401);
  expect((await signInAs(product, 'rita', 'the new password')).answer.status).toBe(200);
});

test('an invitation to a workspace that was deleted lets nobody in', async () => {
  const made = await product.client.workspaces.create({ name: 'Short-lived' });
  const profileId = made.profile._id;
  const { url } = await product.client.invites.create({ profileId, role: 'viewer' });
  await product.client.workspaces.delete(profileId);
  const answer = await owner.call('POST', '/api/invite/join', { token: tokenOf(url) });
  expect(answer).toMatchObject({ status: 410, body: { code: 'LINK_NOT_VALID' } });
});

test('a person who joins sees the workspace with the next request', async () => {
  const made = await product.client.workspaces.create({ name: 'Another team' });
  const profileId = made.profile._id;
  const { url } = await product.client.invites.create({ profileId, role: 'viewer' });
  const reached = async () =>
    (await owner.call('GET', '/api/v1/me')).body.workspaces.find(
      ({ id }: { id: string }) => id === profileId,
    );
  expect(await reached()).toBeUndefined();
  await owner.call('POST', '/api/invite/join', { token: tokenOf(url) });
  expect(await reached()).toMatchObject({ scopes: expect.arrayContaining(['posts:read']) });
});

test('every field that is missing or does not fit is named at once', async () => {
  const answer = await send(`${product.url}/api/invite`, 'POST', {
    token: 'x'.repeat(43),
    login: 'two words',
    password: ownerPassword,
  });
  expect(answer.status).toBe(400);
  const problems = (answer.body.details.problems as { code: string; field: string }[]).map(
    ({ code, field }) => [field, code],
  );
  expect(problems.sort()).toEqual([
    ['login', 'INVALID_FIELD_VALUE'],
    ['name', 'MISSING_REQUIRED_FIELD'],
  ]);
  const alone = await send(`${product.url}/api/session`, 'POST', { login: 'olga' });
  expect(alone.body).toMatchObject({ code: 'MISSING_REQUIRED_FIELD', param: 'password' });
});
