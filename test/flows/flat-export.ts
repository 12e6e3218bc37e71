import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { dayAt, dayText, type Day } from '../../src/analytics/index.ts';
import { setAvailableThrough, storeReadings, type PinReading } from '../../src/store/index.ts';
import { startProduct, type Product } from '../harness/product.ts';

const mega = 2 ** 20;
/** Looks at memory during one export. */
const looks = 20;

/**
 * Exports all days of many Pins twice, once a month of them and once all, and holds what the second needs more of memory
 * to a bound: rows are made while they are read, so a longer export takes longer and nothing else.
 */
export async function exportFlat({
  pins,
  days,
  mostMoreMb,
}: {
  pins: number;
  days: number;
  mostMoreMb: number;
}): Promise<void> {
  const product = await startProduct();
  try {
    const last = await storeDays(product, pins, days);
    const short = await measure(product, last - 29, last);
    const long = await measure(product, last - days + 1, last);
    expect(short.rows).toBe(pins * 30);
    expect(long.rows).toBe(pins * days);
    const moreMb = (long.peak - short.peak) / mega;
    console.log(
      `${long.rows} rows, ${Math.round(long.bytes / mega)} MB: ${Math.round(long.peak / mega)} MB in use at most, ${Math.round(moreMb)} MB more than for ${short.rows} rows`,
    );
    expect(moreMb).toBeLessThan(mostMoreMb);
    expect(long.bytes / mega).toBeGreaterThan(mostMoreMb);
  } finally {
    await product.close();
  }
}

async function storeDays(product: Product, pins: number, days: number): Promise<Day> {
  const { store } = product.app;
  const { identityId } = product;
  const last = dayAt(store.clock.nowMs()) - 2;
  await sql`delete from remote_pin`.execute(store.db); // The Pin of the demo.
  await sql`
    insert into remote_pin (identity_id, pinterest_pin_id, title, creative_type, created_at)
    select ${identityId}, '8' || lpad(n::text, 17, '0'), 'Pin ' || n, 'REGULAR', ${new Date((last - days) * 86_400_000)}
    from generate_series(1, ${pins}::int) n`.execute(store.db);
  const atOnce = 31;
  for (let from = last - days + 1; from <= last; from += atOnce) {
    const through = Math.min(last, from + atOnce - 1);
    const readings = Array.from({ length: pins }, (_, index): PinReading => {
      const figures = { impressions: 3 + (index % 90), saves: index % 4 };
      const some: PinReading['days'][number][] = [];
      for (let day = from; day <= through; day++)
        if ((index + day) % 7 === 0) some.push({ day, figures });
      return {
        pin: `8${String(index + 1).padStart(17, '0')}`,
        set: 'standard',
        from,
        through,
        finalThrough: through,
        days: some,
      };
    });
    await storeReadings(store, identityId, readings);
  }
  await setAvailableThrough(store.db, identityId, last);
  return last;
}

setFlagsFromString('--expose-gc');
// Cast: what the flag adds has no type.
const collectGarbage = runInNewContext('gc') as () => void;

/** Reads an export as it comes, and what this process, server and client in one, holds at most meanwhile. */
async function measure(product: Product, from: Day, to: Day) {
  const query = `accountId=${product.accountId}&what=days&from=${dayText(from)}&to=${dayText(to)}`;
  const answer = await product.request('GET', `/api/v1/analytics/export?${query}`);
  expect(answer.status).toBe(200);
  let [rows, bytes, peak, part] = [-1, 0, 0, 0];
  const everyBytes = (45 * (to - from + 1) * 1_000) / looks;
  for await (const chunk of answer.body ?? []) {
    for (const byte of chunk) if (byte === 10) rows++;
    bytes += chunk.length;
    if (bytes < part) continue;
    part = bytes + Math.max(everyBytes, mega);
    collectGarbage();
    const { heapUsed, external } = process.memoryUsage();
    peak = Math.max(peak, heapUsed + external);
  }
  return { rows, bytes, peak };
}
