import { sql } from 'kysely';
import { createDimensions, type PinDimensions, type PinRow } from '../../analytics/index.ts';
import { linkDomain } from '../../domain/links.ts';
import type { Db } from '../database/pool.ts';
import type { MetricOwner } from './owners.ts';

/** Milliseconds after which boards, links and the like are read again: a moved Pin counts for its board by then. Ours. */
const freshMs = 60_000;
/** Users whose Pins are remembered: about 1 MB for 20,000 Pins. Ours. */
const mostKept = 8;

export interface DimensionCache {
  of(db: Db, identityId: string, owner: MetricOwner): Promise<PinDimensions>;
  /** What is remembered of a user is read again the next time. */
  forget(identityId: string): void;
}

/** Remembers what the Pins of the last few users are told apart by. @param now ms, only ever rising */
export function createDimensionCache(now: () => number): DimensionCache {
  const kept = new Map<string, { key: number; pins: PinDimensions; atMs: number }>();
  return {
    of: async (db, identityId, { key, nextOrdinal }) => {
      const known = kept.get(identityId);
      kept.delete(identityId); // The last used is the last in order.
      const usable =
        known?.key === key && known.pins.count === nextOrdinal && now() - known.atMs < freshMs;
      const next = usable
        ? known
        : { key, pins: await readDimensions(db, identityId, nextOrdinal), atMs: now() };
      kept.set(identityId, next);
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      return next.pins;
    },
    forget: (identityId) => void kept.delete(identityId),
  };
}

/** Pins that are read at once, so that reading many lets others in between. Ours. */
const atOnce = 2_000;

async function readDimensions(db: Db, identityId: string, count: number): Promise<PinDimensions> {
  const pins: PinRow[] = [];
  for (let from = 0; from < count; from += atOnce) {
    const { rows } = await sql<PinRow>`
      select ordinal, pinterest_pin_id as id, board_id as board, section_id as section, link, link_domain as domain,
        case when creative_type is null then null when creative_type like '%VIDEO%' then 'video' else 'image' end as kind,
        extract(epoch from created_at)::float8 * 1000 as "createdMs",
        extract(epoch from gone_at)::float8 * 1000 as "goneMs"
      from remote_pin
      where identity_id = ${identityId} and ordinal >= ${from} and ordinal < ${from + atOnce}`.execute(
      db,
    );
    for (const row of rows) {
      if (row.domain === null && row.link !== null) row.domain = linkDomain(row.link);
      pins.push(row);
    }
  }
  return createDimensions(count, pins);
}
