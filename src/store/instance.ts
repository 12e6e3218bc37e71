import { sql } from 'kysely';
import type { Db } from './database/pool.ts';

/** The check value of the secret key that all processes share, or null when none was stored yet. */
export async function findKeyCheck(db: Db): Promise<Buffer | null> {
  const row = await db.selectFrom('instance').select('keyCheck').executeTakeFirst();
  return row?.keyCheck ?? null;
}

/** Stores the check value unless another process was first; read it again afterwards. */
export async function keepKeyCheck(db: Db, keyCheck: Buffer): Promise<void> {
  await db
    .insertInto('instance')
    .values({ keyCheck })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Puts another check value in the place of this one. */
export const replaceKeyCheck = async (db: Db, present: Buffer, next: Buffer): Promise<void> =>
  void (await db
    .updateTable('instance')
    .set({ keyCheck: next })
    .where('keyCheck', '=', present)
    .execute());

/** Some token, sealed to the id of its Pinterest user; undefined when none is connected. */
export const anySealedToken = (
  db: Db,
): Promise<{ id: string; accessToken: Buffer | null } | undefined> =>
  db
    .selectFrom('identity')
    .select(['id', 'accessToken'])
    .where('accessToken', 'is not', null)
    .executeTakeFirst();

/** Advisory lock of the process that makes the demo. The number is ours alone. */
const demoLock = 731_100_4;

/** Does `work` unless another process is doing it right now; @returns its result, or null. */
export const withDemoLock = <T>(db: Db, work: () => Promise<T>): Promise<T | null> =>
  db.connection().execute(async (held) => {
    const { rows } = await sql<{ taken: boolean }>`
      select pg_try_advisory_lock(${demoLock}) as taken`.execute(held);
    if (!rows[0]?.taken) return null;
    try {
      return await work();
    } finally {
      await sql`select pg_advisory_unlock(${demoLock})`.execute(held);
    }
  });
