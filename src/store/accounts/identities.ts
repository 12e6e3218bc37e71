import { sql, type Updateable } from 'kysely';
import { newId } from '../../domain/ids.ts';
import type { Db, Tx } from '../database/pool.ts';
import type { Database, Host, IdentityRow } from '../schema/rows.ts';

/** What Pinterest says of a user. */
export interface PinterestProfile {
  host: Host;
  pinterestUserId: string;
  username: string;
  displayName: string;
  profileImage: string | null;
  scopes: string[];
}

/** Adds the Pinterest user, or brings its profile up to date; either way it is connected. */
export const upsertIdentity = (db: Db, profile: PinterestProfile): Promise<IdentityRow> =>
  db
    .insertInto('identity')
    .values({
      id: newId(),
      status: 'connected',
      accessToken: null,
      refreshToken: null,
      accessExpiresAt: null,
      refreshExpiresAt: null,
      ...profile,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['host', 'pinterestUserId'])
        .doUpdateSet({ ...profile, status: 'connected', updatedAt: sql`now()` }),
    )
    .returningAll()
    .executeTakeFirstOrThrow();

export const getIdentity = (db: Db, id: string): Promise<IdentityRow> =>
  db.selectFrom('identity').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

/** Reads the identity and keeps others from changing it until the transaction ends; Pins may still be added. */
export const lockIdentity = (tx: Tx, id: string): Promise<IdentityRow> =>
  tx
    .selectFrom('identity')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();

export const updateIdentity = async (
  db: Db,
  id: string,
  change: Updateable<Database['identity']>,
): Promise<void> => {
  await db
    .updateTable('identity')
    .set({ ...change, updatedAt: sql`now()` })
    .where('id', '=', id)
    .execute();
};

/**
 * Changes the identity unless its tokens have changed since they were read, for example because somebody connected it
 * again meanwhile.
 * @returns whether it did.
 */
export async function updateTokens(
  db: Db,
  { id, tokenEpoch }: Pick<IdentityRow, 'id' | 'tokenEpoch'>,
  change: Updateable<Database['identity']>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('identity')
    .set((eb) => ({ ...change, tokenEpoch: eb('tokenEpoch', '+', 1), updatedAt: sql`now()` }))
    .where('id', '=', id)
    .where('tokenEpoch', '=', tokenEpoch)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
