import { refusal } from '../../domain/errors/index.ts';
import { listKeys, revokeKey, ungrantKey } from '../../store/index.ts';
import { implement } from '../operation.ts';

export const revokeApiKey = implement('keys.revoke', {
  scope: 'keys:write',
  // Wherever the caller can see it; a key of others that reaches a workspace here, too.
  async within({ store }, { keyId }, granted) {
    const row = (await listKeys(store.db, granted)).find(({ id }) => id === keyId);
    if (!row) throw refusal('NOT_FOUND', { field: 'keyId' });
    return row.grants.map(({ workspaceId }) => workspaceId);
  },
  async run(context, { keyId }) {
    const { store, actor, workspaceIds } = context;
    const row = (await listKeys(store.db, workspaceIds)).find(({ id }) => id === keyId);
    if (!row) throw refusal('NOT_FOUND', { field: 'keyId' });
    const refused = (reason: string) =>
      refusal('KEY_NOT_REVOCABLE', { field: 'keyId', values: { name: row.name, reason } });
    if (keyId === actor.id) throw refused('it is the key of this request.');
    if (row.bootstrap && row.revokedAt === null)
      throw refused('it is the one of the settings; another LINCHPIN_API_KEY takes its place.');
    const isOurs = workspaceIds.includes(row.workspaceId);
    await context.commit(
      { subject: { type: 'api_key', id: keyId }, details: { name: row.name } },
      async (tx) => {
        if (isOurs) await revokeKey(tx, row.workspaceId, keyId);
        else for (const workspaceId of workspaceIds) await ungrantKey(tx, workspaceId, keyId);
      },
    );
    store.notifications.tell('linchpin_keys'); // Before the answer, so that no request after it is let in.
    return {
      message: isOurs
        ? `API key "${row.name}" revoked.`
        : `API key "${row.name}" belongs to another workspace; it does not reach this one any more.`,
    };
  },
  repeat: () => Promise.resolve({ message: 'API key revoked.' }),
});
