import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import {
  defaultSpacing,
  type RulesInForce,
  type SpacingRules,
} from '../../src/domain/spacing/rules.ts';
import { findFreeTimes, findNeighbours, type Db } from '../../src/store/index.ts';
import { published } from '../crash/crash-harness.ts';
import { minute, startPublishing, type Publishing } from './publisher.ts';
import { insertPins, temporaryStore } from './rows.ts';

const none: SpacingRules = {
  mode: 'enforce',
  minGapMinutes: null,
  linkGapHours: null,
  imageGapHours: null,
  pinsPerDay: null,
  warmUp: null,
};
const setRules = (db: Db, rules: Partial<SpacingRules>) =>
  sql`update identity set spacing = ${JSON.stringify({ ...none, ...rules })}::jsonb`.execute(db);

describe('after an outage', () => {
  let here: Publishing;
  afterEach(() => here.close());
  const creates = () => here.harness.sandbox.control.requests({ operation: 'pins/create' });

  test('what fell due together comes out one gap apart, each Pin claimed once for its turn', async () => {
    here = await startPublishing({ pinterest: { apiUrl: 'http://127.0.0.1:9' } });
    const { harness, pass, see, restart } = here;
    await setRules(harness.store.db, { minGapMinutes: 10 });
    const account = harness.account(0);
    const titles = ['One', 'Two', 'Three', 'Four'];
    const ids = await harness.schedule(
      titles.map((title, index) => ({ account, title, inMs: index * 10 * minute })),
    );
    await see(ids[0] ?? '', ({ status }) => status === 'held');
    await here.stop();
    await pass(3 * 60 * minute);
    await restart({ pinterest: {} });

    const pins = await Promise.all(
      ids.map((id, index) =>
        see(id, (pin) =>
          index === 0 ? pin.status === 'published' : pin.heldReason?.code === 'PIN_SPACED',
        ),
      ),
    );
    const due = pins.slice(1).map((pin) => pin.dueAt?.getTime() ?? 0);
    expect(due.map((time) => Math.round((time - (due[0] ?? 0)) / minute))).toEqual([0, 10, 20]);
    expect(pins.slice(1).map(({ attempts, claims }) => ({ attempts, claims }))).toEqual(
      Array.from({ length: 3 }, () => ({ attempts: 0, claims: 0 })),
    );
    for (let turn = 2; turn <= titles.length; turn++) {
      await pass(10 * minute);
      await see(ids[turn - 1] ?? '', ({ status }) => status === 'published');
      expect(published(harness).size).toBe(turn);
    }
    // The second Pin is the only one whose turn was found out by trying.
    expect(creates().filter(({ status }) => status === 201)).toHaveLength(4);
  });

  test('links and days count as well, and another link goes ahead', async () => {
    here = await startPublishing();
    const { harness, see, pass } = here;
    await setRules(harness.store.db, { linkGapHours: 2, pinsPerDay: 3 });
    const account = harness.account(0);
    const [first = '', same = '', other = '', third = ''] = await harness.schedule([
      { account, title: 'First', link: 'https://a.example/' },
      { account, title: 'Same link', link: 'https://a.example/' },
      { account, title: 'Other link', link: 'https://b.example/' },
      { account, title: 'Third', link: null },
    ]);
    await see(first, ({ status }) => status === 'published');
    await see(other, ({ status }) => status === 'published');
    const reasonOf = async (id: string) =>
      (await see(id, ({ status }) => status === 'held')).heldReason?.details?.['rule'];
    expect([await reasonOf(same), await reasonOf(third)]).toEqual(['linkGap', 'pinsPerDay']);
    await pass(2 * 60 * minute);
    await see(same, ({ status }) => status === 'published');
    await pass(22 * 60 * minute);
    await see(third, ({ status }) => status === 'published');
    expect(published(harness).size).toBe(4);
  });

  test('one that is a little late does not go behind a packed plan', async () => {
    here = await startPublishing();
    const { harness, see } = here;
    await setRules(harness.store.db, { minGapMinutes: 10 });
    const account = harness.account(0);
    const plan = Array.from({ length: 5 }, (_, index) => ({
      account,
      title: `Planned ${index}`,
      inMs: (10 + 10 * index) * minute,
    }));
    const [first = '', second = ''] = await harness.schedule([
      { account, title: 'First' },
      { account, title: 'Second' },
      ...plan,
    ]);
    await see(first, ({ status }) => status === 'published');
    const held = await see(second, ({ status }) => status === 'held');
    const apart = here.dueInMs(held);
    expect(apart).toBeGreaterThan(8 * minute);
    expect(apart).toBeLessThan(11 * minute);
  });

  test('a Pin that a person wants out regardless is not held, and advice holds nothing', async () => {
    here = await startPublishing({ accounts: 2 });
    const { harness, see } = here;
    await setRules(harness.store.db, { minGapMinutes: 10 });
    const [calm, busy] = [harness.account(0), harness.account(1)];
    await sql`update identity set spacing = ${JSON.stringify({ ...defaultSpacing, minGapMinutes: 10 })}::jsonb
      where id = ${calm.identityId}`.execute(harness.store.db);
    const ids = await harness.schedule([
      { account: calm, title: 'Calm 1' },
      { account: calm, title: 'Calm 2' },
      { account: busy, title: 'Busy 1' },
    ]);
    for (const id of ids) await see(id, ({ status }) => status === 'published');
    const [urgent = ''] = await harness.schedule([
      { account: busy, title: 'Urgent', inMs: 60 * minute },
    ]);
    await sql`update pin set ignore_spacing = true, due_at = now() where id = ${urgent}`.execute(
      harness.store.db,
    );
    await see(urgent, ({ status }) => status === 'published');
  });
});

