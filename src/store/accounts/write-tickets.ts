import { sql } from 'kysely';
import type { Db } from '../database/pool.ts';
import { interval } from '../database/interval.ts';

/**
 * Takes the exclusive write ticket of a Pinterest user for `forMs`; false when another token holds it. While it is held no
 * Pin of the user passes the create gate.
 */
export async function takeWriteTicket(
  db: Db,
  identityId: string,
  token: string,
  forMs: number,
): Promise<boolean> {
  const { rows } = await sql`
    insert into write_ticket as held (identity_id, token, until)
    values (${identityId}, ${token}, now() + ${interval(forMs)})
    on conflict (identity_id) do update set token = excluded.token, until = excluded.until
      where held.until < now() or held.token = excluded.token
    returning 1`.execute(db);
  return rows.length > 0;
}

/** Gives it back; one that has run out, and belongs to another now, stays. */
export async function clearWriteTicket(db: Db, identityId: string, token: string): Promise<void> {
  await db
    .deleteFrom('writeTicket')
    .where('identityId', '=', identityId)
    .where('token', '=', token)
    .execute();
}

/** A Pin that somebody works on, as of one claim. */
export interface HeldPin {
  id: string;
  leaseToken: number;
}

/**
 * Leased Pins of the user, without uploads, which write nothing to a board.
 * @param among only these claims; a later claim of the same Pin does not match.
 */
export async function heldPins(
  db: Db,
  identityId: string,
  among?: readonly HeldPin[],
): Promise<HeldPin[]> {
  const rows = await db
    .selectFrom('pin')
    .select(['id', 'leaseToken'])
    .where('identityId', '=', identityId)
    .where('leaseOwner', 'is not', null)
    .where(sql<boolean>`step is distinct from 'uploading'`)
    .execute();
  return among
    ? rows.filter((row) =>
        among.some(({ id, leaseToken }) => id === row.id && leaseToken === row.leaseToken),
      )
    : rows;
}
