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

/** The days of ranges that may overlap, in order and each once, as few ranges. */
function united(ranges: readonly DayRange[]): DayRange[] {
  const parts: DayRange[] = [];
  for (const { from, through } of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = parts.at(-1);
    if (through < from) continue;
    if (last && from <= last.through + 1) last.through = Math.max(last.through, through);
    else parts.push({ from, through });
  }
  return parts;
}

/**
 * The packed days of a user in these ranges, in order and each once; days of which no Pin was read are left out. Only
 * the columns asked for are read from disk.
 */
export async function readPackedDays(
  db: Db,
  identityId: string,
  ranges: readonly DayRange[],
  metrics: readonly PinMetric[] = pinMetrics,
): Promise<StoredDay[]> {
  // Numbered, as the plugin that renames columns would take their names apart.
  const columns = [
    ...metrics.map((metric, index) => `${columnOf[metric]} as m${index}`),
    ...metricSets.map((set, index) => `${withheldColumn(set)} as w${index}`),
    'left_out as l0',
  ];
  const read = async ({ from, through }: DayRange): Promise<StoredDay[]> => {
    const { rows } = await sql<Record<string, Buffer | null> & { day: Day; codec: number }>`
      select day - date '1970-01-01' as day, codec, packed_pins as pins, ${sql.raw(columns.join(', '))}
      from account_day where key = (select key from metric_owner where identity_id = ${identityId})
        and packed_pins is not null
        and day between date '1970-01-01' + ${from}::int and date '1970-01-01' + ${through}::int
      order by day`.execute(db);
    return rows.map((row) => ({
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
    }));
  };
  return (await Promise.all(united(ranges).map(read))).flat();
}
