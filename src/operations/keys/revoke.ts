import { refusal } from '../../domain/errors/index.ts';
import { listKeys, revokeKey } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { ofKey } from '../within.ts';

export const revokeApiKey = implement('keys.revoke', {
  scope: 'keys:write',
  within: ofKey,
  async run(context, { keyId }) {
    const { store, actor, workspaceId } = context;
    const rows = await listKeys(store.db, [workspaceId]);
    const row = rows.find(({ id }) => id === keyId);
    if (!row) throw refusal('NOT_FOUND', { field: 'keyId' });
    const refused = (reason: string) =>
      refusal('KEY_NOT_REVOCABLE', { field: 'keyId', values: { name: row.name, reason } });
    if (keyId === actor.id) throw refused('it is the key of this request.');
    if (row.bootstrap && row.revokedAt === null)
      throw refused('it is the one of the settings; another LINCHPIN_API_KEY takes its place.');
    await context.commit(
      { subject: { type: 'api_key', id: keyId }, details: { name: row.name } },
      (tx) => revokeKey(tx, workspaceId, keyId),
    );
    store.notifications.tell('linchpin_keys'); // Before the answer, so that no request after it is let in.
    return { message: `API key "${row.name}" revoked.` };
  },
  repeat: () => Promise.resolve({ message: 'API key revoked.' }),
});
