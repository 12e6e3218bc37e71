import { expect, test } from 'vitest';
import { createBox } from '../../src/encryption/index.ts';
import { updateIdentity } from '../../src/store/index.ts';
import { published, until } from '../crash/crash-harness.ts';
import { minute, startPublishing } from './publisher.ts';

test('a sign-in that this process cannot decrypt holds its Pins with the reason, and loses none', async () => {
  const here = await startPublishing({ accounts: 2, policy: { reconcileDelaysMs: [30_000] } });
  const { harness, see, pass } = here;
  const account = harness.account(0);
  try {
    harness.sandbox.control.addFault({
      match: { operation: 'pins/create', times: 1 },
      then: { drop: 'after' },
    });
    const schedule = async (title: string) =>
      (await harness.schedule([{ account, title }]))[0] ?? '';
    const searched = await schedule('Searched');
    await see(searched, ({ step }) => step === 'reconciling');
    // As in the middle of a rotation: sealed by a process with another key.
    const other = createBox('x'.repeat(64));
    const tokens = harness.sandbox.tokenFor(account.username);
    await updateIdentity(harness.store.db, account.identityId, {
      accessToken: other.seal(tokens.accessToken, account.identityId),
      refreshToken: other.seal(tokens.refreshToken, account.identityId),
    });
    await here.restart();
    const waiting = await schedule('Waiting');
    await see(waiting, ({ status }) => status === 'held');
    for (let claims = 1; claims <= 7; claims++) {
      await pass(2 * minute);
      for (const [id, step] of [
        [searched, 'reconciling'],
        [waiting, null],
      ] as const)
        expect(
          await see(id, (pin) => pin.status === 'held' && pin.leaseToken > claims),
        ).toMatchObject({
          step,
          heldReason: { code: 'ACCOUNT_TOKEN_UNREADABLE' },
        });
    }
    // Held each time for its minute, not asked again and again.
    expect((await harness.pin(searched)).leaseToken).toBeLessThan(20);
    const [healthy = ''] = await harness.schedule([
      { account: harness.account(1), title: 'Healthy' },
    ]);
    await see(healthy, ({ status }) => status === 'published');

    await here.reconnect(account);
    await until('both are out', async () => {
      await pass(minute);
      const pins = await Promise.all([searched, waiting].map(harness.pin));
      return pins.every(({ status }) => status === 'published');
    });
    expect(Object.fromEntries(published(harness))).toEqual({ Searched: 1, Waiting: 1, Healthy: 1 });
  } finally {
    await here.close();
  }
});
