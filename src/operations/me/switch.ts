import { refusal } from '../../domain/errors/index.ts';
import { moveSession } from '../../store/index.ts';
import { implement } from '../operation.ts';

const switched = { message: 'This session looks at another workspace now.' };

export const switchWorkspace = implement('me.switch', {
  scope: null,
  within: ({ actor }, { profileId }) => {
    const found = (actor.allGrants ?? []).find((grant) => grant.workspaceId === profileId);
    if (!found) throw refusal('NOT_FOUND', { field: 'profileId' });
    return Promise.resolve([found.workspaceId]);
  },
  async run(context, { profileId }) {
    const { actor, store } = context;
    const { sessionId } = actor;
    if (sessionId === undefined) throw refusal('NOT_FOUND', { field: 'profileId' });
    // A choice of view is no change of data: no audit entry.
    await moveSession(store.db, sessionId, profileId);
    store.notifications.tell('linchpin_keys');
    return switched;
  },
  repeat: () => Promise.resolve(switched),
});
