import { listKeys } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';
import { presentKey } from './present.ts';

export const listApiKeys = implement('keys.list', {
  scope: 'keys:read',
  within: everyWorkspace,
  async run({ store, actor, workspaceIds }) {
    const rows = await listKeys(store.db, workspaceIds);
    return { apiKeys: rows.map((row) => presentKey(row, actor)) };
  },
});
