import type { Db } from './database.ts';

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

/** Some token of some account, sealed; undefined when no account is connected. */
export const anySealedToken = (
  db: Db,
): Promise<{ id: string; accessToken: Buffer | null } | undefined> =>
  db
    .selectFrom('account')
    .select(['id', 'accessToken'])
    .where('accessToken', 'is not', null)
    .executeTakeFirst();
