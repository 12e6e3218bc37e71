import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  claimPins,
  msUntilDue,
  noOverdueIdentities,
  type OverdueIdentities,
  type Db,
  type Lane,
  type PinClaim,
  type Store,
} from '../../src/store/index.ts';
import { claimQuery } from '../../src/store/pins/claim.ts';
import { insertPins, temporaryStore } from './rows.ts';

let store: Store;
let close: () => Promise<void>;
beforeEach(async () => ({ store, close } = await temporaryStore()));
afterEach(() => close());

const claim = (limit: number, worker = 'w1', leaseMs = 60_000) =>
  claimPins(store.db, { lane: 'pins', worker, limit, leaseMs });
const accountsOf = ({ pins }: Pick<PinClaim, 'pins'>) => pins.map((pin) => pin.accountId);

describe('fairness', () => {
  test('20,000 due Pins of one account do not hide the one of another', async () => {
    await insertPins(store.db, {
      accounts: { prefix: 'hot', count: 1 },
      pins: 20_000,
      dueInSeconds: -3600,
    });
    await insertPins(store.db, { accounts: { prefix: 'b', count: 3 }, pins: 2, dueInSeconds: -1 });
    const first = await claim(16);
    expect(accountsOf(first).sort()).toEqual(['b1', 'b2', 'b3', 'hot1']);
    expect(accountsOf(await claim(16))).toEqual([]);
  });

  test('the longest due goes first, and no more than asked for', async () => {
    for (const [index, prefix] of ['c', 'a', 'b'].entries())
      await insertPins(store.db, {
        accounts: { prefix, count: 1 },
        pins: 1,
        dueInSeconds: -100 + index,
      });
    expect(accountsOf(await claim(2))).toEqual(expect.arrayContaining(['c1', 'a1']));
    expect(accountsOf(await claim(2))).toEqual(['b1']);
  });

  test('of an account whose line is long, its own first Pin is taken', async () => {
    await insertPins(store.db, {
      accounts: { prefix: 'hot', count: 2 },
      pins: 500,
      dueInSeconds: -500,
      apartSeconds: 1,
    });
    const { pins } = await claim(16);
    const earliest = await sql<{ accountId: string; at: Date }>`
      select account_id, min(due_at) as at from pin group by account_id`.execute(store.db);
    for (const { accountId, at } of earliest.rows)
      expect(pins.find((pin) => pin.accountId === accountId)?.dueAt).toEqual(at);
  });
});

describe('with accounts far behind', () => {
  const again = (behind: OverdueIdentities, limit = 16) =>
    claimPins(store.db, { lane: 'pins', worker: 'w1', limit, leaseMs: 60_000, behind });
  const giveBack = async () => {
    await sql`update pin set status = 'scheduled', step = null, lease_owner = null, lease_until = null`.execute(
      store.db,
    );
  };
  const laggards = async () => {
    for (const [index, prefix] of ['x', 'y', 'z'].entries())
      await insertPins(store.db, {
        accounts: { prefix, count: 1 },
        pins: 1_000,
        dueInSeconds: -3600 + index * 600,
      });
  };

  test('one claim passes all of them, however they stand in line', async () => {
    await laggards();
    await insertPins(store.db, { accounts: { prefix: 'b', count: 3 }, pins: 1, dueInSeconds: -30 });
    const { pins, behind } = await claim(16);
    expect(accountsOf({ pins }).sort()).toEqual(['b1', 'b2', 'b3', 'x1', 'y1', 'z1']);
    expect([...behind.identityIds].sort()).toEqual(['x1', 'y1', 'z1']);
  });

  test('what one claim found spares the next the line, and hides nothing from it', async () => {
    await laggards();
    const { behind } = await claim(16);
    expect(behind.identityIds).toHaveLength(3);
    await giveBack();
    await sql`analyze`.execute(store.db);
    expect(await rowsRead(store.db, 16, 'pins', behind)).toBeLessThan(50);
    await insertPins(store.db, { accounts: { prefix: 'b', count: 2 }, pins: 1, dueInSeconds: -1 });
    const next = await again(behind);
    expect(accountsOf(next).sort()).toEqual(['b1', 'b2', 'x1', 'y1', 'z1']);
    // Their first Pins are taken, and the next of each is not: one writer for each account.
    expect(accountsOf(await again(next.behind))).toEqual([]);
  });

  test('an account that falls behind in the meantime joins them', async () => {
    await laggards();
    const { behind } = await claim(16);
    await insertPins(store.db, {
      accounts: { prefix: 'n', count: 1 },
      pins: 500,
      dueInSeconds: -4,
    });
    await insertPins(store.db, { accounts: { prefix: 'b', count: 1 }, pins: 1, dueInSeconds: -1 });
    const next = await again(behind);
    expect(accountsOf(next).sort()).toEqual(['b1', 'n1']);
    expect([...next.behind.identityIds].sort()).toEqual(['n1', 'x1', 'y1', 'z1']);
  });

  test('a Pin handed back among theirs is found when the line is read again', async () => {
    await laggards();
    const { behind } = await claim(16);
    await insertPins(store.db, {
      accounts: { prefix: 'b', count: 1 },
      pins: 1,
      dueInSeconds: -3000,
    });
    expect(accountsOf(await again(behind))).toEqual([]);
    expect(accountsOf(await claim(16))).toEqual(['b1']);
  });
});

