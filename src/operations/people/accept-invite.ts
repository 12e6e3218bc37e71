import { hashKey } from '../../domain/api-key.ts';
import { refusal } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import {
  findInvite,
  findPerson,
  findWorkspace,
  insertPerson,
  keepRequest,
  listMemberships,
  noteInvited,
  setRole,
  useInvite,
  type AuditSubject,
  type InviteRow,
  type Tx,
} from '../../store/index.ts';
import type { OperationDeps } from '../context.ts';
import { requireGoodPassword } from './members.ts';

type Deps = Pick<OperationDeps, 'store' | 'passwords' | 'clock'>;

/** The workspace and the role of an invitation. @throws LinchpinError LINK_NOT_VALID */
export async function readInvite(
  { store }: Pick<Deps, 'store'>,
  token: string,
): Promise<{ workspace: string; role: string }> {
  const invite = await findInvite(store.db, hashKey(token));
  const workspace = invite && (await findWorkspace(store.db, invite.workspaceId));
  if (!invite || !workspace) throw refusal('LINK_NOT_VALID');
  return { workspace: workspace.name, role: invite.role };
}

/** Accepts an invitation as a new person. @throws LinchpinError LINK_NOT_VALID, LOGIN_TAKEN, PASSWORD_WEAK */
export async function joinAsNew(
  deps: Deps,
  token: string,
  { login, name, password }: { login: string; name: string; password: string },
): Promise<string> {
  await readInvite(deps, token); // Before the password is hashed.
  requireGoodPassword('password', password, login);
  const passwordHash = await deps.passwords.hash(password);
  const personId = newId(deps.clock());
  await acceptInvite(deps, token, async (tx) => {
    if (!(await insertPerson(tx, { id: personId, login, name, passwordHash })))
      throw refusal('LOGIN_TAKEN', { field: 'login', values: { login } });
    return { personId };
  });
  return personId;
}

/** Accepts an invitation as the signed-in person. @throws LinchpinError LINK_NOT_VALID */
export async function joinAsPerson(
  deps: Pick<Deps, 'store'>,
  token: string,
  personId: string,
): Promise<void> {
  await acceptInvite(deps, token, () => Promise.resolve({ personId }));
}

/**
 * Uses an invitation up. @param find the person, who may be inserted in the same transaction. @returns what that returns.
 * @throws LinchpinError LINK_NOT_VALID
 */
export async function acceptInvite<T extends { personId: string }>(
  { store }: Pick<Deps, 'store'>,
  token: string,
  find: (tx: Tx) => Promise<T>,
): Promise<T> {
  const found = await store.transaction(async (tx) => {
    const invite = await useInvite(tx, hashKey(token));
    if (!invite) throw refusal('LINK_NOT_VALID');
    const result = await find(tx);
    const { personId: id } = result;
    const memberships = await listMemberships(tx, id);
    // An invitation adds a workspace; it does not change the role of a member.
    if (!memberships.some(({ workspaceId }) => workspaceId === invite.workspaceId))
      await setRole(tx, invite.workspaceId, id, invite.role);
    await noteInvited(tx, invite.id, id);
    await audit(tx, invite, id);
    return result;
  });
  store.notifications.tell('linchpin_keys'); // A session of the person has another grant now.
  return found;
}

async function audit(tx: Tx, { id, workspaceId, role }: InviteRow, personId: string) {
  const person = await findPerson(tx, personId);
  const actor = { type: 'person', id: personId, name: person?.name ?? '' };
  const subject: AuditSubject = { type: 'invite', id };
  const entry = { workspaceId, operation: 'invites.accept', actor, subject, details: { role } };
  await keepRequest(tx, entry, null);
}
