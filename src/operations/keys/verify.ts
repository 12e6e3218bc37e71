import { shortScopes } from '../../domain/scopes.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';

export const verifyKey = implement('keys.verify', {
  scope: null,
  within: everyWorkspace,
  run: ({ actor, workspaceId }) => {
    const grant = actor.grants.find((item) => item.workspaceId === workspaceId);
    return Promise.resolve({
      valid: true as const,
      userId: workspaceId,
      name: actor.name,
      authType: actor.sessionId !== undefined ? ('session' as const) : ('api_key' as const),
      scope: shortScopes(grant?.scopes ?? []).join(' '),
    });
  },
});
