import { listPinChanges } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';
import { presentChange } from './present-change.ts';

export const listChanges = implement('pins.changes', {
  scope: 'pins:read',
  within: everyWorkspace,
  async run({ store, workspaceIds }, { limit, cursor, profileId: _within, ...filter }) {
    const page = { after: cursor ?? null, limit: limit + 1 };
    const rows = await listPinChanges(store.db, workspaceIds, filter, page);
    const shown = rows.slice(0, limit);
    return {
      changes: shown.map(presentChange),
      nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
    };
  },
});
