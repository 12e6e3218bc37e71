import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  correctQuota,
  holdForQuota,
  passQuotaGate,
  readLimits,
  startCreate,
  type QuotaReading,
  type Store,
} from '../../src/store/index.ts';
import type { TestClock } from '../harness/clock.ts';
import { insertPins, temporaryStore } from './rows.ts';

let store: Store;
let clock: TestClock;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, clock, close } = await temporaryStore());
  await insertPins(store.db, { accounts: { prefix: 'a', count: 2 }, pins: 1, dueInSeconds: 3600 });
  await lease();
});
afterEach(() => close());

const app = 'app:1';
const key = (identityId = 'a1') => ({ identityId, app, category: 'org_write' as const });
/** Each account has one Pin, and a worker holds it. */
const lease = () =>
  sql`update pin set lease_owner = 'w', lease_until = now() + interval '1 hour'`.execute(store.db);
/** The clock stands while anything is held. */
const advance = async (ms: number) => {
  await sql`update pin set lease_owner = null, lease_until = null`.execute(store.db);
  await clock.advance(ms);
  await lease();
};

const pass = async (identityId = 'a1') => {
  const pin = await store.db
    .selectFrom('pin')
    .select(['id', 'leaseToken'])
    .where('identityId', '=', identityId)
    .where('leaseOwner', 'is not', null)
    .executeTakeFirstOrThrow();
  return startCreate(store.db, key(identityId), {
    ...pin,
    domain: null,
    boardId: '1',
    link: null,
    fingerprint: null,
    ignoreSpacing: false,
  });
};
const learn = (reading: Partial<QuotaReading>, identityId = 'a1', spend = 0) =>
  correctQuota(
    store.db,
    { identityId, app },
    {
      category: 'org_write',
      shared: false,
      allowed: 100,
      windowSeconds: 60,
      remaining: 100,
      resetMs: 30_000,
      ...reading,
    },
    spend,
  );
const write = async (identityId = 'a1') => (await readLimits(store.db, identityId, app))[0];

describe('the gate', () => {
  test('lets through exactly what is left, however many ask at once', async () => {
    await learn({ remaining: 30 });
    const gates = await Promise.all(Array.from({ length: 50 }, () => pass()));
    expect(gates.filter(({ kind }) => kind === 'open')).toHaveLength(30);
    const full = gates.find(({ kind }) => kind === 'full');
    expect(full).toMatchObject({ kind: 'full', allowed: 100, windowSeconds: 60 });
    expect(await write()).toMatchObject({ used: 100, left: 0 });
  });

  test('stays shut, and spends nothing, for a worker that lost the Pin', async () => {
    await learn({ remaining: 30 });
    await sql`update pin set lease_until = now() - interval '1 second'`.execute(store.db);
    expect(await pass()).toEqual({ kind: 'lease_lost' });
    expect(await write()).toMatchObject({ left: 30 });
  });

  test('opens with the next window', async () => {
    await learn({ remaining: 0 });
    expect((await pass()).kind).toBe('full');
    await advance(30_000);
    expect(await pass()).toMatchObject({ kind: 'open', used: 1 });
  });

  test('knows no limit before Pinterest spoke of one, and each account has its own', async () => {
    expect(await pass()).toMatchObject({ kind: 'open', used: null });
    await learn({ remaining: 0 });
    expect((await pass('a1')).kind).toBe('full');
    expect((await pass('a2')).kind).toBe('open');
  });

  test('of Trial access is one for all accounts, until access is raised', async () => {
    await learn({ shared: true, allowed: 300, windowSeconds: 86_400, remaining: 1 });
    expect((await pass('a1')).kind).toBe('open');
    expect((await pass('a2')).kind).toBe('full');
    await learn({ remaining: 99 }, 'a2');
    expect((await pass('a2')).kind).toBe('open');
    expect(await write('a2')).toMatchObject({ limit: 100, windowSeconds: 60 });
  });
});

