import { afterEach, describe, expect, test } from 'vitest';
import { published } from '../crash/crash-harness.ts';
import {
  hour,
  minute,
  startPublishing,
  type Publishing,
  type PublishingOptions,
} from './publisher.ts';

let here: Publishing;
const start = async (options?: PublishingOptions) => (here = await startPublishing(options));
afterEach(() => here.close());

const creates = () => here.harness.sandbox.control.requests({ operation: 'pins/create' });
const schedule = (title: string, more: { account?: number; link?: string } = {}) =>
  here.harness
    .schedule([
      {
        account: here.harness.account(more.account ?? 0),
        title,
        ...(more.link !== undefined && { link: more.link }),
      },
    ])
    .then(([id = '']) => id);

test('a rate limit: the time Pinterest names is kept, and no attempt is spent', async () => {
  const { harness, see, pass } = await start();
  harness.sandbox.control.addFault({
    match: { operation: 'pins/create', times: 1 },
    then: { status: 429, body: { code: 8, message: 'limit' }, headers: { 'retry-after': '3600' } },
  });
  const id = await schedule('Patient');
  const held = await see(id, ({ status }) => status === 'held');
  expect(held).toMatchObject({
    attempts: 0,
    sentAt: null,
    heldReason: { code: 'PIN_RATE_LIMITED' },
  });
  expect(here.dueInMs(held)).toBeGreaterThan(59 * minute);
  await pass(hour);
  expect(await see(id, ({ status }) => status === 'published')).toMatchObject({ attempts: 1 });
  expect(creates().map(({ status }) => status)).toEqual([429, 201]);
});

describe('Pinterest is down for hours', () => {
  test('and refuses connections: Pins wait longer and longer, none fails, no attempt is spent', async () => {
    const { harness, see, pass, restart } = await start({
      pinterest: { apiUrl: 'http://127.0.0.1:9' },
    });
    const id = await schedule('Unreachable');
    const waits: number[] = [];
    for (let round = 1; round <= 6; round++) {
      const held = await see(id, (pin) => pin.status === 'held' && pin.waits === round);
      expect(held).toMatchObject({ attempts: 0, heldReason: { code: 'PINTEREST_UNAVAILABLE' } });
      waits.push(Math.round(here.dueInMs(held) / 1000));
      await pass(hour);
    }
    expect(waits.map((seconds) => Math.round(seconds / 10) * 10)).toEqual([
      0, 10, 30, 60, 300, 300,
    ]);
    await restart();
    await pass(hour);
    await see(id, ({ status }) => status === 'published');
    expect(published(harness).get('Unreachable')).toBe(1);
  });

  test('and answers 503: one Pin is searched for, the others of its account are not even sent', async () => {
    const { harness, see, pass } = await start();
    for (const operation of ['pins/create', 'boards/list_pins'])
      harness.sandbox.control.addFault({ match: { operation }, then: { status: 503 } });
    const first = await schedule('First');
    await see(first, ({ step }) => step === 'reconciling');
    await pass(5_000);
    await see(first, ({ waits }) => waits === 1);
    const second = await schedule('Second');
    await see(second, ({ status }) => status === 'held');
    for (let round = 2; round <= 4; round++) {
      await pass(2 * hour);
      await see(first, (pin) => pin.waits === round);
    }
    expect(await see(second, (pin) => pin.waits >= 3)).toMatchObject({
      attempts: 0,
      heldReason: { code: 'PINTEREST_UNAVAILABLE' },
    });
    expect(creates()).toHaveLength(1);

    harness.sandbox.control.clearFaults();
    for (let round = 1; round <= 4; round++) {
      await pass(minute);
      await see(
        first,
        (pin) => pin.step !== 'reconciling' || (pin.problem === null && pin.waits === round),
      );
    }
    await see(first, ({ status }) => status === 'published');
    await pass(hour);
    await see(second, ({ status }) => status === 'published');
    expect(Object.fromEntries(published(harness))).toEqual({ First: 1, Second: 1 });
  });
});

describe('a link Pinterest blocks as spam', () => {
  const spam = 'https://www.spam.example/one';

  test('fails its Pin, and holds those with the same domain on the account for a day', async () => {
    const { harness, see, pass } = await start({ accounts: 2 });
    const { control } = harness.sandbox;
    control.settings({ spamDomains: ['spam.example'] });
    const blocked = await schedule('Blocked', { link: spam });
    expect(await see(blocked, ({ status }) => status === 'failed')).toMatchObject({
      problem: { code: 'PIN_SPAM_BLOCKED' },
    });
    const second = await schedule('Same site', { link: 'https://spam.example/two' });
    const held = await see(second, ({ status }) => status === 'held');
    expect(held).toMatchObject({
      attempts: 0,
      heldReason: { code: 'PIN_LINK_PAUSED', details: { domain: 'spam.example' } },
    });
    expect(Math.round(here.dueInMs(held) / hour)).toBe(24);
    expect(creates()).toHaveLength(1);

    control.settings({ spamDomains: [] });
    const others = [
      await schedule('Another site', { link: 'https://example.com/' }),
      await schedule('Another account', { link: spam, account: 1 }),
    ];
    for (const id of others) await see(id, ({ status }) => status === 'published');
    await pass(24 * hour);
    await see(second, ({ status }) => status === 'published');
  });

  test('again within a week: two days', async () => {
    const { harness, see, pass } = await start();
    harness.sandbox.control.settings({ spamDomains: ['spam.example'] });
    await see(await schedule('One', { link: spam }), ({ status }) => status === 'failed');
    await pass(25 * hour);
    await see(await schedule('Two', { link: spam }), ({ status }) => status === 'failed');
    const held = await see(
      await schedule('Three', { link: spam }),
      ({ status }) => status === 'held',
    );
    expect(Math.round(here.dueInMs(held) / hour)).toBe(48);
  });
});

