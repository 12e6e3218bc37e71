import { sql } from 'kysely';
import {
  dayText,
  unpackCoverage,
  type Coverage,
  type Day,
  type MetricSet,
} from '../../analytics/index.ts';
import type { Db, Tx } from '../database/pool.ts';

/** A Pinterest user as the owner of numbers, and what was read of them. */
export interface MetricOwner {
  key: number;
  nextOrdinal: number;
  coverage: Record<MetricSet, Coverage>;
  /** The last day Pinterest had numbers of, as it said; null: never asked. */
  availableThrough: Day | null;
  /** When numbers were last read; null: never. */
  toldAt: Date | null;
}

/**
 * Finds the user's row, makes it if needed, and keeps other writers of its numbers out until the transaction ends.
 * @throws when there is no such identity
 */
export async function lockOwner(tx: Tx, identityId: string): Promise<MetricOwner> {
  await sql`insert into metric_owner (identity_id) values (${identityId}) on conflict do nothing`.execute(
    tx,
  );
  const owner = await findOwner(tx, identityId, 'for no key update');
  if (!owner) throw new Error(`The numbers of ${identityId} were deleted meanwhile.`);
  return owner;
}

/** null: no numbers were ever read of this identity. */
export async function findOwner(
  db: Db,
  identityId: string,
  lock: 'for no key update' | '' = '',
): Promise<MetricOwner | null> {
  const { rows } = await sql<{
    key: number;
    nextOrdinal: number;
    coverage: Buffer | null;
    videoCoverage: Buffer | null;
    availableThrough: Day | null;
    toldAt: Date | null;
  }>`
    select key, next_ordinal, coverage, video_coverage, available_through - date '1970-01-01' as available_through,
      told_at
    from metric_owner where identity_id = ${identityId} ${sql.raw(lock)}`.execute(db);
  const [row] = rows;
  if (!row) return null;
  const { coverage, videoCoverage, ...rest } = row;
  return {
    ...rest,
    coverage: { standard: unpackCoverage(coverage), video: unpackCoverage(videoCoverage) },
  };
}

/** Keeps the last day that Pinterest says it has numbers of (`date_availability` of its top lists). */
export async function setAvailableThrough(db: Db, identityId: string, day: Day): Promise<void> {
  await sql`
    insert into metric_owner (identity_id, available_through) values (${identityId}, ${dayText(day)}::date)
    on conflict (identity_id) do update set available_through = excluded.available_through
    where metric_owner.available_through is distinct from excluded.available_through`.execute(db);
}

/** Forgets all numbers of a user; its Pins are numbered again when figures come. */
export async function purgeNumbers(tx: Tx, identityId: string): Promise<void> {
  await sql`delete from metric_owner where identity_id = ${identityId}`.execute(tx);
  await sql`update remote_pin set ordinal = null where identity_id = ${identityId} and ordinal is not null`.execute(
    tx,
  );
}
