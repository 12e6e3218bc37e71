import type { User } from '../../contract/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import { listMembers, type Db } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { may } from '../permission.ts';
import { everyWorkspace } from '../within.ts';
import { userIdOf } from './present.ts';

export const listUsers = implement('users.list', {
  scope: null,
  within: everyWorkspace,
  run: async (context) => ({
    currentUserId: userIdOf(context.actor),
    users: await usersOf(context),
  }),
});

export const getUser = implement('users.get', {
  scope: null,
  within: everyWorkspace,
  async run(context, { userId }) {
    const user = (await usersOf(context)).find(({ _id }) => _id === userId);
    if (!user) throw refusal('NOT_FOUND', { field: 'userId' });
    return { user };
  },
});

/**
 * Each person once, however many workspaces they are in, with their role in the first. Who may not look at people sees
 * itself, since Zernio's clients try a key with this call.
 */
async function usersOf({ store, actor, workspaceIds }: Context): Promise<User[]> {
  const itself: User[] =
    actor.type === 'person'
      ? []
      : [{ _id: userIdOf(actor), email: null, name: actor.name, role: 'api_key', createdAt: null }];
  const users = new Map(itself.map((user) => [user._id, user]));
  for (const workspaceId of workspaceIds) {
    const seesAll = may({ actor, workspaceId }, 'people:read');
    for (const user of await membersOf(store.db, workspaceId))
      if (!users.has(user._id) && (seesAll || user._id === actor.id)) users.set(user._id, user);
  }
  return [...users.values()];
}

const membersOf = async (db: Db, workspaceId: string): Promise<User[]> =>
  (await listMembers(db, workspaceId)).map(({ id, login, name, role, createdAt }) => ({
    _id: id,
    email: login.includes('@') ? login : null,
    name,
    role,
    createdAt: createdAt.toISOString(),
  }));
