import { sql } from 'kysely';
import { gatherDimensions, type PinDimensions, type PinRow } from '../../analytics/index.ts';
import { linkDomain } from '../../domain/links.ts';
import type { Db } from '../database/pool.ts';
import type { MetricOwner } from './owners.ts';

/** Milliseconds after which properties of Pins are read again: a moved Pin counts for its old board until then. Ours. */
const freshMs = 60_000;
/** Users whose Pins are remembered: about 1 MB for 20,000 Pins. Ours. */
const mostKept = 8;

export interface DimensionCache {
  of(db: Db, identityId: string, owner: MetricOwner): Promise<PinDimensions>;
  /** Makes the next call read the user's Pins again. */
  forget(identityId: string): void;
}

/**
 * Keeps the properties of the Pins of the last few users in memory.
 * @param now ms, only ever rising
 * @param withUnread also Pins of which nothing was ever read: they get the ordinals after the last one, for this reading
 * only. Without them what was not collected could not be counted.
 */
export function createDimensionCache(now: () => number, withUnread = false): DimensionCache {
  const kept = new Map<
    string,
    { key: number; nextOrdinal: number; pins: Promise<PinDimensions>; atMs: number }
  >();
  return {
    of: async (db, identityId, { key, nextOrdinal }) => {
      let known = kept.get(identityId);
      kept.delete(identityId); // The last used is the last in order.
      if (
        known?.key !== key ||
        known.nextOrdinal !== nextOrdinal ||
        now() - known.atMs >= freshMs
      ) {
        // The promise is kept, as a page asks several questions at once.
        const pins = readDimensions(db, identityId, nextOrdinal, withUnread);
        known = { key, nextOrdinal, pins, atMs: now() };
      }
      kept.set(identityId, known);
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      try {
        return await known.pins;
      } catch (error) {
        if (kept.get(identityId) === known) kept.delete(identityId);
        throw error;
      }
    },
    forget: (identityId) => void kept.delete(identityId),
  };
}

/** Pins that are read at once, so that many do not block the event loop. Ours. */
const atOnce = 2_000;

const columns =
  sql.raw(`pinterest_pin_id as id, board_id as board, section_id as section, link, link_domain as domain,
  case when creative_type is null then null when creative_type like '%VIDEO%' then 'video' else 'image' end as kind,
  extract(epoch from created_at)::float8 * 1000 as "createdMs",
  extract(epoch from gone_at)::float8 * 1000 as "goneMs"`);

async function readDimensions(
  db: Db,
  identityId: string,
  numbered: number,
  withUnread: boolean,
): Promise<PinDimensions> {
  // Without plugins, each of which copies every row.
  const plain = db.withoutPlugins();
  const unread = withUnread ? await countUnread(plain, identityId) : 0;
  const { add, pins } = gatherDimensions(numbered + unread);
  const take = (rows: PinRow[]) => {
    for (const row of rows)
      if (row.domain === null && row.link !== null) row.domain = linkDomain(row.link);
    add(rows);
  };
  for (let from = 0; from < numbered; from += atOnce) {
    const { rows } = await sql<PinRow>`
      select ordinal, ${columns} from remote_pin
      where identity_id = ${identityId} and ordinal >= ${from} and ordinal < ${from + atOnce}`.execute(
      plain,
    );
    take(rows);
  }
  for (let [from, last] = [0, '']; from < unread; from += atOnce) {
    const { rows } = await sql<PinRow>`
      select ${numbered + from}::int - 1 + row_number() over (order by pinterest_pin_id)::int as ordinal, ${columns}
      from remote_pin
      where identity_id = ${identityId} and ordinal is null and pinterest_pin_id > ${last}
      order by pinterest_pin_id limit ${atOnce}`.execute(plain);
    take(rows);
    last = rows.at(-1)?.id ?? last;
  }
  return pins;
}

/** Pins of which nothing was read yet. */
async function countUnread(db: Db, identityId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from remote_pin
    where identity_id = ${identityId} and ordinal is null`.execute(db);
  return rows[0]?.count ?? 0;
}