describe('of a window', () => {
  const spendAll = async (share: number) => {
    let open = 0;
    while ((await passQuotaGate(store.db, key(), share)).kind === 'open') open++;
    return open;
  };

  test('background work leaves two fifths, a person a tenth, and publishing nothing', async () => {
    await learn({ remaining: 100 });
    expect(await spendAll(0.6)).toBe(60);
    expect(await spendAll(0.9)).toBe(30);
    expect(await spendAll(1)).toBe(10);
  });

  test('with Trial access, the whole app shares one count over every category', async () => {
    const trial = { shared: true, allowed: 300, windowSeconds: 86_400, resetMs: 3600_000 };
    await learn({ ...trial, remaining: 300 }, 'a1', 1);
    const read = { ...key('a2'), category: 'org_read' as const };
    // A thousand a day of everything: what other categories spent counts here.
    await learn({ ...trial, category: 'org_read', allowed: 1000, remaining: 1000 }, 'a2', 1);
    await sql`update quota set used = 595 where category = 'all'`.execute(store.db);
    const gates = [];
    for (let request = 0; request < 6; request++)
      gates.push((await passQuotaGate(store.db, read, 0.6)).kind);
    expect(gates).toEqual(['open', 'open', 'open', 'open', 'open', 'full']);
    expect(await passQuotaGate(store.db, read, 0.6)).toMatchObject({ kind: 'full', allowed: 1000 });
    // What is due to be published still goes out.
    expect((await pass('a1')).kind).toBe('open');
    await sql`update quota set used = 1000 where category = 'all'`.execute(store.db);
    expect((await pass('a1')).kind).toBe('full');
    await advance(86_400_000);
    expect((await pass('a1')).kind).toBe('open');
  });
});

describe('a correction', () => {
  test('within a window only raises the count: others may be on their way', async () => {
    await learn({ remaining: 60 });
    await learn({ remaining: 80, resetMs: 29_000 });
    expect(await write()).toMatchObject({ used: 40 });
    await learn({ remaining: 50, resetMs: 29_000 });
    expect(await write()).toMatchObject({ used: 50 });
  });

  test('of a new window is taken as it is', async () => {
    await learn({ remaining: 10, resetMs: 5_000 });
    await learn({ remaining: 99, resetMs: 60_000 });
    expect(await write()).toMatchObject({ used: 1, left: 99 });
  });

  test('that does not speak of our counter counts the request itself', async () => {
    const silent = { remaining: null, resetMs: null };
    await learn(silent, 'a1', 1);
    await learn(silent, 'a1', 1);
    await learn(silent, 'a1', 0);
    expect(await write()).toMatchObject({ used: 2, limit: 100 });
  });
});

test('a full counter holds the whole line, each Pin until the window of its turn', async () => {
  await insertPins(store.db, {
    accounts: { prefix: 'a', count: 1 },
    pins: 250,
    dueInSeconds: -10,
  });
  const endsAt = new Date(Date.now() + 60_000);
  const window = { allowed: 100, windowSeconds: 60, endsAt };
  expect(await holdForQuota(store.db, 'a1', window, { code: 'PIN_RATE_LIMITED' })).toBe(250);
  const { rows } = await sql<{ after: number; count: number }>`
    select round(extract(epoch from due_at - ${endsAt}::timestamptz))::int as after, count(*)::int as count
    from pin where status = 'held' group by 1 order by 1`.execute(store.db);
  // The Pin that found the counter full takes the first place of the next window.
  expect(rows).toEqual([
    { after: 0, count: 99 },
    { after: 60, count: 100 },
    { after: 120, count: 51 },
  ]);
  const told = await sql<{ count: number }>`
    select count(*)::int from pin_event join pin on pin.id = pin_id
    where pin_event.kind = 'held' and detail->'inLine' = 'true' and detail->'reason'->>'code' = 'PIN_RATE_LIMITED'
      and (detail->>'dueAt')::timestamptz = due_at`.execute(store.db);
  expect(told.rows).toEqual([{ count: 250 }]);
});
