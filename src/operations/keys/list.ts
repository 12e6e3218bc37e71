import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';
import { presentKeys } from './present.ts';

export const listApiKeys = implement('keys.list', {
  scope: 'keys:read',
  within: everyWorkspace,
  run: async ({ store, actor, workspaceIds }) => ({
    apiKeys: await presentKeys(store.db, workspaceIds, actor),
  }),
});
