import { sql } from 'kysely';
import {
  setAvailableThrough,
  storeReadings,
  upsertIdentity,
  type Store,
} from '../src/store/index.ts';
import { activeOn, createdDayOf, pinName, readingsOf, year } from './analytics-data.ts';
import { measured, quantile, watchLoop, type Spent } from './spent.ts';
import type { Figure } from './report.ts';

/** Of the year, told night by night; what lies before is told as a back-fill tells it. */
const nights = 60;
/** Days that a back-fill tells at once. */
const atOnce = 61;

/** Gives a user Pins and a year of numbers, and says what that cost. */
export async function fillAccount(
  store: Store,
  identityId: string,
  pinCount: number,
): Promise<Figure[]> {
  const created = Array.from({ length: pinCount }, (_, pin) => createdDayOf(pin, pinCount));
  await sql`
    insert into remote_pin (identity_id, pinterest_pin_id, board_id, title, link, link_domain, creative_type, created_at)
    select ${identityId}, name, 'board' || n % 56, 'Pin ' || n, 'https://shop' || n % 35 || '.example/' || n, 'shop' || n % 35 || '.example',
      case when n % 7 = 4 then 'VIDEO' else 'REGULAR' end, '1970-01-01'::timestamptz + created * interval '1 day'
        + n % 1440 * interval '1 minute'
    from unnest(${created.map((_, pin) => pinName(pin))}::text[], ${created}::int[]) with ordinality
      pins(name, created, n)`.execute(store.longDb);
  await sql`analyze remote_pin`.execute(store.longDb);
  const before = await bytesStored(store);
  const started = year.through - nights + 1;
  let told = 0;
  const filling: Spent[] = [];
  for (let from = year.from; from < started; from += atOnce) {
    const readings = readingsOf(pinCount, from, Math.min(from + atOnce, started) - 1);
    for (const { set, days } of readings) if (set === 'standard') told += days.length;
    filling.push(await measured(() => storeReadings(store, identityId, readings)));
  }
  const nightly: Spent[] = [];
  let longest: Spent = { ms: 0, cpuMs: 0 };
  for (let day = started; day <= year.through; day++) {
    const readings = readingsOf(pinCount, day - 3, day);
    const loop = watchLoop();
    nightly.push(await measured(() => storeReadings(store, identityId, readings)));
    const { ms, cpuMs } = loop.stop();
    longest = { ms: Math.max(ms, longest.ms), cpuMs: Math.max(cpuMs, longest.cpuMs) };
  }
  await setAvailableThrough(store.db, identityId, year.through);
  let stored = 0;
  for (let day = year.from; day <= year.through; day++) stored += activeOn(pinCount, day);
  const bytes = ((await bytesStored(store)) - before) / stored;
  const rate = (which: keyof Spent) =>
    (told * 1000) / filling.reduce((sum, spent) => sum + spent[which], 0);
  const night = (which: keyof Spent) =>
    quantile(
      nightly.map((spent) => spent[which]),
      0.5,
    );
  const who = `${pinCount} Pins: `;
  return [
    { name: `${who}(Pin, day) stored, back-fill`, value: rate('ms'), unit: '/s' },
    { name: `${who}the same by Node's CPU`, value: rate('cpuMs'), unit: '/s' },
    { name: `${who}a night of four days, median`, value: night('ms'), unit: 'ms' },
    { name: `${who}the same, Node's CPU`, value: night('cpuMs'), unit: 'ms' },
    { name: `${who}longest block in a night`, value: longest.ms, unit: 'ms' },
    { name: `${who}the same, Node's CPU`, value: longest.cpuMs, unit: 'ms' },
    {
      name: `${who}a metric day after ${nights} nights`,
      value: bytes,
      unit: 'bytes',
      // Below some thousand Pins rows and pages cost more than figures.
      ...(pinCount >= 5_000 && { aim: '≤ 10', met: bytes <= 10 }),
    },
  ];
}

/** The numbers of one user given to many others, whose Pins have no rows: only their days are wanted. */
export async function copyAccount(store: Store, identityId: string, count: number): Promise<void> {
  for (let copy = 0; copy < count; copy++) {
    const username = `copy${copy}`;
    const { id } = await upsertIdentity(store.db, {
      host: 'sandbox',
      pinterestUserId: username,
      username,
      displayName: username,
      profileImage: null,
      scopes: [],
    });
    await sql`
      insert into metric_owner (identity_id, next_ordinal, coverage, video_coverage, available_through, told_at)
      select ${id}, next_ordinal, coverage, video_coverage, available_through, told_at
      from metric_owner where identity_id = ${identityId}`.execute(store.db);
  }
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute
    where attrelid = 'account_day'::regclass and attnum > 0 and attname <> 'key'`.execute(store.db);
  const columns = sql.raw(rows.map(({ name }) => name).join(', '));
  // In the order of days, as nights write them.
  await sql`
    insert into account_day (key, ${columns})
    select other.key, ${columns} from account_day,
      (select key from metric_owner join identity on identity.id = identity_id where username like 'copy%') other
    where account_day.key = (select key from metric_owner where identity_id = ${identityId})
    order by day, other.key`.execute(store.longDb);
  await sql`vacuum analyze account_day`.execute(store.longDb);
}

/** Bytes of the tables of all days, with their indexes. */
export async function bytesStored(store: Store): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select coalesce(sum(pg_total_relation_size(inhrelid)), 0)::float8 as bytes from pg_inherits
    where inhparent = 'account_day'::regclass`.execute(store.db);
  return rows[0]?.bytes ?? NaN;
}