/** Rows that a statement's plan read from the table of Pins. It changes nothing. */
async function rowsRead(
  db: Db,
  limit: number,
  lane: Lane = 'pins',
  behind = noOverdueIdentities,
): Promise<number> {
  const query = claimQuery({ lane, worker: 'w', limit, leaseMs: 1000, behind });
  interface Plan {
    'Relation Name'?: string;
    'Actual Rows': number;
    'Actual Loops': number;
    'Rows Removed by Filter'?: number;
    'Rows Removed by Index Recheck'?: number;
    Plans?: Plan[];
  }
  const read = (plan: Plan): number =>
    (plan['Relation Name'] === 'pin'
      ? (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops']
      : 0) + (plan.Plans ?? []).reduce((sum, child) => sum + read(child), 0);
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: Plan }] }>`
      explain (analyze, format json) ${query}`.execute(tx);
    const plan = rows[0]?.['QUERY PLAN'][0].Plan;
    if (!plan) throw new Error('There is no plan.');
    await sql`rollback`.execute(tx).catch(() => {});
    return read(plan);
  });
}

describe('cost', () => {
  test('Pins in the future are not looked at, however many there are', async () => {
    await insertPins(store.db, { accounts: { prefix: 'a', count: 20 }, pins: 1, dueInSeconds: -5 });
    await sql`analyze`.execute(store.db);
    const few = await rowsRead(store.db, 16);
    await insertPins(store.db, {
      accounts: { prefix: 'a', count: 20 },
      pins: 1_000,
      dueInSeconds: 60,
    });
    await sql`analyze`.execute(store.db);
    const many = await rowsRead(store.db, 16);
    expect(few).toBeGreaterThan(0);
    expect(many).toBeLessThanOrEqual(few + 20);
  });

  test('a long line of due Pins costs the window, not its length', async () => {
    await insertPins(store.db, {
      accounts: { prefix: 'hot', count: 1 },
      pins: 20_000,
      dueInSeconds: -3600,
    });
    await sql`analyze`.execute(store.db);
    expect(await rowsRead(store.db, 16)).toBeLessThan(500);
  });
});

