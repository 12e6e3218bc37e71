import type { Me } from '../../contract/index.ts';
import { isRole } from '../../domain/roles.ts';
import { countOwners, findPerson, workspacesReached } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';

export const getMe = implement('me.get', {
  scope: null,
  within: everyWorkspace,
  async run({ store, actor }): Promise<Me> {
    const person =
      actor.type === 'person' && actor.id !== null
        ? await findPerson(store.db, actor.id)
        : undefined;
    const reached = await workspacesReached(store.db, actor);
    const [current] = actor.sessionId === undefined ? [] : actor.grants;
    return {
      type: person ? 'person' : 'api_key',
      id: actor.id,
      name: actor.name,
      login: person?.login ?? null,
      hasPassword: typeof person?.passwordHash === 'string',
      workspaces: await Promise.all(
        reached.map(async ({ id, name, role }) => ({
          id,
          name,
          role: role !== null && isRole(role) ? role : null,
          scopes: [
            ...((actor.allGrants ?? actor.grants).find((grant) => grant.workspaceId === id)
              ?.scopes ?? []),
          ],
          isCurrent: current?.workspaceId === id,
          hasOwner: (await countOwners(store.db, id)) > 0,
        })),
      ),
    };
  },
});
