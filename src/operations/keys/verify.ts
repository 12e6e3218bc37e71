import { shortScopes } from '../../domain/scopes.ts';
import { findPerson } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';
import { userIdOf } from '../workspaces/present.ts';

export const verifyKey = implement('keys.verify', {
  scope: null,
  within: everyWorkspace,
  async run({ actor, workspaceId, store }) {
    const grant = actor.grants.find((item) => item.workspaceId === workspaceId);
    const person =
      actor.type === 'person' && actor.id !== null
        ? await findPerson(store.db, actor.id)
        : undefined;
    return {
      valid: true as const,
      userId: userIdOf(actor),
      name: actor.name,
      email: person?.login.includes('@') ? person.login : null,
      authType: actor.sessionId !== undefined ? ('session' as const) : ('api_key' as const),
      scope: shortScopes(grant?.scopes ?? []).join(' '),
    };
  },
});
