import { afterEach, beforeEach, expect, test } from 'vitest';
import { getIdentity, updateIdentity } from '../../src/store/index.ts';
import { published } from '../crash/crash-harness.ts';
import { minute, startPublishing, type Publishing } from './publisher.ts';

let here: Publishing;
beforeEach(async () => {
  here = await startPublishing({ accounts: 2 });
});
afterEach(() => here.close());

const day = 24 * 60 * minute;

test('a wrong secret of the app disconnects no account: Pins wait with the reason, and go out once it is right', async () => {
  const { harness, pass, see, restart } = here;
  await restart({ pinterest: { clientSecret: 'mistyped' } });
  // Every access token is over, so each one must be refreshed.
  await pass(31 * day);
  const ids = await harness.schedule(
    [0, 1].map((index) => ({ account: harness.account(index), title: `Pin ${index}` })),
  );
  for (const id of ids)
    expect(await see(id, ({ status }) => status === 'held')).toMatchObject({
      heldReason: { code: 'PINTEREST_APP_REFUSED' },
    });
  for (const index of [0, 1]) {
    const { identityId } = harness.account(index);
    expect((await getIdentity(harness.store.db, identityId)).status).toBe('connected');
  }
  await restart();
  await pass(2 * minute);
  for (const id of ids) await see(id, ({ status }) => status === 'published');
  expect(Object.fromEntries(published(harness))).toEqual({ 'Pin 0': 1, 'Pin 1': 1 });
});

test('a token that ends within a day is still used while it cannot be renewed', async () => {
  const { harness, see, clock } = here;
  const account = harness.account(0);
  await updateIdentity(harness.store.db, account.identityId, {
    accessExpiresAt: new Date(clock.now() + 60 * minute),
  });
  harness.sandbox.control.addFault({
    match: { operation: 'oauth/token', times: 9 },
    then: { status: 503 },
  });
  const [id = ''] = await harness.schedule([{ account, title: 'On time' }]);
  expect(await see(id, ({ status }) => status === 'published')).toMatchObject({ attempts: 1 });
  const asked = harness.sandbox.control.requests().map(({ operation }) => operation);
  expect(asked).toContain('oauth/token');
});
