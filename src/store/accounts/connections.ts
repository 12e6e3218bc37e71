import { sql, type Insertable, type Updateable } from 'kysely';
import type { Db } from '../database/pool.ts';
import type { ConnectionRow, Database } from '../schema/rows.ts';
import { interval } from '../database/interval.ts';

export const insertConnection = (
  db: Db,
  connection: Omit<Insertable<Database['connection']>, 'expiresAt'>,
  livesMs: number,
): Promise<ConnectionRow> =>
  db
    .insertInto('connection')
    .values({ ...connection, expiresAt: fromNow(livesMs) })
    .returningAll()
    .executeTakeFirstOrThrow();

/** A connection, and whether its time is over. */
export type FoundConnection = ConnectionRow & { expired: boolean };

/** @param of `state_hash` or `ticket_hash`, hexadecimal. */
export const findConnection = (
  db: Db,
  of: { stateHash: string } | { ticketHash: string },
): Promise<FoundConnection | undefined> => {
  const [column, hash] =
    'stateHash' in of
      ? (['stateHash', of.stateHash] as const)
      : (['ticketHash', of.ticketHash] as const);
  return db
    .selectFrom('connection')
    .selectAll()
    .select(sql<boolean>`expires_at < now()`.as('expired'))
    .where(column, '=', hash)
    .executeTakeFirst();
};

/**
 * Goes on with a connection that is in `from`: of two that try, one does, so that a state is good for one answer.
 * @returns undefined: it is somewhere else, or too old.
 */
export const advanceConnection = (
  db: Db,
  id: string,
  from: ConnectionRow['status'],
  change: Updateable<Database['connection']>,
  livesMs?: number,
): Promise<ConnectionRow | undefined> =>
  db
    .updateTable('connection')
    .set({ ...change, ...(livesMs !== undefined && { expiresAt: fromNow(livesMs) }) })
    .where('id', '=', id)
    .where('status', '=', from)
    .where('expiresAt', '>', sql<Date>`now()`)
    .returningAll()
    .executeTakeFirst();

/** Binds a connection to the browser that leaves for Pinterest's page; once. */
export const bindConnection = (
  db: Db,
  id: string,
  browserHash: string,
): Promise<ConnectionRow | undefined> =>
  db
    .updateTable('connection')
    .set({ browserHash, startedAt: sql`now()` })
    .where('id', '=', id)
    .where('status', '=', 'open')
    .where('startedAt', 'is', null)
    .where('expiresAt', '>', sql<Date>`now()`)
    .returningAll()
    .executeTakeFirst();

/** Stores how a connection ended; whatever was sealed in it is removed. */
export const endConnection = async (
  db: Db,
  id: string,
  end: { status: 'connected'; accountId: string } | { status: 'failed'; problem: string },
): Promise<void> =>
  void (await db
    .updateTable('connection')
    .set({ ...end, granted: null })
    .where('id', '=', id)
    .execute());

/** Forgets connections a day after they ended. */
export const purgeConnections = async (db: Db): Promise<void> =>
  void (await sql`delete from connection where expires_at < now() - interval '1 day'`.execute(db));

const fromNow = (ms: number) => sql<Date>`now() + ${interval(ms)}`;
