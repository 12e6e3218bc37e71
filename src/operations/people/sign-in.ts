import { hashKey } from '../../domain/api-key.ts';
import { refusal } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import {
  endSessions,
  findInvite,
  findPerson,
  findPersonByLogin,
  findWorkspace,
  forgetTries,
  insertPerson,
  keepRequest,
  listMemberships,
  noteInvited,
  setPassword,
  setRole,
  uncountTry,
  useInvite,
  useReset,
  type AuditSubject,
  type InviteRow,
  type Tx,
} from '../../store/index.ts';
import type { OperationDeps } from '../context.ts';
import { requireGoodPassword } from './members.ts';
import { addressLimit, limitTries, passwordLimit } from './tries.ts';

type Deps = Pick<OperationDeps, 'store' | 'passwords' | 'clock'>;

/**
 * Who has this name and password. A name that is not there takes as long and is answered alike.
 * @returns the id of the person. @throws LinchpinError SIGN_IN_FAILED, TOO_MANY_SIGN_INS
 */
export async function signInWithPassword(
  { store, passwords }: Deps,
  { login, password, address }: { login: string; password: string; address: string },
): Promise<string> {
  const limit = passwordLimit(login);
  await limitTries(store.db, [addressLimit(address), limit]);
  const person = await findPersonByLogin(store.db, login);
  const isRight = await passwords.verify(password, person?.passwordHash ?? null);
  if (!person || !isRight) throw refusal('SIGN_IN_FAILED', { field: 'password' });
  await uncountTry(store.db, addressLimit(address).subject);
  await forgetTries(store.db, limit.subject);
  if (person.passwordHash !== null && passwords.isOutdated(person.passwordHash))
    await setPassword(store.db, person.id, await passwords.hash(password));
  return person.id;
}

/** Guards what is tried with a key or a link: `work` counts as failed when it is refused. */
export async function countingTries<T>(
  { store }: Pick<Deps, 'store'>,
  address: string,
  work: () => Promise<T>,
): Promise<T> {
  const limit = addressLimit(address);
  await limitTries(store.db, [limit]);
  const done = await work();
  await uncountTry(store.db, limit.subject);
  return done;
}

/** What an invitation is to. @throws LinchpinError LINK_NOT_VALID */
export async function readInvite(
  { store }: Deps,
  token: string,
): Promise<{ workspace: string; role: string }> {
  const invite = await findInvite(store.db, hashKey(token));
  const workspace = invite && (await findWorkspace(store.db, invite.workspaceId));
  if (!invite || !workspace) throw refusal('LINK_NOT_VALID');
  return { workspace: workspace.name, role: invite.role };
}

export interface Newcomer {
  login: string;
  name: string;
  password: string;
}

/** Accepts an invitation as a new person. @throws LinchpinError LINK_NOT_VALID, LOGIN_TAKEN, PASSWORD_WEAK */
export async function joinAsNew(
  deps: Deps,
  token: string,
  { login, name, password }: Newcomer,
): Promise<string> {
  await readInvite(deps, token); // Before the password is hashed.
  requireGoodPassword('password', password, login);
  const passwordHash = await deps.passwords.hash(password);
  return join(deps, token, async (tx) => {
    const id = newId(deps.clock());
    if (await insertPerson(tx, { id, login, name, passwordHash })) return id;
    throw refusal('LOGIN_TAKEN', { field: 'login', values: { login } });
  });
}

/** Accepts an invitation as the signed-in person. @throws LinchpinError LINK_NOT_VALID */
export const joinAsPerson = (deps: Deps, token: string, personId: string): Promise<string> =>
  join(deps, token, () => Promise.resolve(personId));

/** @param who the person, who may be made in the same transaction. */
export const join = (
  { store }: Pick<Deps, 'store'>,
  token: string,
  who: (tx: Tx) => Promise<string>,
): Promise<string> =>
  store.transaction(async (tx) => {
    const invite = await useInvite(tx, hashKey(token));
    if (!invite) throw refusal('LINK_NOT_VALID');
    const personId = await who(tx);
    const memberships = await listMemberships(tx, personId);
    // An invitation adds a workspace; a role there is changed by who may change it.
    if (!memberships.some(({ workspaceId }) => workspaceId === invite.workspaceId))
      await setRole(tx, invite.workspaceId, personId, invite.role);
    await noteInvited(tx, invite.id, personId);
    await audit(tx, invite, personId);
    return personId;
  });

async function audit(tx: Tx, { id, workspaceId, role }: InviteRow, personId: string) {
  const person = await findPerson(tx, personId);
  const actor = { type: 'person', id: personId, name: person?.name ?? '' };
  const subject: AuditSubject = { type: 'invite', id };
  const entry = { workspaceId, operation: 'invites.accept', actor, subject, details: { role } };
  await keepRequest(tx, entry, null);
}

/**
 * Sets the password that a link was made for; every session of the person ends.
 * @returns the id of the person. @throws LinchpinError LINK_NOT_VALID, PASSWORD_WEAK
 */
export async function resetByLink(
  { store, passwords }: Deps,
  token: string,
  password: string,
): Promise<string> {
  const passwordHash = await passwords.hash(password);
  const personId = await store.transaction(async (tx) => {
    const id = await useReset(tx, hashKey(token));
    const person = id === undefined ? undefined : await findPerson(tx, id);
    if (!person) throw refusal('LINK_NOT_VALID');
    requireGoodPassword('password', password, person.login);
    await setPassword(tx, person.id, passwordHash);
    await endSessions(tx, { personId: person.id });
    const actor = { type: 'person', id: person.id, name: person.name };
    const subject: AuditSubject = { type: 'person', id: person.id };
    for (const { workspaceId } of await listMemberships(tx, person.id)) {
      const entry = { workspaceId, operation: 'people.setPassword', actor, subject, details: {} };
      await keepRequest(tx, entry, null);
    }
    await forgetTries(tx, passwordLimit(person.login).subject);
    return person.id;
  });
  store.notifications.tell('linchpin_keys');
  return personId;
}
