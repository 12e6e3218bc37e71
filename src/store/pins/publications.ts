import { sql } from 'kysely';
import type { SentPin } from '../../domain/pins/pin.ts';
import { anyOf } from '../database/any-of.ts';
import type { Db } from '../database/pool.ts';
import type { PinRow } from '../schema/rows.ts';
import { readSentPin } from './sent-pin.ts';

/** A Pin on Pinterest that belongs to a publication. */
export interface Publication {
  identityId: string;
  sentAt: Date | null;
  publishedAt: Date | null;
  /** See PinRow.sendOrder. */
  sendOrder: number | null;
  /** Whether its create request was answered, rather than its Pin found by a search. */
  answered: boolean;
}

/**
 * The Pins among `pinterestPinIds` that we published, in any workspace: several may have connected one Pinterest user.
 * @param identityId any user of the same host (Pinterest or sandbox).
 */
export async function findPublications(
  db: Db,
  identityId: string,
  pinterestPinIds: readonly string[],
): Promise<Map<string, Publication>> {
  if (pinterestPinIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('pin')
    .select(['pinterestPinId', 'identityId', 'sentAt', 'publishedAt', 'sendOrder', 'attempts'])
    .select((eb) => eb('reconcileSince', 'is', null).as('unsearched'))
    .where('pinterestPinId', '=', anyOf(pinterestPinIds))
    .where('identityId', 'in', (eb) =>
      eb
        .selectFrom('identity as same')
        .innerJoin('identity as own', 'own.host', 'same.host')
        .select('same.id')
        .where('own.id', '=', identityId),
    )
    .execute();
  return new Map(
    rows.map(({ pinterestPinId, attempts, unsearched, ...row }) => [
      pinterestPinId ?? '',
      { ...row, answered: attempts === 1 && Boolean(unsearched) },
    ]),
  );
}

/** Snapshots of other Pins of the user whose outcome is open: being searched for, or waiting for a person. */
export async function unresolvedPins(
  db: Db,
  pin: Pick<PinRow, 'id' | 'identityId'>,
): Promise<SentPin[]> {
  const rows = await db
    .selectFrom('pin')
    .selectAll()
    .where('identityId', '=', pin.identityId)
    .where('id', '<>', pin.id)
    .where(
      // The predicate of the index pin_unresolved.
      sql<boolean>`(step in ('creating', 'reconciling')
        or status = 'failed' and problem->>'code' = 'PIN_OUTCOME_UNKNOWN')`,
    )
    .execute();
  return rows.map(readSentPin);
}
