import { refusal } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import { countOwners, insertPerson, lockMembers, setRole } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { theWorkspace } from '../within.ts';
import { presentPerson, requireGoodPassword, requireMayGive, requireMember } from './members.ts';

/** Takes no idempotency key: that would keep a quick hash of the password. */
export const setUpPeople = implement('people.setUp', {
  scope: 'people:write',
  within: theWorkspace,
  async run(context, { login, name, password }) {
    const { store, workspaceId, actor } = context;
    requireMayGive(context, 'owner');
    requireGoodPassword('password', password, login);
    const id = newId(context.clock());
    const passwordHash = await context.passwords.hash(password);
    const member = await context.commit(
      { subject: { type: 'person', id }, details: { name, role: 'owner' } },
      async (tx) => {
        await lockMembers(tx, workspaceId);
        if ((await countOwners(tx, workspaceId)) > 0) throw refusal('OWNER_EXISTS');
        if (!(await insertPerson(tx, { id, login, name, passwordHash })))
          throw refusal('LOGIN_TAKEN', { field: 'login', values: { login } });
        await setRole(tx, workspaceId, id, 'owner');
        return requireMember(tx, workspaceId, id);
      },
    );
    store.notifications.tell('linchpin_keys');
    return { message: `${name} owns this workspace now.`, person: presentPerson(member, actor) };
  },
});
