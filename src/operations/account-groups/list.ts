import { listAccountGroups } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';
import { presentGroup } from './groups.ts';

export const listGroups = implement('accountGroups.list', {
  scope: 'accounts:read',
  within: everyWorkspace,
  run: async ({ store, workspaceIds }) => ({
    groups: (await listAccountGroups(store.db, workspaceIds)).map(presentGroup),
  }),
});
