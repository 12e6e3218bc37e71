import { sql } from 'kysely';
import type { Db } from '../database/pool.ts';

/** Ends a session ahead of its time, for every process. Ending it twice is no error. */
export async function endSession(db: Db, id: string, expiresAt: Date): Promise<void> {
  await db
    .insertInto('endedSession')
    .values({ id, expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function isSessionEnded(db: Db, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('endedSession')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

/** Forgets sessions that would be over by now anyway. */
export const purgeEndedSessions = async (db: Db): Promise<void> =>
  void (await sql`delete from ended_session where expires_at < now()`.execute(db));
