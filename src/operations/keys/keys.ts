import { z } from 'zod';
import {
  ApiKeyList,
  CreatedKey,
  CreateKeyInput,
  Message,
  RevokeKeyInput,
  type ApiKey,
} from '../../contract/index.ts';
import { hashKey, newApiKey, previewOf } from '../../domain/api-key.ts';
import { refusal } from '../../domain/errors/index.ts';
import { insertKey, listKeys, revokeKey, type ApiKeyRow } from '../../store/index.ts';
import { requireScope, type Actor } from '../context.ts';
import { operation } from '../operation.ts';

export const listApiKeys = operation({
  name: 'keys.list',
  summary: 'Lists the API keys of the workspace, revoked ones too',
  scope: 'read',
  destructive: false,
  input: z.object({}),
  output: ApiKeyList,
  async run({ store, actor }) {
    const rows = await listKeys(store.db, actor.workspaceId);
    return { apiKeys: rows.map((row) => present(row, actor)) };
  },
});

export const createApiKey = operation({
  name: 'keys.create',
  summary: 'Makes an API key; the answer is the only place where it is shown',
  scope: 'write',
  destructive: false,
  input: CreateKeyInput,
  output: CreatedKey,
  async run(context, { name, permission }) {
    const scopes = scopesOf[permission];
    // A key cannot create a key with more rights than its own.
    for (const scope of scopes) requireScope(context, scope);
    const key = newApiKey();
    const row = await insertKey(context.store.db, {
      workspaceId: context.actor.workspaceId,
      name,
      hash: hashKey(key),
      preview: previewOf(key),
      scopes: [...scopes],
    });
    return {
      message: 'API key made. It is shown only now.',
      apiKey: { ...present(row, context.actor), key },
    };
  },
});

export const revokeApiKey = operation({
  name: 'keys.revoke',
  summary: 'Revokes an API key and every session that was opened with it, at once',
  scope: 'write',
  destructive: true,
  input: RevokeKeyInput,
  output: Message,
  async run({ store, actor }, { keyId }) {
    const rows = await listKeys(store.db, actor.workspaceId);
    const row = rows.find(({ id }) => id === keyId);
    if (!row) throw refusal('NOT_FOUND', { field: 'keyId' });
    const refused = (reason: string) =>
      refusal('KEY_NOT_REVOCABLE', { field: 'keyId', values: { name: row.name, reason } });
    if (keyId === actor.keyId) throw refused('it is the key of this request.');
    if (row.bootstrap && row.revokedAt === null)
      throw refused('it is the one of the settings; another LINCHPIN_API_KEY takes its place.');
    await revokeKey(store.db, actor.workspaceId, keyId);
    return { message: `API key "${row.name}" revoked.` };
  },
});

const scopesOf = { read: ['read'], 'read-write': ['read', 'write'] } as const;

const present = (row: ApiKeyRow, actor: Actor): ApiKey => ({
  id: row.id,
  name: row.name,
  keyPreview: row.preview,
  permission: row.scopes.includes('write') ? 'read-write' : 'read',
  isBootstrap: row.bootstrap,
  isCurrent: row.id === actor.keyId,
  createdAt: row.createdAt.toISOString(),
  revokedAt: row.revokedAt?.toISOString() ?? null,
});
