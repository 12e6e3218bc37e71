import { afterEach, beforeEach, expect, test } from 'vitest';
import { setTimeout as delay } from 'node:timers/promises';
import { until, unfinished } from '../crash/crash-harness.ts';
import { startPublishing, type Publishing } from './publisher.ts';

let here: Publishing;
beforeEach(async () => {
  here = await startPublishing({ accounts: 2, policy: { ticketDelayMs: 20 } });
});
afterEach(() => here.close());

const writes = () =>
  here.harness.sandbox.control
    .requests({ account: 'user_0' })
    .filter(({ method }) => method !== 'GET')
    .toSorted((a, b) => a.beganMs - b.beganMs);

test('writes that are not Pins and Pins of the same user never overlap, and other users go on', async () => {
  const { harness } = here;
  const { identityId } = harness.account(0);
  // Each answer takes a moment, so that an overlap would show.
  harness.sandbox.control.addFault({ match: { account: 'user_0' }, then: { delayMs: 15 } });
  await harness.schedule(
    Array.from({ length: 60 }, (_, index) => ({
      account: harness.account(index % 2),
      title: `Pin ${index}`,
    })),
  );
  const makeBoards = async (name: string) => {
    for (let round = 0; round < 6; round++) {
      await here
        .app()
        .access.write(identityId, (client) => client.boards.create({ name: `${name} ${round}` }));
      await delay(round * 7);
    }
  };
  await Promise.all([makeBoards('One'), makeBoards('Two'), makeBoards('Three')]);
  await until('all Pins are out', async () => (await unfinished(harness)) === 0, 30_000);
  const all = writes();
  expect(all.filter(({ operation }) => operation === 'boards/create')).toHaveLength(18);
  expect(all.filter(({ operation }) => operation === 'pins/create')).toHaveLength(30);
  const overlapping = all.filter((write, index) => {
    const before = all[index - 1];
    return before !== undefined && write.beganMs < before.endedMs;
  });
  expect(overlapping).toEqual([]);
}, 60_000);

test('a ticket that was not given back frees itself', async () => {
  const { harness, clock, see } = here;
  const { identityId } = harness.account(0);
  await harness.store.db
    .insertInto('writeTicket')
    .values({ identityId, token: 'of a process that died', until: new Date(clock.now() + 60_000) })
    .execute();
  const [id = ''] = await harness.schedule([{ account: harness.account(0), title: 'Waits' }]);
  await see(
    id,
    ({ status, claims, step }) => status === 'publishing' && step === 'preparing' && claims === 0,
  );
  expect(writes()).toEqual([]);
  await clock.advance(61_000);
  expect(await see(id, ({ status }) => status === 'published')).toMatchObject({ attempts: 1 });
});
