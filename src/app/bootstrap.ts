import { hashKey, previewOf } from '../domain/api-key.ts';
import { scopesOfRole } from '../domain/roles.ts';
import type { Actor } from '../operations/index.ts';
import {
  firstWorkspace,
  insertWorkspace,
  keepBootstrapKey,
  lockWorkspaces,
  type Store,
} from '../store/index.ts';

/** The key of the settings is that of the operator. */
const bootstrapScopes: string[] = [...scopesOfRole('owner')];

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
    if (!(await firstWorkspace(tx))) await lockWorkspaces(tx);
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
    const grants = [{ workspaceId, scopes: scopesOfRole('owner') }];
    const type = keyId === null ? 'system' : 'api_key';
    return { workspaceId, actor: { type, id: keyId, name, grants } };
  });
}
