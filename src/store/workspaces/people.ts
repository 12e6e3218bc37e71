import { sql } from 'kysely';
import type { Db, Tx } from '../database/pool.ts';
import type { PersonRow } from '../schema/rows.ts';

/** By which a login is found: case and width of letters do not matter. */
export const loginKey = (login: string): string => login.trim().normalize('NFKC').toLowerCase();

/** A person with their role in every workspace they are in. */
export interface GrantedPerson {
  id: string;
  name: string;
  grants: { workspaceId: string; role: string; needsApproval: boolean }[];
}

export const findMember = (db: Db, id: string): Promise<GrantedPerson | undefined> =>
  db
    .selectFrom('person')
    .where('id', '=', id)
    .select(['id', 'name'])
    .select(
      sql<GrantedPerson['grants']>`(
        select coalesce(jsonb_agg(jsonb_build_object('workspaceId', workspace.id, 'role', role,
          'needsApproval', role = any(approval_roles)) order by is_default desc, workspace.created_at, workspace.id), '[]')
        from membership join workspace on workspace.id = workspace_id and workspace.deleted_at is null
        where person_id = person.id)`.as('grants'),
    )
    .executeTakeFirst();

export const findPerson = (db: Db, id: string): Promise<PersonRow | undefined> =>
  db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst();

export const findPersonByLogin = (db: Db, login: string): Promise<PersonRow | undefined> =>
  db.selectFrom('person').selectAll().where('loginKey', '=', loginKey(login)).executeTakeFirst();

export const findPersonByOidc = (
  db: Db,
  issuer: string,
  subject: string,
): Promise<PersonRow | undefined> =>
  db
    .selectFrom('person')
    .selectAll()
    .where('oidcIssuer', '=', issuer)
    .where('oidcSubject', '=', subject)
    .executeTakeFirst();

export interface NewPerson {
  id: string;
  login: string;
  name: string;
  passwordHash: string | null;
  oidc?: { issuer: string; subject: string };
}

/** @returns false: the login is taken, and nothing was written. */
export async function insertPerson(tx: Tx, { oidc, ...person }: NewPerson): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('person')
    .values({
      ...person,
      loginKey: loginKey(person.login),
      oidcIssuer: oidc?.issuer ?? null,
      oidcSubject: oidc?.subject ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0) > 0;
}

export const setPassword = async (db: Db, id: string, passwordHash: string): Promise<void> => {
  await db.updateTable('person').set({ passwordHash }).where('id', '=', id).execute();
};

/** Stores another hash of the same password, unless the password was changed or removed meanwhile. */
export const replaceHash = async (
  db: Db,
  id: string,
  before: string,
  passwordHash: string,
): Promise<void> => {
  await db
    .updateTable('person')
    .set({ passwordHash })
    .where('id', '=', id)
    .where('passwordHash', '=', before)
    .execute();
};

/** Links a person to an identity of the provider, which alone signs them in from now on. */
export const linkOidc = async (
  db: Db,
  id: string,
  { issuer, subject }: { issuer: string; subject: string },
): Promise<void> => {
  await db
    .updateTable('person')
    .set({ oidcIssuer: issuer, oidcSubject: subject, passwordHash: null })
    .where('id', '=', id)
    .execute();
};

/** A member of a workspace, as listed. */
export interface Member extends PersonRow {
  role: string;
  seenAt: Date | null;
}

const members = (db: Db, workspaceId: string) =>
  db
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.personId')
    .selectAll('person')
    .select('membership.role')
    .select(
      sql<Date | null>`(select max(seen_at) from session where person_id = person.id)`.as('seenAt'),
    )
    .where('membership.workspaceId', '=', workspaceId);

export const listMembers = (db: Db, workspaceId: string): Promise<Member[]> =>
  members(db, workspaceId).orderBy('person.name').orderBy('person.id').execute();

export const findMemberOf = (
  db: Db,
  workspaceId: string,
  personId: string,
): Promise<Member | undefined> =>
  members(db, workspaceId).where('person.id', '=', personId).executeTakeFirst();

/** The role of a person in each of their workspaces. */
export const listMemberships = (
  db: Db,
  personId: string,
): Promise<{ workspaceId: string; role: string }[]> =>
  db
    .selectFrom('membership')
    .innerJoin('workspace', 'workspace.id', 'membership.workspaceId')
    .select(['workspaceId', 'role'])
    .where('personId', '=', personId)
    .where('deletedAt', 'is', null)
    .execute();

/** Of two changes of who owns a workspace, the second waits for the first. */
export const lockMembers = async (tx: Tx, workspaceId: string): Promise<void> => {
  await sql`select 1 from workspace where id = ${workspaceId} for no key update`.execute(tx);
};

export const countOwners = async (db: Db, workspaceId: string): Promise<number> => {
  const { count } = await db
    .selectFrom('membership')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('workspaceId', '=', workspaceId)
    .where('role', '=', 'owner')
    .executeTakeFirstOrThrow();
  return count;
};

export const setRole = async (
  db: Db,
  workspaceId: string,
  personId: string,
  role: string,
): Promise<void> => {
  await db
    .insertInto('membership')
    .values({ workspaceId, personId, role })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'personId']).doUpdateSet({ role }))
    .execute();
};

/** Takes a person out of a workspace; one who is in none any more is deleted, with their sessions. */
export const removeMember = async (
  tx: Tx,
  workspaceId: string,
  personId: string,
): Promise<void> => {
  await tx
    .deleteFrom('membership')
    .where('workspaceId', '=', workspaceId)
    .where('personId', '=', personId)
    .execute();
  await sql`
    delete from person where id = ${personId} and not exists (select from membership where person_id = ${personId})`.execute(
    tx,
  );
};

export const hasPeople = async (db: Db): Promise<boolean> =>
  (await db.selectFrom('person').select('id').limit(1).executeTakeFirst()) !== undefined;
