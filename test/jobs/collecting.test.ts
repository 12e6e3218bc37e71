import { afterEach, expect, test } from 'vitest';
import { readAccountDays, readAccountStates } from '../../src/store/index.ts';
import { hour, startPublishing, type Publishing, type PublishingOptions } from './publisher.ts';
import { live, numberOf, readServed, todayOf, truthNames, truthOf } from './numbers.ts';

let here: Publishing;
afterEach(() => here.close());

const db = () => here.harness.store.db;
const identityId = () => here.harness.account(0).identityId;
const control = () => here.harness.sandbox.control;

async function start(options: PublishingOptions = {}): Promise<void> {
  here = await startPublishing({
    collectsNumbers: true,
    importsPins: true,
    seededPins: { count: 12, days: 200, videoEvery: 4 },
    ...options,
  });
}
const metrics = Object.keys(truthNames) as (keyof typeof truthNames)[];

test('a new account: all days that Pinterest tells of all its Pins, its own days, followers', async () => {
  await start();
  await live(here, hour);
  const today = todayOf(here);
  const range = { from: today - 120, through: today };
  const served = await readServed(db(), identityId(), range, metrics);
  const pins = control()
    .state()
    .pins.map(({ id }) => id);
  expect(served.pins.toSorted()).toEqual(pins.toSorted());
  const truth = truthOf(here, range, pins);
  let figures = 0;
  for (const pin of pins)
    for (const metric of metrics)
      for (let day = range.from; day <= range.through; day++) {
        const state = served.of(pin, day, metric);
        if (state.is === 'beforePin') expect(truth(pin, day, metric)).toBe(0);
        else if (day < today - 89) expect(state.is).toBe('notCollected');
        else if (day <= today - 5) {
          expect([state, numberOf(state)]).toEqual([
            expect.objectContaining({ final: true }),
            truth(pin, day, metric),
          ]);
          figures++;
        } else if (day <= today - 2) expect(state).toMatchObject({ final: false });
        else expect(state.is).toBe('notYet');
      }
  expect(figures).toBeGreaterThan(1000);
  const account = await readAccountDays(db(), identityId(), range);
  expect(account.map(({ day }) => day)).toEqual(
    Array.from({ length: 88 }, (_, index) => today - 89 + index),
  );
  expect(await readAccountStates(db(), identityId(), range)).toMatchObject([
    { day: today, pins: 12, boards: 1 },
  ]);
});
