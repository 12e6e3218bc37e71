import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import {
  bucketStart,
  createdDay,
  dayOf,
  previousPeriod,
  sumDays,
  type DayRange,
  type SummableMetric,
} from '../src/analytics/index.ts';
import { createDatabase, databaseDir, startEmbedded } from '../src/postgres/index.ts';
import {
  createDimensionCache,
  openStore,
  scanNumbers,
  storeReadings,
  upsertIdentity,
  type Store,
} from '../src/store/index.ts';
import { activeOn, pinName, readingsOf } from './analytics-data.ts';
import type { Bench, Figure } from './report.ts';

const dayCount = 365;
const nights = 60;
const rounds = 20;
const accountCount = 100;
const first = dayOf('2025-01-01');
const year: DayRange = { from: first, through: first + dayCount - 1 };
const half: DayRange = { from: first + 183, through: year.through };
const months = [
  ...new Set(Array.from({ length: dayCount }, (_, at) => bucketStart(first + at, 'month'))),
];
const byMonth = months.map((from, at): DayRange => ({
  from,
  through: (months[at + 1] ?? year.through + 1) - 1,
}));

interface Question {
  name: string;
  ranges: readonly DayRange[];
  metrics: readonly SummableMetric[];
  /** Only of the Pins up to this one. */
  pins?: number;
}
const four: SummableMetric[] = ['impressions', 'saves', 'pinClicks', 'outboundClicks'];
const page: Question = {
  name: 'A whole page: year, months, year before',
  ranges: [year, previousPeriod(year), ...byMonth],
  metrics: four,
};
const alone: Question[] = [
  { name: 'By day, Pin and age: overview, domains, hours, decay', ranges: [year], metrics: four },
  { name: 'The best Pins by saves', ranges: [year], metrics: ['saves'] },
  { name: 'Boards by month', ranges: byMonth, metrics: four },
  {
    name: 'One Pin, eleven metrics',
    ranges: [year],
    metrics: [
      ...four,
      'follows',
      'profileVisits',
      'videoViews',
      'video10sViews',
      'videoStarts',
      'video95PercentViews',
      'videoWatchMs',
    ],
    pins: 1,
  },
  { name: 'Half a year and the one before', ranges: [half, previousPeriod(half)], metrics: four },
];

