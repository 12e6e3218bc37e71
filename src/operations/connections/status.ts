import { hashKey } from '../../domain/api-key.ts';
import { refusal } from '../../domain/errors/index.ts';
import { findAccount, findConnection, type FoundConnection } from '../../store/index.ts';
import { presentAccount } from '../accounts/present.ts';
import { implement } from '../operation.ts';
import { theWorkspace } from '../within.ts';
import { requirePinterest } from './require-pinterest.ts';

export const connectionStatus = implement('connections.status', {
  scope: 'accounts:read',
  within: theWorkspace,
  async run(context, { platform, state }) {
    requirePinterest(platform);
    const { store, workspaceId } = context;
    const found = await findConnection(store.db, { stateHash: hashKey(state) });
    if (!found || found.workspaceId !== workspaceId) throw refusal('NOT_FOUND', { field: 'state' });
    const account =
      found.status === 'connected' && found.accountId !== null
        ? await findAccount(store.db, workspaceId, found.accountId)
        : undefined;
    return {
      status: shownStatus(found),
      ...(account && { account: presentAccount(context, account) }),
      ...(found.problem && { problem: found.problem }),
      expiresAt: found.expiresAt.toISOString(),
    };
  },
});

function shownStatus({ status, expired }: FoundConnection) {
  if (status === 'connected' || status === 'failed') return status;
  if (expired) return 'expired';
  return status === 'granted' ? 'choosing' : 'open';
}
