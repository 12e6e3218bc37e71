import { listWorkspaces } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';
import { presentProfile } from './present.ts';

export const listProfiles = implement('workspaces.list', {
  scope: 'workspaces:read',
  within: everyWorkspace,
  async run({ store, workspaceIds, actor }, { name, limit, skip, includeOverLimit }) {
    const rows = await listWorkspaces(store.db, workspaceIds);
    const found = rows.filter((row) => name === undefined || row.name === name);
    const isPaged = limit !== undefined || skip !== undefined;
    const from = skip ?? 0;
    const page = found.slice(from, limit === undefined ? undefined : from + limit);
    const asksForLimit = String(includeOverLimit) === 'true';
    return {
      profiles: page.map((row) => ({
        ...presentProfile(row, actor),
        ...(asksForLimit && { isOverLimit: false as const }),
      })),
      ...(isPaged && { total: found.length, skip: from }),
      ...(limit !== undefined && { limit }),
    };
  },
});