/** What users with 20,000 and with 200 Pins cost: storing, size, and a year of all Pins added up, also among many. */
export const analytics: Bench = {
  name: 'analytics',
  about: 'numbers of 20,000 Pins over a year: storing, size, and adding them up',
  async run(log) {
    const dir = mkdtempSync(join(tmpdir(), 'linchpin-bench-'));
    chmodSync(dir, 0o755);
    const server = await startEmbedded({ dir: databaseDir(dir) });
    const store = await openStore(await createDatabase(server.connection, 'numbers'), {
      onError: () => {},
    });
    try {
      const figures: Figure[] = [];
      const keep = (found: readonly Figure[]) => {
        figures.push(...found);
        for (const { name, value, unit } of found) log(`${name}: ${value.toFixed(2)} ${unit}`);
      };
      const small = await fill(store, 200);
      keep(small.figures);
      keep(await ask(store, small.id, page, ', 200 Pins'));
      const large = await fill(store, 20_000);
      keep(large.figures);
      for (const question of [page, ...alone]) keep(await ask(store, large.id, question));
      await copies(store, large.id);
      for (const question of [page, ...alone])
        keep(await ask(store, large.id, question, `, among ${accountCount} accounts`));
      return figures;
    } finally {
      await store.close();
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  },
};

/** A user with its Pins and a year of numbers, the last nights told night by night. */
async function fill(store: Store, pinCount: number): Promise<{ id: string; figures: Figure[] }> {
  const id = await newIdentity(store, `pins${pinCount}`);
  await sql`
    insert into remote_pin (identity_id, pinterest_pin_id, board_id, link, creative_type, created_at)
    select ${id}, name, 'board' || n % 56, 'https://shop' || n % 35 || '.example/' || n,
      case when n % 7 = 4 then 'VIDEO' else 'REGULAR' end, '2024-06-01'::timestamptz + n * interval '25 minutes'
    from unnest(${Array.from({ length: pinCount }, (_, pin) => pinName(pin))}::text[]) with ordinality pins(name, n)`.execute(
    store.db,
  );
  const before = await bytesStored(store);
  let told = 0;
  const tell = async (from: number, through: number) => {
    const readings = readingsOf(pinCount, from, through);
    for (const { set, days } of readings) if (set === 'standard') told += days.length;
    return measured(() => storeReadings(store, id, readings));
  };
  const started = first + dayCount - nights;
  const filling: Spent[] = [];
  for (let at = first; at < started; at += 61)
    filling.push(await tell(at, Math.min(at + 60, started - 1)));
  const seconds = filling.reduce((sum, { ms }) => sum + ms, 0) / 1000;
  const cpuSeconds = filling.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / 1000;
  const filled = told;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const nightly: Spent[] = [];
  for (let day = started; day < first + dayCount; day++) {
    const readings = readingsOf(pinCount, day - 3, day);
    delay.enable();
    nightly.push(await measured(() => storeReadings(store, id, readings)));
    delay.disable();
  }
  let stored = 0;
  for (let day = first; day < first + dayCount; day++) stored += activeOn(pinCount, day);
  const bytes = ((await bytesStored(store)) - before) / stored;
  const who = `${pinCount} Pins: `;
  return {
    id,
    figures: [
      { name: `${who}(Pin, day) stored, backfill`, value: filled / seconds, unit: '/s' },
      { name: `${who}the same by Node's CPU`, value: filled / cpuSeconds, unit: '/s' },
      { name: `${who}a night of four days, median`, value: middle(nightly, 'ms'), unit: 'ms' },
      { name: `${who}the same, Node's CPU`, value: middle(nightly, 'cpuMs'), unit: 'ms' },
      { name: `${who}longest block meanwhile`, value: delay.max / 1e6, unit: 'ms' },
      pinCount < 20_000
        ? { name: `${who}a metric day after ${nights} nights`, value: bytes, unit: 'bytes' }
        : {
            name: `${who}a metric day after ${nights} nights`,
            value: bytes,
            unit: 'bytes',
            aim: '≤ 10',
            met: bytes <= 10,
          },
    ],
  };
}

async function ask(store: Store, id: string, question: Question, where = ''): Promise<Figure[]> {
  const { name, ranges, metrics, pins } = question;
  const cache = createDimensionCache(() => performance.now());
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const times: Spent[] = [];
  for (let round = -3; round < rounds; round++) {
    if (round === 0) delay.enable();
    const spent = await measured(async () => {
      const scan = await scanNumbers(store.db, cache, id, { ranges, metrics });
      if (!scan) throw new Error('Nothing was stored.');
      const bornOn = scan.pins.createdMs.map((_, ordinal) => createdDay(scan.pins, ordinal));
      const pinCount = pins ?? scan.pins.count;
      await sumDays(scan.days, { ranges, metrics, pinCount, filter: null, bornOn });
    });
    if (round >= 0) times.push(spent);
  }
  delay.disable();
  const p95 = at(times, 'ms', 0.95);
  const called = `${name}${where}`;
  return [
    { name: `${called}, p95`, value: p95, unit: 'ms', aim: '≤ 100', met: p95 <= 100 },
    { name: `${called}, Node's CPU, median`, value: middle(times, 'cpuMs'), unit: 'ms' },
    { name: `${called}, longest block`, value: delay.max / 1e6, unit: 'ms' },
  ];
}

/** The numbers of one user given to many others, whose Pins have no rows: only their days are wanted. */
async function copies(store: Store, id: string): Promise<void> {
  for (let count = 1; count < accountCount; count++) {
    const copy = await newIdentity(store, `copy${count}`);
    await sql`
      with template as (select * from metric_owner where identity_id = ${id}), made as (
        insert into metric_owner (identity_id, next_ordinal, coverage, video_coverage, available_through, told_at)
        select ${copy}, next_ordinal, coverage, video_coverage, available_through, told_at from template
      ) select 1`.execute(store.db);
  }
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute
    where attrelid = 'account_day'::regclass and attnum > 0 and attname <> 'key'`.execute(store.db);
  const columns = sql.raw(rows.map(({ name }) => name).join(', '));
  await sql`
    insert into account_day (key, ${columns})
    select other.key, ${columns} from account_day,
      (select key from metric_owner join identity on identity.id = identity_id where username like 'copy%') other
    where account_day.key = (select key from metric_owner where identity_id = ${id})
    order by day, other.key`.execute(store.longDb);
  await sql`analyze`.execute(store.longDb);
}

async function newIdentity(store: Store, username: string): Promise<string> {
  const profile = { username, displayName: username, profileImage: null, scopes: [] };
  const { id } = await upsertIdentity(store.db, {
    host: 'sandbox',
    pinterestUserId: username,
    ...profile,
  });
  return id;
}

async function bytesStored(store: Store): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select coalesce(sum(pg_total_relation_size(inhrelid)), 0)::float8 as bytes from pg_inherits
    where inhparent = 'account_day'::regclass`.execute(store.db);
  return rows[0]?.bytes ?? NaN;
}

/** Milliseconds by the clock, and of this process's time on processors. */
interface Spent {
  ms: number;
  cpuMs: number;
}

async function measured(work: () => Promise<unknown>): Promise<Spent> {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { ms: performance.now() - began, cpuMs: (user + system) / 1000 };
}

const at = (times: readonly Spent[], which: keyof Spent, share: number): number =>
  times.map((spent) => spent[which]).sort((a, b) => a - b)[Math.ceil(times.length * share) - 1] ??
  NaN;

const middle = (times: readonly Spent[], which: keyof Spent): number => at(times, which, 0.5);
