import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import {
  decayOf,
  groupOf,
  groupPins,
  previousPeriod,
  seriesOf,
  topPins,
  totalOf,
  type SummableMetric,
} from '../src/analytics/index.ts';
import { PinMetricName } from '../src/contract/index.ts';
import { readPinNumbers } from '../src/operations/analytics/numbers.ts';
import { execute, registry } from '../src/operations/index.ts';
import { pinName, year } from './analytics-data.ts';
import { bytesStored, copyAccount, fillAccount } from './analytics-world.ts';
import { createHarness, type BenchAccount, type BenchHarness } from './bench-harness.ts';
import type { Bench, Figure } from './report.ts';
import { measured, quantile, watchLoop, watchServer } from './spent.ts';

const pinCount = 20_000;
const rounds = 20;
const defaultAccounts = 10;
const four: SummableMetric[] = ['impressions', 'saves', 'pinClicks', 'outboundClicks'];

/** What users with 20,000 and with 200 Pins cost: storing, size, and every question about a year, also among many. */
export const analytics: Bench = {
  name: 'analytics',
  about: `numbers of 20,000 Pins over a year: storing, size, and every question; --accounts <n> for more than ${defaultAccounts}`,
  async run(log, { accounts = defaultAccounts }) {
    const harness = await createHarness(2);
    try {
      const { store } = harness.app;
      // Nothing is read from the sandbox meanwhile.
      for (const table of ['collection', 'pin_import'])
        await sql`update ${sql.ref(table)} set due_at = now() + interval '1 year'`.execute(
          store.db,
        );
      const [large, small] = harness.accounts;
      if (!large || !small) throw new Error('The accounts were not connected.');
      const figures: Figure[] = [];
      const keep = (found: readonly Figure[]) => {
        figures.push(...found);
        for (const { name, value, unit } of found) log(`${name}: ${value.toFixed(2)} ${unit}`);
      };
      keep(await fillAccount(store, small.identityId, 200));
      keep(await askAll(harness, small, ', 200 Pins'));
      keep(await fillAccount(store, large.identityId, pinCount));
      keep(await askAll(harness, large, ''));
      const before = await bytesStored(store);
      const took = await measured(() => copyAccount(store, large.identityId, accounts - 1));
      log(`${accounts} accounts, ${Math.round(took.ms / 1000)} s`);
      keep([
        {
          name: 'A year of a user, freshly written',
          value: ((await bytesStored(store)) - before) / (accounts - 1) / 1e6,
          unit: 'MB',
        },
        ...(await askAll(harness, large, `, among ${accounts} accounts`)),
      ]);
      return figures;
    } finally {
      await harness.close();
    }
  },
};

type Ask = () => Promise<unknown>;

async function askAll(
  harness: BenchHarness,
  account: BenchAccount,
  where: string,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity where backend_type = 'checkpointer'`.execute(
    harness.app.store.db,
  );
  const pid = rows[0]?.pid ?? 0;
  for (const [name, ask] of Object.entries(questions(harness, account)))
    figures.push(...(await timed(`${name}${where}`, ask, pid)));
  return figures;
}

function questions(harness: BenchHarness, { id, identityId }: BenchAccount): Record<string, Ask> {
  const { call, app } = harness;
  const period = { accountId: id, from: '2025-01-01', to: '2025-12-31' };
  const breakdown = (by: string) => () =>
    execute(registry['analytics.breakdown'], call, { ...period, by });
  const page: Ask = async () => {
    const { ranges, pins, filter, tags } = await readPinNumbers(
      { ...call, workspaceId: app.workspaceId },
      { id, identityId },
      { ranges: [year, previousPeriod(year)], metrics: four, selection: {}, withAges: true },
    );
    for (const range of ranges) totalOf(range, four);
    const [range] = ranges;
    if (!range) throw new Error('The year was not read.');
    await setImmediate();
    seriesOf(range, four, 'day');
    seriesOf(range, four, 'month');
    for (const by of ['board', 'domain', 'weekdayHour'] as const) {
      await setImmediate();
      for (const [, group] of groupPins(pins, filter, by, { zone: 'Europe/Berlin', tags }))
        groupOf(range, four, group);
    }
    await setImmediate();
    decayOf(range, four);
    for (const metric of four) topPins(range, metric, 10);
  };
  return {
    'A whole page from one scan': page,
    'The same, its Pins not in memory': () => {
      call.pinDimensions.forget(identityId);
      return page();
    },
    'By board': breakdown('board'),
    'By domain': breakdown('domain'),
    'By weekday and hour': breakdown('weekdayHour'),
    'By age': breakdown('age'),
    'The best Pins': () => execute(registry['analytics.top'], call, period),
    'A list of Pins by saves': () =>
      execute(registry['analytics.pins'], call, { ...period, sort: 'saves' }),
    'One Pin, eleven metrics, two periods before': () =>
      execute(registry['analytics.pin'], call, {
        ...period,
        pinId: pinName(3),
        metrics: PinMetricName.options.join(),
      }),
    'What was collected': () => execute(registry['analytics.status'], call, { accountId: id }),
  };
}

/** @param pid of a process of the database server */
async function timed(name: string, ask: Ask, pid: number): Promise<Figure[]> {
  for (let round = 0; round < 3; round++) await ask();
  const server = watchServer(pid);
  const loop = watchLoop();
  const times = [];
  for (let round = 0; round < rounds; round++) times.push(await measured(ask));
  const longest = loop.stop();
  const serverMs = server.stop() / rounds;
  const wall = times.map(({ ms }) => ms);
  const p95 = quantile(wall, 0.95);
  const cpuMs = quantile(
    times.map((spent) => spent.cpuMs),
    0.5,
  );
  return [
    { name: `${name}, median`, value: quantile(wall, 0.5), unit: 'ms' },
    { name: `${name}, p95`, value: p95, unit: 'ms', aim: '≤ 100', met: p95 <= 100 },
    { name: `${name}, Node's CPU, median`, value: cpuMs, unit: 'ms' },
    { name: `${name}, the database's CPU, mean`, value: serverMs, unit: 'ms' },
    { name: `${name}, longest block`, value: longest.ms, unit: 'ms' },
    {
      name: `${name}, the same, Node's CPU`,
      value: longest.cpuMs,
      unit: 'ms',
      aim: '≤ 25',
      met: longest.cpuMs <= 25,
    },
  ];
}
