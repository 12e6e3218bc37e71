import { refusal } from '../../domain/errors/index.ts';
import {
  countWorkspaces,
  deleteWorkspace,
  listAccounts,
  lockWorkspaces,
} from '../../store/index.ts';
import { implement } from '../operation.ts';
import { theWorkspace } from '../within.ts';

const deleted = { message: 'Profile deleted successfully' };

export const deleteProfile = implement('workspaces.delete', {
  scope: 'workspaces:manage',
  within: theWorkspace,
  async run(context) {
    const { workspaceId, store } = context;
    await context.commit({ subject: { type: 'workspace', id: workspaceId } }, async (tx) => {
      await lockWorkspaces(tx);
      const linked = await listAccounts(tx, [workspaceId]);
      const accounts = linked.filter(({ status }) => status !== 'disconnected');
      if (accounts.length > 0)
        throw refusal('WORKSPACE_HAS_ACCOUNTS', {
          field: 'profileId',
          values: { accounts: accounts.map(({ username }) => `@${username}`).join(', ') },
        });
      if ((await countWorkspaces(tx)) <= 1) throw refusal('LAST_WORKSPACE', { field: 'profileId' });
      await deleteWorkspace(tx, workspaceId);
    });
    store.notifications.tell('linchpin_keys'); // Before the answer, so that no request after it is let in.
    return deleted;
  },
  repeat: () => Promise.resolve(deleted),
});
