import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayOf, runsOf, unpackDay, type Day } from '../../src/analytics/index.ts';
import {
  createDimensionCache,
  ensureMonths,
  ensurePresentMonths,
  findOwner,
  forgetNumbersBefore,
  openStore,
  purgeNumbers,
  readAccountDays,
  readAccountStates,
  scanNumbers,
  setAvailableThrough,
  storeAccountDays,
  storeAccountState,
  storeReadings,
  upsertIdentity,
  type PinReading,
  type Store,
} from '../../src/store/index.ts';
import { temporaryDatabase } from '../harness/database.ts';

let database: Awaited<ReturnType<typeof temporaryDatabase>>;
let store: Store;
beforeAll(async () => {
  database = await temporaryDatabase();
  store = await openStore(database.connection, { onError: () => {} });
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

let users = 0;
async function userWithPins(...pins: string[]): Promise<string> {
  const name = `numbers${users++}`;
  const profile = { username: name, displayName: name, profileImage: null, scopes: [] };
  const { id } = await upsertIdentity(store.db, {
    host: 'sandbox',
    pinterestUserId: name,
    ...profile,
  });
  for (const [index, pin] of pins.entries())
    await sql`
      insert into remote_pin (identity_id, pinterest_pin_id, board_id, link, creative_type, created_at)
      values (${id}, ${pin}, ${`board${index % 2}`}, ${`https://www.example${index}.com/x`}, 'REGULAR',
        ${new Date(Date.UTC(2026, 0, 1 + index))})`.execute(store.db);
  return id;
}

const day = dayOf('2026-03-30');
const read = (
  pin: string,
  days: PinReading['days'],
  more: Partial<PinReading> = {},
): PinReading => ({
  pin,
  set: 'standard',
  from: day,
  through: day + 3,
  finalThrough: day + 1,
  days,
  ...more,
});
const one = { impressions: 5, saves: 1 };

/** The stored impressions by Pin and day. */
async function impressions(identityId: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ what: string; impressions: number }>`
    select pinterest_pin_id || ' ' || day as what, impressions from analytics_pin_day
    where identity_id = ${identityId} order by 1`.execute(store.db);
  return Object.fromEntries(rows.map((row) => [row.what, row.impressions]));
}
const scan = (identityId: string, from: Day, through: Day) =>
  scanNumbers(
    store.db,
    createDimensionCache(() => 0),
    identityId,
    {
      ranges: [{ from, through }],
      metrics: ['impressions', 'saves'],
    },
  );

test('readings replace what they speak about, and only that; months that have no table get one', async () => {
  const user = await userWithPins('a', 'b', 'c');
  await sql`drop table if exists account_day_202603`.execute(store.db);
  expect(await scan(user, day, day + 3)).toBeNull();
  await storeReadings(store, user, [
    read('a', [
      { day, figures: one },
      { day: day + 2, figures: { impressions: 7 } },
    ]),
    read('b', [{ day, figures: { impressions: 1_000_000 } }]),
  ]);
  expect(await impressions(user)).toEqual({
    'a 2026-03-30': 5,
    'a 2026-04-01': 7,
    'b 2026-03-30': 1_000_000,
  });
  const again = read('a', [{ day: day + 1, figures: one }]);
  expect(await storeReadings(store, user, [again, read('nowhere', [])])).toEqual({
    unknownPins: ['nowhere'],
    daysWritten: 3,
  });
  expect(await storeReadings(store, user, [again])).toMatchObject({ daysWritten: 0 });
  expect(await impressions(user)).toEqual({ 'a 2026-03-31': 5, 'b 2026-03-30': 1_000_000 });

  const found = await scan(user, day, day + 3);
  expect(found?.days.map((stored) => stored.day - day)).toEqual([0, 1, 2, 3]);
  expect(found?.pins.ids).toEqual(['a', 'b']);
  expect(found?.pins.groups.domain.names).toEqual(['example0.com', 'example1.com']);
  expect(runsOf(found?.coverage.standard ?? { lists: [], of: new Uint32Array() }, 1)).toEqual([
    { from: day, through: day + 1, final: true },
    { from: day + 2, through: day + 3, final: false },
  ]);
  expect(found?.coverage.video.of).toHaveLength(0);
});

test('many days are read in order and once each, also where ranges overlap', async () => {
  const user = await userWithPins('a');
  const from = dayOf('2026-01-05');
  const wanted = Array.from({ length: 200 }, (_, index) => from + index);
  await storeReadings(store, user, [
    read(
      'a',
      wanted.map((at) => ({ day: at, figures: { impressions: at - from + 1 } })),
      { from, through: from + 199 },
    ),
  ]);
  const cache = createDimensionCache(() => 0);
  const found = await scanNumbers(store.db, cache, user, {
    ranges: [
      { from: from + 90, through: from + 400 },
      { from: from - 300, through: from + 120 },
      { from: from + 3, through: from + 2 },
    ],
    metrics: ['impressions'],
  });
  expect(found?.days.map((stored) => stored.day)).toEqual(wanted);
  expect(found?.days.map(({ packed }) => unpackDay(packed).values.impressions?.[0])).toEqual(
    wanted.map((at) => at - from + 1),
  );
});

test('a Pin keeps its number, and no other Pin ever gets it', async () => {
  const user = await userWithPins('a', 'b', 'c');
  await storeReadings(store, user, [read('b', [{ day, figures: one }])]);
  await sql`delete from remote_pin where identity_id = ${user} and pinterest_pin_id = 'b'`.execute(
    store.db,
  );
  await storeReadings(store, user, [read('c', [{ day, figures: one }]), read('a', [])]);
  const found = await scan(user, day, day);
  expect(found?.pins.ids).toEqual([undefined, 'a', 'c']);
  expect([...(found?.days[0] ? (unpackDay(found.days[0].packed).pins ?? []) : [])]).toEqual([0, 2]);
});

test('many writers at once: nothing is lost, no number is given twice', async () => {
  const names = Array.from({ length: 12 }, (_, index) => `pin${String(index).padStart(2, '0')}`);
  const user = await userWithPins(...names);
  await Promise.all(
    names.map((pin, index) =>
      storeReadings(store, user, [read(pin, [{ day, figures: { impressions: index + 1 } }])]),
    ),
  );
  expect(await impressions(user)).toEqual(
    Object.fromEntries(names.map((pin, index) => [`${pin} 2026-03-30`, index + 1])),
  );
  expect((await findOwner(store.db, user))?.nextOrdinal).toBe(names.length);
});

test('wrong readings are refused whole', async () => {
  const user = await userWithPins('a', 'b');
  const wrong = [
    read('b', [{ day: day + 4, figures: one }]),
    read('b', [{ day, figures: { videoViews: 1 } }]),
    read('b', [{ day, figures: { saves: 0.5 } }]),
    read('b', [], { withheld: [day - 1] }),
  ];
  for (const reading of wrong)
    await expect(
      storeReadings(store, user, [read('a', [{ day, figures: one }]), reading]),
    ).rejects.toThrow(RangeError);
  expect(await impressions(user)).toEqual({});
});

test('a damaged day is an error that says so', async () => {
  const user = await userWithPins('a');
  await storeReadings(store, user, [read('a', [{ day, figures: one }])]);
  await sql`update account_day set packed_saves = set_byte(packed_saves, 1, 9)
    where day = date '2026-03-30' and key = (select key from metric_owner where identity_id = ${user})`.execute(
    store.db,
  );
  const found = await scan(user, day, day);
  expect(() => found?.days.map(({ packed }) => unpackDay(packed))).toThrow(/checksum/);
});

test('totals of accounts and their states, and the view', async () => {
  const user = await userWithPins();
  const figures = { impressions: 10, saves: 0, pinClicks: null, outboundClicks: 2, engagements: 3 };
  const nothing = {
    impressions: null,
    saves: null,
    pinClicks: null,
    outboundClicks: null,
    engagements: null,
  };
  await storeAccountDays(store, user, [
    { day, status: 'final', figures },
    { day: day + 2, status: 'absent', figures: nothing },
  ]);
  await storeAccountDays(store, user, [
    { day, status: 'final', figures: { ...figures, saves: 4 } },
  ]);
  expect(await readAccountDays(store.db, user, { from: day, through: day + 9 })).toEqual([
    { day, status: 'final', figures: { ...figures, saves: 4 } },
    { day: day + 2, status: 'absent', figures: nothing },
  ]);
  const takenAt = new Date('2026-03-30T23:59:59Z');
  const state = { followers: 5, following: 1, monthlyViews: null, pins: 3, boards: 0 };
  await storeAccountState(store, user, takenAt, { ...state, followers: 4 });
  await storeAccountState(store, user, takenAt, state);
  expect(await readAccountStates(store.db, user, { from: day, through: day })).toEqual([
    { day, takenAt, ...state },
  ]);
  await setAvailableThrough(store.db, user, day);
  expect((await findOwner(store.db, user))?.availableThrough).toBe(day);
  const { rows } = await sql`
    select status, saves from analytics_account_day where identity_id = ${user} order by day`.execute(
    store.db,
  );
  expect(rows).toEqual([
    { status: 'final', saves: 4 },
    { status: 'absent', saves: null },
  ]);
});

test('the view tells not asked from 0, video metrics beside the others', async () => {
  const user = await userWithPins('a', 'b');
  await storeReadings(store, user, [
    read('a', [{ day, figures: one }]),
    read('b', [{ day, figures: { pinClicks: 300 } }]),
    read('b', [{ day: day + 1, figures: { videoViews: 2 ** 52 } }], {
      set: 'video',
      from: day + 1,
    }),
  ]);
  const { rows } = await sql`
    select pinterest_pin_id as pin, impressions, pin_clicks, video_views from analytics_pin_day
    where identity_id = ${user} order by day, 1`.execute(store.db);
  expect(rows).toEqual([
    { pin: 'a', impressions: 5, pinClicks: 0, videoViews: null },
    { pin: 'b', impressions: 0, pinClicks: 300, videoViews: null },
    { pin: 'b', impressions: 0, pinClicks: 0, videoViews: 2 ** 52 },
  ]);
});

test('a metric that an answer left out is null in the view, the others of the day stay', async () => {
  const user = await userWithPins('a', 'b');
  await storeReadings(store, user, [
    read('a', [{ day, figures: one }], { leftOut: [{ day, metrics: ['pinClicks', 'follows'] }] }),
    read('b', [{ day, figures: { impressions: 2, follows: 4 } }]),
    read('a', [], { set: 'video', withheld: [day] }),
  ]);
  const shown = async () => {
    const { rows } = await sql`
      select pinterest_pin_id as pin, impressions, saves, pin_clicks, follows, profile_visits, video_views
      from analytics_pin_day where identity_id = ${user} and day = date '2026-03-30' order by 1`.execute(
      store.db,
    );
    return rows;
  };
  const b = { pin: 'b', impressions: 2, saves: 0, pinClicks: 0, follows: 4, profileVisits: 0 };
  expect(await shown()).toEqual([
    { ...b, pin: 'a', impressions: 5, saves: 1, pinClicks: null, follows: null, videoViews: null },
    { ...b, videoViews: null },
  ]);
  await storeReadings(store, user, [read('a', [{ day, figures: one }])]);
  expect(await shown()).toMatchObject([{ pin: 'a', pinClicks: 0, follows: 0 }, b]);
});

test('retention forgets whole months and the days before, purging one user and no other', async () => {
  const [user, other] = [await userWithPins('a'), await userWithPins('a')];
  for (const id of [user, other])
    await storeReadings(store, id, [
      read('a', [
        { day, figures: one },
        { day: day + 3, figures: one },
      ]),
      read('a', [{ day: day - 60, figures: one }], { from: day - 60, through: day - 60 }),
    ]);
  await forgetNumbersBefore(store.db, day + 1);
  expect(await impressions(user)).toEqual({ 'a 2026-04-02': 5 });
  const { rows } = await sql<{ found: string | null }>`
    select to_regclass('account_day_202601')::text as found`.execute(store.db);
  expect(rows[0]?.found).toBeNull();
  await store.transaction((tx) => purgeNumbers(tx, user));
  expect([await impressions(user), await findOwner(store.db, user)]).toEqual([{}, null]);
  expect(await impressions(other)).toEqual({ 'a 2026-04-02': 5 });
  await storeReadings(store, user, [read('a', [{ day, figures: one }])]);
  expect(await impressions(user)).toEqual({ 'a 2026-03-30': 5 });
});

test('a month that somebody reads is not waited for: its rows go, its table the next time', async () => {
  const user = await userWithPins('a');
  const old = dayOf('2024-05-05');
  await storeReadings(store, user, [
    read('a', [{ day: old, figures: one }], { from: old, through: old }),
  ]);
  const tables = async () => {
    const { rows } = await sql<{ found: string | null }>`
      select to_regclass('account_day_202405')::text as found`.execute(store.db);
    return rows[0]?.found;
  };
  await store.transaction(async (tx) => {
    await sql`select count(*) from account_day`.execute(tx);
    await forgetNumbersBefore(store.longDb, old + 40);
  });
  expect([await impressions(user), await tables()]).toEqual([{}, 'account_day_202405']);
  await forgetNumbersBefore(store.longDb, old + 40);
  expect(await tables()).toBeNull();
});

test('months are made once, also by several at the same time', async () => {
  const months = [dayOf('2031-01-31'), dayOf('2031-02-01')];
  await Promise.all([1, 2, 3].map(() => ensureMonths(store.db, months)));
  await ensurePresentMonths(store.db, dayOf('2031-03-15'));
  const { rows } = await sql<{ name: string }>`
    select inhrelid::regclass::text as name from pg_inherits
    where inhparent = 'account_day'::regclass and inhrelid::regclass::text like '%2031%' order by 1`.execute(
    store.db,
  );
  expect(rows.map(({ name }) => name.slice(-2))).toEqual(['01', '02', '03', '04', '05']);
});
