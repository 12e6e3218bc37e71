import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { collectionProgress, readAccountDays } from '../../src/store/index.ts';
import { until } from '../crash/crash-harness.ts';
import { live, numberOf, readServed, settle, todayOf } from './numbers.ts';
import { hour, minute, startPublishing, type Publishing } from './publisher.ts';

let here: Publishing;
afterEach(() => here.close());

const db = () => here.harness.store.db;
const identityId = () => here.harness.account(0).identityId;
const control = () => here.harness.sandbox.control;
const progress = () => collectionProgress(db(), identityId());
const counted = (operation: string) => control().counts()[operation] ?? 0;

const start = async (options: Parameters<typeof startPublishing>[0] = {}) => {
  here = await startPublishing({
    collectsNumbers: true,
    importsPins: true,
    seededPins: { count: 6, days: 200, videoEvery: 3 },
    ...options,
  });
};
const dueInMs = async (task: 'account' | 'pins') => {
  const { rows } = await sql<{ ms: number }>`
    select extract(epoch from due_at - now())::float8 * 1000 as ms from collection
    where identity_id = ${identityId()} and task = ${task}`.execute(db());
  return rows[0]?.ms ?? NaN;
};

test("what Pinterest's own sandbox refuses is remembered, said, and asked for ever more seldom", async () => {
  await start({ access: 'trial' });
  control().settings({ apiSandbox: true });
  await here.pass(minute);
  await settle(here);
  const { account } = await progress();
  expect(account).toMatchObject({ finishedAt: null });
  expect(account?.problem?.message).toMatch(/Pinterest/);
  const asked = counted('user_account/analytics/top_pins');
  await live(here, 24 * hour);
  // Doubling from 10 minutes to 6 hours: ten tries at most instead of 144.
  const tries = counted('user_account/analytics/top_pins') - asked;
  expect(tries).toBeGreaterThan(2);
  expect(tries).toBeLessThanOrEqual(11);
  control().settings({ apiSandbox: false });
  await live(here, 7 * hour);
  expect((await progress()).account?.problem).toBeNull();
  expect((await progress()).pins).toMatchObject({ total: 6, read: 6 });
});

test('failures in a row wait 10 minutes, then twice as long, and a success resets the wait', async () => {
  await start();
  control().addFault({ match: {}, then: { status: 503 } });
  const waits: number[] = [];
  await here.pass(minute);
  for (let round = 0; round < 3; round++) {
    await settle(here);
    waits.push((await dueInMs('account')) / minute);
    await here.pass((await dueInMs('account')) + 1_000);
  }
  await settle(here);
  for (const [index, most] of [10, 20, 40].entries()) {
    expect(waits[index]).toBeLessThanOrEqual(most);
    expect(waits[index]).toBeGreaterThan(most * 0.75);
  }
  control().clearFaults();
  await live(here, 2 * hour);
  expect((await progress()).account?.problem).toBeNull();
  control().addFault({ match: {}, then: { status: 503 } });
  await here.pass((await dueInMs('account')) + 1_000);
  await settle(here);
  expect((await dueInMs('account')) / minute).toBeLessThanOrEqual(10);
});

test('a 429 is waited out for as long as Pinterest says, and is no failure', async () => {
  await start();
  control().addFault({
    match: { operation: 'user_account/analytics/top_pins', times: 1 },
    then: {
      status: 429,
      body: { code: 8, message: 'You have exceeded your rate limit. Try again later.' },
      headers: { 'x-ratelimit-reset': '1800' },
    },
  });
  await here.pass(minute);
  await settle(here);
  const ms = await dueInMs('account');
  expect(ms).toBeGreaterThan(25 * minute);
  expect(ms).toBeLessThanOrEqual(31 * minute);
  expect((await progress()).account?.problem).toBeNull();
  await live(here, 2 * hour);
  expect((await progress()).pins).toMatchObject({ total: 6, read: 6 });
});

test('without the permission nothing is asked over and over, and connecting again goes on at once', async () => {
  await start();
  const missing = {
    code: 3,
    message: "Authorization failed. Missing: ['user_accounts:read']",
  };
  control().addFault({
    match: { operation: 'user_account/analytics/top_pins' },
    then: { status: 401, body: missing },
  });
  await live(here, 24 * hour);
  expect((await progress()).account?.problem?.code).toBe('PINTEREST_SCOPE_MISSING');
  expect(counted('user_account/analytics/top_pins')).toBeLessThanOrEqual(6);
  control().clearFaults();
  await sql`update identity set scopes = scopes || array['ads:read'] where id = ${identityId()}`.execute(
    db(),
  );
  await live(here, 2 * hour);
  expect((await progress()).account?.problem).toBeNull();
  expect((await progress()).pins).toMatchObject({ total: 6, read: 6 });
});

test('a Pin that Pinterest takes for no video keeps what all Pins have; its film is not told, which is not 0', async () => {
  await start();
  // Its Pins are listed, and no number is read yet.
  await here.pass(11_000);
  await until('the Pins are listed', async () => {
    const rows = await db().selectFrom('remotePin').select('pinterestPinId').execute();
    return rows.length === 6;
  });
  const [image] = control().state().pins;
  const video = image?.id ?? '';
  // As a Pin that lists call a video before its report does.
  await sql`update remote_pin set creative_type = 'VIDEO' where pinterest_pin_id = ${video}`.execute(
    db(),
  );
  await live(here, hour);
  const range = { from: todayOf(here) - 60, through: todayOf(here) - 5 };
  const served = await readServed(db(), identityId(), range, ['impressions', 'videoViews']);
  let told = 0;
  for (let day = range.from; day <= range.through; day++) {
    if (served.of(video, day, 'impressions').is === 'beforePin') continue;
    if (numberOf(served.of(video, day, 'impressions')) !== null) told++;
    expect(served.of(video, day, 'videoViews').is).toBe('withheld');
  }
  expect(told).toBeGreaterThan(30);
  const days = await readAccountDays(db(), identityId(), range);
  expect(days.length).toBeGreaterThan(50);
});
