import { sql } from 'kysely';
import type { Db, Tx } from '../database/pool.ts';
import type { InviteRow, NamedActor } from '../schema/rows.ts';

export interface NewInvite {
  id: string;
  workspaceId: string;
  role: string;
  note: string | null;
  tokenHash: string;
  createdBy: NamedActor;
  expiresAt: Date;
}

export const insertInvite = (db: Db, invite: NewInvite): Promise<InviteRow> =>
  db
    .insertInto('invite')
    .values({
      ...invite,
      createdBy: JSON.stringify(invite.createdBy),
      usedAt: null,
      usedBy: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();

/** Open invitations, the newest first. */
export const listInvites = (db: Db, workspaceId: string): Promise<InviteRow[]> =>
  open(db).where('workspaceId', '=', workspaceId).orderBy('createdAt', 'desc').execute();

export const findInvite = (db: Db, tokenHash: string): Promise<InviteRow | undefined> =>
  open(db).where('tokenHash', '=', tokenHash).executeTakeFirst();

export const findInviteById = (
  db: Db,
  workspaceId: string,
  id: string,
): Promise<InviteRow | undefined> =>
  open(db).where('workspaceId', '=', workspaceId).where('id', '=', id).executeTakeFirst();

const open = (db: Db) =>
  db
    .selectFrom('invite')
    .selectAll()
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', sql<Date>`now()`)
    .where(ofPresentWorkspace);

const ofPresentWorkspace = sql<boolean>`exists (select from workspace where id = workspace_id and deleted_at is null)`;

/** @returns undefined: it was used in the meantime, is over, or its workspace was deleted. */
export const useInvite = (tx: Tx, tokenHash: string): Promise<InviteRow | undefined> =>
  tx
    .updateTable('invite')
    .set({ usedAt: sql`now()` })
    .where('tokenHash', '=', tokenHash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', sql<Date>`now()`)
    .where(ofPresentWorkspace)
    .returningAll()
    .executeTakeFirst();

export const noteInvited = async (tx: Tx, id: string, personId: string): Promise<void> => {
  await tx.updateTable('invite').set({ usedBy: personId }).where('id', '=', id).execute();
};

export const deleteInvite = async (db: Db, id: string): Promise<void> =>
  void (await db.deleteFrom('invite').where('id', '=', id).execute());

/** A newer link takes the place of an older one. */
export const keepReset = async (
  db: Db,
  personId: string,
  tokenHash: string,
  expiresAt: Date,
): Promise<void> => {
  await db
    .insertInto('passwordReset')
    .values({ personId, tokenHash, expiresAt })
    .onConflict((conflict) => conflict.column('personId').doUpdateSet({ tokenHash, expiresAt }))
    .execute();
};

/** @returns whose password a link resets; undefined: it was used, or is over. */
export async function findReset(db: Db, tokenHash: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('passwordReset')
    .select('personId')
    .where('tokenHash', '=', tokenHash)
    .where('expiresAt', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return row?.personId;
}

/** Uses a link up. @returns whose password it resets; undefined: it was used, or is over. */
export async function useReset(tx: Tx, tokenHash: string): Promise<string | undefined> {
  const row = await tx
    .deleteFrom('passwordReset')
    .where('tokenHash', '=', tokenHash)
    .where('expiresAt', '>', sql<Date>`now()`)
    .returning('personId')
    .executeTakeFirst();
  return row?.personId;
}

export const dropReset = async (db: Db, personId: string): Promise<void> =>
  void (await db.deleteFrom('passwordReset').where('personId', '=', personId).execute());
