import type { Event } from '../../contract/index.ts';
import { readEvents } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';

export const listEvents = implement('events.list', {
  scope: 'posts:read',
  within: everyWorkspace,
  async run({ store, workspaceIds }, { after = null, limit }) {
    const { events, ...page } = await readEvents(store.db, workspaceIds, after, limit);
    return {
      ...page,
      events: events.map(({ workspaceId, kind, at, ...event }): Event => ({
        ...event,
        kind: kind as Event['kind'], // What triggers write; the answer's schema refuses any other.
        at: at.toISOString(),
        profileId: workspaceId,
      })),
    };
  },
});
