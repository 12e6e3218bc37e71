import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { createRefresh } from '../../src/collector/index.ts';
import { dayText } from '../../src/analytics/index.ts';
import { collectionProgress, readAccountDays, readAccountStates } from '../../src/store/index.ts';
import { until } from '../crash/crash-harness.ts';
import {
  hour,
  minute,
  startPublishing,
  type Publishing,
  type PublishingOptions,
} from './publisher.ts';
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

const seeded = () =>
  control()
    .state()
    .pins.map(({ id }) => id);
const progress = () => collectionProgress(db(), identityId());
const counted = (operation: string) => control().counts()[operation] ?? 0;

test('slices whose workers are killed are read again, and all Pins are read in the end', async () => {
  await start({ seededPins: { count: 70, days: 300 } });
  await here.pass(15 * minute);
  let kills = 0;
  await until('it was killed often enough', async () => {
    const { numAffectedRows } = await sql`
      update collection set lease_owner = null, lease_until = null, lease_token = lease_token + 1
      where lease_owner is not null`.execute(db());
    kills += Number(numAffectedRows);
    return kills >= 4;
  });
  await live(here, hour);
  expect((await progress()).pins).toMatchObject({ total: 70, read: 70, refused: 0 });
  const range = { from: todayOf(here) - 89, through: todayOf(here) - 5 };
  const served = await readServed(db(), identityId(), range, metrics);
  const truth = truthOf(here, range, seeded());
  for (const pin of seeded())
    for (let day = range.from; day <= range.through; day++)
      expect(numberOf(served.of(pin, day, 'impressions')) ?? 0).toBe(
        truth(pin, day, 'impressions'),
      );
});

test('many at once: one Pin that is gone, withheld days, and a refusal for no reason cost the others nothing', async () => {
  await start({ seededPins: { count: 20, days: 300 } });
  control().settings({ multiPinAnalytics: true });
  const [gone = '', empty = '', early = ''] = seeded();
  const today = todayOf(here);
  control().metrics([
    { pin: empty, day: dayText(today - 9), answer: 'empty' },
    { pin: early, day: dayText(today - 9), answer: 'AUDIENCE_TOTAL_SMALLER_THAN_THRESHOLD' },
    { pin: early, day: dayText(today - 8), answer: 'PROCESSING' },
  ]);
  control().addFault({
    match: { operation: 'user_account/analytics', nth: 1 },
    then: {
      status: 400,
      body: { code: 1, message: 'You can only get data from the last 90 days.' },
    },
  });
  await here.pass(20_000);
  await until('the Pins are listed', async () => {
    const rows = await db().selectFrom('remotePin').select('pinterestPinId').execute();
    return rows.length === 20;
  });
  control().removePin(gone);
  await live(here, hour);
  expect((await progress()).pins).toMatchObject({ total: 20, read: 19, refused: 1 });
  expect(counted('multi_pins/analytics')).toBeGreaterThan(0);
  expect(counted('pins/analytics')).toBeLessThan(5);
  const served = await readServed(
    db(),
    identityId(),
    { from: today - 10, through: today },
    metrics,
  );
  expect(served.of(empty, today - 9, 'impressions').is).toBe('withheld');
  expect(served.of(early, today - 9, 'impressions').is).toBe('withheld');
  expect(served.of(early, today - 8, 'impressions').is).toBe('notCollected');
  const account = await readAccountDays(db(), identityId(), { from: today - 89, through: today });
  expect(account).toHaveLength(88);
});

