import { hashKey, previewOf } from '../domain/api-key.ts';
import { expandScopes } from '../domain/scopes.ts';
import type { Actor } from '../operations/index.ts';
import {
  firstWorkspace,
  insertWorkspace,
  keepBootstrapKey,
  lockBootstrap,
  type Store,
} from '../store/index.ts';

/** The key of the settings is that of the operator. */
const bootstrapScopes = ['read', 'write', 'instance:metrics'];

/**
 * Ensures the first workspace; returns it and the actor of the bootstrap key.
 * @param apiKey null: the process serves no API.
 */
export async function bootstrapActor(
  store: Store,
  apiKey: string | null,
): Promise<{ workspaceId: string; actor: Actor }> {
  const name = 'Bootstrap key';
  return store.transaction(async (tx) => {
    if (!(await firstWorkspace(tx))) await lockBootstrap(tx);
    const { id: workspaceId } =
      (await firstWorkspace(tx)) ?? (await insertWorkspace(tx, 'My workspace'));
    const keyId =
      apiKey === null
        ? null
        : await keepBootstrapKey(tx, {
            workspaceId,
            name,
            hash: hashKey(apiKey),
            preview: previewOf(apiKey),
            scopes: bootstrapScopes,
          });
    const grants = [{ workspaceId, scopes: expandScopes(bootstrapScopes) }];
    const type = keyId === null ? 'system' : 'api_key';
    return { workspaceId, actor: { type, id: keyId, name, grants } };
  });
}
