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

/**
 * Remembers what the Pins of the last few users are told apart by.
 * @param now ms, only ever rising
 * @param withUnread also Pins of which nothing was ever read: they get the ordinals after the last one, for this reading
 * only. Without them what was not collected could not be counted.
 */
export function createDimensionCache(now: () => number, withUnread = false): DimensionCache {
  const kept = new Map<
    string,
    { key: number; nextOrdinal: number; pins: PinDimensions; atMs: number }
  >();
  return {
    of: async (db, identityId, { key, nextOrdinal }) => {
      const known = kept.get(identityId);
      kept.delete(identityId); // The last used is the last in order.
      const usable =
        known?.key === key && known.nextOrdinal === nextOrdinal && now() - known.atMs < freshMs;
      const next = usable
        ? known
        : {
            key,
            nextOrdinal,
            pins: await readDimensions(db, identityId, nextOrdinal, withUnread),
            atMs: now(),
          };
      kept.set(identityId, next);
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      return next.pins;
    },
    forget: (identityId) => void kept.delete(identityId),
  };
}

async function readDimensions(
  db: Db,
  identityId: string,
  numbered: number,
  withUnread: boolean,
): Promise<PinDimensions> {
  const { rows } = await sql<PinRow>`
    select coalesce(ordinal, ${numbered}::int - 1
        + row_number() over (partition by ordinal is null order by pinterest_pin_id)::int) as ordinal,
      pinterest_pin_id as id, board_id as board, section_id as section, link, link_domain as domain,
      case when creative_type is null then null when creative_type like '%VIDEO%' then 'video' else 'image' end as kind,
      extract(epoch from created_at)::float8 * 1000 as "createdMs",
      extract(epoch from gone_at)::float8 * 1000 as "goneMs"
    from remote_pin where identity_id = ${identityId} and (ordinal is not null or ${withUnread})`.execute(
    db,
  );
  const count = rows.reduce((most, { ordinal }) => Math.max(most, ordinal + 1), numbered);
  return createDimensions(
    withUnread ? count : numbered,
    rows.map((row) => ({ ...row, domain: row.domain ?? linkDomain(row.link) })),
  );
}