test('metrics that reports leave out are not known, of Pins and of the account; the rest of the day is', async () => {
  await start();
  control().settings({ leftOutMetrics: ['SAVE', 'USER_FOLLOW', 'VIDEO_START'] });
  await live(here, hour);
  const today = todayOf(here);
  const all = [...metrics, 'follows', 'profileVisits', 'videoViews', 'videoStarts'] as const;
  const served = await readServed(db(), identityId(), { from: today - 80, through: today }, all);
  const truth = truthOf(here, { from: today - 80, through: today }, seeded());
  for (const pin of seeded())
    for (let day = today - 80; day <= today - 5; day++) {
      const of = (metric: (typeof all)[number]) => served.of(pin, day, metric);
      if (of('impressions').is === 'beforePin') continue;
      expect(numberOf(of('impressions'))).toBe(truth(pin, day, 'impressions'));
      expect(of('saves').is).toBe('withheld');
      const isVideo = of('videoViews').is !== 'notOffered';
      expect(of('follows').is).toBe(isVideo ? 'notOffered' : 'withheld');
      expect(isVideo || numberOf(of('profileVisits')) !== null).toBe(true);
      expect(of('videoStarts').is).toBe(isVideo ? 'withheld' : 'notOffered');
      expect(isVideo && numberOf(of('videoViews')) === null).toBe(false);
    }
  const account = await readAccountDays(db(), identityId(), { from: today - 80, through: today });
  expect(account.length).toBeGreaterThan(70);
  for (const { figures } of account) {
    expect(figures.saves).toBeNull();
    expect(figures.impressions).not.toBeNull();
  }
});

test('a quiet day of a small account costs no more than planned; people refresh every 15 minutes', async () => {
  await start({ seededPins: { count: 10, days: 300 } });
  await live(here, 30 * hour);
  const before = control().requests().length;
  await live(here, 24 * hour);
  const numbers = control()
    .requests()
    .slice(before)
    .filter(({ operation }) => /analytics|user_account|list_pins/.test(operation ?? ''));
  expect(numbers.length).toBeGreaterThan(3);
  expect(numbers.length).toBeLessThanOrEqual(14);
  const refresh = createRefresh(here.app().deps);
  const [pin = ''] = seeded();
  expect(await refresh.pin(identityId(), pin)).toEqual({ is: 'read' });
  expect(await refresh.pin(identityId(), pin)).toMatchObject({ is: 'tooSoon' });
  await here.pass(16 * minute);
  expect(await refresh.pin(identityId(), pin)).toEqual({ is: 'read' });
  expect(await refresh.pin(identityId(), '1')).toEqual({ is: 'unknownPin' });
  expect(await refresh.account(identityId())).toEqual({ is: 'read' });
  expect(await refresh.account(identityId())).toMatchObject({ is: 'tooSoon' });
});

test('a Pin can be read before the collector came to its account', async () => {
  await start({ seededPins: { count: 3, days: 200 } });
  await here.pass(11_000);
  await until('the Pins are listed', async () => {
    const rows = await db().selectFrom('remotePin').select('pinterestPinId').execute();
    return rows.length === 3;
  });
  const refresh = createRefresh(here.app().deps);
  const [pin = ''] = seeded();
  expect(await refresh.pin(identityId(), pin)).toEqual({ is: 'read' });
  const range = { from: todayOf(here) - 80, through: todayOf(here) - 5 };
  const served = await readServed(db(), identityId(), range, ['impressions']);
  const truth = truthOf(here, range, [pin]);
  for (let day = range.from; day <= range.through; day++)
    expect(numberOf(served.of(pin, day, 'impressions'))).toBe(truth(pin, day, 'impressions'));
});

test('a personal account is told so, keeps its followers, and is read once it is a business', async () => {
  await start();
  const { username } = here.harness.account(0);
  control().editAccount(username, { accountType: 'PINNER' });
  await live(here, 30 * hour);
  expect((await progress()).account?.problem?.code).toBe('NUMBERS_NEED_BUSINESS');
  expect(counted('user_account/analytics')).toBe(0);
  const days = { from: todayOf(here) - 3, through: todayOf(here) };
  expect(await readAccountStates(db(), identityId(), days)).toHaveLength(2);
  control().editAccount(username, { accountType: 'BUSINESS' });
  await live(here, 25 * hour);
  expect((await progress()).account?.problem).toBeNull();
  expect((await progress()).pins).toMatchObject({ total: 12, read: 12 });
});
