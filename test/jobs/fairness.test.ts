import { afterEach, expect, test } from 'vitest';
import { published, until } from '../crash/crash-harness.ts';
import { startPublishing, type Publishing, type PublishingOptions } from './publisher.ts';
import { copyPins } from './rows.ts';

let here: Publishing;
const start = async (options: PublishingOptions) => (here = await startPublishing(options));
afterEach(() => here.close());

const schedule = async (account: number, title: string, video = false) =>
  (await here.harness.schedule([{ account: here.harness.account(account), title, video }]))[0] ??
  '';

/** From now on no upload ends by itself; @returns how many have begun, are open, and wait. */
function slowUploads() {
  const { sandbox, store } = here.harness;
  const pins = async (leased: boolean) => {
    const rows = await store.db
      .selectFrom('pin')
      .select('id')
      .where('step', '=', 'uploading')
      .where('leaseOwner', leased ? 'is not' : 'is', null)
      .execute();
    return rows.length;
  };
  sandbox.control.addFault({ match: { operation: 's3/upload' }, then: { delayMs: 120_000 } });
  return {
    begun: () => sandbox.control.faults()[0]?.struck ?? 0,
    open: () => pins(true),
    waiting: () => pins(false),
  };
}

test('5,000 due Pins of one account and three slow videos do not delay the Pin of another', async () => {
  const { harness, see } = await start({ accounts: 5 });
  const { control } = harness.sandbox;
  const uploads = slowUploads();
  for (const account of [1, 2, 3]) await schedule(account, 'Slow', true);
  await until('three uploads are open', () => uploads.begun() === 3);
  const first = await schedule(0, 'Line');
  await copyPins(harness.store.db, first, 4_999);
  const line = () => control.requests({ operation: 'pins/create', account: 'user_0' }).length;
  await until('the line moves', () => line() >= 5);

  const before = line();
  const mine = await schedule(4, 'Mine');
  await see(mine, ({ status }) => status === 'published');
  const creates = control.requests({ operation: 'pins/create' });
  const passed = creates.slice(
    before,
    creates.findIndex(({ account }) => account === 'user_4'),
  );
  // Each of them takes its turn, so what went out of the line meanwhile says how long it waited, on any machine.
  expect(passed.length).toBeLessThan(100);
  expect([uploads.begun(), await uploads.open()]).toEqual([3, 3]);
});

test('more slow uploads than a process has places for keep no image waiting', async () => {
  const { harness, see } = await start({
    accounts: 20,
    policy: { atOnce: { pins: 16, uploads: 4 } },
  });
  const uploads = slowUploads();
  for (let account = 0; account < 20; account++) await schedule(account, 'Slow', true);
  await until(
    'four are open and the others wait',
    async () => uploads.begun() === 4 && (await uploads.waiting()) === 16,
  );
  const images = await Promise.all(
    harness.accounts.map((_, account) => schedule(account, 'Quick')),
  );
  for (const id of images) await see(id, ({ status }) => status === 'published');
  expect([uploads.begun(), await uploads.open()]).toEqual([4, 4]);
  expect(Object.fromEntries(published(harness))).toEqual({ Quick: 20 });
});

test('an account uploads one video at a time, publishes images meanwhile, and a stop hands the upload back at once', async () => {
  // A stop that waited for the upload would take longer than the test may.
  const { harness, see, stop, restart } = await start({ policy: { shutdownGraceMs: 300_000 } });
  const { control } = harness.sandbox;
  const uploads = slowUploads();
  const titles = ['One', 'Two', 'Three'];
  const ids = [];
  for (const title of titles) ids.push(await schedule(0, title, true));
  await until(
    'one is open and the others wait',
    async () => uploads.begun() === 1 && (await uploads.waiting()) === 2,
  );
  await see(await schedule(0, 'Quick'), ({ status }) => status === 'published');
  expect([uploads.begun(), await uploads.open()]).toEqual([1, 1]);
  expect(control.counts()['media/create']).toBe(1);

  await stop();
  expect(await uploads.open()).toBe(0);
  for (const id of ids)
    expect(await harness.pin(id)).toMatchObject({
      status: 'publishing',
      step: 'uploading',
      uploadId: null,
      claims: 0,
    });
  control.clearFaults();
  await restart();
  for (const id of ids) await see(id, ({ status }) => status === 'published');
  expect(Object.fromEntries(published(harness))).toEqual({ One: 1, Two: 1, Three: 1, Quick: 1 });
  // The one that was broken off is registered afresh.
  expect(control.counts()['media/create']).toBe(4);
});
