import { sql } from 'kysely';
import {
  metricSets,
  pinMetrics,
  type Day,
  type DayRange,
  type PackedDay,
  type PinMetric,
} from '../../analytics/index.ts';
import type { Db } from '../database/pool.ts';
import { columnOf, withheldColumn } from './columns.ts';

export interface StoredDay {
  day: Day;
  packed: PackedDay;
}

/** Days that are read at once: what the driver parses in one go, some hundred kB for 20,000 Pins. Ours. */
const sliceDays = 62;

/** The days of ranges that may overlap, in order and each once, cut into ranges that are read at once. */
export function slicesOf(ranges: readonly DayRange[]): DayRange[] {
  const slices: DayRange[] = [];
  let next = -Infinity;
  for (const range of [...ranges].sort((a, b) => a.from - b.from))
    for (let from = Math.max(range.from, next); from <= range.through; from = next) {
      const through = Math.min(range.through, from + sliceDays - 1);
      slices.push({ from, through });
      next = through + 1;
    }
  return slices;
}

/**
 * The packed days of a user in these ranges, in order and each once; days of which no Pin was read are left out. Only
 * the columns asked for are read from disk.
 */
export async function readPackedDays(
  db: Db,
  key: number,
  ranges: readonly DayRange[],
  metrics: readonly PinMetric[] = pinMetrics,
): Promise<StoredDay[]> {
  // Numbered, as the plugin that renames columns would take their names apart.
  const columns = [
    ...metrics.map((metric, index) => `${columnOf[metric]} as m${index}`),
    ...metricSets.map((set, index) => `${withheldColumn(set)} as w${index}`),
    'left_out as l0',
  ];
  const found: StoredDay[] = [];
  for (const { from, through } of slicesOf(ranges)) {
    const { rows } = await sql<Record<string, Buffer | null> & { day: Day; codec: number }>`
      select day - date '1970-01-01' as day, codec, packed_pins as pins, ${sql.raw(columns.join(', '))}
      from account_day where key = ${key} and packed_pins is not null
        and day between date '1970-01-01' + ${from}::int and date '1970-01-01' + ${through}::int
      order by day`.execute(db);
    for (const row of rows)
      found.push({
        day: row.day,
        packed: {
          codec: row.codec,
          pins: row['pins'] ?? null,
          columns: Object.fromEntries(
            metrics.map((metric, index) => [metric, row[`m${index}`] ?? null]),
          ),
          withheld: Object.fromEntries(
            metricSets.map((set, index) => [set, row[`w${index}`] ?? null]),
          ),
          leftOut: row['l0'] ?? null,
        },
      });
  }
  return found;
}
