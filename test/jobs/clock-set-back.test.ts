import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { claimPins, reclaimExpiredLeases } from '../../src/store/index.ts';
import { published } from '../crash/crash-harness.ts';
import { hour, startPublishing, type Publishing } from './publisher.ts';
import { insertPins, temporaryStore } from './rows.ts';

let here: Publishing | undefined;
afterEach(async () => {
  await here?.close();
  here = undefined;
});

test('what waits when the clock of the database is set back does not wait for that long', async () => {
  here = await startPublishing({ policy: { reconcileDelaysMs: [30_000] } });
  const { harness, clock, see } = here;
  await clock.stepDatabase(hour);
  harness.sandbox.control.addFault({
    match: { operation: 'pins/create', times: 1 },
    then: { drop: 'after' },
  });
  const [id = ''] = await harness.schedule([{ account: harness.account(0), title: 'Waits' }]);
  await see(id, ({ step }) => step === 'reconciling');
  await clock.stepDatabase(-hour);
  // The look is not an hour and half a minute away, but due: nothing else lets it happen here.
  await see(id, ({ leaseToken }) => leaseToken >= 2);
  expect(here.dueInMs(await harness.pin(id))).toBeLessThanOrEqual(30_000);
  expect(published(harness).get('Waits')).toBe(1);
});

test('what was at work when the clock was set back counts its time from then', async () => {
  const { store, close } = await temporaryStore();
  try {
    await insertPins(store.db, { accounts: { prefix: 'a', count: 1 }, pins: 1, dueInSeconds: -1 });
    await sql`update pin set status = 'publishing', step = 'reconciling', sent_at = now(),
      reconcile_since = now() + interval '1 hour', upload_since = now() + interval '1 hour'`.execute(
      store.db,
    );
    const claim = { lane: 'pins', worker: 'alive', limit: 1, leaseMs: 15_000 } as const;
    const { pins, at } = await claimPins(store.db, claim);
    expect(pins[0]).toMatchObject({ reconcileSince: at, uploadSince: at });
  } finally {
    await close();
  }
});

test('the lease of a dead worker from before the clock was set back ends in time, a good one stays', async () => {
  const { store, close } = await temporaryStore();
  try {
    await insertPins(store.db, { accounts: { prefix: 'a', count: 2 }, pins: 1, dueInSeconds: -1 });
    const { pins } = await claimPins(store.db, {
      lane: 'pins',
      worker: 'dead',
      limit: 2,
      leaseMs: 15_000,
    });
    const [dead, alive] = pins;
    await sql`update pin set lease_until = lease_until + interval '1 hour' where id = ${dead?.id}`.execute(
      store.db,
    );
    expect(await reclaimExpiredLeases(store.db, 15_000)).toEqual([]);
    const { rows } = await sql<{ id: string; seconds: number }>`
      select id, extract(epoch from lease_until - now())::float8 as seconds from pin`.execute(
      store.db,
    );
    for (const { seconds } of rows) expect(seconds).toBeLessThanOrEqual(15);
    expect(rows.map(({ id }) => id).sort()).toEqual([dead?.id, alive?.id].sort());
  } finally {
    await close();
  }
});
