import { sql, type Updateable } from 'kysely';
import { newId } from '../../domain/ids.ts';
import type { Db, Tx } from '../database/pool.ts';
import type { Database, Host, IdentityRow } from '../schema/rows.ts';
import { interval } from '../database/interval.ts';

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
      renewingBy: null,
      renewingUntil: null,
      endToldFor: null,
      ...profile,
    })
    .onConflict((conflict) =>
      conflict.columns(['host', 'pinterestUserId']).doUpdateSet({
        ...profile,
        status: 'connected',
        // Whatever was refused before may be granted now.
        capabilities: '{}',
        missingScopes: [],
        updatedAt: sql`now()`,
      }),
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

/**
 * Takes the right to renew the tokens of a Pinterest user, which one process has at a time: of two that used the same
 * refresh token, one would be left with tokens that are no longer valid.
 * @param tokenEpoch of the tokens that are to be renewed. @param forMs after which the right ends by itself.
 * @returns false: another process has it, or the tokens have changed.
 */
export async function takeRenewal(
  db: Db,
  { id, tokenEpoch }: Pick<IdentityRow, 'id' | 'tokenEpoch'>,
  by: string,
  forMs: number,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update identity set renewing_by = ${by}, renewing_until = now() + ${interval(forMs)}
    where id = ${id} and token_epoch = ${tokenEpoch} and (renewing_until is null or renewing_until < now()
      or renewing_until > now() + 2 * ${interval(forMs)})`.execute(db);
  return numAffectedRows === 1n;
}

export const endRenewal = async (db: Db, id: string, by: string): Promise<void> =>
  void (await db
    .updateTable('identity')
    .set({ renewingBy: null, renewingUntil: null })
    .where('id', '=', id)
    .where('renewingBy', '=', by)
    .execute());

/** Has the tokens of the user looked at by then. */
export const planRenewal = async (db: Db, identityId: string, dueAt: Date | null): Promise<void> =>
  void (await sql`
    insert into token_renewal (id, due_at) values (${identityId}, ${dueAt})
    on conflict (id) do update set due_at = excluded.due_at, given_up_at = null,
      -- Whoever is at work on it read what was so before.
      lease_owner = null, lease_until = null`.execute(db));

/** Remembers that Pinterest let the user's app do something, or refused it. */
export const learnCapability = async (
  db: Db,
  id: string,
  feature: string,
  granted: boolean,
): Promise<void> =>
  void (await sql`
    update identity set capabilities = capabilities || jsonb_build_object(${feature}::text, ${granted}::boolean)
    where id = ${id} and (capabilities ->> ${feature})::boolean is distinct from ${granted}`.execute(
    db,
  ));

/** Remembers scopes that Pinterest named as missing, until the account is connected again. */
export const learnMissingScopes = async (
  db: Db,
  id: string,
  scopes: readonly string[],
): Promise<void> =>
  void (await sql`
    update identity set missing_scopes = array(select distinct unnest(missing_scopes || ${[...scopes]}::text[]) order by 1)
    where id = ${id} and not missing_scopes @> ${[...scopes]}::text[]`.execute(db));
