import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { createdDay, dayOf, sumDays, type SummableMetric } from '../src/analytics/index.ts';
import { createDatabase, databaseDir, startEmbedded } from '../src/postgres/index.ts';
import {
  createDimensionCache,
  openStore,
  scanNumbers,
  storeReadings,
  upsertIdentity,
  type PinReading,
} from '../src/store/index.ts';
import type { Bench } from './report.ts';

const pinCount = 20_000;
const dayCount = 365;
const nights = 60;
const rounds = 20;
const first = dayOf('2025-01-01');
const metrics: SummableMetric[] = ['impressions', 'saves', 'pinClicks', 'outboundClicks'];

/** What a user with 20,000 Pins costs: storing, size, and a year of all of them added up. */
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
      const { id } = await upsertIdentity(store.db, {
        host: 'sandbox',
        pinterestUserId: 'bench',
        username: 'bench',
        displayName: 'bench',
        profileImage: null,
        scopes: [],
      });
      await sql`
        insert into remote_pin (identity_id, pinterest_pin_id, board_id, link, link_domain, creative_type, created_at)
        select ${id}, lpad(n::text, 18, 'p'), 'board' || n % 56, 'https://shop.example/' || n, 'shop.example',
          'REGULAR', '2024-12-01' from generate_series(0, ${pinCount}::int - 1) n`.execute(
        store.db,
      );
      let told = 0;
      let spentMs = 0;
      const tell = async (from: number, through: number): Promise<number> => {
        const readings = readingsOf(from, through);
        told += readings.reduce((sum, { days }) => sum + days.length, 0);
        const began = performance.now();
        await storeReadings(store, id, readings);
        spentMs += performance.now() - began;
        return performance.now() - began;
      };
      for (let at = 0; at < dayCount - nights; at += 15)
        await tell(first + at, first + Math.min(at + 14, dayCount - nights - 1));
      const ingest = told / (spentMs / 1000);
      log('305 days stored');
      const nightMs: number[] = [];
      for (let at = dayCount - nights; at < dayCount; at++)
        nightMs.push(await tell(first + at - 3, first + at));
      const { rows } = await sql<{ bytes: number }>`
        select sum(pg_total_relation_size(inhrelid))::float8 as bytes from pg_inherits
        where inhparent = 'account_day'::regclass`.execute(store.db);
      let stored = 0;
      for (let at = 0; at < dayCount; at++) stored += activeOn(first + at);
      const cache = createDimensionCache(() => performance.now());
      const delay = monitorEventLoopDelay({ resolution: 1 });
      const yearMs: number[] = [];
      for (let round = -3; round < rounds; round++) {
        if (round === 0) delay.enable();
        const began = performance.now();
        const range = { from: first, through: first + dayCount - 1 };
        const scan = await scanNumbers(store.db, cache, id, { ranges: [range], metrics });
        if (!scan) throw new Error('Nothing was stored.');
        const question = { ranges: [range], metrics, pinCount: scan.pins.count };
        const bornOn = Float64Array.from(scan.pins.ids, (_, ordinal) =>
          createdDay(scan.pins, ordinal),
        );
        await sumDays(scan.days, { ...question, filter: null, bornOn });
        if (round >= 0) yearMs.push(performance.now() - began);
      }
      delay.disable();
      const bytes = (rows[0]?.bytes ?? NaN) / stored;
      const year = at(yearMs, 0.95);
      return [
        { name: 'Metric days stored', value: ingest, unit: '/s' },
        { name: 'A night of four days, median', value: at(nightMs, 0.5), unit: 'ms' },
        {
          name: 'A metric day after 60 nights',
          value: bytes,
          unit: 'bytes',
          aim: '≤ 10',
          met: bytes <= 10,
        },
        {
          name: 'A year of 20,000 Pins, p95',
          value: year,
          unit: 'ms',
          aim: '≤ 100',
          met: year <= 100,
        },
        { name: 'Longest block of the event loop meanwhile', value: delay.max / 1e6, unit: 'ms' },
      ];
    } finally {
      await store.close();
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  },
};

const at = (times: readonly number[], share: number): number =>
  [...times].sort((a, b) => a - b)[Math.ceil(times.length * share) - 1] ?? NaN;

/** A number from 0 to 1 that is always the same for a Pin and a day. */
function chance(pin: number, day: number, salt: number): number {
  let x = Math.imul(pin + 1, 0x9e3779b1) ^ Math.imul(day + salt * 7919, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d);
  x = Math.imul(x ^ (x >>> 12), 0x297a2d39);
  return ((x ^ (x >>> 15)) >>> 0) / 2 ** 32;
}

/** About 10 % of the Pins have figures on a day, a few of them most of it. */
const isActive = (pin: number, day: number): boolean =>
  chance(pin, day, 1) < Math.min(1, 0.025 / (0.02 + chance(pin, 0, 9)));

function activeOn(day: number): number {
  let count = 0;
  for (let pin = 0; pin < pinCount; pin++) if (isActive(pin, day)) count++;
  return count;
}

function readingsOf(from: number, through: number): PinReading[] {
  return Array.from({ length: pinCount }, (_, pin) => {
    const days: PinReading['days'][number][] = [];
    for (let day = from; day <= through; day++) {
      if (!isActive(pin, day)) continue;
      const impressions = 1 + Math.floor(0.5 / (0.004 + chance(pin, day, 2)));
      const part = (share: number, salt: number) =>
        Math.floor(impressions * share + chance(pin, day, salt));
      const figures = {
        impressions,
        saves: part(0.012, 3) * (chance(pin, day, 6) < 0.1 ? 1 : 0),
        pinClicks: part(0.025, 4) * (chance(pin, day, 7) < 0.15 ? 1 : 0),
        outboundClicks: part(0.008, 5) * (chance(pin, day, 8) < 0.08 ? 1 : 0),
      };
      days.push({ day, figures });
    }
    const finalThrough = through - 3;
    return {
      pin: String(pin).padStart(18, 'p'),
      set: 'standard',
      from,
      through,
      finalThrough,
      days,
    };
  });
}
