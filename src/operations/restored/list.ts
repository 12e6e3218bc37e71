import { countRestoredChanges, countUncertain, listUncertain } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';

/** Pins named at most; a person looks at Pinterest for the rest. */
const namedPins = 100;

export const listRestored = implement('restored.list', {
  scope: 'posts:read',
  within: everyWorkspace,
  async run({ store, workspaceIds }) {
    const [count, changes, pins] = await Promise.all([
      countUncertain(store.db, workspaceIds),
      countRestoredChanges(store.db, workspaceIds),
      listUncertain(store.db, workspaceIds, { limit: namedPins }),
    ]);
    return {
      count,
      changes,
      pins: pins.map(({ scheduledFor, details, ...pin }) => ({
        ...pin,
        scheduledFor: scheduledFor?.toISOString() ?? null,
        backupTakenAt: details.takenAt,
        candidates: details.candidates ?? [],
      })),
    };
  },
});