describe('the limit of Pinterest', () => {
  test('is kept without a single refusal, and what is over it waits for the next window', async () => {
    const { harness, pass, see, call, app } = await start({ access: 'standard' });
    const account = harness.account(0);
    // Another program spends most of the minute: only Pinterest's own count shows it.
    await Promise.all(Array.from({ length: 95 }, () => call(account, 'DELETE', '/pins/1')));
    harness.sandbox.control.advanceClock(1_500); // The limit of a hundred in a second is another one.
    const ids = await harness.schedule(
      Array.from({ length: 9 }, (_, index) => ({
        account,
        title: `Pin ${index}`,
        inMs: -9 + index,
      })),
    );
    const held = await see(ids[8] ?? '', ({ status }) => status === 'held');
    expect(held).toMatchObject({ attempts: 0, heldReason: { code: 'PIN_RATE_LIMITED' } });
    expect(here.dueInMs(held)).toBeGreaterThan(50_000);
    expect(here.dueInMs(held)).toBeLessThanOrEqual(minute);
    await see(ids[4] ?? '', ({ status }) => status === 'published');
    const [write] = await app().access.limits(account.identityId);
    expect(write).toMatchObject({
      category: 'org_write',
      limit: 100,
      used: 100,
      left: 0,
      windowSeconds: 60,
      source: 'pinterest',
    });
    expect(write?.nextFreeAt).toEqual(write?.resetsAt);

    await pass(minute);
    for (const id of ids) await see(id, ({ status }) => status === 'published');
    expect(creates().map(({ status }) => status)).toEqual(Array(9).fill(201));
    expect((await app().access.limits(account.identityId))[0]).toMatchObject({ used: 4, left: 96 });
  });

  test('of Trial access is that of the app: what one account uses, the others see', async () => {
    const { harness, see, app } = await start({ access: 'trial', accounts: 2 });
    for (const account of [0, 1])
      await see(
        await schedule(`Pin ${account}`, { account }),
        ({ status }) => status === 'published',
      );
    for (const account of harness.accounts)
      expect((await app().access.limits(account.identityId))[0]).toMatchObject({
        category: 'org_write',
        limit: 300,
        used: 2,
        left: 298,
        windowSeconds: 86_400,
        source: 'pinterest',
        nextFreeAt: null,
      });
  });

  test('that Pinterest never spoke of is shown as published, and nothing is held for it', async () => {
    const { harness, app } = await start();
    expect(await app().access.limits(harness.account(0).identityId)).toMatchObject([
      {
        category: 'org_write',
        limit: 100,
        used: 0,
        left: 100,
        source: 'published',
        resetsAt: null,
      },
      { category: 'org_read', limit: 1000, source: 'published' },
      { category: 'org_analytics', limit: 60, source: 'published' },
      { category: 'ads_read', limit: 1000, source: 'published' },
      { category: 'trends_read', limit: 60, source: 'published' },
    ]);
  });
});

describe('an answer after silence', () => {
  /** A healthy account of which two looks were not answered, with a Pin held behind it. */
  async function silenced() {
    const { harness, see, pass } = await start({
      accounts: 2,
      policy: { reconcileDelaysMs: [30_000] },
    });
    const { control } = harness.sandbox;
    control.addFault({ match: { operation: 'pins/create', times: 1 }, then: { drop: 'after' } });
    control.addFault({ match: { operation: 'boards/list_pins' }, then: { status: 503 } });
    const lost = await schedule('Lost');
    await see(lost, ({ step }) => step === 'reconciling');
    for (let waits = 1; waits <= 2; waits++) {
      await pass(5 * minute);
      await see(lost, (pin) => pin.waits === waits && pin.problem !== null);
    }
    const behind = await schedule('OverdueIdentities');
    await see(behind, ({ status }) => status === 'held');
    expect(here.dueInMs(await harness.pin(lost))).toBeGreaterThan(5_000);
    control.clearFaults();
    return { harness, see, lost, behind };
  }

  test('to any request of any account makes looks due, and the end of the search what it held', async () => {
    const { harness, see, lost, behind } = await silenced();
    await here
      .app()
      .access.use(harness.account(1).identityId, (client) => client.boards.list().page());
    await see(lost, ({ status }) => status === 'published');
    await see(behind, ({ status }) => status === 'published');
    expect(Object.fromEntries(published(harness))).toEqual({ Lost: 1, OverdueIdentities: 1 });
  });

  test('of the search itself frees at once what it held', async () => {
    const { harness, see, lost, behind } = await silenced();
    // Nothing but the look comes due: the Pin behind it waits for longer.
    await harness.store.db
      .updateTable('pin')
      .set({ dueAt: new Date(here.clock.now() + hour) })
      .where('id', '=', behind)
      .execute();
    await here.pass(5 * minute);
    await see(lost, ({ status }) => status === 'published');
    await see(behind, ({ status }) => status === 'published');
  });
});
