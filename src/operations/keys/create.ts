import { hashKey, newApiKey, previewOf } from '../../domain/api-key.ts';
import { refusal } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import { expandScopes } from '../../domain/scopes.ts';
import { insertKey, listKeys } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { theWorkspace, withScope } from '../within.ts';
import { presentKey } from './present.ts';

export const createApiKey = implement('keys.create', {
  scope: 'keys:write',
  within: theWorkspace,
  async run(context, { name, permission, scopes }) {
    const stored = scopes ?? scopesOf[permission];
    // A key cannot create a key with more rights than its own.
    for (const scope of expandScopes(stored))
      withScope(context.actor, [context.workspaceId], scope);
    const key = newApiKey();
    const id = newId(context.clock());
    const row = await context.commit(
      { subject: { type: 'api_key', id }, details: { name, scopes: stored } },
      (tx) =>
        insertKey(tx, {
          id,
          workspaceId: context.workspaceId,
          name,
          hash: hashKey(key),
          preview: previewOf(key),
          scopes: [...stored],
        }),
    );
    return {
      message: 'API key made. It is shown only now.',
      apiKey: { ...presentKey(row, context.actor), key },
    };
  },
  async repeat(context, keyId) {
    const rows = await listKeys(context.store.db, [context.workspaceId]);
    const name = rows.find(({ id }) => id === keyId)?.name ?? keyId;
    throw refusal('KEY_ALREADY_SHOWN', { values: { name } });
  },
});

const scopesOf = { read: ['read'], 'read-write': ['read', 'write'] } as const;
