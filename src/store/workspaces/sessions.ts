import { sql } from 'kysely';
import type { Db } from '../database/pool.ts';
import type { SessionRow } from '../schema/rows.ts';
import { findKey, type GrantedKey } from './keys.ts';
import { findMember, type GrantedPerson } from './people.ts';

export interface NewSession {
  id: string;
  tokenHash: string;
  personId: string | null;
  keyId: string | null;
  userAgent: string | null;
  address: string | null;
}

/** Opens a session for 30 days from when it was last used. */
export const insertSession = async (db: Db, session: NewSession): Promise<void> => {
  await db
    .insertInto('session')
    .values({ workspaceId: null, ...session, expiresAt: sql`now() + interval '30 days'` })
    .execute();
};

/** A session with the present rights of its key or person. */
export interface OpenSession {
  id: string;
  workspaceId: string | null;
  key: GrantedKey | null;
  person: GrantedPerson | null;
}

/** @returns undefined: there is none, it is over, or its key or person is gone. */
export async function findSession(db: Db, tokenHash: string): Promise<OpenSession | undefined> {
  const row = await db
    .selectFrom('session')
    .select(['id', 'workspaceId', 'personId', 'keyId'])
    .where('tokenHash', '=', tokenHash)
    .where('expiresAt', '>', sql<Date>`now()`)
    .executeTakeFirst();
  if (!row) return undefined;
  const { id, workspaceId } = row;
  const key = row.keyId === null ? null : ((await findKey(db, row.keyId)) ?? null);
  const person = row.personId === null ? null : ((await findMember(db, row.personId)) ?? null);
  return key || person ? { id, workspaceId, key, person } : undefined;
}

type Whose = { personId: string } | { keyId: string };

const whose = (of: Whose) =>
  'personId' in of ? sql<boolean>`person_id = ${of.personId}` : sql<boolean>`key_id = ${of.keyId}`;

/** Those that are not over, the last used first. */
export const listSessions = (db: Db, of: Whose): Promise<SessionRow[]> =>
  db
    .selectFrom('session')
    .selectAll()
    .where(whose(of))
    .where('expiresAt', '>', sql<Date>`now()`)
    .orderBy('seenAt', 'desc')
    .orderBy('id')
    .execute();

export const findSessionById = (db: Db, id: string): Promise<SessionRow | undefined> =>
  db.selectFrom('session').selectAll().where('id', '=', id).executeTakeFirst();

/** Ends a session, for every process. Ending it twice is no error. */
export const endSession = async (db: Db, id: string): Promise<void> =>
  void (await db.deleteFrom('session').where('id', '=', id).execute());

/** Ends every session of a person or a key but one. */
export const endSessions = async (db: Db, of: Whose, but: string | null = null): Promise<void> => {
  await db
    .deleteFrom('session')
    .where(whose(of))
    .where('id', '<>', but ?? '')
    .execute();
};

/** Another workspace for a session to look at. */
export const moveSession = async (db: Db, id: string, workspaceId: string): Promise<void> => {
  await db.updateTable('session').set({ workspaceId }).where('id', '=', id).execute();
};

/** Forgets what has expired: sessions, command lines that asked to be let in, invitations, links for a password and counted tries. */
export const purgeSessions = async (db: Db): Promise<void> => {
  await sql`delete from session where expires_at < now()`.execute(db);
  await sql`delete from device_login where expires_at < now() - interval '1 day'`.execute(db);
  await sql`delete from password_reset where expires_at < now()`.execute(db);
  await sql`delete from invite where expires_at < now() - interval '30 days'`.execute(db);
  await sql`delete from sign_in_failure where since < now() - interval '1 day'`.execute(db);
};
