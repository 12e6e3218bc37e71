import { sql } from 'kysely';
import type { Db } from '../database/pool.ts';
import { interval } from '../database/interval.ts';

/** What is counted: an account name or an address, with how often it may fail within a time. */
export interface FailureLimit {
  subject: string;
  max: number;
  windowMs: number;
}

/**
 * Counts a try before it is made, so that many at once are not more than one after the other.
 * @returns ms until the next may be made; null: this one may.
 */
export async function countTry(db: Db, limit: FailureLimit): Promise<number | null> {
  const isOver = sql`sign_in_failure.since <= now() - ${interval(limit.windowMs)}`;
  const { rows } = await sql<{ count: number; waitMs: number }>`
    insert into sign_in_failure (subject, count, since) values (${limit.subject}, 1, now())
    on conflict (subject) do update set
      count = case when ${isOver} then 1 else sign_in_failure.count + 1 end,
      since = case when ${isOver} then now() else sign_in_failure.since end
    returning count, extract(epoch from since - now())::float8 * 1000 + ${limit.windowMs}::float8 as wait_ms`.execute(
    db,
  );
  const [row] = rows;
  return row && row.count > limit.max ? Math.max(1, Math.ceil(row.waitMs)) : null;
}

/** Takes back a try that did not fail. */
export const uncountTry = async (db: Db, subject: string): Promise<void> =>
  void (await sql`update sign_in_failure set count = count - 1 where subject = ${subject} and count > 0`.execute(
    db,
  ));

/** Forgets what an account name failed at, once its person is in. */
export const forgetTries = async (db: Db, subject: string): Promise<void> =>
  void (await db.deleteFrom('signInFailure').where('subject', '=', subject).execute());