describe('a place', () => {
  const hour = 60 * minute;
  const rules = (change: Partial<RulesInForce>): RulesInForce => ({
    ...none,
    warmUpEndsMs: null,
    ...change,
  });
  const pin = (wantedMs: number) => ({
    id: 'new',
    boardId: '1',
    link: null,
    fingerprint: null,
    wantedMs,
  });

  test('is found behind a long line of planned Pins, and costs the same however long it is', async () => {
    const { store, close } = await temporaryStore();
    try {
      const { db } = store;
      const accounts = { prefix: 'a', count: 1 };
      // A Pin every ten minutes for four weeks, then a gap, then more.
      await insertPins(db, { accounts, pins: 4_000, dueInSeconds: 3600, apartSeconds: 600 });
      const { rows } = await sql<{ first: Date; last: Date }>`
        select min(due_at) as first, max(due_at) as last from pin`.execute(db);
      const [first, last] = [rows[0]?.first.getTime() ?? 0, rows[0]?.last.getTime() ?? 0];
      const wanted = pin(first + minute);
      const [behind] = await findFreeTimes(db, 'a1', rules({ minGapMinutes: 10 }), [wanted]);
      expect(behind?.atMs).toBe(last + 10 * minute);
      // A gap near by is found, one page of reading or two away.
      const gone = first + 700 * 10 * minute;
      await sql`delete from pin where due_at between ${new Date(gone - 1000)} and ${new Date(gone + 1000)}`.execute(
        db,
      );
      const [between] = await findFreeTimes(db, 'a1', rules({ minGapMinutes: 10 }), [wanted]);
      expect(between?.atMs).toBe(gone);
    } finally {
      await close();
    }
  });

  test('is looked for by index alone: no plan reads all Pins of the account', async () => {
    const { store, close } = await temporaryStore();
    try {
      const accounts = { prefix: 'a', count: 1 };
      // All on one connection: another would add to the counters, with what it did earlier, whenever it likes.
      const fetched = await store.db.connection().execute(async (db) => {
        await insertPins(db, { accounts, pins: 20_000, dueInSeconds: 60, apartSeconds: 60 });
        await sql`update pin set link = 'https://a.example/', fingerprint = 'f'`.execute(db);
        await sql`vacuum analyze pin`.execute(db);
        const count = async (): Promise<number> => {
          await sql`select pg_stat_force_next_flush()`.execute(db);
          await sql`select 1`.execute(db);
          const { rows } = await sql<{ fetched: number }>`
            select (coalesce(idx_tup_fetch, 0) + seq_tup_read)::int as fetched
            from pg_stat_user_tables where relname = 'pin'`.execute(db);
          return rows[0]?.fetched ?? NaN;
        };
        const before = await count();
        const at = new Date(Date.now() + 24 * hour);
        await findNeighbours(
          db,
          'a1',
          [{ at, link: 'https://a.example/', fingerprint: 'f', boardId: '9' }],
          { before: 25, after: 25, same: 50, linkHours: 48, imageHours: 168, planned: true },
        );
        return (await count()) - before;
      });
      expect(fetched).toBeGreaterThan(0);
      expect(fetched).toBeLessThan(1_000);
    } finally {
      await close();
    }
  });
});