describe('lanes', () => {
  const upload = (limit: number) =>
    claimPins(store.db, { lane: 'uploads', worker: 'w1', limit, leaseMs: 60_000 });
  const toUpload = async (prefix: string) => {
    await sql`update pin set status = 'publishing', step = 'uploading' where account_id like ${`${prefix}%`}`.execute(
      store.db,
    );
  };

  test('an account has one upload and one writer at a time, and neither waits for the other', async () => {
    await insertPins(store.db, { accounts: { prefix: 'a', count: 2 }, pins: 3, dueInSeconds: -9 });
    await toUpload('a');
    await insertPins(store.db, { accounts: { prefix: 'a', count: 2 }, pins: 2, dueInSeconds: -1 });
    expect(accountsOf(await upload(16)).sort()).toEqual(['a1', 'a2']);
    expect(await upload(16)).toMatchObject({ pins: [], left: true, passedOver: false });
    const images = await claim(16);
    expect(images.pins.map(({ step }) => step)).toEqual(['preparing', 'preparing']);
    expect(accountsOf(await claim(16))).toEqual([]);
    // What the claims keep to, the database holds: not even a defect could upload or write twice at once.
    for (const step of ['uploading', 'preparing'])
      await expect(
        sql`update pin set lease_owner = 'w2', lease_until = now(), step = ${step}
          where id = (select id from pin where account_id = 'a1' and lease_owner is null limit 1)`.execute(
          store.db,
        ),
      ).rejects.toMatchObject({ code: '23505' });
  });

  test('20,000 waiting uploads are no part of the line of due Pins', async () => {
    await insertPins(store.db, {
      accounts: { prefix: 'hot', count: 1 },
      pins: 20_000,
      dueInSeconds: -3600,
    });
    await toUpload('hot');
    await insertPins(store.db, { accounts: { prefix: 'b', count: 2 }, pins: 1, dueInSeconds: -1 });
    await sql`analyze`.execute(store.db);
    expect(await rowsRead(store.db, 16)).toBeLessThan(50);
    const { pins, left } = await claim(16);
    expect([accountsOf({ pins }).sort(), left]).toEqual([['b1', 'b2'], false]);
    expect(accountsOf(await upload(8))).toEqual(['hot1']);
    expect(await rowsRead(store.db, 8, 'uploads')).toBeLessThan(500);
    expect(await msUntilDue(store.db, 'uploads', new Date())).toBeNull();
  });
});

describe('several workers at once', () => {
  test('each Pin is taken once, no account by two, and no claim fails', async () => {
    await insertPins(store.db, {
      accounts: { prefix: 'a', count: 300 },
      pins: 2,
      dueInSeconds: -5,
    });
    const claims = await Promise.all(
      Array.from({ length: 8 }, async (_, worker) => {
        const mine: string[] = [];
        for (let round = 0; round < 12; round++)
          mine.push(...accountsOf(await claim(5, `w${worker}`)));
        return mine;
      }),
    );
    const taken = claims.flat();
    expect(new Set(taken).size).toBe(taken.length);
    expect(taken.length).toBe(300);
  });

  test('one that comes second to an account takes the others instead of failing', async () => {
    await insertPins(store.db, { accounts: { prefix: 'a', count: 3 }, pins: 2, dueInSeconds: -5 });
    // Another worker has just taken a later Pin of a1 and not yet committed: a1 still looks free.
    const { rows } = await sql<{ id: string }>`
      select id from pin where account_id = 'a1' order by due_at desc limit 1`.execute(store.db);
    let commit = () => {};
    let locked = () => {};
    const isLocked = new Promise<void>((resolve) => (locked = resolve));
    const other = store.transaction(async (tx) => {
      await sql`update pin set lease_owner = 'w0', lease_until = now() + interval '1 minute'
        where id = ${rows[0]?.id}`.execute(tx);
      locked();
      await new Promise<void>((resolve) => (commit = resolve));
    });
    await isLocked;
    const waiting = claim(16);
    // The claim waits for the other's commit at the unique index; only then is the collision certain.
    for (;;) {
      const blocked = await sql`select 1 from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(store.db);
      if (blocked.rows.length) break;
    }
    commit();
    await other;
    expect(accountsOf(await waiting).sort()).toEqual(['a2', 'a3']);
  });
});

test('the next wake is the next Pin that was not due at the claim', async () => {
  const { at } = await claim(1);
  expect(await msUntilDue(store.db, 'pins', at)).toBeNull();
  await insertPins(store.db, { accounts: { prefix: 'a', count: 1 }, pins: 2, dueInSeconds: -9 });
  await insertPins(store.db, { accounts: { prefix: 'b', count: 1 }, pins: 1, dueInSeconds: 100 });
  const second = await claim(16);
  expect(accountsOf(second)).toEqual(['a1']);
  // The other due Pin of a1 waits for the first, whose end wakes the worker: sleeping less would be a busy loop.
  const ms = await msUntilDue(store.db, 'pins', second.at);
  expect(ms).toBeGreaterThan(95_000);
  expect(ms).toBeLessThanOrEqual(100_000);
});
