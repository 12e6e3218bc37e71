import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  failPin,
  claimPins,
  finishPin,
  listPinEvents,
  reclaimExpiredLeases,
  type ClaimedPin,
  type Store,
} from '../../src/store/index.ts';
import { insertPins, temporaryStore } from '../jobs/rows.ts';

let store: Store;
let close: () => Promise<void> = () => Promise.resolve();
beforeEach(async () => {
  ({ store, close } = await temporaryStore());
  await insertPins(store.db, { accounts: { prefix: 'a', count: 1 }, pins: 1, dueInSeconds: -5 });
});
afterEach(() => close());

const claimOne = async (): Promise<ClaimedPin> => {
  const { pins } = await claimPins(store.db, {
    lane: 'pins',
    worker: 'w',
    leaseMs: 60_000,
    limit: 1,
  });
  const [pin] = pins;
  if (!pin) throw new Error('Nothing was claimed.');
  return pin;
};
const told = async (pin: ClaimedPin) =>
  (await listPinEvents(store.db, pin.postId, { limit: 100 })).map(({ kind, detail }) => ({
    kind,
    detail,
  }));

test('work that ended unforeseen is told with its wait; a lease that was lost tells nothing', async () => {
  const pin = await claimOne();
  await failPin(store.db, { ...pin, leaseToken: pin.leaseToken - 1 }, 2_000);
  expect(await told(pin)).toEqual([]);
  await failPin(store.db, pin, 2_000);
  expect(await told(pin)).toEqual([
    { kind: 'interrupted', detail: { from: 'preparing', step: 'preparing', delayMs: 2_000 } },
  ]);
});

test('a takeover is told once, with the step in which the Pin was found', async () => {
  const pin = await claimOne();
  expect(await reclaimExpiredLeases(store.db)).toEqual([]);
  await sql`update pin set step = 'creating', lease_until = now() - interval '1 second'`.execute(
    store.db,
  );
  expect(await reclaimExpiredLeases(store.db)).toEqual([
    { id: pin.id, from: 'creating', step: 'reconciling' },
  ]);
  expect(await reclaimExpiredLeases(store.db)).toEqual([]);
  expect(await told(pin)).toEqual([
    { kind: 'taken_over', detail: { from: 'creating', step: 'reconciling' } },
  ]);
});

test('a request is told at the time it left, however long its answer took', async () => {
  const pin = await claimOne();
  const startedAtMs = Date.now() - 45_000;
  await finishPin(store.db, pin, { kind: 'again', step: 'preparing', delayMs: 60_000 }, [
    { kind: 'request', detail: { startedAtMs } },
    { kind: 'again', detail: {} },
  ]);
  const [request, again] = await listPinEvents(store.db, pin.postId, { limit: 2 });
  const apartMs = (again?.at.getTime() ?? 0) - (request?.at.getTime() ?? 0);
  expect(apartMs).toBeGreaterThanOrEqual(45_000);
  expect(apartMs).toBeLessThan(60_000);
});
